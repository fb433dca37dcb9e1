"""Questions about items that more than one place asks."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.db.models import BinaryField, Exists, F, Func, IntegerField, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from wires.models import Delivery, Feed, WireItem


def kills(item: WireItem) -> QuerySet[WireItem]:
    """The items by which its agency canceled this one, itself included where it is a kill."""
    return kills_of(item, [item.guid])


def kills_of(item: WireItem, guids: Iterable[str]) -> QuerySet[WireItem]:
    """The items by which its agency canceled one of these, which this one is or continues."""
    return _kills(feed=item.feed_id, pk=item.pk, made=item.version_created_at or _EVER, guid__in=guids)


def outlived(item: WireItem) -> QuerySet[WireItem]:
    """The items by which its agency canceled versions before this one, but not this one, the newest first."""
    canceled = WireItem.objects.filter(feed=item.feed_id, guid=item.guid, pubstatus=WireItem.Status.CANCELED)
    return canceled.exclude(pk__in=kills(item).values("pk")).order_by("-pk")


def with_killed(items: QuerySet[WireItem]) -> QuerySet[WireItem]:
    """The items, each knowing whether its agency canceled it (`killed`)."""
    made = Coalesce(OuterRef("version_created_at"), _EVER)
    return items.annotate(
        killed=Exists(_kills(feed=OuterRef("feed"), pk=OuterRef("pk"), made=made, guid=OuterRef("guid")))
    )


def _kills(*, feed: Any, pk: Any, made: Any, **named: Any) -> QuerySet[WireItem]:
    """Only a version that both came later and was made later than the kill outlives it."""
    reaches = Q(pk__gte=pk) | Q(version_created_at=None) | Q(version_created_at__gte=made)
    return WireItem.objects.filter(reaches, feed=feed, pubstatus=WireItem.Status.CANCELED, **named)


def canceled(feed: Feed, guids: Iterable[str]) -> set[str]:
    """Those of the names that the feed's agency has canceled, whenever that was."""
    kills = WireItem.objects.filter(feed=feed, pubstatus=WireItem.Status.CANCELED)
    return set(kills.filter(guid__in=set(guids) - {""}).values_list("guid", flat=True))


def earlier(item: WireItem, names: Iterable[str] = ()) -> QuerySet[WireItem]:
    """The versions of it, or of what has these guids, that came before and were not made after it."""
    made = item.version_created_at
    versions = WireItem.objects.filter(feed=item.feed_id, guid__in=set(names) or {item.guid}, pk__lt=item.pk)
    return versions.exclude(version_created_at__gt=made) if made else versions


def later(item: WireItem, names: Iterable[str] = ()) -> QuerySet[WireItem]:
    """The versions of it, or of what has these guids, that came after and were not made before it."""
    made = item.version_created_at
    versions = WireItem.objects.filter(feed=item.feed_id, guid__in=set(names) or {item.guid}, pk__gt=item.pk)
    return versions.exclude(version_created_at__lt=made) if made else versions


def last_words(item: WireItem, names: Iterable[str] = ()) -> QuerySet[WireItem]:
    """What its agency said after it of the item, or of what has these guids, the last word first.

    What was made after it counts though it came before: files overtake one another.
    """
    said = WireItem.objects.filter(feed=item.feed_id, guid__in=set(names) or {item.guid}).exclude(pk=item.pk)
    made = item.version_created_at
    after = Q(pk__gt=item.pk)
    if made:
        after = after & ~Q(version_created_at__lt=made) | Q(version_created_at__gt=made)
    return said.filter(after).order_by(Coalesce("version_created_at", "received_at").desc(), "-pk")


def unread(deliveries: QuerySet[Delivery]) -> QuerySet[Delivery]:
    """Those that could not be read, and to which nobody has seen since."""
    waits = Q(seen_at=None) | Q(seen_at__lt=F("read_at"))
    return deliveries.filter(waits, state=Delivery.State.FAILED)


def with_beginning(deliveries: QuerySet[Delivery], *, most: int) -> QuerySet[Delivery]:
    """The deliveries, each with its first bytes (`beginning`) and their number (`byte_size`)."""
    return deliveries.annotate(
        beginning=Func("raw", 1, most, function="substring", output_field=BinaryField()),
        byte_size=Func("raw", function="octet_length", output_field=IntegerField()),
    )


#: Before every kill, for a version that does not say when it was made.
_EVER = datetime(1, 1, 2, tzinfo=UTC)
