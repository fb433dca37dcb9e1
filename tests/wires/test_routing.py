"""Every item is dealt with once, in the order of coming, by one process at a time."""

from datetime import timedelta
from unittest import mock

import pytest

from articles.models import Article
from staff.models import User
from tests.together import at_once
from tests.wires.agency import AT, FERRY, item, received
from wires import routing, taking, updating
from wires.models import Feed, WireItem

LATER = AT + timedelta(minutes=5)
UPDATE = {"version": "2", "versioncreated": "2026-03-03T09:40:00Z"}


@pytest.mark.django_db
def test_items_are_routed_once(feed: Feed) -> None:
    received(feed, item("urn:x:1"), item("urn:x:2"))
    assert routing.route_waiting() == 2
    assert routing.route_waiting() == 0
    assert not WireItem.objects.filter(routed_at=None).exists()


@pytest.mark.django_db
def test_updates_are_taken_in_the_order_of_coming(feed: Feed, editor: User) -> None:
    ferry = taking.take(item=received(feed, item()), by=editor, at=AT)
    received(feed, item(**UPDATE, headline="Second"), at=LATER)
    received(feed, item(**{**UPDATE, "version": "3"}, headline="Third"), at=LATER)
    routing.route_waiting()
    headlines = [revision.content["headline"] for revision in ferry.revisions.order_by("version")]
    assert headlines == ["Ferry to Oskeld sails again", "Second", "Third"]


@pytest.mark.django_db
def test_items_that_concern_no_story_cost_no_query_of_their_own(
    feed: Feed, django_assert_max_num_queries: mock.Mock
) -> None:
    received(feed, *(item(f"urn:x:{number}") for number in range(50)))
    with django_assert_max_num_queries(6):
        assert routing.route_waiting() == 50


@pytest.mark.django_db
def test_a_fault_with_one_item_does_not_stop_those_behind_it(feed: Feed, editor: User) -> None:
    taking.take(item=received(feed, item()), by=editor, at=AT)
    taking.take(item=received(feed, item("urn:x:2")), by=editor, at=AT)
    received(feed, item(**UPDATE, headline="Second"), item("urn:x:2", **UPDATE, headline="Other"), at=LATER)
    heed = updating.heed

    def faulty(*, item: WireItem, **rest: object) -> list[Article]:
        if item.guid == FERRY:
            raise ValueError("a fault of ours")
        return heed(item=item, **rest)  # type: ignore[arg-type]

    with mock.patch.object(updating, "heed", faulty):
        routing.route_waiting()
    assert Article.objects.filter(headline="Other").exists()
    assert not WireItem.objects.filter(routed_at=None).exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_routers_one_does_the_work(feed: Feed) -> None:
    received(feed, *(item(f"urn:x:{number}") for number in range(30)))
    assert sorted(at_once(routing.route_waiting, routing.route_waiting)) == [0, 30]
