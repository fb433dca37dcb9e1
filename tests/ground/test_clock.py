"""The clock: aware, in UTC, and replaceable for tests."""

from datetime import UTC, timedelta

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
