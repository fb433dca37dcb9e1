"""The list of stories: what it says, what it finds, what it asks of the database."""

from typing import Any

import pytest
from django.test import Client

from articles import publishing, withdrawing
from tests import world
from tests.desk.conftest import act

LIST = "/admin/articles/article/"


def listed(desk: Client, **query: str) -> list[str]:
    changelist = desk.get(LIST, query).context["cl"]
    return [str(article) for article in changelist.result_list]


def test_the_list_asks_at_most_fifteen_queries_and_counts_nothing(
    desk: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        world.published(f"Ferry {number}")
    with django_assert_max_num_queries(15) as asked:
        assert desk.get(LIST).status_code == 200
    assert not [query for query in asked.captured_queries if "COUNT(*)" in query["sql"].upper()]


def test_each_state_is_named(desk: Client, duty_desk: Client) -> None:
    world.draft("A draft")
    world.published("A live one")
    world.save(world.published("A changed one"), summary="New")
    planned, held, withdrawn = world.draft("A planned one"), world.draft("A held one"), world.published("A gone one")
    desk.post(act(planned, "schedule"), {"version": 1, "at": "2031-07-01T14:05"})
    desk.post(act(withdrawn, "withdraw"), {"notice": "Gone."})
    both, live = world.published("A held one that is gone"), world.published("A held one that is live")
    desk.post(act(both, "withdraw"), {"notice": "Gone."})
    for article in (held, both, live):
        duty_desk.post(act(article, "hold"), {"kind": "legal", "reason": "Wait"})
    page = desk.get(LIST).content.decode()
    for state in (
        "Draft",
        "Live",
        "Live, with changes",
        "Scheduled for 1 Jul 2031, 14:05 CEST",
        "On hold",
        "Withdrawn",
        "Withdrawn, on hold",
        "Live, on hold",
    ):
        assert f"\n{state}\n" in page


def test_stories_are_found_by_words_of_the_headline_begun_or_whole(desk: Client) -> None:
    world.draft("Ferry leaves Halmsund")
    world.draft("Ferry sinks")
    assert listed(desk, q="halms ferry") == ["Ferry leaves Halmsund"]
    assert listed(desk, q="leav' & | !(") == ["Ferry leaves Halmsund"]


def test_a_story_is_found_by_its_address(desk: Client) -> None:
    article = world.published()
    world.draft("Another")
    for typed in (article.path, f"http://news.example{article.path}", article.path.strip("/")):
        assert listed(desk, q=typed) == ["Ferry leaves Halmsund"]


def test_stories_are_filtered_by_section_language_and_what_is_to_come(desk: Client) -> None:
    world.draft("In the harbour", section=world.section("harbour"))
    other = world.draft("ميناء", section=world.section("world"), language="ar")
    desk.post(act(other, "schedule"), {"version": 1, "at": "2031-07-01T14:05"})
    assert listed(desk, section__id__exact=str(world.section("harbour").pk)) == ["In the harbour"]
    assert listed(desk, language__exact="ar") == ["ميناء"]
    assert listed(desk, planned="scheduled") == ["ميناء"]
    assert listed(desk, planned="held") == []


def test_the_newest_change_stands_first(desk: Client) -> None:
    first, second = world.draft("First"), world.draft("Second")
    world.save(first, summary="New")
    assert listed(desk) == ["First", "Second"]
    assert second.version == 1


def test_stories_are_found_by_what_readers_see(desk: Client) -> None:
    draft, planned = world.draft("A draft"), world.draft("A planned one")
    world.published("A live one")
    gone, back, undone = (world.published(name) for name in ("A gone one", "A reinstated one", "An undone one"))
    desk.post(act(planned, "schedule"), {"version": 1, "at": "2031-07-01T14:05"})
    publishing.undo(edition=undone.editions.get(), by=None)
    for article in (gone, back):
        withdrawing.withdraw(article=article, by=None, notice="Gone.")
    withdrawing.reinstate(article=back, by=None)
    assert set(listed(desk, readers="live")) == {"A live one", "A reinstated one"}
    assert listed(desk, readers="withdrawn") == ["A gone one"]
    assert set(listed(desk, readers="never")) == {str(draft), "A planned one", "An undone one"}
    assert len(listed(desk, readers="no such")) == 6


@pytest.mark.parametrize("readers", ["live", "withdrawn", "never"])
def test_what_readers_see_is_asked_in_no_query_of_its_own(
    desk: Client, django_assert_max_num_queries: Any, readers: str
) -> None:
    world.published()
    with django_assert_max_num_queries(15) as asked:
        assert desk.get(LIST, {"readers": readers}).status_code == 200
    assert not [query for query in asked.captured_queries if "COUNT(*)" in query["sql"].upper()]
