"""The sweep: what the clock has brought is announced, each beginning and each end once."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from threading import Event
from typing import Any

import pytest
from django.db import transaction

from articles import facts, publishing, sweeping, withdrawing
from articles.models import Article, Edition
from ground import clock
from newsroom.models import Purge
from tests import world
from tests.together import at_once, failures
from tests.world import MORNING, ControlledClock

HOUR = timedelta(hours=1)


@pytest.fixture
def heard() -> Iterator[list[tuple[str, str]]]:
    """Each fact of an edition with its headline, in the order in which they were told."""
    told: list[tuple[str, str]] = []

    def begun(edition: Edition, **_: Any) -> None:
        told.append(("live", edition.headline))

    def ended(edition: Edition, **_: Any) -> None:
        told.append(("gone", edition.headline))

    facts.edition_live.connect(begun)
    facts.edition_gone.connect(ended)
    yield told
    facts.edition_live.disconnect(begun)
    facts.edition_gone.disconnect(ended)


@pytest.mark.django_db
def test_each_beginning_and_each_end_is_announced_once(time: ControlledClock) -> None:
    article = world.draft()
    publishing.schedule(article=article, version=1, at=MORNING + HOUR, by=None)
    withdrawing.plan_take_down(article=article, until=MORNING + 2 * HOUR, by=None)
    announced = []
    for _ in range(3):
        announced.append((sweeping.sweep(), sweeping.sweep()))
        time.move(hours=1)
    assert announced == [(0, 0), (1, 0), (1, 0)]


@pytest.mark.django_db
def test_the_end_of_a_version_is_told_before_the_beginning_of_the_next(
    time: ControlledClock, heard: list[tuple[str, str]]
) -> None:
    article = world.save(world.published("First words"), headline="Second words")
    publishing.schedule(article=article, version=2, at=MORNING + HOUR, by=None)
    heard.clear()
    time.at = MORNING + HOUR
    assert sweeping.sweep() == 2
    assert heard == [("gone", "First words"), ("live", "Second words")]


@pytest.mark.django_db
def test_what_came_and_went_while_nothing_ran_is_told_whole(
    time: ControlledClock, heard: list[tuple[str, str]]
) -> None:
    article = world.draft("Storm")
    publishing.schedule(article=article, version=1, at=MORNING + HOUR, by=None)
    withdrawing.plan_take_down(article=article, until=MORNING + 2 * HOUR, by=None)
    time.move(days=1)
    assert sweeping.sweep() == 2
    assert sorted(heard) == [("gone", "Storm"), ("live", "Storm")]


@pytest.mark.django_db
def test_a_verb_announces_what_was_due_and_leaves_the_sweep_nothing(time: ControlledClock) -> None:
    article = world.draft()
    publishing.schedule(article=article, version=1, at=MORNING + HOUR, by=None)
    time.move(hours=2)
    withdrawing.withdraw(article=article, by=None, notice="Gone.")
    assert sweeping.sweep() == 0


@pytest.mark.django_db(transaction=True)
def test_sweeps_at_once_announce_once() -> None:
    articles = [world.draft(f"Storm {number}") for number in range(6)]
    _begin_soon(*articles)
    purged = Purge.objects.count()
    # A sweep leaves a story to the one that holds it; together they miss none and tell none twice.
    assert sum(at_once(*[sweeping.sweep] * 4)) == 6
    assert (sweeping.sweep(), Purge.objects.count()) == (0, purged + 6)


@pytest.mark.django_db(transaction=True)
def test_a_story_that_somebody_holds_is_left_to_the_next_sweep() -> None:
    held, free = world.draft("Held"), world.draft("Free")
    _begin_soon(held, free)
    taken, swept = Event(), Event()

    @transaction.atomic
    def hold() -> None:
        Article.objects.select_for_update().get(pk=held.pk)
        taken.set()
        assert swept.wait(30), "the sweep waits for a story that somebody holds"

    def sweep() -> int:
        taken.wait(30)
        try:
            return sweeping.sweep()
        finally:
            swept.set()

    outcomes = at_once(hold, sweep)
    assert failures(outcomes) == []
    assert (outcomes[1], sweeping.sweep()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_an_announcement_that_fails_is_made_by_the_next_sweep() -> None:
    _begin_soon(world.draft())

    def fail(**_: Any) -> None:
        raise ZeroDivisionError

    facts.edition_live.connect(fail)
    try:
        with pytest.raises(ZeroDivisionError):
            sweeping.sweep()
    finally:
        facts.edition_live.disconnect(fail)
    assert sweeping.sweep() == 1


def _begin_soon(*articles: Article) -> None:
    """Schedule the stories on a clock of the past, so that they have begun by the real one."""
    earlier = _Earlier()
    with clock.using(earlier):
        for article in articles:
            publishing.schedule(article=article, version=1, at=earlier.now() + HOUR, by=None)


class _Earlier:
    """The system's clock, a day behind."""

    def __init__(self) -> None:
        self.at = clock.now() - timedelta(days=1)

    def now(self) -> datetime:
        return self.at

    after_lock = now
