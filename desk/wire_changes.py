"""Two versions of an agency's item beside one another, word by word."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from articles import body
from desk import differences
from desk.differences import Line
from desk.numbers import number
from ground import clock
from staff.printing import printed
from wires import marks, versions
from wires.models import WireItem

#: What is compared, as the desk calls it. The note to editors too: that is where a correction says what it corrects.
_FIELDS = {
    "headline": "Headline",
    "slugline": "Slugline",
    "byline": "Byline",
    "dateline": "Dateline",
    "urgency": "Urgency",
    "pubstatus": "Status",
    "embargo": "Embargo",
    "ed_note": "Note to editors",
    "usage_terms": "Usage terms",
    "summary": "Summary",
    "body_html": "Text",
}


@dataclass(frozen=True, slots=True)
class Version:
    """One version in the list."""

    item: WireItem
    name: str
    label: str
    marks: list[marks.Mark]


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs; None among the lines where unchanged ones are left out."""

    label: str
    lines: list[Line | None]


def page(request: HttpRequest, item_id: int) -> HttpResponse:
    """`?of=` against `?with=`, numbers of items; else the item against the version before it."""
    if not request.user.has_perm("wires.view_wireitem"):
        raise PermissionDenied
    item = get_object_or_404(WireItem.objects.select_related("feed").defer("warnings"), pk=item_id)
    found = _listed(item)
    after = _chosen(found, request.GET.get("of")) or _chosen(found, str(item.pk)) or found[-1]
    before = _chosen(found, request.GET.get("with")) or found[max(0, found.index(after) - 1)]
    context = {
        **admin.site.each_context(request),
        "title": f"Versions: {item}",
        "item": item,
        "versions": found,
        "before": before,
        "after": after,
        "changes": changes(_story(before), _story(after)),
    }
    return TemplateResponse(request, "desk/wire_changes.html", context)


def _listed(item: WireItem) -> list[Version]:
    return [_version(version, clock.now()) for version in versions.of(item)]


def _version(version: versions.Version, at: datetime) -> Version:
    row, name = version.item, str(version)
    killed: bool = row.killed  # type: ignore[attr-defined]
    return Version(row, name, f"{name}: {printed(row.received_at)}", marks.status(row, killed=killed, at=at))


def _chosen(found: list[Version], typed: str | None) -> Version | None:
    wanted = number(typed)
    return next((version for version in found if version.item.pk == wanted), None)


def _story(version: Version) -> dict[str, Any]:
    story: dict[str, Any] = WireItem.objects.values_list("story", flat=True).get(pk=version.item.pk)
    return story


def changes(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    """The fields that differ, and of the text the lines around what changed."""
    found = []
    for name, label in _FIELDS.items():
        old, new = _lines(name, before.get(name)), _lines(name, after.get(name))
        if old != new:
            found.append(Change(label, differences.around(differences.lines(old, new))))
    return found


def _lines(name: str, value: Any) -> list[str]:
    text = body.text(str(value or "")) if name == "body_html" else str(value or "")
    return [line for line in text.splitlines() if line]
