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
        "3 Mar 2026 09:15:00 -0000",
        "Ter, 3 Mar 2026 06:15:00 -0300",
        "mar., 3 mars 2026 10:15:00 +0100",
        "Dienstag, 3. März 2026 um 10:15 CET",
        "martes, 3 de marzo de 2026 10:15 +01:00",
        "Вт, 03 мар 2026 12:15:00 +0300",
        "Tuesday, 3 March 26 4:15 AM EST",
        "Tue,03 Mar 2026 17:15:00 +0800",
        "March 3, 2026 5:15 p.m. HKT",
        "2026/03/03 18:15:00 +0900",
        "2026年3月3日 18:15 JST",
        "2026-03-03 09:15:00 UTC",
        "2026-03-03T10:15:00 +0100",
    ],
)
def test_a_moment_is_read_into_utc(written: str) -> None:
    assert read_time(written) == Reading(moment=MOMENT)


@pytest.mark.parametrize(
    "written",
    ["2026-03-03T09:15:00", "Tue, 3 Mar 2026 09:15:00", "3 Mar 2026 09:15:00 XYZ", "2026-03-03 09:15:00 Xyzland"],
)
def test_a_time_without_a_zone_stays_bare(written: str) -> None:
    assert read_time(written) == Reading(naive=datetime(2026, 3, 3, 9, 15))  # noqa: DTZ001


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-03",
        "20260303",
        "2026-13-03T09:15:00Z",
        "noon",
        "3 Brumaire 2026 09:15:00",
        "31 Feb 2026 09:15:00 GMT",
        "2026-03-03T09:15:00/2026-03-04T09:15:00",
        "Tue, 3 Mar 2026",
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
