"""Forgetting what the agencies sent long ago: items and raw files that nobody uses, in batches.

What a story or live post was made from stays for ever, with all that it continues or that continues it:
a kill must find its way along them. Kills stay, since their story may still come. So do alerts that
nobody has seen.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from wires import descent, locking
from wires.models import Alert, AwaitedPicture, Delivery, Feed, UpdateOffer, WireItem, WireUse

#: Rows that one transaction looks at.
_AT_ONCE = 500


def expire(*, at: datetime) -> int:
    """Forget what has been kept for its time. The number of items and deliveries that went."""
    AwaitedPicture.objects.filter(until__lt=at).delete()
    return sum(_expire_feed(feed, before=at - kept_for(feed)) for feed in Feed.objects.order_by("pk"))


def kept_for(feed: Feed) -> timedelta:
    """How long what comes in by the feed is kept where nobody uses it."""
    return timedelta(days=feed.keep_days or settings.WIRE_KEEP_DAYS)


def _expire_feed(feed: Feed, *, before: datetime) -> int:
    items = feed.items.filter(received_at__lt=before).exclude(pubstatus=WireItem.Status.CANCELED)
    deliveries = feed.deliveries.filter(received_at__lt=before).exclude(state=Delivery.State.RECEIVED)
    return _in_batches(items, _forget_items) + _in_batches(deliveries, _forget_deliveries)


def _in_batches(rows: QuerySet[WireItem] | QuerySet[Delivery], forget: Callable[[list[int]], int]) -> int:
    """Forget the rows batch by batch, in the order of their numbers; each is looked at once."""
    gone, last = 0, 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:_AT_ONCE]):
        gone += forget(batch)
        last = batch[-1]
    return gone


@transaction.atomic
def _forget_items(numbers: list[int]) -> int:
    """Those of the items that nothing needs. Their names are locked: nobody takes one meanwhile."""
    items = list(WireItem.objects.filter(pk__in=numbers).only("pk", "feed_id", "guid", "evolved_from"))
    locking.guids((item.feed_id, item.guid) for item in items)
    needed = _needed(items)
    free = [item.pk for item in items if (item.feed_id, item.guid) not in needed]
    unseen = Exists(Alert.objects.filter(item=OuterRef("pk"), seen_at=None))
    offered = Exists(UpdateOffer.objects.filter(item=OuterRef("pk")))
    forgotten = WireItem.objects.filter(pk__in=free).exclude(unseen | offered)
    return forgotten.delete()[1].get(WireItem._meta.label, 0)


def _needed(items: list[WireItem]) -> set[tuple[int, str]]:
    """The names among these of which a version is in use, or which lead to one that is."""
    names = {(item.feed_id, item.guid) for item in items}
    needed = names & _used(guid for _, guid in names)
    for item in items:
        if (item.feed_id, item.guid) not in needed and _has_kin(item):
            line = descent.ancestors(item) | descent.descendants(item)
            if any(feed_id == item.feed_id for feed_id, _ in _used(line)):
                needed.add((item.feed_id, item.guid))
    return needed


def _used(guids: Iterable[str]) -> set[tuple[int, str]]:
    return set(WireUse.objects.filter(item__guid__in=set(guids)).values_list("item__feed_id", "item__guid"))


def _has_kin(item: WireItem) -> bool:
    return bool(item.evolved_from) or WireItem.objects.filter(feed=item.feed_id, evolved_from=item.guid).exists()


@transaction.atomic
def _forget_deliveries(numbers: list[int]) -> int:
    """Those of the files from which no item is left."""
    empty = Delivery.objects.filter(pk__in=numbers).exclude(Exists(WireItem.objects.filter(delivery=OuterRef("pk"))))
    return empty.delete()[1].get(Delivery._meta.label, 0)
