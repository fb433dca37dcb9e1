"""Saved searches of the wire room: kept, put in order, shared, looked at, forgotten."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max, Q, QuerySet

from articles.refusals import refuse
from staff import audit, permissions
from staff.models import User
from wires.models import SavedSearch, SearchLook, WireItem

_SEE = "wires.view_wireitem"
#: Whoever drops items for all may have searches for all.
_SHARE = "wires.drop_wireitem"
_LONGEST_NAME = 60


def of(person: User) -> QuerySet[SavedSearch]:
    """The person's own searches, and everybody's."""
    return SavedSearch.objects.filter(Q(owner=person) | Q(is_shared=True))


@transaction.atomic
def keep(*, name: str, asked: str, by: User, at: datetime, shared: bool = False) -> SavedSearch:
    """Keep what is looked for under the name; under one that the person has, in its place. Raises Refused."""
    permissions.require(by, _SHARE if shared else _SEE, to="save searches for everybody" if shared else "save searches")
    name = " ".join(name.split())[:_LONGEST_NAME]
    if not name:
        raise refuse("no-name", "Give the search a name. It was not saved.")
    last = of(by).aggregate(last=Max("order"))["last"]
    values = {"asked": asked, "is_shared": shared}
    try:
        with transaction.atomic():
            search, _ = SavedSearch.objects.update_or_create(
                owner=by,
                name__iexact=name,
                defaults=values,
                create_defaults={**values, "name": name, "order": min((last or 0) + 1, 30_000), "created_at": at},
            )
    except IntegrityError:
        search = SavedSearch.objects.get(owner=by, name__iexact=name)
    audit.record(by=by, verb="save search", subject=search, at=at, detail={"asked": asked, "shared": shared})
    look(search=search, by=by)
    return search


@transaction.atomic
def forget(*, search: SavedSearch, by: User, at: datetime) -> None:
    """Delete it: one's own, or one for everybody where the person may have such."""
    _may_change(search, by)
    audit.record(by=by, verb="forget search", subject=search, at=at, detail={"asked": search.asked})
    search.delete()


@transaction.atomic
def move(*, search: SavedSearch, steps: int, by: User, at: datetime) -> None:
    """Put it so many places further (or, negative, nearer) among those that the person sees."""
    _may_change(search, by)
    rows = list(of(by).select_for_update())
    place = next((index for index, row in enumerate(rows) if row.pk == search.pk), None)
    if place is None:
        return
    rows.insert(max(0, place + steps), rows.pop(place))
    _number(rows)
    audit.record(by=by, verb="move search", subject=search, at=at)


def _number(rows: Iterable[SavedSearch]) -> None:
    for order, row in enumerate(rows, start=1):
        if row.order != order:
            SavedSearch.objects.filter(pk=row.pk).update(order=order)


def look(*, search: SavedSearch, by: User) -> None:
    """Write down that the person has seen all that it finds now."""
    newest = WireItem.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    SearchLook.objects.update_or_create(search=search, person=by, defaults={"item": newest})


def may_change(search: SavedSearch, person: User) -> bool:
    """Whether the person may forget or move it."""
    return search.owner_id == person.pk or person.has_perm(_SHARE)


def _may_change(search: SavedSearch, by: User) -> None:
    if search.owner_id != by.pk:
        permissions.require(by, _SHARE, to="change what others have saved")
