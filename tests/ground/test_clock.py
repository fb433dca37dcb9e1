"""The clock: aware, in UTC, and replaceable for tests."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from ground import clock
from tests.world import MORNING, ControlledClock


@pytest.mark.django_db
def test_both_clocks_tell_aware_moments_in_utc_close_to_one_another() -> None:
    here, database = clock.now(), clock.after_lock()
    assert here.tzinfo == UTC
    assert database.tzinfo == UTC
    assert abs(database - here) < timedelta(minutes=1)


def test_another_clock_holds_inside_the_block_only() -> None:
    with clock.using(ControlledClock()):
        assert clock.now() == MORNING
    assert clock.now() != MORNING


@pytest.mark.parametrize("year", [1, 1799, 2200, 9999])
def test_moments_at_the_ends_of_the_calendar_are_not_meant(year: int) -> None:
    assert not clock.can_be_meant(datetime(year, 6, 1, tzinfo=UTC))


@pytest.mark.parametrize("moment", [datetime(1800, 1, 1, tzinfo=UTC), datetime(2199, 12, 31, 23, 59, tzinfo=UTC)])
def test_a_moment_that_can_be_meant_can_be_told_in_every_zone(moment: datetime) -> None:
    assert clock.can_be_meant(moment)
    for name in available_timezones():
        assert moment.astimezone(ZoneInfo(name)) == moment
