"""The versions of an item: what its agency sent under the same name, and what each changed."""

from django.db.models import QuerySet

from wires.models import WireItem


def of(item: WireItem) -> QuerySet[WireItem]:
    """All of them as they came, the item among them."""
    same = WireItem.objects.filter(feed=item.feed_id, guid=item.guid)
    return same.defer("story", "warnings").order_by("pk")
