"""Reading a delivery again, after a reader was mended: what it says now takes the place of what it said.

An item that a story was made from, or that the desk was alerted by, stays as it was. What the mended
reader makes of it is no second item, unless its agency turns out to forbid or cancel it.
"""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q

from wires import locking
from wires.models import Alert, WireItem, WireUse


def replace(*, deliveries: Collection[int], items: list[WireItem]) -> list[WireItem]:
    """Remove the items of these deliveries (ids) that these replace. Those that are to be written."""
    before = WireItem.objects.filter(delivery__in=deliveries)
    if not before.exists():
        return items
    # All that is read now, too: a kill among it locks its name later, and would then be out of order.
    locking.guids([*before.values_list("feed_id", "guid"), *((item.feed_id, item.guid) for item in items)])
    stay = {_told(item) for item in before.filter(_in_use()).defer("story")}
    written = [item for item in items if _told(item) not in stay]
    same = {(item.guid, item.digest) for item in written}
    old = [
        item.pk for item in before.defer("story") if _told(item) not in stay and (item.guid, item.digest) not in same
    ]
    WireItem.objects.filter(pk__in=old).delete()
    return written


def _in_use() -> Q:
    """Whether somebody may look for the item where it is."""
    return Exists(WireUse.objects.filter(item=OuterRef("pk"))) | Exists(Alert.objects.filter(item=OuterRef("pk")))


def _told(item: WireItem) -> tuple[object, ...]:
    """What an item is to the desk, whatever its words: which one it is, and whether it may be published."""
    return item.delivery_id, item.guid, item.version, item.pubstatus, item.hold, item.embargo
