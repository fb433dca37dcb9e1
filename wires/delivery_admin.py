"""Files as they came, on the desk: what became of them, reading them again, and saying that one was seen to."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST
from unfold.contrib.filters.admin import ChoicesDropdownFilter, RelatedDropdownFilter

from articles.refusals import Refused
from ground import clock
from wires import intake, kept_admin, marks, querysets, seeing
from wires.models import Delivery

#: Bytes of a delivery that its page shows.
_BEGINNING = 4000


class _Unread(admin.SimpleListFilter):
    """Those that could not be read, and to which nobody has seen."""

    title = "whether they wait"
    parameter_name = "unread"

    def lookups(self, *_: Any) -> list[tuple[str, str]]:
        return [("yes", "Not read, and seen by nobody")]

    def queryset(self, _: HttpRequest, queryset: QuerySet[Delivery]) -> QuerySet[Delivery]:
        return querysets.unread(queryset) if self.value() == "yes" else queryset


class DeliveryAdmin(kept_admin.Kept):
    actions: ClassVar = ["read_again", "mark_as_seen"]
    list_display = ("filename", "feed", "received", "shown_state", "reason", "seen")
    list_filter = (_Unread, ("state", ChoicesDropdownFilter), ("feed", RelatedDropdownFilter))
    list_select_related = ("feed", "seen_by")
    ordering = ("-received_at", "-id")
    search_fields = ("filename__startswith",)
    search_help_text = "How the name of the file begins"

    def get_urls(self) -> list[URLPattern]:
        guard = self.admin_site.admin_view
        return [
            path("<int:delivery_id>/raw/", guard(self.raw_view), name="wires_delivery_raw"),
            path("<int:delivery_id>/replay/", guard(require_POST(self.replay_view)), name="wires_delivery_replay"),
            path("<int:delivery_id>/seen/", guard(require_POST(self.seen_view)), name="wires_delivery_seen"),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Delivery]:
        return super().get_queryset(request).defer("raw")

    def has_replay_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("wires.replay_delivery")

    def has_see_permission(self, request: HttpRequest) -> bool:
        return seeing.may_see(request.user)  # type: ignore[arg-type]

    def shown(self) -> QuerySet[Delivery]:
        rows = Delivery.objects.select_related("feed", "seen_by").defer("raw")
        return querysets.with_beginning(rows, most=_BEGINNING)

    def show(self, request: HttpRequest, row: Any) -> HttpResponse:
        context = {
            "title": str(row),
            "delivery": row,
            "state": _state(row),
            "items": row.items.defer("story").order_by("pk")[:100],
            "beginning": bytes(row.beginning).decode("utf-8", "replace").replace("\0", ""),
            "byte_size": row.byte_size,
            "may_see": self.has_see_permission(request),
            "may_replay": self.has_replay_permission(request) and row.byte_size > 0,
        }
        return self.page(request, "wires/delivery.html", context)

    def raw_view(self, request: HttpRequest, delivery_id: int) -> HttpResponse:
        """The bytes as they came, to be saved and never to be opened by a browser."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        delivery = get_object_or_404(Delivery, pk=delivery_id)
        response = HttpResponse(bytes(delivery.raw), content_type="application/octet-stream")
        name = delivery.filename.rpartition("/")[2].encode("ascii", "replace").decode().replace('"', "'")
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def replay_view(self, request: HttpRequest, delivery_id: int) -> HttpResponse:
        self._replay(request, get_object_or_404(Delivery.objects.select_related("feed"), pk=delivery_id))
        return redirect("admin:wires_delivery_change", delivery_id)

    @admin.action(description="Read again", permissions=["replay"])
    def read_again(self, request: HttpRequest, queryset: QuerySet[Delivery]) -> None:
        for delivery in queryset.select_related("feed"):
            self._replay(request, delivery)

    def _replay(self, request: HttpRequest, delivery: Delivery) -> None:
        try:
            again = intake.replay(delivery=delivery, by=request.user, at=clock.now())  # type: ignore[arg-type]
        except Refused as refusal:
            messages.error(request, str(refusal))
            return
        failed = again.state == Delivery.State.FAILED
        said = f"{again.filename}: {again.reason or 'read, and its items are on the list.'}"
        messages.add_message(request, messages.ERROR if failed else messages.SUCCESS, said)

    def seen_view(self, request: HttpRequest, delivery_id: int) -> HttpResponse:
        self._see(request, Delivery.objects.filter(pk=delivery_id))
        if request.POST.get("next") == "health":
            return redirect("admin:desk_wire_health")
        return redirect("admin:wires_delivery_change", delivery_id)

    @admin.action(description="Mark as seen", permissions=["see"])
    def mark_as_seen(self, request: HttpRequest, queryset: QuerySet[Delivery]) -> None:
        self._see(request, queryset)

    def _see(self, request: HttpRequest, deliveries: QuerySet[Delivery]) -> None:
        by: Any = request.user
        self.tell_seen(request, lambda: seeing.see(deliveries=deliveries, by=by, at=clock.now()))

    @admin.display(description="Seen by")
    def seen(self, delivery: Delivery) -> str:
        if delivery.state != Delivery.State.FAILED:
            return "–"
        return "Nobody yet" if delivery.is_unread else str(delivery.seen_by)

    @admin.display(description="State")
    def shown_state(self, delivery: Delivery) -> str:
        return kept_admin.shown_marks([_state(delivery)])


def _state(delivery: Delivery) -> marks.Mark:
    tone = {Delivery.State.FAILED: "danger", Delivery.State.RECEIVED: "info"}.get(
        Delivery.State(delivery.state), "quiet"
    )
    return marks.Mark(delivery.get_state_display(), tone)
