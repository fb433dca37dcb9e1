"""A kill holds every story made from the item and tells the desk, once."""

from datetime import timedelta

import pytest

from articles import translating
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


def test_a_kill_holds_what_was_translated_from_the_story_too(feed: Feed, ferry: Article) -> None:
    arabic = translating.begin_translation(article=ferry, language="ar", by=None)
    french = translating.begin_translation(article=arabic, language="fr", by=None)
    for _ in range(2):
        received(feed, item(version="2", **KILL), at=LATER)
    held = PublishBlock.objects.order_by("article").values_list("article", "kind")
    assert list(held) == [(story.pk, "kill") for story in (ferry, arabic, french)]
    assert Alert.objects.count() == 3


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


HARBOUR = "urn:newsml:harrow.example:harbour"
EARLY = {"versioncreated": "2026-03-03T09:20:00Z"}


def test_a_story_that_is_taken_after_the_kill_of_what_it_continues_is_held(
    feed: Feed, ferry: Article, editor: User
) -> None:
    kill = received(feed, item(version="2", **KILL))
    continued = received(feed, item(HARBOUR, evolvedfrom=FERRY, **EARLY), at=LATER)
    article = taking.take(item=continued, by=editor, at=LATER)
    assert article.blocks.get().reason == cancelling.sentence(kill)
    assert Alert.objects.filter(article=article, item=kill).count() == 1


@pytest.mark.parametrize("killed_first", [True, False])
def test_a_kill_reaches_over_names_that_nobody_took(feed: Feed, editor: User, killed_first: bool) -> None:
    received(feed, item(HARBOUR, evolvedfrom=FERRY, **EARLY))
    continued = received(feed, item("urn:x:third", evolvedfrom=HARBOUR, **EARLY))
    if killed_first:
        received(feed, item(**KILL))
    article = taking.take(item=continued, by=editor, at=LATER)
    if not killed_first:
        received(feed, item(**KILL))
    assert article.blocks.filter(kind="kill", lifted_at=None).count() == 1


def test_what_was_made_after_the_kill_of_what_it_continues_is_not_held(feed: Feed, editor: User) -> None:
    received(feed, item(**KILL))
    continued = item(HARBOUR, evolvedfrom=FERRY, versioncreated="2026-03-03T09:50:00Z")
    article = taking.take(item=received(feed, continued, at=LATER), by=editor, at=LATER)
    assert not article.blocks.exists()


def test_names_that_continue_one_another_in_a_circle_end(feed: Feed, editor: User) -> None:
    received(feed, item(FERRY, evolvedfrom=HARBOUR))
    one = received(feed, item(HARBOUR, evolvedfrom=FERRY))
    article = taking.take(item=one, by=editor, at=AT)
    received(feed, item(**KILL))
    assert article.blocks.count() == 1
