"""Which items continue which: an agency's story goes on under other names (ninjs, evolvedfrom).

Told by what came and not by what was taken, so that a kill and a taking see the same, whichever is first.
"""

from django.db.models import QuerySet

from wires.formats import guids
from wires.models import WireItem


def ancestors(item: WireItem) -> set[str]:
    """The guids that this item continues, over any number of names, its own included."""
    return _closed(item.feed_id, item.guid, given="guid", wanted="evolved_from")


def descendants(item: WireItem) -> set[str]:
    """The guids that continue this item, over any number of names, its own included."""
    return _closed(item.feed_id, item.guid, given="evolved_from", wanted="guid")


def earlier_of_text(item: WireItem) -> set[str]:
    """The ancestors that say the same text: a further language of an item (`…#fr`) continues that language alone."""
    return _in_language(item, ancestors(item))


def later_of_text(item: WireItem) -> set[str]:
    """The descendants that say the same text."""
    first, _ = guids.parted(item.guid)
    return _in_language(item, _closed(item.feed_id, first, given="evolved_from", wanted="guid"))


def _in_language(item: WireItem, names: set[str]) -> set[str]:
    _, language = guids.parted(item.guid)
    if language:
        return {item.guid, *(guids.parted(name)[0] + language for name in names)}
    return {name for name in names if not guids.parted(name)[1]}


def _closed(feed_id: int, guid: str, *, given: str, wanted: str) -> set[str]:
    links: QuerySet[WireItem] = WireItem.objects.filter(feed=feed_id).exclude(evolved_from="")
    found: set[str] = set()
    newest = {guid}
    while newest:
        found |= newest
        newest = set(links.filter(**{f"{given}__in": newest}).values_list(wanted, flat=True)) - found
    return found
