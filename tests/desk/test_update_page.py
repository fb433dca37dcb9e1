"""An agency's update on the story and on its page: looked at, chosen, accepted, dismissed."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article
from tests import world
from tests.desk.conftest import change, story
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
    for button in ("data-accept", "data-look", ">Dismiss<"):
        assert button in page


def test_the_story_says_what_was_saved_by_nobody(desk: Client, feed: Feed, ferry: Article) -> None:
    Feed.objects.update(updates=Feed.Updates.APPLY)
    received(feed, item(version="2", versioncreated="2026-03-03T09:40:00Z", body_xhtml=SECOND), at=LATER)
    routing.route_waiting()
    assert re.search(r"This is version 2, saved on [^<]*: HBP, 2nd version\.", text(desk.get(change(ferry))))


def test_the_story_says_what_its_agency_lets_go(desk: Client, feed: Feed, ferry: Article) -> None:
    received(feed, item(version="2", versioncreated="2026-03-03T09:30:00Z", pubstatus="withheld"), at=LATER)
    assert "withheld no more" not in text(desk.get(change(ferry)))
    received(feed, item(version="3", versioncreated="2026-03-03T09:40:00Z"), at=LATER)
    assert "It is withheld no more, and the story is still on hold." in text(desk.get(change(ferry)))


def test_the_story_says_that_what_it_holds_outlived_a_kill(desk: Client, feed: Feed) -> None:
    received(feed, item(version="3", pubstatus="canceled"))
    late = received(feed, item(version="4", versioncreated="2026-03-03T11:00:00Z"))
    article = taking.take(item=late, by=None, at=AT)
    assert "HBP canceled “Ferry to Oskeld sails again”. That came on" in text(desk.get(change(article)))
    assert not article.blocks.exists()


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


def overtaken(feed: Feed, ferry: Article, **facts: Any) -> tuple[UpdateOffer, UpdateOffer]:
    """A conflict that somebody looks at, and the offer that came in its place: the same in the second paragraph."""
    offer = conflict(feed, ferry)
    values = {"versioncreated": "2026-03-03T09:50:00Z", "body_xhtml": SECOND.replace("calm", "rough"), **facts}
    received(feed, item(version="3", **values), at=LATER + timedelta(minutes=5))
    routing.route_waiting()
    return UpdateOffer.objects.get(pk=offer.pk), UpdateOffer.objects.get(state="open")


@pytest.mark.parametrize("part", [{}, {"part": "result"}])
def test_an_offer_that_was_overtaken_leads_to_the_one_that_is_open(
    desk: Client, feed: Feed, ferry: Article, part: dict[str, str]
) -> None:
    first, second = overtaken(feed, ferry)
    answer = desk.get(f"/admin/desk/updates/{first.pk}/", {**part, "choice-passage-1": "theirs"})
    assert answer.status_code == 200
    assert "A later version has come since: that one is offered now." in text(answer)
    assert f'href="/admin/desk/updates/{second.pk}/?choice-passage-1=theirs"' in text(answer)
    assert "HBP sent a 3rd version: 2 paragraphs changed" in text(answer)
    assert 'value="theirs" required checked' in text(
        desk.get(f"/admin/desk/updates/{second.pk}/?choice-passage-1=theirs")
    )


def test_a_choice_that_means_something_else_in_the_later_version_does_not_go_with_it(
    desk: Client, feed: Feed, ferry: Article
) -> None:
    first, second = overtaken(feed, ferry, body_xhtml=SECOND.replace("Fifty", "Sixty"))
    page = text(desk.get(f"/admin/desk/updates/{first.pk}/", {"choice-passage-1": "theirs"}))
    assert f'href="/admin/desk/updates/{second.pk}/"' in page


def test_an_overtaken_offer_is_not_taken_and_leads_on(desk: Client, feed: Feed, ferry: Article) -> None:
    first, second = overtaken(feed, ferry)
    answer = sent(desk, first, "accept", version=2, **{"choice-passage-1": "ours"})
    assert answer.status_code == 422
    assert "That was not done; the story stands as it was." in text(answer)
    assert f'href="/admin/desk/updates/{second.pk}/?choice-passage-1=ours" data-lead' in text(answer)
    ferry.refresh_from_db()
    assert ferry.version == 2


@pytest.mark.parametrize("part", [{}, {"part": "result"}])
def test_what_was_decided_or_killed_leads_back_to_the_story(
    desk: Client, feed: Feed, ferry: Article, part: dict[str, str]
) -> None:
    offer = offered(feed)
    sent(desk, offer, "accept", version=1)
    page = text(desk.get(f"/admin/desk/updates/{offer.pk}/", part))
    assert "This update is no longer open. Taken into the story by anna on" in page
    assert f'href="{change(ferry)}"' in page


def test_an_offer_that_was_killed_says_so_and_cannot_be_taken(desk: Client, feed: Feed, ferry: Article) -> None:
    offer = conflict(feed, ferry)
    received(feed, item(version="3", pubstatus="canceled"), at=LATER)
    page = text(desk.get(f"/admin/desk/updates/{offer.pk}/"))
    assert "HBP canceled “Ferry to Oskeld sails again”. It cannot be taken into the story." in page
    assert "data-accept" not in page
    assert f"/admin/desk/updates/{offer.pk}/dismiss/" not in page
    assert "It cannot be taken" in text(desk.get(f"/admin/desk/updates/{offer.pk}/", {"part": "result"}))


def test_both_may_be_chosen_one_behind_the_other_and_the_log_says_so(desk: Client, feed: Feed, ferry: Article) -> None:
    offer = conflict(feed, ferry)
    key = "choice-passage-1"
    assert f'name="{key}" value="both"' in text(desk.get(f"/admin/desk/updates/{offer.pk}/"))
    both = "<p>Forty-one people were on board.</p><p>Fifty people were on board.</p>"
    assert both in text(desk.get(f"/admin/desk/updates/{offer.pk}/", {"part": "result", key: "both"}))
    sent(desk, offer, "accept", version=2, **{key: "both"})
    ferry.refresh_from_db()
    assert ferry.body == FIRST.replace("<p>Forty people were on board.</p>", both)
    history = text(desk.get(reverse("admin:articles_article_history", args=(ferry.pk,))))
    assert "copy: HBP, 2nd version" in history
    assert "chosen: Paragraph 2: both" in history


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (FIRST + "<p>More follows.</p>", "After paragraph 3 <small>The agency put it in</small>"),
        ("<p>At noon.</p>" + FIRST, "Before paragraph 1 <small>The agency put it in</small>"),
        (FIRST.replace("<p>The sea was calm.</p>", ""), "Paragraph 3 <small>The agency took it out</small>"),
    ],
)
def test_a_paragraph_that_came_or_went_is_called_that(
    desk: Client, feed: Feed, ferry: Article, words: str, said: str
) -> None:
    received(feed, item(version="2", versioncreated="2026-03-03T09:40:00Z", body_xhtml=words), at=LATER)
    routing.route_waiting()
    offer = UpdateOffer.objects.get(article=ferry, state="open")
    assert said in text(desk.get(f"/admin/desk/updates/{offer.pk}/"))


def test_of_a_headline_nobody_can_choose_both(desk: Client, feed: Feed, ferry: Article) -> None:
    world.save(ferry, headline="Our headline")
    offer = offered(feed, headline="Their headline")
    assert 'value="both"' not in text(desk.get(f"/admin/desk/updates/{offer.pk}/"))
    assert sent(desk, offer, "accept", version=2, **{"choice-headline": "both"}).status_code == 422


def test_an_agency_written_from_right_to_left_turns_no_sentence(desk: Client, feed: Feed, ferry: Article) -> None:
    Feed.objects.update(credit="وكالة الخليج")
    offer = offered(feed)
    sentence = "\u2068وكالة الخليج\u2069 sent a 2nd version: 1 paragraph changed."
    for address in (change(ferry), f"/admin/desk/updates/{offer.pk}/"):
        page = text(desk.get(address))
        assert sentence in page
        assert not re.search(f'dir="auto"[^>]*>(<[^>]*>)*{sentence}', page)


def test_a_save_over_an_update_says_whose_it_was(desk: Client, feed: Feed, ferry: Article) -> None:
    Feed.objects.update(updates="apply")
    received(feed, item(version="2", versioncreated="2026-03-03T09:40:00Z", body_xhtml=SECOND), at=LATER)
    routing.route_waiting()
    answer = desk.post(change(ferry), story(version=1, body=FIRST, headline="Typed"))
    assert answer.status_code == 409
    assert "HBP’s 2nd version went into the story, as version 2, at " in text(answer)
    assert "and changed body; you had version 1." in text(answer)


def test_who_may_only_look_sees_no_buttons(feed: Feed, ferry: Article) -> None:
    desk = Client()
    desk.force_login(world.person("pia", "picture editor"))
    offer = offered(feed)
    page = text(desk.get(f"/admin/desk/updates/{offer.pk}/"))
    assert "Fifty" in page
    assert "data-accept" not in page
    assert sent(desk, offer, "accept", version=1).status_code == 403
