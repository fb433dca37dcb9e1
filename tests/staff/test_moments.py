"""Moments as people type them."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from staff.moments import MomentField


def read(typed: str, zone: str = "Europe/Oslo") -> datetime | None:
    with timezone.override(zone):
        return MomentField(required=False).clean(typed)


def test_a_moment_is_read_in_the_zone_of_the_page() -> None:
    assert read("2031-07-01T14:05") == datetime(2031, 7, 1, 12, 5, tzinfo=UTC)
    assert read("") is None


@pytest.mark.parametrize("typed", ["2031-03-30T02:30", "2031-10-26T02:30"])
def test_a_time_that_comes_twice_or_never_is_refused_with_the_zone(typed: str) -> None:
    with pytest.raises(ValidationError, match="clocks in Europe/Oslo are set then"):
        read(typed)


@pytest.mark.parametrize("typed", ["1800-01-01T00:00", "2199-12-31T23:59"])
def test_the_first_and_the_last_year_can_be_meant(typed: str) -> None:
    assert read(typed) is not None


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "America/New_York"])
@pytest.mark.parametrize("typed", ["0001-01-01T00:00", "1799-12-31T23:59", "2200-01-01T00:00", "9999-12-31T23:59"])
def test_other_years_are_refused_in_any_zone(typed: str, zone: str) -> None:
    with pytest.raises(ValidationError, match=f"The year {typed[:4]} cannot be meant"):
        read(typed, zone)
