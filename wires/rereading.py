"""Reading a delivery again, after a reader was mended: what it says now takes the place of what it said.

An item that a story was made from, or that the desk was alerted by, stays as it was. What the mended
reader makes of it is no second item, unless its agency turns out to forbid or cancel it.
"""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q

from wires import locking
from wires.models import Alert, UpdateOffer, WireItem, WireUse

#: All that an item holds.
_COLUMNS = [field.name for field in WireItem._meta.concrete_fields if not field.primary_key]


def replace(*, deliveries: Collection[int], items: list[WireItem]) -> list[WireItem]:
    """Write these items over those of these deliveries (ids), or remove what they replace. Those to be written.

    What the rules and the desk did with an item stays done: nobody asks the rules again.
    """
    before = WireItem.objects.filter(delivery__in=deliveries)
    if not before.exists():
        return items
    # All that is read now, too: a kill among it locks its name later, and would then be out of order.
    locking.guids([*before.values_list("feed_id", "guid"), *((item.feed_id, item.guid) for item in items)])
    rows = list(before.defer("story").order_by("pk"))
    stay = {_told(item) for item in before.filter(_in_use()).defer("story")}
    written = [item for item in items if _told(item) not in stay]
    same = {(item.guid, item.digest) for item in written}
    old = {item.pk for item in rows if _told(item) not in stay and (item.guid, item.digest) not in same}
    elsewhere = _is_elsewhere(written, deliveries)
    again = _carried_over(rows, [one for one in written if _content(one) not in elsewhere], old)
    WireItem.objects.filter(pk__in=old - {item.pk for item in again}).delete()
    WireItem.objects.bulk_update(again, _COLUMNS, batch_size=200)
    return written


def _carried_over(rows: list[WireItem], written: list[WireItem], old: set[int]) -> list[WireItem]:
    """Those that are written over one of the `old` rows (ids): told by its name, else by its place in the file."""
    now = {(one.delivery_id, one.guid) for one in written}
    named = {(row.delivery_id, row.guid): row for row in rows}
    renamed = [row for row in rows if (row.delivery_id, row.guid) not in now]
    again: dict[int, WireItem] = {}
    for item in written:
        same_file = (row for row in renamed if row.delivery_id == item.delivery_id)
        former = named.get((item.delivery_id, item.guid)) or next(same_file, None)
        if former is None:
            continue
        renamed = [row for row in renamed if row is not former]
        item.ruled_at, item.dropped_at, item.dropped_by_id = former.ruled_at, former.dropped_at, former.dropped_by_id
        if former.pk in old and former.pk not in again:
            item.pk, again[former.pk] = former.pk, item
    return list(again.values())


def _in_use() -> Q:
    """Whether somebody may look for the item where it is."""
    return Q(*(Exists(of.objects.filter(item=OuterRef("pk"))) for of in (WireUse, UpdateOffer, Alert)), _connector=Q.OR)


def _is_elsewhere(written: list[WireItem], deliveries: Collection[int]) -> set[tuple[int, str, str]]:
    """What of it another delivery has brought already: it is there, and is not written a second time."""
    others = WireItem.objects.filter(guid__in={item.guid for item in written}).exclude(delivery__in=deliveries)
    return set(others.values_list("feed_id", "guid", "digest"))


def _content(item: WireItem) -> tuple[int, str, str]:
    return item.feed_id, item.guid, item.digest


def _told(item: WireItem) -> tuple[object, ...]:
    """What an item is to the desk, whatever its words: which one it is, and whether it may be published."""
    return item.delivery_id, item.guid, item.version, item.pubstatus, item.hold, item.embargo
