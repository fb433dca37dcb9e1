"""When the next look is: at its pace, more rarely after failures, within its hours."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wires.timetable import Hours, wait

MUSCAT = ZoneInfo("Asia/Muscat")  # four hours before UTC, all the year
TUESDAY = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)

moments = st.integers(1_577_836_800, 1_893_456_000).map(lambda one: datetime.fromtimestamp(one, UTC))
hours = st.builds(
    Hours,
    zone=st.just(MUSCAT),
    days=st.sets(st.integers(0, 6)).map(lambda days: tuple(sorted(days))),
    begins=st.none() | st.times(),
    ends=st.none() | st.times(),
)


@given(hours, moments)
def test_the_next_moment_is_within_them_and_none_before_it_is(one: Hours, at: datetime) -> None:
    found = one.next(at)
    assert found >= at
    assert one.include(found)
    assert one.next(found) == found
    assert found == at or not one.include(found - timedelta(microseconds=1))


@given(hours, moments, st.integers(0, 10 * 24 * 60))
def test_the_time_looked_is_what_of_it_lies_within_them(one: Hours, at: datetime, minutes: int) -> None:
    middle, end = at + timedelta(minutes=minutes / 3), at + timedelta(minutes=minutes)
    lasted = one.lasted(at, end)
    assert timedelta() <= lasted <= end - at
    assert lasted == one.lasted(at, middle) + one.lasted(middle, end)
    if not one.days and one.begins is None and one.ends is None:
        assert lasted == end - at


def test_office_hours_of_two_days_are_added_up() -> None:
    office = Hours(MUSCAT, days=(1, 2), begins=time(8), ends=time(17))
    assert office.lasted(TUESDAY, TUESDAY + timedelta(days=1)) == timedelta(hours=9)
    assert office.lasted(TUESDAY + timedelta(days=2), TUESDAY + timedelta(days=4)) == timedelta()


@given(moments)
def test_without_hours_it_is_always_time(at: datetime) -> None:
    assert Hours(MUSCAT).next(at) == at


def test_the_hours_are_those_of_the_zone() -> None:
    office = Hours(MUSCAT, begins=time(8), ends=time(17))
    assert office.include(TUESDAY)
    assert not office.include(TUESDAY + timedelta(hours=3))
    assert office.next(TUESDAY + timedelta(hours=3)) == datetime(2026, 3, 4, 4, 0, tzinfo=UTC)


def test_a_night_belongs_to_the_day_on_which_it_begins() -> None:
    friday_night = Hours(ZoneInfo("UTC"), days=(4,), begins=time(22), ends=time(6))
    assert friday_night.next(TUESDAY) == datetime(2026, 3, 6, 22, 0, tzinfo=UTC)
    assert friday_night.include(datetime(2026, 3, 7, 5, 59, tzinfo=UTC))
    assert not friday_night.include(datetime(2026, 3, 6, 5, 59, tzinfo=UTC))


def test_after_a_look_it_waits_for_its_pace() -> None:
    assert wait(every=60, failures=0, spread=0.5) == timedelta(seconds=60)


@pytest.mark.parametrize(
    ("failures", "least", "most"), [(1, 90, 120), (2, 180, 240), (5, 1440, 1920), (60, 2700, 3600)]
)
def test_failures_slow_it_down_up_to_an_hour(failures: int, least: int, most: int) -> None:
    assert wait(every=60, failures=failures, spread=0) == timedelta(seconds=least)
    assert wait(every=60, failures=failures, spread=1) == timedelta(seconds=most)


def test_a_slow_pace_is_not_made_quicker_by_a_failure() -> None:
    assert wait(every=7200, failures=3, spread=0) == timedelta(hours=2)


def test_a_server_that_asks_for_longer_gets_it_but_no_more_than_a_day() -> None:
    assert wait(every=60, failures=1, spread=0, asked=900) == timedelta(seconds=900)
    assert wait(every=60, failures=1, spread=0, asked=10**9) == timedelta(hours=24)
    assert wait(every=60, failures=1, spread=0, asked=-5) == timedelta(seconds=90)
