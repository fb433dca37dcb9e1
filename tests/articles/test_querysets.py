"""The one definition of public, at its very edges."""

from datetime import timedelta

import pytest

from articles import publishing, withdrawing
from articles.models import Edition
from tests import world
from tests.world import MORNING, ControlledClock

pytestmark = pytest.mark.django_db
TICK, HOUR = timedelta(microseconds=1), timedelta(hours=1)


def test_a_planned_story_is_public_from_its_moment_until_before_its_end(time: ControlledClock) -> None:
    article = world.draft()
    publishing.schedule(article=article, version=1, at=MORNING + HOUR, by=None)
    withdrawing.plan_take_down(article=article, until=MORNING + 2 * HOUR, by=None)
    edges = [HOUR - TICK, HOUR, 2 * HOUR - TICK, 2 * HOUR]
    assert [Edition.objects.live(at=MORNING + edge).exists() for edge in edges] == [False, True, True, False]


def test_at_the_moment_of_a_change_there_is_exactly_one_version(time: ControlledClock) -> None:
    article = world.published("First words")
    article = world.save(article, headline="Second words")
    publishing.schedule(article=article, version=2, at=MORNING + HOUR, by=None)
    assert world.headlines(MORNING + HOUR - TICK) == ["First words"]
    assert world.headlines(MORNING + HOUR) == ["Second words"]


def test_lists_run_from_the_newest_first_publication(time: ControlledClock) -> None:
    for headline in ("Early", "Late"):
        world.published(headline)
        time.move(minutes=1)
    early = Edition.objects.get(headline="Early").article
    world.publish(world.save(early, summary="More."))
    assert world.headlines() == ["Late", "Early"]
