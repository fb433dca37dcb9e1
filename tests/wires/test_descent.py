"""What continues what, over any number of names, inside one feed."""

import pytest

from tests.wires.agency import item, received
from wires import descent
from wires.models import Feed

pytestmark = pytest.mark.django_db


def test_items_know_what_they_continue_and_what_continues_them(feed: Feed) -> None:
    first = received(feed, item("urn:a"))
    received(feed, item("urn:b", evolvedfrom="urn:a"))
    third = received(feed, item("urn:c", evolvedfrom="urn:b"))
    assert descent.ancestors(third) == {"urn:a", "urn:b", "urn:c"}
    assert descent.descendants(first) == {"urn:a", "urn:b", "urn:c"}
    assert descent.descendants(third) == {"urn:c"}


def test_another_feed_continues_nothing_of_this_one(feed: Feed) -> None:
    first = received(feed, item("urn:a"))
    received(Feed.objects.create(name="Second wire", slug="second"), item("urn:b", evolvedfrom="urn:a"))
    assert descent.descendants(first) == {"urn:a"}


def test_a_name_that_no_item_can_have_is_continued_by_none(feed: Feed) -> None:
    assert received(feed, item("urn:b", evolvedfrom="x" * 501)).evolved_from == ""
