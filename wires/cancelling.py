"""What a kill does: every story made from the item is held, and the desk is told, in the intake transaction."""

from collections.abc import Iterable
from datetime import datetime

from articles import withdrawing
from articles.models import Article, PublishBlock
from wires import locking
from wires.models import Alert, WireItem, WireUse
from wires.querysets import kills


def stop_stories(*, deliveries: Iterable[int], at: datetime) -> int:
    """Hold the stories made from what these deliveries (ids) cancel. The number of new alerts."""
    canceled = list(
        WireItem.objects.filter(delivery__in=deliveries, pubstatus=WireItem.Status.CANCELED).select_related("feed")
    )
    locking.guids((item.feed_id, item.guid) for item in canceled)
    return sum(_stop(item, article, at) for item in canceled for article in stories_from(item))


def stories_from(item: WireItem) -> list[Article]:
    """The stories made from any version of the item, and those that evolved from them, oldest first."""
    found: set[int] = set()
    newest = set(WireUse.objects.filter(item__feed=item.feed_id, item__guid=item.guid).values_list("pk", flat=True))
    while newest:
        found |= newest
        newest = set(WireUse.objects.filter(evolved_from__in=newest).values_list("pk", flat=True)) - found
    return list(Article.objects.filter(wire_uses__in=found).distinct().order_by("pk"))


def _stop(item: WireItem, article: Article, at: datetime) -> bool:
    """Hold one story, once for each canceling item: a hold that a duty editor lifted stays lifted."""
    said = sentence(item)
    message = f"{said} Its story “{article.headline[:120]}” is on hold. If it is public, withdraw it."
    _, new = Alert.objects.get_or_create(
        item=item, article=article, defaults={"message": message[:1000], "created_at": at}
    )
    if new:
        withdrawing.hold(article=article, kind=PublishBlock.Kind.KILL, reason=said, by=None)
    return new


def sentence(item: WireItem) -> str:
    """Who canceled what: “Harrow Bay Press canceled urn:… (version 3).”"""
    version = f" (version {item.version})" if item.version else ""
    return f"{item.feed.credit or item.feed.name} canceled {item.guid}{version}."


def cancels(item: WireItem) -> WireItem | None:
    """The newest item by which its agency canceled this one, if any."""
    return kills(item).select_related("feed").first()
