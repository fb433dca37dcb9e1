"""Versions are counted by what they say: a kill is none, nor is what was sent once more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wires.agency import FERRY, item, received
from wires import versions
from wires.models import Feed

ROWS = st.lists(st.tuples(st.sampled_from(["usable", "withheld", "canceled"]), st.sampled_from(["", "a", "b"])))


@pytest.mark.django_db
def test_each_is_named_by_what_it_is(feed: Feed) -> None:
    received(feed, item())
    received(feed, item(version="2", versioncreated="2026-03-03T09:20:00Z"))
    received(feed, item(version="3", headline="Ferry sails"))
    last = received(feed, item(version="4", pubstatus="canceled"))
    names = [str(version) for version in versions.of(last)]
    assert names == ["Version 1", "Version 1, sent again", "Version 2", "Kill"]
    assert versions.named(last) == "2nd version"


@pytest.mark.django_db
def test_what_goes_on_under_another_name_is_counted_on(feed: Feed) -> None:
    received(feed, item())
    lead = received(feed, item("urn:lead", evolvedfrom=FERRY, headline="Ferry sails"))
    assert [str(version) for version in versions.of(lead)] == ["Version 2"]


@pytest.mark.django_db
def test_what_is_let_go_says_more_than_what_was_withheld(feed: Feed) -> None:
    received(feed, item(pubstatus="withheld"))
    assert versions.named(received(feed, item(version="2"))) == "2nd version"


@given(ROWS)
def test_numbers_never_fall_and_rise_with_new_words_alone(rows: list[tuple[str, str]]) -> None:
    found = versions.places((pk, status, wording) for pk, (status, wording) in enumerate(rows))
    last = versions.Place(0, is_again=False)
    for pk, (status, _) in enumerate(rows):
        place = found[pk]
        is_new = status != "canceled" and not place.is_again
        assert place.number == last.number + is_new
        last = place


def test_words_that_are_not_known_are_new_ones() -> None:
    """Of items stored before they were compared."""
    assert versions.places([(1, "usable", ""), (2, "usable", "")])[2] == versions.Place(2, is_again=False)


@pytest.mark.parametrize(
    ("number", "written"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (22, "22nd"), (113, "113th")]
)
def test_numbers_of_versions_are_words(number: int, written: str) -> None:
    assert versions.ordinal(number) == written
