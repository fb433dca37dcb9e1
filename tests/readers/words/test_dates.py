"""Dates as readers see them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis.strategies import datetimes

from ground import languages
from readers.words import dates
from readers.words.date_styles import STYLES

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "written"),
    [
        ("UTC", "4 March 2026, 12:00 (UTC)"),
        ("Europe/Oslo", "4 March 2026, 13:00 (Oslo time)"),
        ("Asia/Muscat", "4 March 2026, 16:00 (Muscat time)"),
        ("America/Sao_Paulo", "4 March 2026, 09:00 (São Paulo time)"),
    ],
)
def test_a_time_names_its_zone(zone: str, written: str) -> None:
    assert dates.full(NOON, zone=ZoneInfo(zone)) == written


@pytest.mark.parametrize(
    ("ago", "written"),
    [(timedelta(hours=1), "11:00"), (timedelta(days=1), "3 March"), (timedelta(days=90), "4 December 2025")],
)
def test_a_short_date_is_as_short_as_it_is_clear(ago: timedelta, written: str) -> None:
    assert dates.short(NOON - ago, zone=ZoneInfo("UTC"), today=NOON.date()) == written


@pytest.mark.parametrize(
    ("language", "full", "day", "month", "time", "named"),
    [
        (
            "en",
            "1 February 2026, 14:05 (Muscat time)",
            "Sunday 1 February 2026",
            "February 2026",
            "14:05",
            "Muscat time",
        ),
        (
            "fr",
            "1er février 2026 à 14\xa0h\xa005 (heure de Mascate)",
            "dimanche 1er février 2026",
            "février 2026",
            "14\xa0h\xa005",
            "heure de Mascate",
        ),
        (
            "ar",
            "1 فبراير 2026، 14:05 (بتوقيت مسقط)",
            "الأحد، 1 فبراير 2026",
            "فبراير 2026",
            "14:05",
            "بتوقيت مسقط",
        ),
        (
            "fa",
            "۱۲ بهمن ۱۴۰۴ (۱ فوریه ۲۰۲۶)، ساعت ۱۴:۰۵ (به وقت مسقط)",
            "یکشنبه ۱۲ بهمن ۱۴۰۴ (۱ فوریه ۲۰۲۶)",
            "فوریه ۲۰۲۶ (بهمن و اسفند ۱۴۰۴)",
            "۱۴:۰۵",
            "به وقت مسقط",
        ),
    ],
)
def test_each_language_writes_dates_its_own_way(
    language: str, full: str, day: str, month: str, time: str, named: str
) -> None:
    at, zone = datetime(2026, 2, 1, 10, 5, tzinfo=UTC), ZoneInfo("Asia/Muscat")
    with translation.override(language):
        assert dates.full(at, zone=zone) == full
        assert dates.of_day(at.date()) == day
        assert dates.partial("2026-02") == month
        assert dates.short(at, zone=zone, today=at.date()) == time
        assert dates.zone_name(zone) == named


@pytest.mark.parametrize("language", languages.INTERFACE)
def test_every_language_of_the_interface_has_a_style(language: str) -> None:
    assert STYLES[language].locale.language == language


@pytest.mark.parametrize(
    ("zone", "written"),
    [
        ("Asia/Muscat", "(heure de Mascate)"),
        ("Asia/Riyadh", "(heure de Riyad)"),
        ("America/Asuncion", "(heure d’Asunción)"),
        ("Etc/GMT+4", "(GMT+4)"),
    ],
)
def test_french_joins_the_city_as_it_is_said(zone: str, written: str) -> None:
    with translation.override("fr"):
        assert dates.full(NOON, zone=ZoneInfo(zone)).endswith(written)


@given(at=datetimes(min_value=datetime(1583, 1, 1), max_value=datetime(9000, 1, 1)))  # noqa: DTZ001 (made aware below)
def test_any_day_can_be_written_in_any_language(at: datetime) -> None:
    aware = at.replace(tzinfo=UTC)
    for language in languages.INTERFACE:
        with translation.override(language):
            assert dates.full(aware, zone=ZoneInfo("Asia/Tehran"))
            assert dates.of_day(aware)


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
        (32, "more than a month"),
        (100, "more than 3 months"),
        (400, "more than a year"),
        (1000, "more than 2 years"),
    ],
)
def test_an_old_story_says_how_old_it_is(days: int, written: str) -> None:
    assert dates.age(NOON - timedelta(days=days), now=NOON) == written


def test_an_age_is_put_into_the_language_in_which_it_is_shown() -> None:
    age = dates.age(datetime(2026, 1, 1, tzinfo=UTC), now=datetime(2026, 7, 1, tzinfo=UTC))
    with translation.override("fr"):
        assert str(age) == "plus de 5 mois"


@pytest.mark.parametrize(
    ("language", "written"), [("en", "4 March, 12:00"), ("fr", "4 mars à 12\u00a0h\u00a000"), ("ar", "4 مارس، 12:00")]
)
def test_what_is_read_live_has_its_time_on_any_day(language: str, written: str) -> None:
    with translation.override(language):
        assert dates.exact(NOON, zone=ZoneInfo("UTC"), today=(NOON + timedelta(days=1)).date()) == written
        assert dates.exact(NOON, zone=ZoneInfo("UTC"), today=NOON.date()) in written
