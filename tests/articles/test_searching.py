"""The search finds what readers see, and nothing else."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from articles import publishing, searching, sweeping, withdrawing
from articles.models import Edition, SearchText
from articles.searching import Found, Wanted
from ground import clock
from tests import world
from tests.world import ControlledClock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def time() -> Iterator[ControlledClock]:
    controlled = ControlledClock()
    world.site()
    with clock.using(controlled):
        yield controlled


def found(text: str, language: str = "en", **more: object) -> list[str]:
    return headlines(search(text, language, **more))


def search(text: str, language: str = "en", **more: object) -> Found:
    return searching.search(Wanted(text=text, language=language, **more), at=clock.now())  # type: ignore[arg-type]


def headlines(result: Found) -> list[str]:
    rows = Edition.objects.in_bulk(result.ids)
    return [rows[pk].headline for pk in result.ids]


def test_words_are_found_in_every_part_and_in_any_form() -> None:
    world.published("Ferries collide", summary="Two ships.", body="<p>Nobody drowned.</p>", tags=["Shipping"])
    for text in ("ferry", "ship", "shipping", "drown", "COLLIDING"):
        assert found(text) == ["Ferries collide"], text


def test_a_headline_weighs_more_than_a_text() -> None:
    world.published("Nothing much", body="<p>A ferry came.</p>")
    world.published("Ferry lost", body="<p>It was seen last on Monday.</p>")
    assert found("ferry") == ["Ferry lost", "Nothing much"]


def test_every_word_comes_before_any_word() -> None:
    world.published("Ferry strike")
    world.published("Ferry leaves")
    assert found("ferry strike") == ["Ferry strike"]
    either = search("ferry volcano")
    assert not either.all_words
    assert set(headlines(either)) == {"Ferry strike", "Ferry leaves"}


def test_phrases_and_exclusions() -> None:
    world.published("Night ferry")
    world.published("Ferry at night")
    assert found('"night ferry"') == ["Night ferry"]
    assert found('ferry -"night ferry"') == ["Ferry at night"]
    assert found("ferry -night") == []


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("flood zebra -tarn", ["Flood in Orvik"]),
        ("zebra flood -tarn", ["Flood in Orvik"]),
        ("flood zebra -tarn -orvik", []),
        ('flood zebra -"tarn valley"', ["Flood in Orvik"]),
        ("flood zebra -the -tarn", ["Flood in Orvik"]),
        ("the flood zebra -tarn", ["Flood in Orvik"]),
    ],
)
def test_what_must_not_occur_does_not_where_any_word_is_enough(text: str, headline: list[str]) -> None:
    world.published("Flood in Tarn valley")
    world.published("Flood in Orvik")
    world.published("Wind in Orvik")
    assert found(text) == headline


def test_a_word_that_is_too_common_is_no_reason_to_leave_a_story_out() -> None:
    world.published("Ferry by night")
    assert found("ferry -by") == ["Ferry by night"]


def test_what_must_not_occur_does_not_count_for_the_order() -> None:
    world.published("Ferry lost")
    world.published("Nothing much", body="<p>A ferry came.</p>")
    assert found("ferry -tarn") == ["Ferry lost", "Nothing much"]


def test_accents_and_keyboards_make_no_difference() -> None:
    world.published("Café ouvert", language="fr")
    world.published("کتابخانه‌ی شهر", language="fa")
    assert found("cafe", "fr") == ["Café ouvert"]
    for typed in ("کتابخانه‌ی", "كتابخانه‌ي", "كتابخانهى"):
        assert found(typed, "fa") == ["کتابخانه‌ی شهر"], typed


def test_only_what_readers_see_is_found(time: ControlledClock) -> None:
    article = world.published("Ferry leaves")
    world.save(article, headline="Tanker leaves", body="<p>Wind.</p>")
    assert found("tanker") == []
    time.move(minutes=1)
    world.publish(article)
    assert (found("ferry"), found("tanker")) == ([], ["Tanker leaves"])
    time.move(minutes=1)
    withdrawing.withdraw(article=article, by=None, notice="Gone.")
    assert found("tanker") == []


def test_a_planned_story_is_found_from_its_second(time: ControlledClock) -> None:
    article = world.draft("Ferry leaves")
    publishing.schedule(article=article, version=1, at=time.at + timedelta(hours=1), by=None)
    assert found("ferry") == []
    time.move(hours=1)
    assert found("ferry") == ["Ferry leaves"]


def test_words_of_ended_editions_are_forgotten(time: ControlledClock) -> None:
    article = world.published("Ferry leaves")
    for number in range(3):
        time.move(minutes=1)
        world.save(article, headline=f"Ferry {number}")
        world.publish(article)
    sweeping.sweep()
    assert SearchText.objects.count() == 1


def test_sections_dates_and_order_narrow_it(time: ControlledClock) -> None:
    world.published("Ferry one")
    time.move(days=2)
    world.published("Ferry two", section=world.section("world"))
    assert found("ferry", sections=(world.section("world").pk,)) == ["Ferry two"]
    assert found("ferry", until=time.at - timedelta(days=1)) == ["Ferry one"]
    assert found("ferry", since=time.at - timedelta(days=1)) == ["Ferry two"]
    assert found("ferry", newest_first=True) == ["Ferry two", "Ferry one"]


@pytest.mark.parametrize("text", ["", "the", "!!! ???", '"', "-", "and or not", "' OR 1=1 --", "a" * 10_000])
def test_odd_input_finds_nothing_and_breaks_nothing(text: str) -> None:
    world.published("Ferry leaves")
    assert found(text) == []
