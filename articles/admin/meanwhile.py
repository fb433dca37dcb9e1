"""Forms that do not write over what a colleague saved while they were open.

A form carries a print of each thing that it showed: of the row's fields, and of the rows that are a part of it. It
comes back: the row is locked, and prints that are not those of what stands now say what was changed meanwhile. Then
nothing is saved; the form is shown with what was typed, what stands now, and the prints of that, so that it can be
saved by whoever has seen it. What no form has sent, as from a program, is compared with nothing.
"""

import json
from datetime import datetime
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.db.models import Field, Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.text import Truncator

from articles import body
from articles.fields import BodyField
from articles.times import printed
from staff import audit
from staff.unlogged import Unlogged

#: The name of the hidden field that carries the prints.
SHOWN = "_shown"
#: What writes to the fields of a form; other verbs about the same thing write elsewhere.
_WRITING = ("add", "change", "announce", "clear")
_LONGEST = 600


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
        thing.changed_meanwhile = {} if sent is None else changed(thing, dict(parse_qsl(sent)))
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
                form.add_error(name if beside else None, said if beside else f"{_label(name)}{said}")
        return values

    def _says_the_same(self) -> bool:
        """The same form sent twice: what stands is what was typed. Rows are another matter, they might be doubled."""
        form: Any = self
        own = {field.name for field in _fields(form.instance)}
        return not form.has_changed() and self.changed_meanwhile.keys() <= {"", *own}


def prints(thing: Model, *, parts: list[str], unseen: tuple[str, ...] = ()) -> dict[str, str]:
    """A print of each field of the row that forms write, and of the rows of each part: the same for the same."""
    own = {field.name: _value(thing, field) for field in _fields(thing) if field.name not in unseen}
    rows = {part: [[_value(row, field) for field in _fields(row)] for row in _rows(thing, part)] for part in parts}
    return {name: _print(value) for name, value in {**own, **rows}.items()}


def changed(thing: Any, shown: dict[str, str]) -> dict[str, str]:
    """What stands otherwise than it was shown, each with a sentence; before them, under "", who wrote it and when."""
    others = [name for name, found in thing.prints.items() if shown.get(name) != found]
    return {"": _who(thing), **{name: _stands(thing, name) for name in others}} if others else {}


def _fields(thing: Model) -> list[Any]:
    own: list[Any] = [*thing._meta.concrete_fields, *thing._meta.many_to_many]
    return [field for field in own if field.editable and not field.primary_key]


def _value(thing: Model, field: Any) -> Any:
    if field.many_to_many:
        return sorted(row.pk for row in _rows(thing, field.name))
    return _bare(field.value_from_object(thing))


def _bare(value: Any) -> Any:
    """The value as any form would write it back: whole seconds, plain ends of lines, nothing empty in JSON."""
    if isinstance(value, datetime):
        return value.replace(microsecond=0)
    if isinstance(value, str):
        return "\n".join(line.rstrip() for line in value.strip().splitlines())
    if not isinstance(value, dict):
        return value
    found = {key: _bare(inside) for key, inside in value.items()}
    return {key: inside for key, inside in found.items() if inside not in ("", {})}


def _rows(thing: Model, name: str) -> QuerySet[Any]:
    rows: QuerySet[Any] = getattr(thing, name).all()
    return rows


def _print(value: Any) -> str:
    return sha256(json.dumps(value, default=str, sort_keys=True).encode()).hexdigest()[:16]


def _who(thing: Model) -> str:
    last = audit.newest(subject=thing, verbs=_WRITING)
    who = f"{last.actor_name} changed this on {printed(last.at)}" if last else "Somebody changed this"
    return (
        f"{who}, after you had opened it, so nothing was saved. What you typed is still here. "
        "Compare it with what stands now, then save it again."
    )


def _stands(thing: Model, name: str) -> str:
    field = next((field for field in _fields(thing) if field.name == name), None)
    found = _words(thing, field) if field else _listed(_rows(thing, name))
    return f"It stands now as: {Truncator(found).chars(_LONGEST)}" if found else "It is empty now."


def _label(name: str) -> str:
    """Before a sentence that has no box of its own to stand beside."""
    return f"{name.replace('_', ' ').capitalize()}: " if name else ""


def _words(thing: Any, field: Any) -> str:
    """The value as people read it."""
    if field.many_to_many:
        return _listed(_rows(thing, field.name))
    value = getattr(thing, field.name)
    if isinstance(field, BodyField):
        return body.text(value)
    if isinstance(value, datetime):
        return printed(value)
    if isinstance(field, Field) and field.choices:
        return str(getattr(thing, f"get_{field.name}_display")())
    return _plain(_bare(value))


def _plain(value: Any) -> str:
    """Text, or what a JSON column holds: “name: Le port; description: …”."""
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_plain(found)}" for key, found in value.items())
    return "" if value is None else str(value)


def _listed(rows: QuerySet[Any]) -> str:
    return "; ".join(str(row) for row in rows)
