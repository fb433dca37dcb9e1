"""Dropping items: off the list of the wire for everybody, until somebody brings them back. Nothing is deleted.

A later version of a dropped item is an item of its own and stands on the list: it may be news.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from staff import audit, permissions
from staff.models import User
from wires.models import WireItem

#: Who holds it drops items and brings them back.
DROP = "wires.drop_wireitem"


@transaction.atomic
def drop(*, items: Iterable[WireItem], by: User | None, at: datetime, rule: str = "") -> int:
    """Take the items off the list. `rule`: the name of the rule that did. The number that were on it."""
    permissions.require(by, DROP, to="drop items of the wire")
    dropped = _locked(items).filter(dropped_at=None)
    return _put(list(dropped), "drop", by=by, at=at, values={"dropped_at": at, "dropped_by": by}, rule=rule)


@transaction.atomic
def bring_back(*, items: Iterable[WireItem], by: User | None, at: datetime) -> int:
    """Put the items on the list again, where they stood. The number that were off it."""
    permissions.require(by, DROP, to="bring items of the wire back")
    dropped = _locked(items).exclude(dropped_at=None)
    return _put(list(dropped), "bring back", by=by, at=at, values={"dropped_at": None, "dropped_by": None})


def _locked(items: Iterable[WireItem]) -> QuerySet[WireItem]:
    rows = WireItem.objects.filter(pk__in=[item.pk for item in items]).order_by("pk")
    return rows.select_for_update(of=("self",)).defer("story", "warnings")


def _put(
    items: list[WireItem], verb: str, *, by: User | None, at: datetime, values: dict[str, Any], rule: str = ""
) -> int:
    """Write the values to the locked items, and a row of the audit log for each."""
    WireItem.objects.filter(pk__in=[item.pk for item in items]).update(**values)
    for item in items:
        audit.record(by=by, verb=verb, subject=item, at=at, detail={"rule": rule} if rule else None)
    return len(items)
