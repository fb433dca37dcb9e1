"""What an agency forbids for now: it is the agency's word, whoever takes the item and whichever comes first.

A story that nobody has read is kept back: by the embargo, or by a hold where it names no moment. A
story that is public is taken away where the agency withholds it: “all versions”, says the standard
(IPTC pubstatus NewsCodes, withheld). A mere embargo of a later version leaves it: that says nothing
certain about the words of the earlier one, and the desk, which is alerted, can withdraw it.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from articles import standing, translations, withdrawing
from articles.models import Article, Edition, PublishBlock
from staff.printing import printed
from wires import cancelling, descent, querysets
from wires.models import Alert, Feed, WireItem
from wires.stories import WITHHELD, WireStory


def forbids(item: WireItem, *, at: datetime) -> bool:
    """Whether the agency says with this item that it must not be published yet."""
    return item.hold or bool(item.embargo and item.embargo > at)


def keep_back(*, article: Article, item: WireItem) -> None:
    """Carry over to the story what the agency forbids with its item."""
    story = WireStory.from_json(item.story)
    if story.embargo:
        withdrawing.embargo(article=article, until=story.embargo, by=None)
    for reason in _reasons(item, story):
        withdrawing.hold(article=article, kind=PublishBlock.Kind.EMBARGO, reason=reason, by=None)


def heed_deliveries(*, deliveries: Iterable[int], at: datetime) -> int:
    """Keep back the stories of earlier versions of what these deliveries (ids) forbid. The number of new alerts."""
    forbidden = list(
        WireItem.objects.filter(Q(hold=True) | Q(embargo__gt=at), delivery__in=deliveries)
        .exclude(pubstatus=WireItem.Status.CANCELED)
        .select_related("feed")
    )
    stories = (
        (item, article)
        for item in forbidden
        for article in Article.objects.filter(wire_uses__item__in=_earlier(item)).distinct().order_by("pk")
    )
    return sum(_heed(item, article, at) for item, article in stories) + sum(_heed_posts(item, at) for item in forbidden)


def _heed_posts(item: WireItem, at: datetime) -> bool:
    """Live posts made from what is withheld: they are public, and go."""
    said = list(cancelling.take_posts_away(item)) if item.pubstatus == WITHHELD else []
    if said:
        cancelling.tell(item, None, " ".join([_came(item, is_version=True), *sentences(item), *said]), at)
    return bool(said)


def _earlier(item: WireItem) -> QuerySet[WireItem]:
    """What the item speaks of: the versions before it, and, where it is withheld, those under other names."""
    names = descent.descendants(item) if item.pubstatus == WITHHELD else {item.guid}
    return querysets.earlier(item, names)


def heed_later(*, item: WireItem, article: Article, at: datetime) -> int:
    """Keep back the story just made from the item where its agency forbids it since. The number of new alerts."""
    former = descent.ancestors(item) - {item.guid}
    withheld = querysets.last_words(item, former).filter(pubstatus=WITHHELD) if former else WireItem.objects.none()
    said = [last_word(item), withheld.select_related("feed").first()]
    return sum(_heed(word, article, at) for word in said if word and forbids(word, at=at))


def last_word(item: WireItem) -> WireItem | None:
    """What its agency said last of the item, if it has said anything after it."""
    return querysets.last_words(item).select_related("feed").first()


def _heed(item: WireItem, article: Article, at: datetime) -> int:
    """One story and what was translated from it, once for each forbidding item. The number of new alerts.

    What a duty editor lifted stays lifted.
    """
    is_version = article.wire_uses.filter(item__guid=item.guid).exists()
    return _heed_line(item, article, " ".join([_came(item, is_version=is_version), *sentences(item)]), at)


def _heed_line(item: WireItem, article: Article, said: str, at: datetime) -> int:
    story = standing.lock(article)
    made = translations.made_from(article)
    return _heed_one(item, story, said, at) + sum(_heed_line(item, one, said, at) for one in made)


def _heed_one(item: WireItem, story: standing.Story, said: str, at: datetime) -> bool:
    article = story.article
    is_withheld = item.pubstatus == WITHHELD
    if _is_kept_back(article, item) and not (is_withheld and story.standing):
        return False
    if Alert.objects.filter(item=item, article=article).exists():
        return False
    outcome = _take_away(item, story) if is_withheld else _outcome(item, story)
    cancelling.tell(item, article, f"{outcome} {said}", at)
    return True


def _take_away(item: WireItem, story: standing.Story) -> str:
    reason, *_ = _reasons(item, WireStory.from_json(item.story))
    cause, kind = Edition.EndedBy.WITHDRAWAL, PublishBlock.Kind.EMBARGO
    outcome = cancelling.take_away(story, item=item, cause=cause, kind=kind, reason=reason)
    # An embargo ends what is public, also where the feed is set to leave that.
    if item.embargo and not (story.standing and item.feed.on_kill == Feed.OnKill.ALERT):
        withdrawing.embargo(article=story.article, until=item.embargo, by=None)
    return outcome


def _is_kept_back(article: Article, item: WireItem) -> bool:
    """Whether the story is under that embargo, or a longer one, and held if it must be: no news then."""
    embargoed = not item.embargo or (article.embargo is not None and article.embargo >= item.embargo)
    held = not item.hold or article.blocks.filter(kind=PublishBlock.Kind.EMBARGO, lifted_at=None).exists()
    return embargoed and held


def _came(item: WireItem, *, is_version: bool) -> str:
    """What the agency speaks of: the very copy that the story holds, or what that continues under another name."""
    if is_version:
        return "A later version came."
    return f"It continues “{item.headline[:120]}”." if item.headline else "It continues an earlier item."


def sentences(item: WireItem) -> list[str]:
    """What its agency forbids, and until when."""
    agency = cancelling.agency(item)
    until = [f"{agency} embargoed it until {printed(item.embargo)}."] if item.embargo else []
    return [*until, *_reasons(item, WireStory.from_json(item.story))]


def _outcome(item: WireItem, story: standing.Story) -> str:
    named = f"The story “{story.article.headline[:120]}”"
    if story.standing:
        return f"{named} is public and was left so. Withdraw it, or ask the agency."
    keep_back(article=story.article, item=item)
    return f"{named} is kept back. What was planned for it was dropped."


def _reasons(item: WireItem, story: WireStory) -> list[str]:
    """Why the story is held, a sentence for each hold."""
    agency = cancelling.agency(item)
    reasons = {
        f"{agency} withholds it until further notice. Lift this once the agency releases it.": (
            story.pubstatus == WITHHELD
        ),
        f"{agency} set the embargo “{story.embargo_raw}”, which names no moment. Set the time, then lift this.": bool(
            story.embargo_raw
        ),
        f"{agency} marked it as a note to editors, not for publication.": story.advisory,
    }
    given = [reason for reason, holds in reasons.items() if holds]
    return given or ([f"{agency} holds it back. Ask the agency until when."] if story.hold else [])
