"""Taking an item: an agency's copy becomes a draft of ours, with its rights, embargo and pictures."""

from datetime import datetime

from django.db import transaction

from articles import drafting
from articles.models import Article
from articles.refusals import refuse
from staff import audit, permissions
from staff.models import User
from wires import cancelling, descent, drafts, locking, pictures, withholding
from wires.drafts import Use
from wires.models import WireItem, WireUse
from wires.stories import WireStory


@transaction.atomic
def take(*, item: WireItem, by: User | None, at: datetime) -> Article:
    """The draft made from the item; taken a second time, by whomever, the draft that is there.

    Raises Refused where the agency canceled it.
    """
    permissions.require(by, "wires.take_wireitem", to="take wire items")
    # A kill of what it continues either sees this story or is seen here.
    locking.guids((item.feed_id, guid) for guid in descent.ancestors(item))
    taken = WireUse.objects.filter(item=item, is_origin=True).select_related("article").first()
    if taken:
        return taken.article
    _refuse_canceled(item)
    story = WireStory.from_json(item.story)
    article = _draft(item, story, by, at)
    former = _former_use(item, story)
    WireUse.objects.create(article=article, item=item, evolved_from=former, taken_at=at, taken_by=by)
    withholding.keep_back(article=article, item=item)
    withholding.heed_later(item=item, article=article, at=at)
    cancelling.stop_descendant(item=item, article=article, at=at)
    audit.record(by=by, verb="take", subject=item, at=at, detail={"article": article.pk})
    return Article.objects.get(pk=article.pk)


def _refuse_canceled(item: WireItem) -> None:
    kill = cancelling.cancels(item)
    if kill:
        raise refuse("canceled", f"{cancelling.sentence(kill)} No story can be made from it; nothing was changed.")


def _draft(item: WireItem, story: WireStory, by: User | None, at: datetime) -> Article:
    if story.images:
        locking.pictures(item.feed_id)
    used = drafts.uses(item, story)
    article = drafting.create(by=by, fields=drafts.fields(item, story, used), at=at, reason="taken from the wire")
    for use in used:
        _settle_picture(article, item, use)
    return article


def _settle_picture(article: Article, item: WireItem, use: Use) -> None:
    """Complete the photograph that came, or wait for it."""
    if use.photo:
        pictures.complete(use.photo, use.image)
    else:
        pictures.await_picture(item=item, image=use.image, article=article, caption=use.caption)


def _former_use(item: WireItem, story: WireStory) -> WireUse | None:
    """The newest use of an earlier version, or of the item that this one continues under another name."""
    guids = [item.guid, story.evolved_from] if story.evolved_from else [item.guid]
    uses = WireUse.objects.filter(item__feed=item.feed_id, item__guid__in=guids).exclude(item=item)
    return uses.order_by("-taken_at", "-pk").first()
