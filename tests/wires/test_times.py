"""Times as wires write them: a moment, a bare time, or neither."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wires.times import Reading, read_time

MOMENT = datetime(2026, 3, 3, 9, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-03T09:15:00Z",
        "2026-03-03t09:15:00z",
        "2026-03-03T09:15:00+0000",
        "2026-03-03T10:15:00+01:00",
        "20260303T091500Z",
        "2026-03-03 09:15:00.000000000+00:00",
        "Tue, 3 Mar 2026 10:15:00 +0100",
        "3 Mar 2026 09:15:00 GMT",
    ],
)
def test_a_moment_is_read_into_utc(written: str) -> None:
    assert read_time(written) == Reading(moment=MOMENT)


def test_a_time_without_a_zone_stays_bare() -> None:
    assert read_time("2026-03-03T09:15:00") == Reading(naive=datetime(2026, 3, 3, 9, 15))  # noqa: DTZ001


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-03",
        "20260303",
        "2026-13-03T09:15:00Z",
        "noon",
        "0001-01-01T00:00+14:00",
        "0001-01-01T00:00:00Z",
        "1799-12-31T23:59:59Z",
        "2200-01-01T00:00:00",
        "9999-12-31T23:59:59Z",
        1772529300,
    ],
)
def test_what_names_no_moment_is_kept_as_written(written: object) -> None:
    assert read_time(written) == Reading(raw=str(written))


@pytest.mark.parametrize("silence", [None, "", "  ", False, [], {}])
def test_silence_is_no_time(silence: object) -> None:
    assert read_time(silence) == Reading()


@given(st.text() | st.floats() | st.integers() | st.lists(st.text()))
def test_anything_gives_at_most_one_reading(value: object) -> None:
    reading = read_time(value)
    assert sum((reading.moment is not None, reading.naive is not None, reading.raw != "")) <= 1
