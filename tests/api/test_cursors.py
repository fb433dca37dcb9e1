"""Cursors: read as written, and any other word is a problem, never a failure."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from api import cursors

PLACES = st.builds(
    cursors.Cursor,
    st.datetimes(timezones=st.just(UTC)),
    st.integers(min_value=-(2**63), max_value=2**63 - 1),
)
LAST = cursors.Cursor(datetime.max.replace(tzinfo=UTC), 2**63 - 1)
FIRST = cursors.Cursor(datetime.min.replace(tzinfo=UTC), -(2**63))


@given(PLACES)
@example(FIRST)
@example(LAST)
def test_a_cursor_is_read_as_it_was_written(place: cursors.Cursor) -> None:
    assert cursors.read(cursors.write(place)) == place


@given(st.text() | st.from_regex(r"[A-Za-z0-9_-]{22}", fullmatch=True))
def test_a_word_is_a_cursor_only_if_it_was_written_as_one(word: str) -> None:
    try:
        place = cursors.read(word)
    except cursors.UnknownCursor:
        return
    assert cursors.write(place) == word


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
@given(word=st.text())
@example(word="")
@example(word="\x00")
@example(word="x" * 5000)
@example(word="_" * 22)
def test_any_text_as_a_cursor_is_a_problem(api: Client, word: str) -> None:
    response = api.get("/api/v1/articles", {"cursor": word.encode("utf-8", "replace").decode()})
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert response.json()["type"].endswith("#cursor-unknown")


@pytest.mark.django_db
@pytest.mark.parametrize("place", [FIRST, LAST])
def test_the_ends_of_time_are_pages_without_a_fault(api: Client, place: cursors.Cursor) -> None:
    assert api.get("/api/v1/articles", {"cursor": cursors.write(place)}).json() == {"items": [], "next": None}
