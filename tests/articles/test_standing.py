"""A story's editions around a moment: what is found under the lock, and what follows what."""

from datetime import timedelta

import pytest
from django.db import transaction

from articles import publishing, standing, withdrawing
from articles.models import Article, Edition
from tests import world
from tests.world import MORNING, ControlledClock

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def locked(article: Article) -> standing.Story:
    with transaction.atomic():
        return standing.lock(article)


def test_a_draft_has_no_edition_and_was_not_public(time: ControlledClock) -> None:
    story = locked(world.draft())
    assert (story.standing, story.future, story.last, story.was_public) == (None, None, None, False)


def test_the_standing_edition_and_the_future_one_are_told_apart_by_the_clock(time: ControlledClock) -> None:
    article = world.save(world.published("First words"), headline="Second words")
    publishing.schedule(article=article, version=2, at=MORNING + HOUR, by=None)
    story = locked(article)
    assert [edition and edition.headline for edition in (story.standing, story.future)] == [
        "First words",
        "Second words",
    ]
    time.at = MORNING + HOUR
    story = locked(article)
    assert (story.standing and story.standing.headline, story.future) == ("Second words", None)


def test_a_scheduled_story_was_not_public_before_its_moment(time: ControlledClock) -> None:
    article = world.draft()
    publishing.schedule(article=article, version=1, at=MORNING + HOUR, by=None)
    assert not locked(article).was_public
    time.at = MORNING + HOUR
    assert locked(article).was_public


def test_a_withdrawn_story_was_public_and_an_undone_one_was_not(time: ControlledClock) -> None:
    withdrawn, undone = world.published("Withdrawn"), world.published("Undone")
    time.move(seconds=1)
    withdrawing.withdraw(article=withdrawn, by=None, notice="Gone.")
    publishing.undo(edition=Edition.objects.get(article=undone), by=None)
    assert (locked(withdrawn).was_public, locked(undone).was_public) == (True, False)


def test_a_clock_that_went_back_never_puts_an_edition_before_the_last(time: ControlledClock) -> None:
    article = world.published("Ferry leaves")
    time.move(seconds=-30)
    assert world.publish(world.save(article, headline="Ferry sails")).live_from == MORNING + standing.TICK
    assert world.headlines(MORNING) == ["Ferry leaves"]
    assert world.headlines(MORNING + standing.TICK) == ["Ferry sails"]


def test_a_clock_that_went_back_over_an_announced_end_does_not_begin_before_it(time: ControlledClock) -> None:
    article = world.published()
    ended = time.move(minutes=1)
    withdrawing.withdraw(article=article, by=None, notice="Gone.")
    time.move(seconds=-30)
    assert withdrawing.reinstate(article=article, by=None).live_from == ended


def test_dropping_a_planned_version_gives_the_one_before_its_end_back(time: ControlledClock) -> None:
    article = world.published()
    withdrawing.plan_take_down(article=article, until=MORNING + 9 * HOUR, by=None)
    publishing.schedule(article=article, version=1, at=MORNING + HOUR, by=None, kind="minor")
    with transaction.atomic():
        story = standing.lock(article)
        dropped = standing.drop_future(story)
    assert dropped is not None
    assert story.standing is not None
    assert (story.standing.live_until, story.standing.ended_by) == (MORNING + 9 * HOUR, "expiry")
    assert locked(article).future is None


def test_a_dropped_version_that_was_forgotten_brings_nothing_back(time: ControlledClock) -> None:
    article = world.save(world.published(), headline="Later")
    publishing.schedule(article=article, version=2, at=MORNING + HOUR, by=None)
    with transaction.atomic():
        story = standing.lock(article)
        standing.end(story.standing, at=MORNING + HOUR / 2, cause="embargo")  # type: ignore[arg-type]
        standing.forget(story)
        standing.drop_future(story)
    assert Edition.objects.get().live_until == MORNING + HOUR / 2


@pytest.mark.parametrize("plan", ["beginning", "end"])
def test_a_beginning_and_an_end_are_due_from_the_very_moment(time: ControlledClock, plan: str) -> None:
    article = world.draft() if plan == "beginning" else world.published()
    if plan == "beginning":
        publishing.schedule(article=article, version=1, at=MORNING + HOUR, by=None)
    else:
        withdrawing.plan_take_down(article=article, until=MORNING + HOUR, by=None)
    assert standing.due(at=MORNING + HOUR - standing.TICK) == []
    assert standing.due(at=MORNING + HOUR) == [article.pk]


def test_a_story_of_which_two_things_are_due_is_named_once(time: ControlledClock) -> None:
    article = world.save(world.published(), headline="Later")
    publishing.schedule(article=article, version=2, at=MORNING + HOUR, by=None)
    assert standing.due(at=MORNING + HOUR) == [article.pk]
