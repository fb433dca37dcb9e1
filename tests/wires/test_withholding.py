"""A later version that its agency withholds or embargoes keeps the story of the earlier one back, once."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from articles import translating
from articles.models import Article, PublishBlock
from articles.withdrawing import lift_hold
from staff.models import User
from tests import world
from tests.together import at_once
from tests.wires.agency import AT, data, item, received
from wires import intake, taking, withholding
from wires.models import Alert, Feed

LATER = AT + timedelta(minutes=5)
SECOND = {"version": "2", "versioncreated": "2026-03-03T09:40:00Z"}
WITHHELD = {**SECOND, "pubstatus": "withheld"}
EMBARGO = datetime(2199, 1, 1, tzinfo=UTC)
EMBARGOED = {**SECOND, "embargoed": "2199-01-01T00:00:00Z"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def ferry(feed: Feed, editor: User) -> Article:
    return taking.take(item=received(feed, item()), by=editor, at=AT)


def test_the_desk_reads_the_moment_in_the_newsrooms_zone(feed: Feed, ferry: Article) -> None:
    world.site(zone="Asia/Tokyo")
    received(feed, item(**EMBARGOED), at=LATER)
    assert "HBP embargoed it until 1 Jan 2199, 09:00 JST." in Alert.objects.get().message


def test_the_story_of_an_earlier_version_is_held_and_the_desk_is_told(feed: Feed, ferry: Article) -> None:
    one = received(feed, item(**WITHHELD), at=LATER)
    block, alert = PublishBlock.objects.get(), Alert.objects.get()
    assert (block.article, block.kind) == (ferry, "embargo")
    assert (alert.item, alert.article) == (one, ferry)
    assert "A later version came. HBP withholds it until further notice." in alert.message
    assert alert.message.startswith("The story “Ferry to Oskeld sails again” is on hold.")


def test_an_embargo_of_a_later_version_is_the_storys(feed: Feed, ferry: Article) -> None:
    received(feed, item(**EMBARGOED), at=LATER)
    ferry.refresh_from_db()
    assert ferry.embargo == EMBARGO
    assert "HBP embargoed it until 1 Jan 2199" in Alert.objects.get().message
    assert not PublishBlock.objects.exists()


def test_what_was_translated_from_the_story_is_kept_back_too(feed: Feed, ferry: Article) -> None:
    arabic = translating.begin_translation(article=ferry, language="ar", by=None)
    received(feed, item(**EMBARGOED), at=LATER)
    arabic.refresh_from_db()
    assert (arabic.embargo, Alert.objects.count()) == (EMBARGO, 2)


@pytest.fixture
def public(ferry: Article) -> Article:
    world.save(ferry, section=world.section())
    world.publish(ferry)
    return ferry


def test_a_public_story_that_is_withheld_is_taken_from_readers(feed: Feed, public: Article) -> None:
    received(feed, item(**WITHHELD), at=LATER)
    assert world.headlines() == []
    ended = public.editions.get()
    assert (ended.ended_by, "HBP, from which it came, has withdrawn it" in ended.notice) == ("withdrawal", True)
    assert PublishBlock.objects.get().kind == "embargo"
    assert "was withdrawn and is on hold" in Alert.objects.get().message


def test_a_public_story_under_a_new_embargo_stays_and_the_desk_is_told(feed: Feed, public: Article) -> None:
    received(feed, item(**EMBARGOED), at=LATER)
    assert world.headlines() == ["Ferry to Oskeld sails again"]
    assert "is public and was left so. Withdraw it" in Alert.objects.get().message
    assert not PublishBlock.objects.exists()


def test_what_goes_on_under_another_name_is_withheld_too(feed: Feed, public: Article) -> None:
    harbour = "urn:newsml:harrow.example:harbour"
    received(feed, item(harbour, evolvedfrom="urn:newsml:harrow.example:ferry"))
    received(feed, item(**WITHHELD), at=LATER)
    assert world.headlines() == []


def test_what_it_continues_is_named(feed: Feed, editor: User) -> None:
    first = received(feed, item(headline="Ferry at sea"))
    later = received(feed, item("urn:newsml:harrow.example:harbour", evolvedfrom=first.guid))
    taking.take(item=later, by=editor, at=AT)
    received(feed, item(**WITHHELD, headline="Ferry at sea"), at=LATER)
    assert "It continues “Ferry at sea”. HBP withholds it" in Alert.objects.get().message


@pytest.mark.parametrize("said", [WITHHELD, {**WITHHELD, "embargoed": "2199-01-01T00:00:00Z"}])
def test_where_its_feed_leaves_what_is_public_the_story_is_only_held(
    feed: Feed, public: Article, said: dict[str, Any]
) -> None:
    Feed.objects.update(on_kill=Feed.OnKill.ALERT)
    received(feed, item(**said), at=LATER)
    assert world.headlines() == ["Ferry to Oskeld sails again"]
    assert PublishBlock.objects.get().kind == "embargo"
    assert "is public and was left so" in Alert.objects.get().message


def test_what_comes_twice_has_one_effect_and_what_was_lifted_stays_lifted(feed: Feed, ferry: Article) -> None:
    one = received(feed, item(**WITHHELD), at=LATER)
    lift_hold(block=PublishBlock.objects.get(), reason="The agency released it", by=None)
    received(feed, item(**WITHHELD), item("urn:x:2"), at=LATER)
    withholding.heed_deliveries(deliveries=[one.delivery_id], at=LATER)
    assert Alert.objects.count() == PublishBlock.objects.count() == 1


def test_what_the_story_is_under_already_is_no_news(feed: Feed, editor: User) -> None:
    taking.take(item=received(feed, item(embargoed="2199-01-01T00:00:00Z")), by=editor, at=AT)
    received(feed, item(**EMBARGOED), at=LATER)
    assert not Alert.objects.exists()


@pytest.mark.parametrize(
    "said", [{"embargoed": "2026-03-03T09:00:00Z"}, {"versioncreated": "2026-03-03T09:00:00Z", "pubstatus": "withheld"}]
)
def test_an_embargo_that_is_over_and_a_version_made_before_keep_nothing_back(
    feed: Feed, ferry: Article, said: dict[str, Any]
) -> None:
    received(feed, item(**{**SECOND, **said}), at=LATER)
    assert not Alert.objects.exists()
    assert not PublishBlock.objects.exists()


def test_an_earlier_version_that_is_taken_later_is_kept_back_too(feed: Feed, editor: User) -> None:
    first = received(feed, item())
    received(feed, item(**WITHHELD), at=LATER)
    article = taking.take(item=first, by=editor, at=LATER)
    assert article.blocks.count() == Alert.objects.filter(article=article).count() == 1


def test_what_was_withheld_before_it_came_is_kept_back(feed: Feed, editor: User) -> None:
    received(feed, item(**{**WITHHELD, "version": "1"}))
    article = taking.take(item=received(feed, item(), at=LATER), by=editor, at=LATER)
    assert article.blocks.get().kind == "embargo"
    assert Alert.objects.filter(article=article).count() == 1


def test_an_old_version_that_comes_after_the_release_is_not_kept_back(feed: Feed, editor: User) -> None:
    received(feed, item(**WITHHELD))
    received(feed, item(version="3", versioncreated="2026-03-03T09:50:00Z"), at=LATER)
    assert not taking.take(item=received(feed, item(), at=LATER), by=editor, at=LATER).blocks.exists()


@pytest.mark.parametrize(("made", "is_held"), [("2026-03-03T09:30:00Z", True), ("2026-03-03T09:50:00Z", False)])
def test_what_goes_on_from_what_was_withheld_is_kept_back(feed: Feed, editor: User, made: str, is_held: bool) -> None:
    received(feed, item("urn:a"))
    follows = received(feed, item("urn:b", evolvedfrom="urn:a", versioncreated=made), at=LATER)
    received(feed, item("urn:a", **WITHHELD), at=LATER)
    assert taking.take(item=follows, by=editor, at=LATER).blocks.exists() is is_held


def test_a_version_that_was_released_after_all_is_not_kept_back(feed: Feed, editor: User) -> None:
    first = received(feed, item())
    received(feed, item(**WITHHELD), at=LATER)
    received(feed, item(version="3", versioncreated="2026-03-03T09:50:00Z"), at=LATER)
    assert not taking.take(item=first, by=editor, at=LATER).blocks.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", range(3))
def test_a_story_taken_while_a_withheld_version_comes_in_is_held(feed: Feed, editor: User, number: int) -> None:
    first = received(feed, item())
    taken, _ = at_once(
        lambda: taking.take(item=first, by=editor, at=AT),
        lambda: intake.receive(feed=feed, data=data(item(**WITHHELD)), filename="2.json", at=AT),
    )
    assert PublishBlock.objects.filter(article=taken).count() == 1
