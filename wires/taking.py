"""Taking an item: an agency's copy becomes a draft of ours, with its rights, embargo and pictures."""

from datetime import datetime

from django.db import transaction

from articles import drafting
from articles.models import Article
from articles.refusals import refuse
from staff import audit, permissions
from staff.models import User
from wires import applying, cancelling, descent, drafts, locking, updating, withholding
from wires.models import WireItem, WireUse
from wires.stories import WireStory


@transaction.atomic
def take(*, item: WireItem, by: User | None, at: datetime, rule: str = "") -> Article:
    """The draft made from the item; taken a second time, by whomever, the draft that is there.

    Of a later version of what a story holds already, that story, to which the update is offered. `rule`: the name
    of the rule that wants it, where nobody took it. Raises Refused where the agency canceled it.
    """
    permissions.require(by, "wires.take_wireitem", to="take wire items")
    # A kill of what it continues either sees this story or is seen here.
    locking.guids((item.feed_id, guid) for guid in descent.ancestors(item))
    _refuse_canceled(item)
    if article := _former_story(item):
        updating.heed(item=item, at=at)
        return Article.objects.get(pk=article.pk)
    story = WireStory.from_json(item.story)
    article, captions = _draft(item, story, by, at, reason=_reason(rule))
    WireUse.objects.create(article=article, item=item, captions=captions, taken_at=at, taken_by=by)
    withholding.keep_back(article=article, item=item)
    withholding.heed_later(item=item, article=article, at=at)
    cancelling.heed_former(item=item, article=article, at=at)
    cancelling.heed_outlived(item=item, article=article, at=at)
    updating.heed_later(item=item, at=at)
    audit.record(by=by, verb="take", subject=item, at=at, detail=_told(article, rule))
    return Article.objects.get(pk=article.pk)


def _former_story(item: WireItem) -> Article | None:
    """The story that holds the item's copy already, of whatever version: no second one is made of it."""
    return next(reversed(updating.stories(item)), None)


def _refuse_canceled(item: WireItem) -> None:
    kill = cancelling.cancels(item)
    if kill:
        raise refuse("canceled", f"{cancelling.sentence(kill)} No story can be made from it; nothing was changed.")


def _reason(rule: str) -> str:
    return f"taken by the rule “{rule}”"[:100] if rule else "taken from the wire"


def _told(article: Article, rule: str) -> dict[str, object]:
    return {"article": article.pk, **({"rule": rule} if rule else {})}


def _draft(
    item: WireItem, story: WireStory, by: User | None, at: datetime, *, reason: str
) -> tuple[Article, dict[str, str]]:
    """The draft, and the address of each picture by the uuid of its caption."""
    if story.images:
        locking.pictures(item.feed_id)
    used = drafts.uses(item, story.images)
    article = drafting.create(by=by, fields=drafts.fields(item, story, used), at=at, reason=reason)
    applying.settle_pictures(article, item, used)
    return article, {str(use.caption): use.image.href for use in used}
