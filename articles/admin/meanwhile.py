"""Forms that do not write over what a colleague saved while they were open.

A form carries a print of each thing that it showed: of the row's fields, and of the rows that are a part of it. It
comes back: the row is locked, and prints that are not those of what stands now say what was changed meanwhile. Then
nothing is saved; the form is shown with what was typed, what stands now, and the prints of that, so that it can be
saved by whoever has seen it. What no form has sent, as from a program, is compared with nothing.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst

from articles.admin import rows
from articles.admin.prints import fields, prints, stands
from staff import audit
from staff.printing import printed
from staff.unlogged import Unlogged

#: The name of the hidden field that carries the prints.
SHOWN = "_shown"
#: What writes to the fields of a form; other verbs about the same thing write elsewhere.
_WRITING = ("add", "change", "announce", "clear")
#: Of rows, which say the rest themselves.
_BESIDE = "what was changed is told beside it."


class Careful(Unlogged):
    """A form that refuses to write over what was changed since it was opened."""

    change_form_before_template = "articles/_shown.html"
    #: Columns that every save writes and no form shows.
    unseen: tuple[str, ...] = ()

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The row with what stands now; when its form comes back, under a lock until the answer is made."""
        thing = super().get_object(request, object_id, from_field)
        if thing is None:
            return None
        if request.method == "POST":
            thing = self.get_queryset(request).select_for_update(of=("self",)).filter(pk=thing.pk).first()
        return thing and self._with_what_stands(request, thing)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (_Refusing, form), {"changed_meanwhile": getattr(obj, "changed_meanwhile", {})})

    def get_formsets_with_inlines(self, request: HttpRequest, obj: Any = None) -> Iterator[Any]:
        for formset, inline in super().get_formsets_with_inlines(request, obj):
            part = formset.get_default_prefix()
            changed = part in getattr(obj, "changed_meanwhile", {})
            yield rows.careful(formset, shown=_of_part(obj.shown, part) if changed else None), inline

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, obj: Any = None, **kwargs: Any
    ) -> HttpResponse:
        shown = {"name": SHOWN, "value": urlencode(obj.prints)} if obj else None
        return super().render_change_form(request, {**context, "shown": shown}, *args, obj=obj, **kwargs)

    def _with_what_stands(self, request: HttpRequest, thing: Any) -> Any:
        """Read before the form writes what was typed to the same object."""
        parts = [
            inline.get_formset(request, thing).get_default_prefix()
            for inline in self.get_inline_instances(request, thing)
        ]
        thing.prints = prints(thing, parts=parts, unseen=self.unseen)
        sent = request.POST.get(SHOWN)
        thing.shown = thing.prints if sent is None else dict(parse_qsl(sent))
        thing.changed_meanwhile = changed(thing)
        return thing


class _Refusing:
    """A form that is not valid while something stands that it never showed."""

    changed_meanwhile: dict[str, str]

    def clean(self) -> Any:
        values = super().clean()  # type: ignore[misc]
        form: Any = self
        if self.changed_meanwhile and not self._says_the_same():
            for name, said in self.changed_meanwhile.items():
                beside = name in form.fields
                form.add_error(name if beside else None, said if beside else f"{_label(form.instance, name)}{said}")
        return values

    def _says_the_same(self) -> bool:
        """The same form sent twice: what stands is what was typed. Rows are another matter, they might be doubled."""
        form: Any = self
        own = {field.name for field in fields(form.instance)}
        return not form.has_changed() and self.changed_meanwhile.keys() <= {"", *own}


def changed(thing: Any) -> dict[str, str]:
    """What stands otherwise than it was shown, each with a sentence; before them, under "", who wrote it and when."""
    others = {name.partition("-")[0] for name, found in thing.prints.items() if thing.shown.get(name) != found}
    own = {field.name: field for field in fields(thing)}
    said = {name: stands(thing, own[name]) if name in own else _BESIDE for name in thing.prints if name in others}
    return {"": _who(thing), **said} if said else {}


def _of_part(shown: dict[str, str], part: str) -> dict[str, str]:
    """The prints of the rows of a part, by the key of the row and the name of the field."""
    return {name.removeprefix(f"{part}-"): found for name, found in shown.items() if name.startswith(f"{part}-")}


def _who(thing: Model) -> str:
    last = audit.newest(subject=thing, verbs=_WRITING)
    who = f"{last.actor_name} changed this on {printed(last.at)}" if last else "Somebody changed this"
    return (
        f"{who}, after you had opened it, so nothing was saved. What you typed is still here. "
        "Compare it with what stands now, then save it again."
    )


def _label(thing: Model, name: str) -> str:
    """Before a sentence that has no box of its own to stand beside."""
    if not name:
        return ""
    field: Any = thing._meta.get_field(name)
    return f"{capfirst(field.related_model._meta.verbose_name_plural if field.one_to_many else field.verbose_name)}: "
