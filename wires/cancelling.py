"""What a kill does: whatever was made from the item is taken from readers and held, in the intake transaction.

A kill counts whatever its version and whenever it comes. It reaches the stories and live posts that were
made from any version of the item, from what continues it under other names, and what was translated
from those; and the photographs that came under its name. The desk is told once of each.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from articles import reporting, standing, translations, withdrawing
from articles.models import Article, Edition, LiveUpdate, PublishBlock
from ground import languages
from staff.printing import printed
from wires import descent, locking, notices, picture_kills, querysets
from wires.formats import guids
from wires.models import Alert, Feed, UpdateOffer, WireItem, WireUse

#: Letters of a headline or a note in a sentence, and of an alert.
_OF_NOTE, _OF_ALERT = 160, 1000


def heed_deliveries(*, deliveries: Iterable[int], at: datetime) -> int:
    """Do what is due to all that these deliveries (ids) cancel. The number of new alerts."""
    kills = WireItem.objects.filter(delivery__in=deliveries, pubstatus=WireItem.Status.CANCELED)
    canceled = list(kills.select_related("feed").order_by("pk"))
    locking.guids((item.feed_id, item.guid) for item in canceled)
    heeded = set(Alert.objects.filter(item__in=canceled).values_list("item", flat=True))
    # In one order, whoever else takes stories away at this moment.
    stories = sorted(((item, story) for item in canceled for story in stories_from(item)), key=lambda one: one[1].pk)
    told = sum(_stop(item, story, at) for item, story in stories)
    unclear = _unclear_of(canceled)
    others = (item for item in canceled if item.pk not in heeded)
    return told + sum(_stop_others(item, at, is_unclear=item.pk in unclear) for item in others)


def _unclear_of(kills: list[WireItem]) -> set[int]:
    """Those (ids) that name nothing known, one of each message: a telex may mean several names, and one is right."""
    derived = [item for item in kills if guids.is_derived(item.guid)]
    found: dict[tuple[int, str], list[WireItem]] = {}
    for item in derived:
        found.setdefault((item.delivery_id, item.wording or item.guid), []).append(item)
    return {items[0].pk for items in found.values() if not any(map(_is_known, items))}


def _is_known(item: WireItem) -> bool:
    return WireItem.objects.filter(feed=item.feed_id, guid=item.guid).exclude(pk=item.pk).exists()


def heed_former(*, item: WireItem, article: Article, at: datetime) -> int:
    """Take away the story just made from the item where what it continues is canceled. The number of new alerts."""
    former = descent.ancestors(item) - {item.guid}
    kills = querysets.kills_of(item, former).select_related("feed")
    return sum(_stop(kill, article, at) for kill in kills)


def heed_outlived(*, item: WireItem, article: Article, at: datetime) -> int:
    """Hold the story just made from a version below the one that its agency canceled before. The number of new alerts.

    Its time says that it outlived the kill, its number that it is what was killed: an agency that sends an old
    version again stamps it anew.
    """
    kill = querysets.outlived(item).select_related("feed").first()
    if kill is None or not _is_below(item, kill):
        return 0
    numbers = f"That was version {kill.version}; this is version {item.version}, made later."
    said = f"{sentence(kill)} {numbers} Lift this once it is certain that it may be used."
    withdrawing.hold(article=article, kind=PublishBlock.Kind.KILL, reason=said, by=None)
    tell(kill, article, f"{_named(article)} is on hold. {said}", at)
    return 1


def _is_below(item: WireItem, kill: WireItem) -> bool:
    return item.version.isdecimal() and kill.version.isdecimal() and int(item.version) < int(kill.version)


def outlived(item: WireItem) -> str:
    """That its agency canceled what came before it, in a sentence; empty where it did not."""
    kill = querysets.outlived(item).select_related("feed").first()
    return outlived_by(kill) if kill else ""


def outlived_by(kill: WireItem) -> str:
    """The same of a kill that is known."""
    came = f"That came on {printed(kill.received_at)}. What is here was made later."
    return f"{sentence(kill)} {came}"


def stories_from(item: WireItem) -> list[Article]:
    """The stories made from any version of the item, and from what continues it, oldest first."""
    return list(Article.objects.filter(wire_uses__in=_uses(item)).distinct().order_by("pk"))


def _uses(item: WireItem) -> QuerySet[WireUse]:
    return WireUse.objects.filter(item__feed=item.feed_id, item__guid__in=descent.descendants(item))


def _stop(item: WireItem, article: Article, at: datetime) -> int:
    """One story and what was translated from it, once for each canceling item. The number of new alerts.

    A hold that a duty editor lifted stays lifted. Translations are looked for under the story's lock:
    one that is being begun is seen here, or sees the hold.
    """
    if Alert.objects.filter(item=item, article=article).exists():
        return 0
    story = standing.lock(article)
    said = sentence(item)
    outcome = take_away(story, item=item, cause=Edition.EndedBy.KILL, kind=PublishBlock.Kind.KILL, reason=said)
    _overtake_offers(item, article, at)
    # A phone shows the beginning: what an editor knows comes before what the agency calls it.
    tell(item, article, f"{outcome} {said}", at)
    return 1 + sum(_stop(item, made, at) for made in translations.made_from(article))


def _overtake_offers(item: WireItem, article: Article, at: datetime) -> None:
    """What is canceled can go into no story any more."""
    offers = article.wire_offers.filter(state=UpdateOffer.State.OPEN, item__feed=item.feed_id)
    offers.filter(item__guid__in=descent.descendants(item)).update(state=UpdateOffer.State.OVERTAKEN, decided_at=at)


def take_away(story: standing.Story, *, item: WireItem, cause: str, kind: str, reason: str) -> str:
    """Hold the locked story; take it from readers unless its feed leaves that to the desk. What was done, in words."""
    is_left = bool(story.standing) and item.feed.on_kill == Feed.OnKill.ALERT
    if story.standing and not is_left:
        notice = notices.withdrawn(agency=agency(item), language=story.standing.language)
        withdrawing.withdraw(article=story.article, by=None, notice=notice, cause=cause)
    withdrawing.hold(article=story.article, kind=kind, reason=reason, by=None)
    named = _named(story.article)
    if is_left:
        return f"{named} is public and was left so, as its feed is set. It is on hold: decide what is to be done."
    return f"{named} was withdrawn and is on hold." if story.standing else f"{named} is on hold."


def _named(article: Article) -> str:
    """The story as alerts call it; of those in several languages each with its own."""
    language = f" ({languages.isolated(languages.name(article.language))})" if article.translation_group else ""
    return f"The story “{article.headline[:120]}”{language}"


def _stop_others(item: WireItem, at: datetime, *, is_unclear: bool) -> int:
    """Live posts and photographs made of what is canceled, and what must be looked at by a person. The new alerts.

    Where a story was stopped its alert says that too: it is one kill.
    """
    photos = picture_kills.stop(item, reason=sentence(item), at=at)
    said = " ".join([*take_posts_away(item), *photos, *_unclear(item, is_unclear=is_unclear)])
    told = item.alerts.order_by("pk").first()
    if said and told:
        told.message = f"{told.message} {said}"[:_OF_ALERT]
        told.save(update_fields=["message"])
    elif said:
        tell(item, picture_kills.story(item, at=at), f"{sentence(item)} {said}", at)
    return bool(said and not told)


def take_posts_away(item: WireItem) -> Iterator[str]:
    """Withdraw the live posts made from the item, unless the feed leaves that to the desk. A sentence for each."""
    posts = LiveUpdate.objects.filter(wire_uses__in=_uses(item), withdrawn_at=None).distinct()
    for post in posts.select_related("coverage").order_by("pk"):
        named = f"Its post “{post.headline or post.text[:60]}” on the live page of “{post.coverage}”"
        if item.feed.on_kill == Feed.OnKill.ALERT:
            yield f"{named} was left alone. Decide what is to be done."
        else:
            notice = notices.withdrawn(agency=agency(item), language=post.coverage.language)
            reporting.withdraw(update=post, notice=notice, by=None)
            yield f"{named} was withdrawn."


def _unclear(item: WireItem, *, is_unclear: bool) -> Iterator[str]:
    """What only a person can decide: a kill that names nothing known here, or something of another feed."""
    known = WireItem.objects.filter(guid=item.guid).exclude(pk=item.pk)
    if is_unclear:
        yield "It does not say clearly of what. Nothing was done: look for what is meant, and withdraw it."
    if item.evolved_from and (before := _stories_before(item)):
        titles = ", ".join(f"“{story.headline[:80]}”" for story in before)
        yield f"It continued what {titles} was made from. That was left alone: withdraw it if need be."
    used = known.exclude(feed=item.feed_id).filter(Exists(WireUse.objects.filter(item=OuterRef("pk"))))
    for feed in Feed.objects.filter(items__in=used).distinct():
        yield f"The same item came by the feed {feed.name} and is in use. That was left alone: withdraw it if need be."


def _stories_before(item: WireItem) -> list[Article]:
    """Stories made from what the item continues and not from itself: its kill does not reach them."""
    names = descent.ancestors(item) - {item.guid}
    before = WireUse.objects.filter(item__feed=item.feed_id, item__guid__in=names).exclude(article=None)
    reached = WireUse.objects.filter(pk__in=_uses(item)).exclude(article=None)
    found = Article.objects.filter(pk__in=before.values("article")).exclude(pk__in=reached.values("article"))
    return list(found.order_by("pk")[:3])


def tell(item: WireItem, article: Article | None, message: str, at: datetime) -> None:
    """Alert the desk, once for each item and story."""
    Alert.objects.get_or_create(item=item, article=article, defaults={"message": message[:_OF_ALERT], "created_at": at})


def agency(item: WireItem) -> str:
    """Whom the item is from, as the house names it."""
    return item.feed.credit or item.feed.name


def sentence(item: WireItem) -> str:
    """Who canceled what, and why, if it says that: “Harrow Bay Press canceled “Ferry sinks”. It says: “Not so.””"""
    what = f"“{item.headline[:_OF_NOTE]}”" if item.headline else item.guid
    why = " ".join(str(item.story["ed_note"]).split())
    shown = f"{why[:_OF_NOTE]}…" if len(why) > _OF_NOTE else why
    return f"{languages.isolated(agency(item))} canceled {what}." + (f" It says: “{shown}”" if shown else "")


def cancels(item: WireItem) -> WireItem | None:
    """The newest item by which its agency canceled this one, if any."""
    return querysets.kills(item).select_related("feed").first()


def cancels_line(item: WireItem) -> WireItem | None:
    """The newest item by which its agency canceled this one or what it continues, if any."""
    return querysets.kills_of(item, descent.ancestors(item)).select_related("feed").first()
