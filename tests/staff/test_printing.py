"""Moments are told in the zone of whoever asked, with its name."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from staff.printing import brief, ended, printed

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("UTC", "1 Jul 2026, 12:00 UTC"),
        ("Europe/Oslo", "1 Jul 2026, 14:00 CEST"),
        ("Asia/Tehran", "1 Jul 2026, 15:30 (Tehran time)"),
    ],
)
def test_a_moment_is_told_in_the_active_zone(zone: str, told: str) -> None:
    with timezone.override(ZoneInfo(zone)):
        assert printed(NOON) == told
    assert printed(None) == ""


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (NOON.replace(second=30), "14:00 CEST"),
        (NOON.replace(month=3), "1 Mar, 13:00 CET"),
        (NOON.replace(year=2027), "1 Jul 2027, 14:00 CEST"),
        (datetime(2026, 6, 30, 22, 5, tzinfo=UTC), "00:05 CEST"),
    ],
)
def test_a_badge_says_no_more_of_a_moment_than_is_needed(moment: datetime, told: str) -> None:
    with timezone.override(ZoneInfo("Europe/Oslo")):
        assert brief(moment, at=NOON) == told


def test_seconds_are_told_where_somebody_typed_them() -> None:
    assert printed(NOON.replace(second=30)) == "1 Jul 2026, 12:00:30 UTC"
    assert printed(NOON.replace(second=30, microsecond=7)) == "1 Jul 2026, 12:00 UTC"


@pytest.mark.parametrize("sentence", ["Gone.", "Why?", "It says: “Not so.”"])
def test_what_ends_by_itself_gets_no_full_stop(sentence: str) -> None:
    assert ended(sentence) == sentence
    assert ended("It says: “no”") == "It says: “no”."
