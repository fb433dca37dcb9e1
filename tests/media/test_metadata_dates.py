"""Dates as cameras and agencies write them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media import metadata_dates

SEEN = datetime(2026, 1, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026:03:04 05:06:07", "2026-03-04T05:06:07+00:00"),
        ("2026:03:04 05:06:07+02:00", "2026-03-04T03:06:07+00:00"),
        ("20260304 050607+0200", "2026-03-04T03:06:07+00:00"),
        ("2026-03-04T05:06:07.25-03:30", "2026-03-04T08:36:07.250000+00:00"),
        ("2026-03-04T05:06Z", "2026-03-04T05:06:00+00:00"),
        ("2026-07-04 05:06:07 BST", "2026-07-04T04:06:07+00:00"),
        ("20260304", "2026-03-04T00:00:00+00:00"),
        ("2026-03", "2026-03-01T00:00:00+00:00"),
        ("20260300", "2026-03-01T00:00:00+00:00"),
        ("20260000", "2026-01-01T00:00:00+00:00"),
        ("2026", "2026-01-01T00:00:00+00:00"),
        ("20260304 105738-1057", "2026-03-04T21:54:38+00:00"),
        ("20260304 105738-4599", "2026-03-04T10:57:38+00:00"),
    ],
)
def test_a_date_is_read_in_utc(written: str, moment: str) -> None:
    found = metadata_dates.read(written)
    assert found is not None
    assert found.isoformat() == moment


@pytest.mark.parametrize(
    "written",
    [
        "",
        "yesterday",
        "0000:00:00 00:00:00",
        "2026-13-40",
        "00000101",
        "2026-03-04T25:00",
        "0001:01:01 00:00:00",
        "99991231",
    ],
)
def test_what_is_no_date_is_none(written: str) -> None:
    assert metadata_dates.read(written) is None


def test_a_date_ahead_of_its_arrival_is_read_with_day_and_month_changed_about() -> None:
    assert metadata_dates.read("20261201", seen_at=SEEN) == datetime(2026, 1, 12, tzinfo=UTC)
    assert metadata_dates.read("20261231", seen_at=SEEN) is None


def test_a_clock_half_a_day_ahead_is_believed() -> None:
    assert metadata_dates.read("20260122 130000", seen_at=SEEN) == datetime(2026, 1, 22, 13, tzinfo=UTC)


@given(st.text(max_size=40) | st.from_regex(r"\d{4}[:-]?\d\d[:-]?\d\d[ T]\d\d:?\d\d:?\d\d([+-]\d{4})?", fullmatch=True))
def test_any_text_gives_a_moment_in_utc_or_none(text: str) -> None:
    moment = metadata_dates.read(text)
    assert moment is None or moment.tzinfo is UTC
