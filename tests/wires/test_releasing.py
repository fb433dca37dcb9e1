"""What an agency lets go again: the story and an alert say so, and nothing is lifted by itself."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from articles import withdrawing
from articles.models import Article, PublishBlock
from ground import clock
from staff.models import User
from tests import world
from tests.wires.agency import AT, item, received
from wires import alerting, releasing, taking
from wires.models import Alert, Feed, WireItem

pytestmark = pytest.mark.django_db
EMBARGO = datetime(2199, 1, 1, tzinfo=UTC)
EMBARGOED = {"embargoed": "2199-01-01T00:00:00Z"}


@pytest.fixture
def ferry(feed: Feed, editor: User) -> Article:
    return taking.take(item=received(feed, item()), by=editor, at=AT)


def send(feed: Feed, version: int, **facts: Any) -> WireItem:
    values = {"version": str(version), "versioncreated": f"2026-03-03T1{version}:00:00Z", **facts}
    return received(feed, item(**values), at=AT + timedelta(minutes=version))


def said(article: Article) -> str:
    return releasing.said(Article.objects.get(pk=article.pk), at=clock.now())


def waiting() -> list[str]:
    return [alert.message for alert in alerting.waiting(at=clock.now()) if alert.is_release]


def test_a_withheld_story_that_is_released_is_told_until_the_hold_is_lifted(feed: Feed, ferry: Article) -> None:
    send(feed, 2, pubstatus="withheld")
    assert said(ferry) == ""
    send(feed, 3)
    assert "HBP sent a 3rd version on" in said(ferry)
    assert said(ferry).endswith("It is withheld no more, and the story is still on hold. Lift the hold.")
    assert waiting() == [f"“Ferry to Oskeld sails again”: {said(ferry)}"]
    withdrawing.lift_hold(block=PublishBlock.objects.get(), reason="Released", by=None)
    assert (said(ferry), waiting()) == ("", [])


def test_of_what_is_withheld_and_what_is_let_go_the_later_word_is_told(feed: Feed, ferry: Article) -> None:
    told = []
    for version, status in enumerate(("withheld", "usable", "withheld", "usable"), start=2):
        send(feed, version, pubstatus=status)
        told.append([alert.is_release for alert in alerting.waiting(at=clock.now())])
    assert told == [[False], [True], [], [True]]


def test_nothing_is_lifted_by_itself(feed: Feed, ferry: Article) -> None:
    send(feed, 2, pubstatus="withheld")
    send(feed, 3)
    assert PublishBlock.objects.get().lifted_at is None


@pytest.mark.parametrize("later", [{"pubstatus": "withheld"}, {"pubstatus": "canceled"}])
def test_what_is_withheld_or_canceled_again_is_released_no_more(feed: Feed, ferry: Article, later: Any) -> None:
    send(feed, 2, pubstatus="withheld")
    send(feed, 3)
    send(feed, 4, **later)
    assert said(ferry) == ""


def test_a_release_made_before_the_withholding_lets_nothing_go(feed: Feed, ferry: Article) -> None:
    send(feed, 3, pubstatus="withheld")
    send(feed, 2)
    assert (said(ferry), waiting()) == ("", [])


def test_a_hold_of_the_house_is_no_matter_of_the_agencys(feed: Feed, ferry: Article) -> None:
    duty_editor = world.person("dunja", "duty editor")
    withdrawing.hold(article=ferry, kind=PublishBlock.Kind.EMBARGO, reason="The lawyer reads it.", by=duty_editor)
    send(feed, 2)
    assert (said(ferry), Alert.objects.count()) == ("", 0)


def test_what_goes_on_from_what_was_withheld_is_released_with_it(feed: Feed, editor: User) -> None:
    send(feed, 1)
    later = received(feed, item("urn:x:harbour", evolvedfrom=item()["uri"], versioncreated="2026-03-03T11:30:00Z"))
    article = taking.take(item=later, by=editor, at=AT)
    send(feed, 2, pubstatus="withheld")
    assert PublishBlock.objects.count() == 1
    send(feed, 3)
    assert "withheld no more" in said(article)
    assert len(waiting()) == 1


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ({}, "It names no embargo any more, and the story is still under one until 1 Jan 2199"),
        ({"embargoed": "2198-01-01T00:00:00Z"}, "It names an embargo until 1 Jan 2198"),
    ],
)
def test_an_embargo_that_a_later_version_drops_or_shortens_is_told(
    feed: Feed, editor: User, now: dict[str, str], words: str
) -> None:
    article = taking.take(item=received(feed, item(**EMBARGOED)), by=editor, at=AT)
    assert said(article) == ""
    send(feed, 2, **now)
    assert words in said(article)
    assert article.embargo == EMBARGO
    assert len(waiting()) == 1
    withdrawing.embargo(article=article, until=None, by=None)
    assert (said(article), waiting()) == ("", [])


def test_an_embargo_and_its_end_are_one_alert(feed: Feed, editor: User) -> None:
    article = taking.take(item=received(feed, item()), by=editor, at=AT)
    told = []
    for version, facts in enumerate((EMBARGOED, {}), start=2):
        send(feed, version, **facts)
        told.append([alert.is_release for alert in alerting.waiting(at=clock.now())])
    assert told == [[False], [True]]
    assert "no embargo any more" in said(article)


@pytest.mark.parametrize("now", [EMBARGOED, {"embargoed": "2199-02-01T00:00:00Z"}])
def test_an_embargo_that_stands_or_is_longer_releases_nothing(feed: Feed, editor: User, now: dict[str, str]) -> None:
    article = taking.take(item=received(feed, item(**EMBARGOED)), by=editor, at=AT)
    send(feed, 2, **now)
    assert (said(article), waiting()) == ("", [])


def test_an_embargo_of_the_house_stays_its_own(feed: Feed, editor: User) -> None:
    article = taking.take(item=received(feed, item(embargoed="2198-01-01T00:00:00Z")), by=editor, at=AT)
    withdrawing.embargo(article=article, until=EMBARGO, by=editor)
    send(feed, 2)
    assert (said(article), waiting()) == ("", [])


def test_the_story_of_an_older_version_taken_after_the_release_says_it_too(feed: Feed, editor: User) -> None:
    first = received(feed, item(**EMBARGOED))
    send(feed, 2)
    article = taking.take(item=first, by=editor, at=AT)
    assert Article.objects.get(pk=article.pk).embargo is None or "no embargo any more" in said(article)
