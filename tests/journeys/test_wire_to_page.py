"""From the agency's file to the front page and away again: by the folder, the desk's buttons and a reader's eyes."""

import json
import re
from dataclasses import dataclass

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from playwright.sync_api import Browser, Locator, Page, expect

from staff.models import User
from tests import world
from tests.journeys.house import House
from tests.media import drawn
from tests.newsroom.processes import wait_for
from tests.wires.agency import data, drop, item, picture
from wires.feeding import folder_of
from wires.models import Feed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HEADLINE, PASSWORD = "Ferry to Oskeld sails again", "a-long-word-for-halmsund"
CAPTION, CREDIT = "The Solveig at the quay of Port Ellery.", "Runa Hald/Harrow Pictures"
NOTICE = "The ferry has not sailed. The agency was wrong."
#: Milliseconds for a machine that has much else to do.
_PATIENCE = 20_000
LISTS = ("/", "/harbour/", "/feeds/front.atom", "/api/v1/articles")


@dataclass
class Desk:
    """An editor's browser."""

    page: Page
    house: House

    def log_in(self) -> None:
        self.page.goto(f"{self.house.url}/admin/")
        self.page.locator("[name=username]").fill("anna")
        self.page.locator("[name=password]").fill(PASSWORD)
        self.page.locator("[name=password]").press("Enter")
        self.page.wait_for_url(f"{self.house.url}/admin/")

    def open_the_item(self) -> None:
        """From the wire room, once the worker has taken it in with its picture."""
        link = self.page.get_by_role("link", name=HEADLINE)
        wait_for(lambda: self._at("/admin/wire/", link), seconds=60)
        link.press("Enter")
        self.page.wait_for_url("**/wireitem/*/change/")
        wait_for(lambda: self._at(self.page.url, self.page.locator(".wire-pictures img")), seconds=60)

    def _at(self, address: str, what: Locator) -> bool:
        self.page.goto(address if "://" in address else self.house.url + address)
        return what.count() > 0

    def take(self) -> None:
        self.page.get_by_role("button", name="Take as a draft").click()
        self.said("The item is a draft now.")
        self.page.wait_for_selector(".tiptap")

    def complete(self) -> None:
        self.page.locator("#id_section").select_option(label="Harbour")
        self.page.locator("#id_tags").fill("ferries")
        self.page.locator("[name=_save]").click()
        self.said("Saved as version 2.")

    def press(self, button: str) -> None:
        self.page.get_by_role("button", name=button, exact=True).click()

    def withdraw(self) -> None:
        self.page.locator("summary", has_text="Withdraw").click()
        self.page.get_by_label("Notice to readers").fill(NOTICE)
        self.press("Withdraw from readers")
        self.said("Withdrawn.")

    def said(self, sentence: str) -> None:
        expect(self.page.get_by_text(sentence).first).to_be_visible(timeout=_PATIENCE)


@pytest.fixture
def editor(transactional_db: None) -> User:
    world.site()
    world.section("harbour")
    user = world.editor()
    # Hashed as the house does it: the tests have a cheaper way that it does not know.
    user.password = PBKDF2PasswordHasher().encode(PASSWORD, "oskeld")
    user.save()
    return user


@pytest.fixture
def desk(page: Page, house: House, editor: User) -> Desk:
    page.set_default_timeout(_PATIENCE)
    house.open()
    return Desk(page, house)


def send(feed: Feed) -> None:
    """The agency drops the story, and the picture that it names beside it."""
    named = picture("quay.jpg", description_text=CAPTION, byline="Runa Hald", creditline="Harrow Pictures")
    drop(folder_of(feed), "quay.jpg", drawn.jpeg(900, 600))
    drop(folder_of(feed), "ferry.json", data(item(headline=HEADLINE, associations={"featuremedia": named})))


def test_a_wire_story_comes_to_the_page_and_goes_again_with_a_notice(
    desk: Desk, house: House, browser: Browser
) -> None:
    send(Feed.objects.create(name="Harrow Bay Press", slug="harrow", credit="HBP"))
    desk.log_in()
    desk.open_the_item()
    desk.take()
    desk.press("Publish now")
    desk.said("The story has no section. Choose one.")
    assert listed(house) == set()
    desk.complete()
    desk.press("Publish now")
    desk.said("Published: readers see version 2")
    path, href = address(house)
    assert listed(house) == set(LISTS)
    read_with_a_browser(browser, house, path)
    desk.withdraw()
    assert_gone(house, path, href)


def listed(house: House) -> set[str]:
    """The lists on which readers find the headline."""
    answers = {path: house.get(path) for path in LISTS}
    assert {answer.status for answer in answers.values()} == {200}
    return {path for path, answer in answers.items() if HEADLINE in answer.text}


def address(house: House) -> tuple[str, str]:
    """The story's own paths, for readers and for programs, as the API tells them."""
    [card] = json.loads(house.get("/api/v1/articles").text)["items"]
    return card["url"].removeprefix(house.url), card["href"].removeprefix(house.url)


def read_with_a_browser(browser: Browser, house: House, path: str) -> None:
    """Somebody finds the story on the front page and sees its picture, with caption and credit apart."""
    with browser.new_context() as context:
        page = context.new_page()
        wait_for(lambda: "/photos/" in house.get(path).text, seconds=60)
        page.goto(house.url)
        page.get_by_role("link", name=HEADLINE).first.click()
        page.wait_for_url(re.compile(re.escape(path)))
        lead = page.locator(".story-lead")
        expect(page.get_by_role("heading", level=1)).to_have_text(HEADLINE)
        expect(lead.locator(".caption")).to_have_text(CAPTION)
        expect(lead.locator(".credit bdi")).to_have_text(CREDIT)
        expect(lead.locator("img")).to_have_js_property("complete", True)
        assert lead.locator("img").evaluate("image => image.naturalWidth") > 0
        assert context.cookies() == []


def assert_gone(house: House, path: str, href: str) -> None:
    page, api = house.get(path), house.get(href)
    assert (page.status, api.status) == (410, 410)
    assert NOTICE in page.text
    assert NOTICE in api.text
    assert HEADLINE not in page.text + api.text
    assert listed(house) == set()
