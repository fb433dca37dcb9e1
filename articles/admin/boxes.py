"""What is in the boxes of a form: as a browser would send it back untouched, and as it was sent."""

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from django.forms import MultiWidget

#: Box → what comes in it; a box that is empty or not ticked may be missing.
Boxes = dict[str, list[str]]


def names(form: Any, field: str) -> list[str]:
    """The boxes of a field, which may have several, as a day and a time have."""
    return [f"{field}{suffix}" for suffix in getattr(form.fields[field].widget, "widgets_names", [""])]


def opened(form: Any) -> Boxes:
    """What would come in the boxes of a form as it is shown."""
    found: Boxes = {}
    for box in form:
        widget: Any = box.field.widget
        value = box.value()
        if isinstance(widget, MultiWidget):
            parts = zip(names(form, box.name), widget.decompress(value) or (), strict=False)
            found |= {name: [str(part)] for name, part in parts if part is not None}
        elif value is not None and value is not False:
            found[box.name] = [str(one) for one in value] if isinstance(value, list) else [str(value)]
    return found


def sent(form: Any) -> Boxes:
    """What came in the boxes of a form, by their names without its prefix."""
    start = f"{form.prefix}-" if form.prefix else ""
    return {name.removeprefix(start): form.data.getlist(name) for name in form.data if name.startswith(start)}


def printed(boxes: Boxes, wanted: Iterable[str]) -> str:
    """A print of these boxes: the same for the same, whoever ended its lines, ticked it or left it out."""
    return sha256(json.dumps([_bare(boxes.get(name, ())) for name in wanted]).encode()).hexdigest()[:16]


def _bare(values: Iterable[str]) -> list[str]:
    plain = ("\n".join(line.rstrip() for line in value.strip().splitlines()) for value in values)
    return sorted("on" if value == "True" else value for value in plain if value)
