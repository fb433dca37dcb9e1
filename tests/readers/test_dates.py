"""Dates as readers see them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from readers import dates

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "written"),
    [
        ("UTC", "4 March 2026, 12:00 UTC"),
        ("Europe/Oslo", "4 March 2026, 13:00 CET"),
        ("Asia/Muscat", "4 March 2026, 16:00 (Muscat time)"),
        ("America/Sao_Paulo", "4 March 2026, 09:00 (Sao Paulo time)"),
    ],
)
def test_a_time_names_its_zone(zone: str, written: str) -> None:
    assert dates.full(NOON, zone=ZoneInfo(zone)) == written


@pytest.mark.parametrize(
    ("ago", "written"),
    [(timedelta(hours=1), "11:00 UTC"), (timedelta(days=1), "3 March"), (timedelta(days=90), "4 December 2025")],
)
def test_a_short_date_is_as_short_as_it_is_clear(ago: timedelta, written: str) -> None:
    assert dates.short(NOON - ago, zone=ZoneInfo("UTC"), now=NOON) == written


@pytest.mark.parametrize(
    ("date", "written"),
    [("2026", "2026"), ("2026-03", "March 2026"), ("2026-03-04", "4 March 2026"), ("2026-02-31", "2026-02-31")],
)
def test_a_date_may_be_known_in_part(date: str, written: str) -> None:
    assert dates.partial(date) == written


@pytest.mark.parametrize(
    ("days", "written"),
    [
        (29, ""),
        (32, "more than 1 month"),
        (100, "more than 3 months"),
        (400, "more than 1 year"),
        (1000, "more than 2 years"),
    ],
)
def test_an_old_story_says_how_old_it_is(days: int, written: str) -> None:
    assert dates.age(NOON - timedelta(days=days), now=NOON) == written


def test_an_age_is_put_into_the_language_in_which_it_is_shown() -> None:
    age = dates.age(datetime(2026, 1, 1, tzinfo=UTC), now=datetime(2026, 7, 1, tzinfo=UTC))
    with translation.override("fr"):
        assert str(age) == "plus de 5 mois"
