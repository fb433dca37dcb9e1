"""What an agency lets go again: the desk is told, by an alert and on the story; a person lifts what keeps it back.

Nothing is lifted by itself: between the withheld version and the released one somebody has read the story,
and may know why it should wait.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from articles.models import Article, PublishBlock
from ground import languages
from staff.printing import printed
from wires import cancelling, descent, versions
from wires.models import Alert, WireItem

_KEEPS_BACK = Q(hold=True) | Q(embargo__isnull=False)


def of_deliveries(deliveries: Iterable[int]) -> list[WireItem]:
    """The items of these deliveries (ids) whose agency kept another version back."""
    same = WireItem.objects.filter(_KEEPS_BACK, feed=OuterRef("feed"), guid=OuterRef("guid"))
    usable = WireItem.objects.filter(delivery__in=deliveries, pubstatus=WireItem.Status.USABLE, hold=False)
    kept_back = Exists(same.exclude(pk=OuterRef("pk")))
    return list(usable.filter(kept_back).select_related("feed").order_by("pk"))


def heed(items: Iterable[WireItem], *, at: datetime) -> int:
    """Tell the desk of the stories that these items let go. The number of alerts."""
    return sum(_heed_one(item, article, at) for item in items for article in cancelling.stories_from(item))


def _heed_one(item: WireItem, article: Article, at: datetime) -> bool:
    sentence = said(article, at=at)
    if sentence:
        message = f"“{article.headline[:120]}”: {sentence}"[:1000]
        told = {"message": message, "created_at": at, "is_release": True, "seen_at": None, "seen_by": None}
        Alert.objects.update_or_create(item=item, article=article, defaults=told)
    return bool(sentence)


def said(article: Article, *, at: datetime) -> str:
    """What still keeps the story back though its agency does so no more, in a sentence; empty where nothing does."""
    use = article.wire_uses.select_related("item").defer("item__story").order_by("-taken_at", "-pk").first()
    words = _last_words(use.item) if use else []
    if not words or any(word.hold or word.pubstatus != WireItem.Status.USABLE for word in words):
        return ""
    newest = max(words, key=lambda word: word.pk)
    let_go = [*_of_hold(article), *_of_embargo(article, words, at)]
    return f"{_sent(newest)} {' '.join(let_go)}" if let_go else ""


def _last_words(item: WireItem) -> list[WireItem]:
    """What the agency said last under each of the names of the item's line."""
    line = WireItem.objects.filter(feed=item.feed_id, guid__in=descent.ancestors(item)).select_related("feed")
    newest = line.order_by("guid", Coalesce("version_created_at", "received_at").desc(), "-pk").distinct("guid")
    return list(newest.defer("story", "warnings"))


def _sent(item: WireItem) -> str:
    agency = languages.isolated(cancelling.agency(item))
    return f"{agency} sent a {versions.named(item)} on {printed(item.received_at)}."


def _of_hold(article: Article) -> list[str]:
    held = article.blocks.filter(kind=PublishBlock.Kind.EMBARGO, lifted_at=None, created_by=None)
    return ["It is withheld no more, and the story is still on hold. Lift the hold."] if held.exists() else []


def _of_embargo(article: Article, words: list[WireItem], at: datetime) -> list[str]:
    """Only an embargo that the agency has set; one that an editor has set is no matter of the agency's."""
    if article.embargo is None or article.embargo <= at or not _is_agencys(article, words):
        return []
    until = max((word.embargo for word in words if word.embargo), default=None)
    if until and until >= article.embargo:
        return []
    now = f"an embargo until {printed(until)} only" if until and until > at else "no embargo any more"
    still = f"the story is still under one until {printed(article.embargo)}"
    return [f"It names {now}, and {still}. Change that if it is meant."]


def _is_agencys(article: Article, words: list[WireItem]) -> bool:
    names = {word.guid for word in words}
    return WireItem.objects.filter(feed=words[0].feed_id, guid__in=names, embargo=article.embargo).exists()
