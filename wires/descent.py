"""Which items continue which: an agency's story goes on under other names (ninjs, evolvedfrom).

Told by what came and not by what was taken, so that a kill and a taking see the same, whichever is first.
"""

from django.db.models import QuerySet

from wires.models import WireItem


def ancestors(item: WireItem) -> set[str]:
    """The guids that this item continues, over any number of names, its own included."""
    return _closed(item, given="guid", wanted="evolved_from")


def descendants(item: WireItem) -> set[str]:
    """The guids that continue this item, over any number of names, its own included."""
    return _closed(item, given="evolved_from", wanted="guid")


def _closed(item: WireItem, *, given: str, wanted: str) -> set[str]:
    links: QuerySet[WireItem] = WireItem.objects.filter(feed=item.feed_id).exclude(evolved_from="")
    found: set[str] = set()
    newest = {item.guid}
    while newest:
        found |= newest
        newest = set(links.filter(**{f"{given}__in": newest}).values_list(wanted, flat=True)) - found
    return found
