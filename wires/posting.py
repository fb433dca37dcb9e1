"""An item on a live page: agency copy becomes a post, and its kill takes the post away."""

from datetime import datetime

from django.db import transaction

from articles import reporting
from articles.models import Coverage, LiveUpdate
from articles.refusals import refuse
from articles.reporting import Words
from staff import audit, permissions
from staff.models import User
from staff.printing import printed
from wires import blocks, cancelling, descent, locking, withholding
from wires.models import WireItem, WireUse
from wires.stories import WireStory

#: Paragraphs of a story that a post begins with; the rest is what stories are for.
_MOST_BLOCKS = 3


@transaction.atomic
def post(*, item: WireItem, coverage: Coverage, by: User | None, at: datetime) -> LiveUpdate:
    """The item as a post of the live page, public from now on; asked twice, the post that is there.

    Raises Refused where its agency canceled it or holds it back, and where the page takes no posts.
    """
    permissions.require(by, "wires.take_wireitem", to="take wire items")
    # A kill either sees this post or is seen here.
    locking.guids((item.feed_id, guid) for guid in descent.ancestors(item))
    uses = WireUse.objects.filter(item=item, live_update__coverage=coverage, live_update__withdrawn_at=None)
    posted = uses.select_related("live_update").first()
    if posted and posted.live_update:
        return posted.live_update
    _refuse_what_may_not_go_out(item, at)
    update = reporting.post(coverage=coverage, words=_words(item), by=by)
    WireUse.objects.create(live_update=update, item=item, taken_at=at, taken_by=by)
    audit.record(by=by, verb="post", subject=item, at=at, detail={"post": update.pk})
    return update


def _refuse_what_may_not_go_out(item: WireItem, at: datetime) -> None:
    kill = cancelling.cancels_line(item)
    if kill:
        raise refuse("canceled", f"{cancelling.sentence(kill)} It cannot be posted; nothing was changed.")
    if item.embargo and item.embargo > at:
        raise refuse("embargo", f"It is embargoed until {printed(item.embargo)}. Nothing was posted.")
    newest = withholding.last_word(item) or item
    if item.advisory or any(withholding.forbids(one, at=at) for one in (item, newest)):
        raise refuse("held", f"{cancelling.agency(item)} holds it back from publication. Nothing was posted.")


def _words(item: WireItem) -> Words:
    story = WireStory.from_json(item.story)
    parted = blocks.part(story.body_html).blocks[:_MOST_BLOCKS]
    return Words(
        headline=(story.headline or story.slugline)[:200],
        body="".join(block.html for block in parted),
        byline=story.byline[:200],
        source=cancelling.agency(item)[:200],
    )
