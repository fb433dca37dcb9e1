"""Addresses: fixed once, moved with a redirect, never given twice."""

import pytest

from articles import addressing, publishing
from articles.models import PathRedirect
from articles.refusals import Refused
from newsroom.models import Purge
from tests import world
from tests.world import MORNING, ControlledClock

pytestmark = pytest.mark.django_db


def test_the_address_is_section_date_in_the_newsrooms_zone_and_ascii_slug(time: ControlledClock) -> None:
    world.site(zone="Pacific/Auckland")
    time.move(hours=8)
    assert world.published("Fähre verläßt Halmsund").path == "/harbour/2026/03/05/fahre-verlasst-halmsund/"


def test_a_headline_in_arabic_script_gets_an_address_in_latin_letters(time: ControlledClock) -> None:
    path = world.published("عبارة تغادر المرفأ").path
    assert path.startswith("/harbour/2026/03/04/")
    assert path.isascii()


def test_a_second_story_with_the_same_headline_gets_a_number(time: ControlledClock) -> None:
    paths = [world.published("Ferry leaves").path for _ in range(3)]
    assert [path.split("/")[-2] for path in paths] == ["ferry-leaves", "ferry-leaves-2", "ferry-leaves-3"]


def test_changing_headline_and_section_does_not_move_the_story(time: ControlledClock) -> None:
    article = world.published("Ferry leaves")
    time.move(minutes=1)
    world.publish(world.save(article, headline="Ferry sails", section=world.section("world")))
    article.refresh_from_db()
    assert article.path == "/harbour/2026/03/04/ferry-leaves/"


def test_a_move_leaves_a_redirect_and_purges_both_addresses(time: ControlledClock) -> None:
    article = world.published("Ferry leaves")
    for _ in range(2):
        article = addressing.move(article=article, slug="Ferry sails", by=None)
    assert article.path == "/harbour/2026/03/04/ferry-sails/"
    assert PathRedirect.objects.get().path == "/harbour/2026/03/04/ferry-leaves/"
    assert {f"path:{article.path}", "path:/harbour/2026/03/04/ferry-leaves/"} <= set(Purge.objects.last().keys)


def test_a_story_may_move_back_and_nobody_gets_a_former_address(time: ControlledClock) -> None:
    article = world.published("Ferry leaves")
    addressing.move(article=article, slug="other", by=None)
    assert world.published("Ferry leaves").path.endswith("/ferry-leaves-2/")
    assert addressing.move(article=article, slug="ferry-leaves", by=None).path.endswith("/ferry-leaves/")


def test_a_move_to_another_storys_address_is_refused(time: ControlledClock) -> None:
    world.published("Ferry leaves")
    with pytest.raises(Refused) as refused:
        addressing.move(article=world.published("Quay closes"), slug="ferry leaves", by=None)
    assert refused.value.reasons[0].code == "address-taken"


@pytest.mark.parametrize("slug", ["", "…", "  "])
def test_a_move_needs_an_address_in_letters(time: ControlledClock, slug: str) -> None:
    with pytest.raises(Refused) as refused:
        addressing.move(article=world.published(), slug=slug, by=None)
    assert refused.value.reasons[0].code == "slug-empty"


def test_an_address_that_is_too_long_is_refused_and_not_cut(time: ControlledClock) -> None:
    article = world.published()
    with pytest.raises(Refused, match=r"at most 80 letters; this one has 400\. Shorten it\."):
        addressing.move(article=article, slug="ferry" * 80, by=None)
    former = article.path
    article.refresh_from_db()
    assert article.path == former


def test_an_address_that_is_long_by_its_number_moves_to_another_section(time: ControlledClock) -> None:
    headline = f"Ferry {'x' * 74}"
    world.published(headline)
    second = world.published(headline)
    slug = (second.path or "").strip("/").rpartition("/")[2]
    assert len(slug) == 82
    moved = addressing.move(article=second, slug=slug, section=world.section("sport"), by=None)
    assert moved.path == (second.path or "").replace("/harbour/", "/sport/")


def test_a_scheduled_story_has_the_date_on_which_it_begins(time: ControlledClock) -> None:
    article = world.draft("Ferry leaves")
    at = MORNING.replace(month=4)
    publishing.schedule(article=article, version=1, at=at, by=None)
    article.refresh_from_db()
    assert article.path == "/harbour/2026/04/04/ferry-leaves/"


def test_an_unscheduled_story_frees_its_address_and_those_it_was_moved_from(time: ControlledClock) -> None:
    article = world.draft("Ferry leaves")
    publishing.schedule(article=article, version=1, at=MORNING.replace(month=4), by=None)
    addressing.move(article=article, slug="ferry-sails", by=None)
    article = publishing.unschedule(article=article, by=None)
    assert article.path is None
    assert not PathRedirect.objects.exists()


def test_scheduling_anew_changes_the_date_and_keeps_the_rest(time: ControlledClock) -> None:
    article = world.draft("Ferry leaves")
    for month, day in ((4, 4), (5, 5), (5, 5)):
        publishing.schedule(article=article, version=1, at=MORNING.replace(month=month, day=day), by=None)
        addressing.move(article=article, slug="ferry-sails", by=None)
    article.refresh_from_db()
    assert article.path == "/harbour/2026/05/05/ferry-sails/"
    time.move(hours=1)
    world.publish(article)
    article.refresh_from_db()
    assert article.path == "/harbour/2026/03/04/ferry-sails/"
