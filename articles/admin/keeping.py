"""Forms that save through `articles.arranging`, so that each change is audited and pages are told."""

from collections.abc import Iterable
from typing import Any
from zoneinfo import available_timezones

from django.contrib import messages
from django.db.models import CharField, QuerySet, TextField
from django.http import HttpRequest
from unfold.admin import ModelAdmin
from unfold.widgets import UnfoldAdminSelectWidget

from articles import arranging
from articles.admin.meanwhile import Careful
from articles.models import Article, Edition
from ground import clock, languages

#: Columns of text → what may stand in them, as value and words.
_CHOSEN = {
    "language": languages.LANGUAGES,
    "zone": [(zone, zone.replace("_", " ")) for zone in sorted(available_timezones())],
}


class Choosing:
    """A form or inline in which languages and zones are chosen, not typed, and text is typed from its own side."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in _CHOSEN:
            kwargs["widget"] = UnfoldAdminSelectWidget(choices=_CHOSEN[db_field.name])
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        if field and isinstance(db_field, CharField | TextField):
            field.widget.attrs.setdefault("dir", "auto")
        return field


class PartOfIt:
    """An inline whose rows are a part of the thing: who may change that, named by `permission`, may change them."""

    permission = ""

    def has_add_permission(self, request: HttpRequest, *_: Any) -> bool:
        return request.user.has_perm(self.permission)

    has_change_permission = has_delete_permission = has_view_permission = has_add_permission


class Addressed:
    """A form of what has an address. One that readers may know stays: under another one, links to it would be dead."""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        own = super().get_readonly_fields(request, obj)  # type: ignore[misc]
        return (*own, "slug") if _is_known(obj) else own

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return {} if obj else super().get_prepopulated_fields(request, obj)  # type: ignore[misc]


def _is_known(thing: Any) -> bool:
    """Of what opens on a day, from that day on; anything else as soon as it is there."""
    if not hasattr(thing, "slug"):
        return False
    return bool(thing.is_live(at=clock.now())) if hasattr(thing, "is_live") else True


def warn_of_unseen(request: HttpRequest, stories: Iterable[Article | None]) -> None:
    """Of each story that was chosen and that readers do not see: it was saved, and they will miss it."""
    for story in dict.fromkeys(filter(None, stories)):
        if not Edition.objects.live(at=clock.now()).filter(article=story).exists():
            said = f"Readers do not see “{story}” now: what leads to it is shown to them only while they do."
            messages.warning(request, said)


class KeepingAdmin(Choosing, Addressed, Careful):
    """A list and form whose rows, inlines too, are kept and discarded by the verbs."""

    def save_model(self, request: HttpRequest, obj: Any, *_: Any) -> None:
        _keep(request, obj)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        _discard(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for thing in queryset:
            self.delete_model(request, thing)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: Any) -> None:  # noqa: ARG002
        things = formset.save(commit=False)
        for thing in formset.deleted_objects:
            _discard(request, thing)
        for thing in things:
            _keep(request, thing)
        formset.save_m2m()


def _keep(request: HttpRequest, thing: Any) -> None:
    arranging.keep(thing=thing, by=request.user, at=clock.now())  # type: ignore[arg-type]


def _discard(request: HttpRequest, thing: Any) -> None:
    arranging.discard(thing=thing, by=request.user, at=clock.now())  # type: ignore[arg-type]


class ReadingAdmin(ModelAdmin):
    """A list that is read and never written here."""

    actions = ()
    show_full_result_count = False

    def has_add_permission(self, *_: Any) -> bool:
        return False

    def has_change_permission(self, *_: Any, **__: Any) -> bool:
        return False

    def has_delete_permission(self, *_: Any, **__: Any) -> bool:
        return False
