"""Leases: a ban wins, and leave once given must be current."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from media import rights
from media.rights import Period

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
MOMENTS = st.none() | st.integers(-5, 5).map(lambda hours: NOON + hours * HOUR)
PERIODS = st.lists(st.builds(Period, st.sampled_from(["allow", "deny"]), MOMENTS, MOMENTS), max_size=4)


def test_without_leases_everything_is_allowed() -> None:
    assert rights.allow([], at=NOON)


def test_leave_counts_from_its_first_moment_until_before_its_last() -> None:
    leave = [Period("allow", NOON, NOON + HOUR)]
    at = [NOON - HOUR, NOON, NOON + HOUR]
    assert [rights.allow(leave, at=moment) for moment in at] == [False, True, False]


def test_a_ban_wins_over_leave() -> None:
    assert not rights.allow([Period("allow"), Period("deny", NOON)], at=NOON)


def test_what_stands_in_the_way_is_a_sentence() -> None:
    assert rights.hindrance([Period("allow", None, NOON)], at=NOON) == "None of its leases allows its use now."
    assert rights.hindrance([Period("allow"), Period("deny", NOON)], at=NOON) == "A lease denies its use now."
    assert rights.hindrance([Period("allow")], at=NOON) == ""


def test_a_ban_that_is_over_bans_nothing() -> None:
    assert rights.allow([Period("deny", None, NOON)], at=NOON)


@given(PERIODS, st.integers(0, 300))
def test_nothing_changes_before_the_next_change(periods: list[Period], minutes: int) -> None:
    change = rights.next_change(periods, after=NOON)
    later = NOON + timedelta(minutes=minutes)
    if change is None or later < change:
        assert rights.allow(periods, at=later) == rights.allow(periods, at=NOON)
