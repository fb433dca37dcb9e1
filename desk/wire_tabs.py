"""The saved searches above the list of the wire room, and how much new each has found."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import IntegerField, Value
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from articles.refusals import Refused
from desk import wire_filters
from ground import clock
from staff.permissions import NotAllowed
from wires import saving, searching
from wires.models import SavedSearch, SearchLook

#: Tabs that are counted, and up to what: more is “99+”.
_MOST_TABS, _MOST_COUNTED = 20, 99


@dataclass(frozen=True, slots=True)
class Tab:
    """One saved search; `number` 0 is the whole wire."""

    number: int
    name: str
    address: str
    is_chosen: bool
    is_shared: bool = False
    may_change: bool = False


def tabs(person: Any, given: dict[str, str], *, chosen: int | None) -> list[Tab]:
    """The whole wire first, then the searches in their order. The chosen one counts as looked at."""
    room, now = reverse("admin:desk_wire"), wire_filters.written(given)
    found = list(saving.of(person)[:_MOST_TABS])
    for search in found:
        if search.pk == chosen and search.asked == now:
            saving.look(search=search, by=person)
    every = Tab(0, "All", room, is_chosen=not given)
    return [every, *(_tab(search, person, f"{room}?{search.asked}", is_chosen=search.asked == now) for search in found)]


def _tab(search: SavedSearch, person: Any, address: str, *, is_chosen: bool) -> Tab:
    return Tab(
        search.pk,
        search.name,
        f"{address}&search={search.pk}",
        is_chosen=is_chosen,
        is_shared=search.is_shared,
        may_change=saving.may_change(search, person),
    )


def counts(person: Any) -> dict[int, str]:
    """How much new each search has found since the person looked at it last: two queries for all of them."""
    seen = dict(SearchLook.objects.filter(person=person).values_list("search", "item"))
    arms = [_new(search, seen.get(search.pk, 0)) for search in saving.of(person)[:_MOST_TABS]]
    if not arms:
        return {}
    first, *others = arms
    found = Counter(first.union(*others, all=True) if others else first)
    return {pk: f"{count}" if count <= _MOST_COUNTED else f"{_MOST_COUNTED}+" for pk, count in found.items()}


def _new(search: SavedSearch, seen: int) -> Any:
    at = clock.now()
    asked = wire_filters.asked(wire_filters.given(QueryDict(search.asked)), at=at)
    items = searching.newest(asked, at=at).filter(pk__gt=seen).order_by()
    tab = Value(search.pk, output_field=IntegerField())
    return items.annotate(tab=tab).values_list("tab", flat=True)[: _MOST_COUNTED + 1]


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Save what the address asks under the name that was typed, and go to it."""
    asked = wire_filters.written(wire_filters.given(QueryDict(request.POST.get("asked", ""))))
    by: Any = request.user
    shared = "shared" in request.POST
    try:
        search = saving.keep(name=request.POST.get("name", ""), asked=asked, by=by, at=clock.now(), shared=shared)
    except (Refused, NotAllowed) as refusal:
        return JsonResponse({"said": str(refusal), "refused": True}, status=422)
    return redirect(f"{reverse('admin:desk_wire')}?{search.asked}&search={search.pk}")


@require_POST
def change(request: HttpRequest, search_id: int, name: str) -> HttpResponse:
    """Forget the search, or move it a place."""
    by: Any = request.user
    search = get_object_or_404(saving.of(by), pk=search_id)
    try:
        if name == "forget":
            saving.forget(search=search, by=by, at=clock.now())
        else:
            saving.move(search=search, steps=-1 if name == "earlier" else 1, by=by, at=clock.now())
    except NotAllowed as refusal:
        return JsonResponse({"said": str(refusal), "refused": True}, status=403)
    return redirect("admin:desk_wire")
