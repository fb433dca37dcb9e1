"""The versions of an item: what its agency sent under the same name, and what each changed."""

from collections.abc import Sequence

from django.db.models import QuerySet

from wires.models import WireItem

#: The feed and the guid of an item.
Name = tuple[int, str]
_CANCELED = WireItem.Status.CANCELED


def of(item: WireItem) -> QuerySet[WireItem]:
    """All of them as they came, the item among them."""
    same = WireItem.objects.filter(feed=item.feed_id, guid=item.guid)
    return same.defer("story", "warnings").order_by("pk")


def before_kills(items: Sequence[WireItem]) -> dict[Name, WireItem]:
    """What those of the items that are kills cancel: its newest version, stored before or sent along."""
    killed = {(item.feed_id, item.guid) for item in items if item.pubstatus == _CANCELED}
    if not killed:
        return {}
    stored = WireItem.objects.filter(guid__in={guid for _, guid in killed}).exclude(pubstatus=_CANCELED)
    told = [*stored.order_by("pk"), *(item for item in items if item.pubstatus != _CANCELED)]
    return {name: item for item in told if (name := (item.feed_id, item.guid)) in killed}


def name_kills(items: Sequence[WireItem]) -> None:
    """Give kills the headline of what they cancel: on the list “KILL” says nothing."""
    former = before_kills(items)
    for item in items:
        if item.pubstatus == _CANCELED and (before := former.get((item.feed_id, item.guid))):
            item.headline = before.headline or item.headline
