"""What a kill does: every story made from the item is held, and the desk is told, in the intake transaction."""

from collections.abc import Iterable
from datetime import datetime

from articles import translations, withdrawing
from articles.models import Article, PublishBlock
from wires import descent, locking, querysets
from wires.models import Alert, WireItem, WireUse


def stop_stories(*, deliveries: Iterable[int], at: datetime) -> int:
    """Hold the stories made from what these deliveries (ids) cancel. The number of new alerts."""
    canceled = list(
        WireItem.objects.filter(delivery__in=deliveries, pubstatus=WireItem.Status.CANCELED).select_related("feed")
    )
    locking.guids((item.feed_id, item.guid) for item in canceled)
    return sum(_stop(item, article, at) for item in canceled for article in stories_from(item))


def stop_descendant(*, item: WireItem, article: Article, at: datetime) -> int:
    """Hold the story made from the item where what it continues is canceled. The number of new alerts."""
    former = descent.ancestors(item) - {item.guid}
    kills = querysets.kills_of(item, former).select_related("feed")
    return sum(_stop(kill, article, at) for kill in kills)


def stories_from(item: WireItem) -> list[Article]:
    """The stories made from any version of the item, and from what continues it, oldest first."""
    uses = WireUse.objects.filter(item__feed=item.feed_id, item__guid__in=descent.descendants(item))
    return list(Article.objects.filter(wire_uses__in=uses).distinct().order_by("pk"))


def _stop(item: WireItem, article: Article, at: datetime) -> int:
    """Hold one story and what was translated from it, once for each canceling item. The number of new alerts.

    A hold that a duty editor lifted stays lifted. Translations are looked for under the story's lock:
    one that is being begun is seen here, or sees the hold.
    """
    said = sentence(item)
    message = f"{said} Its story “{article.headline[:120]}” is on hold. If it is public, withdraw it."
    _, new = Alert.objects.get_or_create(
        item=item, article=article, defaults={"message": message[:1000], "created_at": at}
    )
    if not new:
        return 0
    withdrawing.hold(article=article, kind=PublishBlock.Kind.KILL, reason=said, by=None)
    return 1 + sum(_stop(item, made, at) for made in translations.made_from(article))


def sentence(item: WireItem) -> str:
    """Who canceled what: “Harrow Bay Press canceled urn:… (version 3).”"""
    version = f" (version {item.version})" if item.version else ""
    return f"{item.feed.credit or item.feed.name} canceled {item.guid}{version}."


def cancels(item: WireItem) -> WireItem | None:
    """The newest item by which its agency canceled this one, if any."""
    return querysets.kills(item).select_related("feed").first()
