"""A kill holds every story made from the item and tells the desk, once."""

from datetime import timedelta

import pytest

from articles.models import Article, PublishBlock
from articles.refusals import Refused
from articles.withdrawing import lift_hold
from staff.models import User
from tests.wires.agency import AT, FERRY, item, received
from wires import cancelling, taking
from wires.models import Alert, Feed

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(minutes=5)
KILL = {"pubstatus": "canceled", "versioncreated": "2026-03-03T09:40:00Z", "body_xhtml": "<p>Kill the ferry.</p>"}


@pytest.fixture
def ferry(feed: Feed, editor: User) -> Article:
    return taking.take(item=received(feed, item()), by=editor, at=AT)


def test_a_kill_holds_the_story_and_alerts_the_desk(feed: Feed, ferry: Article) -> None:
    kill = received(feed, item(version="2", **KILL), at=LATER)
    block, alert = PublishBlock.objects.get(), Alert.objects.get()
    assert (block.article, block.kind, block.lifted_at) == (ferry, "kill", None)
    assert block.reason == f"HBP canceled {FERRY} (version 2)."
    assert (alert.article, alert.item) == (ferry, kill)
    assert "Ferry to Oskeld sails again" in alert.message


def test_a_kill_that_comes_twice_has_one_effect(feed: Feed, ferry: Article) -> None:
    received(feed, item(**KILL), at=LATER)
    received(feed, item(**KILL), item("urn:x:2"), at=LATER)
    assert PublishBlock.objects.count() == Alert.objects.count() == 1


def test_a_hold_that_was_lifted_is_not_put_back_by_a_repeat(feed: Feed, ferry: Article) -> None:
    kill = received(feed, item(**KILL), at=LATER)
    lift_hold(block=PublishBlock.objects.get(), reason="The agency said sorry", by=None)
    cancelling.stop_stories(deliveries=[kill.delivery_id], at=LATER)
    assert not PublishBlock.objects.filter(lifted_at=None).exists()


def test_a_kill_reaches_stories_of_every_version_and_what_evolved_from_them(
    feed: Feed, ferry: Article, editor: User
) -> None:
    second = taking.take(item=received(feed, item(version="2", headline="Ferry two")), by=editor, at=LATER)
    other_name = item("urn:newsml:harrow.example:harbour", evolvedfrom=FERRY)
    evolved = taking.take(item=received(feed, other_name), by=editor, at=LATER)
    received(feed, item(version="3", **KILL), at=LATER)
    assert {block.article_id for block in PublishBlock.objects.all()} == {ferry.pk, second.pk, evolved.pk}


def test_a_kill_of_what_no_story_uses_alerts_nobody(feed: Feed, ferry: Article) -> None:
    received(feed, item("urn:x:unused", **KILL), at=LATER)
    assert not Alert.objects.exists()
    assert not PublishBlock.objects.exists()


def test_a_kill_of_another_agency_does_not_reach_the_story(ferry: Article) -> None:
    other = Feed.objects.create(name="Second wire", slug="second")
    received(other, item(**KILL), at=LATER)
    assert not Alert.objects.exists()


def test_no_story_is_made_from_an_older_version_of_a_canceled_item(feed: Feed, editor: User) -> None:
    old = received(feed, item())
    kill = received(feed, item(version="2", **KILL), at=LATER)
    for one in (old, kill):
        with pytest.raises(Refused, match=r"HBP canceled .* \(version 2\)"):
            taking.take(item=one, by=editor, at=LATER)
    assert not Article.objects.exists()


def test_a_story_that_arrives_after_its_kill_is_canceled_all_the_same(feed: Feed, editor: User) -> None:
    received(feed, item(version="2", **KILL))
    late = received(feed, item(), at=LATER)
    with pytest.raises(Refused):
        taking.take(item=late, by=editor, at=LATER)


def test_a_version_made_after_the_kill_may_be_taken(feed: Feed, editor: User) -> None:
    received(feed, item(version="2", **KILL))
    again = received(feed, item(version="3", versioncreated="2026-03-03T09:50:00Z"), at=LATER)
    assert taking.take(item=again, by=editor, at=LATER).headline == "Ferry to Oskeld sails again"
