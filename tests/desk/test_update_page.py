"""An agency's update on the story and on its page: looked at, chosen, accepted, dismissed."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from articles.models import Article
from tests import world
from tests.desk.conftest import change
from tests.wires.agency import AT, item, received
from wires import routing, taking
from wires.models import Feed, UpdateOffer

LATER = AT + timedelta(minutes=5)
FIRST = "<p>The ferry sailed at dawn.</p><p>Forty people were on board.</p><p>The sea was calm.</p>"
SECOND = "<p>The ferry sailed at dawn.</p><p>Fifty people were on board.</p><p>The sea was calm.</p>"


@pytest.fixture
def feed(db: None) -> Feed:
    return Feed.objects.create(name="Harrow Bay Press", slug="harrow", credit="HBP", updates="offer")


@pytest.fixture
def ferry(feed: Feed) -> Article:
    return taking.take(item=received(feed, item(body_xhtml=FIRST)), by=None, at=AT)


def offered(feed: Feed, **facts: Any) -> UpdateOffer:
    received(feed, item(version="2", versioncreated="2026-03-03T09:40:00Z", body_xhtml=SECOND, **facts), at=LATER)
    routing.route_waiting()
    return UpdateOffer.objects.get(state="open")


def conflict(feed: Feed, ferry: Article) -> UpdateOffer:
    world.save(ferry, body=FIRST.replace("Forty people", "Forty-one people"))
    return offered(feed)


def text(answer: Any) -> str:
    content: str = answer.content.decode()
    return content


def sent(desk: Client, offer: UpdateOffer, verb: str, **values: Any) -> Any:
    return desk.post(f"/admin/desk/updates/{offer.pk}/{verb}/", values)


def test_the_story_says_what_came_and_which_version_it_holds(desk: Client, feed: Feed, ferry: Article) -> None:
    assert "It holds the 1st version." in text(desk.get(change(ferry)))
    offered(feed)
    page = text(desk.get(change(ferry)))
    assert "HBP sent a 2nd version: 1 paragraph changed." in page
    for button in ("data-accept", ">Look<", ">Dismiss<"):
        assert button in page


def test_a_clean_update_is_accepted_by_one_button(desk: Client, feed: Feed, ferry: Article) -> None:
    offer = offered(feed)
    answer = sent(desk, offer, "accept", version=1)
    assert answer.headers["location"] == change(ferry)
    ferry.refresh_from_db()
    assert (ferry.body, ferry.version) == (SECOND, 2)
    page = text(desk.get(change(ferry)))
    assert "as version 2" in page
    assert "It holds the 2nd version." in page


def test_a_conflict_is_no_button_but_a_choice(desk: Client, feed: Feed, ferry: Article) -> None:
    offer = conflict(feed, ferry)
    assert "data-accept" not in text(desk.get(change(ferry)))
    page = text(desk.get(f"/admin/desk/updates/{offer.pk}/"))
    assert "To be chosen: 1" in page
    assert "<del>Forty</del><ins>Forty-one</ins>" in page
    assert "<del>Forty</del><ins>Fifty</ins>" in page
    refused = sent(desk, offer, "accept", version=2)
    assert refused.status_code == 422
    assert "both sides changed it. Choose which one stands." in text(refused)


@pytest.mark.parametrize(("side", "words"), [("ours", "Forty-one people"), ("theirs", "Fifty people")])
def test_the_side_that_was_chosen_stands(desk: Client, feed: Feed, ferry: Article, side: str, words: str) -> None:
    offer = conflict(feed, ferry)
    key = "choice-passage-1"
    result = text(desk.get(f"/admin/desk/updates/{offer.pk}/", {"part": "result", key: side}))
    assert words in result
    sent(desk, offer, "accept", version=2, **{key: side})
    ferry.refresh_from_db()
    assert words in ferry.body


def test_a_clean_change_may_be_kept_out(desk: Client, feed: Feed, ferry: Article) -> None:
    offer = offered(feed, headline="Ferry with fifty")
    sent(desk, offer, "accept", version=1, **{"choice-headline": "ours"})
    ferry.refresh_from_db()
    assert (ferry.headline, ferry.body) == ("Ferry to Oskeld sails again", SECOND)


def test_a_story_that_was_saved_meanwhile_is_not_written_over(desk: Client, feed: Feed, ferry: Article) -> None:
    offer = conflict(feed, ferry)
    answer = sent(desk, offer, "accept", version=1, **{"choice-passage-1": "theirs"})
    assert answer.status_code == 409
    page = text(answer)
    assert "What you chose is kept below" in page
    assert 'value="theirs" required checked' in page
    ferry.refresh_from_db()
    assert ferry.version == 2


def test_a_dismissed_update_leaves_the_story(desk: Client, feed: Feed, ferry: Article) -> None:
    offer = offered(feed)
    sent(desk, offer, "dismiss")
    ferry.refresh_from_db()
    assert ferry.body == FIRST
    assert "HBP sent" not in text(desk.get(change(ferry)))
    assert "Dismissed by" in text(desk.get(f"/admin/desk/updates/{offer.pk}/"))


def test_who_may_only_look_sees_no_buttons(feed: Feed, ferry: Article) -> None:
    desk = Client()
    desk.force_login(world.person("pia", "picture editor"))
    offer = offered(feed)
    page = text(desk.get(f"/admin/desk/updates/{offer.pk}/"))
    assert "Fifty" in page
    assert "data-accept" not in page
    assert sent(desk, offer, "accept", version=1).status_code == 403
