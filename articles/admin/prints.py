"""What the rows show that are a part of a thing: prints to compare, and words to tell people."""

import json
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db.models import Field, Model, QuerySet, TextField
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from articles.fields import BodyField
from staff.printing import printed

_BOX = (
    'It stands now as: <div class="desk-stands" role="group" aria-label="As it stands" tabindex="0" dir="auto">{}</div>'
)


#: Beside a box that only a colleague has changed.
TAKEN = "This is new: it was changed meanwhile."


def prints_of_parts(thing: Model, parts: Iterable[str]) -> dict[str, str]:
    """A print of which rows each part has, and of each of their fields that forms write."""
    found: dict[str, str] = {}
    for part in parts:
        rows = list(_rows(thing, part))
        found[part] = _print(sorted(row.pk for row in rows))
        found |= {f"{part}-{row.pk}-{name}": one for row in rows for name, one in prints_of_row(row).items()}
    return found


def prints_of_row(row: Model) -> dict[str, str]:
    return {field.name: _print(_value(row, field)) for field in fields(row)}


def fields(thing: Model) -> list[Any]:
    """Those that forms write."""
    own: list[Any] = [*thing._meta.concrete_fields, *thing._meta.many_to_many]
    return [field for field in own if field.editable and not field.primary_key]


def stands(thing: Model, field: Any) -> str:
    """What is in the field now, for people: the whole of it, to be read and copied. A text is in a box that scrolls."""
    found = _words(thing, field)
    if not found:
        return "It is empty now."
    if not isinstance(field, TextField):
        return f"It stands now as: {found}"
    return format_html(_BOX, found)


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


def _words(thing: Any, field: Any) -> str:
    """The value as people read it."""
    if field.many_to_many:
        return "; ".join(str(row) for row in _rows(thing, field.name))
    value = getattr(thing, field.name)
    if isinstance(field, BodyField):
        return mark_safe(value)  # noqa: S308 - cleaned on every way into the database
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
