"""The one definition of public, at its very edges."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from articles import filling, publishing, withdrawing
from articles.models import Coverage, Edition
from media.intake import take_in
from tests import world
from tests.media import drawn
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


def test_stories_of_one_moment_run_from_the_one_written_last(time: ControlledClock) -> None:
    for headline in ("One", "Two", "Three"):
        world.published(headline)
    assert world.headlines() == ["Three", "Two", "One"]


def test_every_edition_has_either_begun_or_is_yet_to_come(time: ControlledClock) -> None:
    article = world.save(world.published("First words"), headline="Second words")
    publishing.schedule(article=article, version=2, at=MORNING + HOUR, by=None)
    for at, begun in [(MORNING - TICK, 0), (MORNING, 1), (MORNING + HOUR - TICK, 1), (MORNING + HOUR, 2)]:
        assert Edition.objects.begun(at=at).count() == begun
        assert Edition.objects.future(at=at).count() == 2 - begun


def test_the_next_change_is_the_next_beginning_or_end(
    time: ControlledClock, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assert Edition.objects.next_change(at=MORNING) is None
    ending, planned = world.published("Ending"), world.draft("Planned")
    publishing.schedule(article=planned, version=1, at=MORNING + 2 * HOUR, by=None)
    withdrawing.plan_take_down(article=ending, until=MORNING + HOUR, by=None)
    with django_assert_num_queries(1):
        assert Edition.objects.next_change(at=MORNING) == MORNING + HOUR
    assert Edition.objects.next_change(at=MORNING + HOUR) == MORNING + 2 * HOUR
    assert Edition.objects.next_change(at=MORNING + 2 * HOUR) is None


def test_a_list_of_cards_asks_one_query_however_long_it_is(
    time: ControlledClock, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    photo = take_in(data=drawn.photograph(90, 60), filename="ferry.jpg", by=None).photo
    for headline in ("One", "Two", "Three"):
        world.published(headline, captions=[{"role": "lead", "photo": photo}])
    with django_assert_num_queries(1):
        cards = [filling.card(row, at=time.at) for row in Edition.objects.live(at=time.at).newest_first().for_cards()]
    assert [card.headline for card in cards] == ["Three", "Two", "One"]


@pytest.mark.parametrize("opens", [None, -1, 0, 1])
def test_a_coverage_in_hand_is_public_when_the_database_says_so(opens: int | None) -> None:
    public_from = None if opens is None else MORNING + timedelta(seconds=opens)
    coverage = Coverage.objects.create(name="Storm", slug="storm", public_from=public_from)
    assert coverage.is_live(at=MORNING) == Coverage.objects.live(at=MORNING).exists() == (opens in (-1, 0))
