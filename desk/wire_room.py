"""The wire room: all that agencies send, live, and what can be done with it by keyboard alone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.dateparse import parse_datetime

from articles.models import Coverage
from desk import wire_filters, wire_health, wire_rows, wire_tabs
from desk.numbers import number
from ground import clock
from wires import item_page, searching
from wires.models import WireItem
from wires.versions import Version

#: Rows of a page, and how many of a longer list are kept fresh.
_A_PAGE, _MOST_FRESH = 50, 200
_SEE, _TAKE, _POST = "wires.view_wireitem", "wires.take_wireitem", "articles.post_liveupdate"
#: Live pages that are offered for a post.
_MOST_LIVE = 6
_NEWEST = """
    SELECT (SELECT max(id) FROM wires_wireitem), (SELECT max(id) FROM wires_updateoffer),
           (SELECT max(id) FROM wires_alert), (SELECT max(id) FROM staff_auditentry)
"""


@dataclass(frozen=True, slots=True)
class _List:
    """One page of the list, and the place behind which the next one goes on (empty: it is the last)."""

    rows: list[wire_rows.Row]
    older: str


def page(request: HttpRequest) -> HttpResponse:
    """The room; with `part=rows` the rows alone, for whoever scrolls on."""
    _may_see(request)
    at = clock.now()
    given = wire_filters.given(request.GET)
    found = _list(request, given, at=at)
    if request.GET.get("part") == "rows":
        return JsonResponse(_told(request, found))
    feeds = wire_health.feeds(at=at)
    tabs = wire_tabs.tabs(request.user, given, chosen=number(request.GET.get("search")))
    context = {
        **admin.site.each_context(request),
        "title": "Wire",
        "rows": found.rows,
        "older": found.older,
        "is_first_page": "before" not in request.GET,
        "cursor": _cursor(),
        "given": given,
        "asked": wire_filters.written(given),
        "in_words": wire_filters.in_words(given, feeds),
        "boxes": wire_filters.boxes(given, feeds),
        "tabs": tabs,
        "saved": any(tab.is_chosen for tab in tabs if tab.number),
        "may": _may(request),
        "feeds": feeds,
        "dropped": "" if found.rows else _dropped(given, at=at),
    }
    return TemplateResponse(request, "desk/wire_room.html", context)


def _dropped(given: dict[str, str], *, at: datetime) -> str:
    """The address that shows what was dropped of that kind; empty where there is none, or that is asked already."""
    instead = {**given, "show": "dropped"}
    is_asked = given.get("show") == "dropped"
    some = searching.newest(wire_filters.asked(instead, at=at), at=at)[:1]
    return "" if is_asked or not some else f"?{wire_filters.written(instead)}"


def live(request: HttpRequest) -> HttpResponse:
    """The newest rows as they are now, where anything has changed since `cursor`; else 204."""
    _may_see(request)
    cursor = _cursor()
    if request.GET.get("cursor") == cursor:
        return HttpResponse(status=204)
    given = wire_filters.given(request.GET)
    most = min(number(request.GET.get("rows")) or _A_PAGE, _MOST_FRESH)
    found = _list(request, given, at=clock.now(), most=most)
    return JsonResponse({**_told(request, found), "cursor": cursor, "counts": wire_tabs.counts(request.user)})


def preview(request: HttpRequest, item_id: int) -> HttpResponse:
    """The item as the pane beside the list shows it."""
    _may_see(request)
    items = WireItem.objects.select_related("feed", "delivery", "dropped_by").defer("delivery__raw")
    item = get_object_or_404(items, pk=item_id)
    context = {**item_page.facts(item), "may": _may(request), "uses": wire_rows.uses(item, at=clock.now())}
    context["live_pages"] = _live_pages(request)
    return TemplateResponse(
        request, "desk/_wire_preview.html", {**context, **_drop(item), **_versions(item, context["came"])}
    )


def _may_see(request: HttpRequest) -> None:
    if not request.user.has_perm(_SEE):
        raise PermissionDenied


def _may(request: HttpRequest) -> dict[str, bool]:
    return {verb: request.user.has_perm(f"wires.{verb}_wireitem") for verb in ("take", "drop")}


def _live_pages(request: HttpRequest) -> list[Coverage]:
    """The coverages on whose live page somebody may post at the moment."""
    if not (request.user.has_perm(_TAKE) and request.user.has_perm(_POST)):
        return []
    open_now = Coverage.objects.with_reporting(at=clock.now()).filter(reported_live=True)  # type: ignore[misc]
    return list(open_now.order_by("name")[:_MOST_LIVE])


def _drop(item: WireItem) -> dict[str, str]:
    """The button that takes the item off the list, or puts it there again."""
    if item.dropped_at:
        return {"act": "bring-back", "act_label": "Bring back", "act_title": "Put it on the list again (x)"}
    return {"act": "drop", "act_label": "Drop", "act_title": "Take it off the list for everybody (x)"}


def _versions(item: WireItem, came: list[Version]) -> dict[str, Any]:
    """Which version it is of how many, and the numbers of those beside it."""
    place = next(place for place, version in enumerate(came) if version.item.pk == item.pk)
    return {
        "earlier": came[place - 1].item.pk if place else None,
        "later": came[place + 1].item.pk if place + 1 < len(came) else None,
        "version": came[place],
        "version_count": came[-1].number,
    }


def _list(request: HttpRequest, given: dict[str, str], *, at: datetime, most: int = _A_PAGE) -> _List:
    asked = wire_filters.asked(given, at=at)
    before = _place(request.GET.get("before", ""))
    found = list(wire_rows.with_facts(searching.newest(asked, at=at, before=before))[: most + 1])
    if asked.question and len(found) <= most:
        every = searching.newest(asked, at=at, before=before, hits=searching.MANY_HITS)
        found = list(wire_rows.with_facts(every)[: most + 1])
    shown = wire_rows.rows(found[:most], at=at)
    return _List(shown, shown[-1].place if len(found) > most else "")


def _place(text: str) -> tuple[datetime, int] | None:
    """Where the page before ended; nowhere where the address was mistyped."""
    moment, _, item = text.partition(",")
    try:
        received_at = parse_datetime(moment)
    except ValueError:
        return None
    found = number(item)
    return (received_at, found) if received_at and received_at.tzinfo and found else None


def _told(request: HttpRequest, found: _List) -> dict[str, Any]:
    context = {"rows": found.rows, "may": _may(request)}
    return {"html": render_to_string("desk/_wire_rows.html", context, request), "older": found.older}


def _cursor() -> str:
    """What changes whenever a row may: items come, updates are offered, alerts given, and every verb is in the log."""
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST)
        return "-".join(str(value or 0) for value in cursor.fetchone())
