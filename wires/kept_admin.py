"""What the pages of rows share that the wire writes and the desk only reads."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.html import format_html
from unfold.paginator import InfinitePaginator

from staff.permissions import NotAllowed
from staff.printing import printed
from staff.unlogged import Unlogged
from wires import marks
from wires.models import Delivery, WireItem


class Kept(Unlogged):
    """Rows that the wire writes and the desk only reads: no counting, no adding, no deleting."""

    list_per_page = 50
    paginator = InfinitePaginator
    show_facets = admin.ShowFacets.NEVER
    sortable_by = ()
    list_filter_submit = True
    actions: ClassVar[list[Any]] = []

    class Media:
        css: ClassVar = {"all": ["wires/wire.css"]}

    def has_add_permission(self, *_: Any, **__: Any) -> bool:
        return False

    def has_change_permission(self, *_: Any, **__: Any) -> bool:
        return False

    def has_delete_permission(self, *_: Any, **__: Any) -> bool:
        return False

    @admin.display(description="Received")
    def received(self, row: WireItem | Delivery) -> str:
        return time(row.received_at)

    def change_view(self, request: HttpRequest, object_id: str, *_: Any, **__: Any) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return self.show(request, get_object_or_404(self.shown(), pk=object_id))

    def shown(self) -> QuerySet[Any]:
        """Rows as their own page needs them."""
        return self.model._default_manager.all()

    def show(self, request: HttpRequest, row: Any) -> HttpResponse:
        """The page of one row."""
        raise NotImplementedError

    def page(self, request: HttpRequest, template: str, context: dict[str, Any]) -> TemplateResponse:
        """A page of the admin site, with its navigation."""
        return TemplateResponse(
            request, template, {**self.admin_site.each_context(request), "opts": self.opts, **context}
        )

    def tell_seen(self, request: HttpRequest, see: Callable[[], int]) -> None:
        """Do it, and say how many were marked as seen or why that is not for this person."""
        try:
            messages.success(request, f"Marked as seen: {see()}.")
        except NotAllowed as refusal:
            messages.error(request, str(refusal))


def shown_marks(shown: list[marks.Mark]) -> str:
    return render_to_string("wires/_marks.html", {"marks": shown})


def time(moment: datetime) -> str:
    return format_html('<span class="wire-time">{}</span>', printed(moment))
