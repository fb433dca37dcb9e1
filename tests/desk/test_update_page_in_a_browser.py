"""An update driven by keyboard alone in a real browser: chosen, overtaken meanwhile, and taken all the same."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article
from ground import clock
from tests import world
from tests.accessible import hindrances
from tests.desk.keyboard import log_in
from tests.wires.agency import item, received
from wires import routing, taking
from wires.models import Feed, UpdateOffer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FIRST = "<p>The ferry sailed at dawn.</p><p>Forty people were on board.</p><p>The sea was calm.</p>"
SECOND = FIRST.replace("at dawn", "at noon").replace("Forty", "Fifty")


def send(feed: Feed, version: int, words: str) -> UpdateOffer:
    facts = {"version": str(version), "versioncreated": f"2026-03-03T09:{40 + version}:00Z", "body_xhtml": words}
    received(feed, item(**facts), at=clock.now())
    routing.route_waiting()
    return UpdateOffer.objects.get(state="open")


@pytest.fixture
def feed(transactional_db: None) -> Feed:
    return Feed.objects.create(name="وكالة الخليج", slug="gulf", updates="offer")


@pytest.fixture
def ferry(feed: Feed) -> Article:
    story = taking.take(item=received(feed, item(body_xhtml=FIRST)), by=None, at=clock.now())
    return world.save(story, body=FIRST.replace("at dawn", "before dawn"), headline="Our headline")


@pytest.fixture
def update(page: Page, live_server: Any, feed: Feed, ferry: Article) -> Iterator[Page]:
    """The page of an update in which both changed the first paragraph."""
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    world.site(zone="Europe/Oslo")
    log_in(page, live_server.url, world.editor())
    page.goto(f"{live_server.url}/admin/desk/updates/{send(feed, 2, SECOND).pk}/")
    yield page
    assert wrong == []


def test_both_are_chosen_by_one_key(update: Page, ferry: Article) -> None:
    update.keyboard.press("b")
    expect(update.get_by_role("radio", name="Both")).to_be_checked()
    expect(update.locator("#merge-result")).to_contain_text("before dawn.The ferry sailed at noon.")
    update.keyboard.press("a")
    update.wait_for_url("**/admin/articles/article/*/change/")
    ferry.refresh_from_db()
    assert ferry.body.startswith("<p>The ferry sailed before dawn.</p><p>The ferry sailed at noon.</p><p>Fifty people")


def test_what_was_chosen_goes_along_to_a_later_version(update: Page, feed: Feed, ferry: Article) -> None:
    update.keyboard.press("ArrowLeft")
    send(feed, 3, SECOND.replace("calm", "rough"))
    update.keyboard.press("ArrowRight")
    over = update.get_by_role("alert").filter(has_text="A later version has come since")
    expect(over).to_be_visible()
    update.keyboard.press("a")
    expect(over.get_by_role("link")).to_be_focused()
    update.keyboard.press("Enter")
    expect(update.get_by_role("radio", name=re.compile("^The agency’s"))).to_be_checked()
    update.keyboard.press("a")
    update.wait_for_url("**/admin/articles/article/*/change/")
    ferry.refresh_from_db()
    assert ferry.body == SECOND.replace("calm", "rough")


def test_taking_what_was_overtaken_puts_the_focus_on_the_later_version(update: Page, feed: Feed) -> None:
    update.keyboard.press("ArrowLeft")
    expect(update.locator("#merge-result")).to_contain_text("before dawn")
    later = send(feed, 3, SECOND.replace("calm", "rough"))
    update.keyboard.press("a")
    link = update.get_by_role("link", name="sent a 3rd version")
    expect(link).to_be_focused()
    update.keyboard.press("Enter")
    update.wait_for_url(f"**/updates/{later.pk}/?choice-*")
    expect(update.get_by_role("radio", name=re.compile("^The desk’s"))).to_be_checked()


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 844)])
def test_everybody_can_use_it(update: Page, width: int, height: int) -> None:
    update.set_viewport_size({"width": width, "height": height})
    assert hindrances(update, within="#content") == []
    assert update.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_on_the_story_one_key_takes_a_clean_update_and_another_looks_at_it(
    page: Page, live_server: Any, feed: Feed, ferry: Article
) -> None:
    world.site(zone="Europe/Oslo")
    log_in(page, live_server.url, world.editor())
    send(feed, 2, FIRST.replace("Forty", "Fifty"))
    story = f"{live_server.url}/admin/articles/article/{ferry.pk}/change/"
    page.goto(story)
    page.locator(".tiptap").click()
    page.keyboard.press("Alt+l")
    page.wait_for_url("**/admin/desk/updates/*/")
    page.goto(story)
    page.locator(".tiptap").click()
    page.keyboard.press("Alt+u")
    expect(page.locator("#desk-update")).to_have_count(0)
    ferry.refresh_from_db()
    assert "<p>Fifty people" in ferry.body
