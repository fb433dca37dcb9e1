"""Which facts each verb tells, and which keys a purge of them names."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from articles import addressing, facts, publishing, surrogates, withdrawing
from articles.models import Article, Coverage, Edition
from newsroom.models import Purge
from tests import world
from tests.world import MORNING, ControlledClock

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
SIGNALS = {
    "live": facts.edition_live,
    "gone": facts.edition_gone,
    "listing": facts.listing_changed,
}


@pytest.fixture
def heard() -> Iterator[list[str]]:
    told: list[str] = []
    receivers = {name: _receiver(name, told) for name in SIGNALS}
    for name, signal in SIGNALS.items():
        signal.connect(receivers[name])
    yield told
    for name, signal in SIGNALS.items():
        signal.disconnect(receivers[name])


def _receiver(name: str, told: list[str]) -> Any:
    return lambda **_: told.append(name)


def _undo(article: Article) -> None:
    edition = Edition.objects.get(article=article)
    publishing.undo(edition=edition, by=None)


def _schedule(article: Article) -> None:
    publishing.schedule(article=article, version=article.version, at=MORNING + HOUR, by=None, kind="minor")


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (lambda article: world.publish(article, kind="correction", note="It had left."), ["gone", "live"]),
        (_schedule, ["listing"]),
        (_undo, ["gone"]),
        (lambda article: withdrawing.withdraw(article=article, by=None, notice="Gone."), ["gone"]),
        (lambda article: withdrawing.embargo(article=article, until=MORNING + HOUR, by=None), ["gone"]),
        (lambda article: withdrawing.plan_take_down(article=article, until=MORNING + HOUR, by=None), ["listing"]),
        (lambda article: addressing.move(article=article, slug="quay", by=None), ["listing"]),
        (lambda article: withdrawing.hold(article=article, kind="legal", reason="Letter.", by=None), []),
    ],
)
def test_each_verb_on_a_public_story_tells_its_facts_and_twice_is_once(
    act: Any, told: list[str], time: ControlledClock, heard: list[str]
) -> None:
    article = world.published()
    time.move(seconds=1)
    heard.clear()
    act(article)
    assert heard == told
    act(article)
    assert heard == told


def test_a_plan_that_is_dropped_and_a_withdrawal_that_ends_are_told(time: ControlledClock, heard: list[str]) -> None:
    article = world.save(world.published(), headline="Ferry sails")
    _schedule(article)
    heard.clear()
    for _ in range(2):
        publishing.unschedule(article=article, by=None)
    assert heard == ["listing"]
    time.move(seconds=1)
    withdrawing.withdraw(article=article, by=None, notice="Gone.")
    time.move(seconds=1)
    heard.clear()
    for _ in range(2):
        withdrawing.reinstate(article=article, by=None)
    assert heard == ["live"]


def test_a_story_purges_its_page_its_address_and_every_list_that_it_is_on(time: ControlledClock) -> None:
    storm = Coverage.objects.create(name="Storm", slug="storm")
    coast = world.section("coast")
    article = world.published(section=world.section("piers", parent=coast), tags=["Ferries"], coverages=[storm])
    assert set(Purge.objects.get().keys) == {
        f"article:{article.public_id}",
        f"path:{article.path}",
        "front:main",
        "list:latest",
        "list:2026-03",
        f"section:{article.section.pk}",
        f"section:{coast.pk}",
        f"tag:{article.tags.get().pk}",
        f"coverage:{storm.pk}",
    }


def test_a_story_that_changes_its_lists_purges_the_old_ones_and_the_new_ones(time: ControlledClock) -> None:
    article = world.published(tags=["Ferries"])
    before = surrogates.of_lists(Edition.objects.get())
    Purge.objects.all().delete()
    time.move(minutes=1)
    world.publish(world.save(article, section=world.section("world"), tags=["Storms"]))
    after = surrogates.of_lists(Edition.objects.live(at=time.at).get())
    assert before - after
    assert {key for purge in Purge.objects.all() for key in purge.keys} == before | after


@pytest.mark.parametrize("former_first", [True, False])
def test_a_move_purges_both_addresses_softly(time: ControlledClock, former_first: bool) -> None:
    article = world.published()
    Purge.objects.all().delete()
    moved = addressing.move(article=article, slug="quay", by=None)
    [purge] = Purge.objects.all()
    assert f"path:{article.path if former_first else moved.path}" in purge.keys
    assert not purge.hard


def test_what_is_taken_away_is_purged_hard(time: ControlledClock) -> None:
    article = world.published()
    Purge.objects.all().delete()
    withdrawing.withdraw(article=article, by=None, notice="Gone.")
    [purge] = Purge.objects.all()
    assert purge.hard
    assert {f"article:{article.public_id}", f"path:{article.path}"} <= set(purge.keys)
