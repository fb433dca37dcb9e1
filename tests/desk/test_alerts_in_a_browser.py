"""The strip of alerts above the desk's pages: it covers nothing, moves nobody's focus, and goes by one press."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article
from ground import clock
from staff.models import User
from tests import world
from tests.accessible import hindrances
from tests.desk.keyboard import log_in
from tests.wires.agency import item, received
from wires.models import Alert, Feed, WireItem

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
_SIZES = [(1280, 900), (390, 844)]
_TEXT = ".ProseMirror:has(p:nth-of-type(50))"
#: What of the page lies under the strip, though it can be pressed or has the focus.
_COVERED = """() => {
  const strip = document.querySelector(".desk-alerts").getBoundingClientRect()
  const under = (box) => box.top < strip.bottom - 1 && box.bottom > strip.top
  const shown = [...document.querySelectorAll("#content :is(a, button, input, textarea, summary)")]
  return shown.filter((one) => one.checkVisibility() && under(one.getBoundingClientRect())).length
}"""


@pytest.fixture
def editor(transactional_db: None) -> User:
    world.site(zone="Europe/Oslo")
    return world.editor()


@pytest.fixture
def feed(transactional_db: None) -> Feed:
    return Feed.objects.create(name="Harrow Bay Press", slug="harrow", credit="HBP")


@pytest.fixture
def story(editor: User) -> Article:
    return world.draft(body="".join(f"<p>Line {number} of a long story.</p>" for number in range(60)))


@pytest.fixture
def desk(page: Page, live_server: Any, editor: User, story: Article) -> Page:
    """The form of a long story."""
    log_in(page, live_server.url, editor)
    page.goto(f"{live_server.url}/admin/articles/article/{story.pk}/change/")
    page.wait_for_selector(_TEXT)
    return page


def tell(feed: Feed, message: str, **facts: Any) -> Alert:
    number = WireItem.objects.count()
    about = received(feed, item(f"urn:x:{number}", **facts), at=clock.now())
    return Alert.objects.create(item=about, message=message, created_at=clock.now())


def kill(feed: Feed, message: str = "The story “Ferry” was withdrawn.") -> Alert:
    return tell(feed, message, pubstatus="canceled")


def ask(page: Page) -> Any:
    """The strip, once it has been asked for anew."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    strip = page.locator(".desk-alerts")
    expect(strip).to_be_visible()
    return strip


@pytest.mark.parametrize(("width", "height"), _SIZES)
def test_it_takes_its_own_room_and_everybody_can_use_it(desk: Page, feed: Feed, width: int, height: int) -> None:
    desk.set_viewport_size({"width": width, "height": height})
    tell(feed, "Look at once")
    kill(feed)
    strip = ask(desk)
    expect(strip.locator(".desk-alert")).to_have_count(1)
    expect(strip).to_contain_text("The story “Ferry” was withdrawn.")
    assert strip.bounding_box()["height"] <= 64
    assert desk.evaluate(_COVERED) == 0
    assert desk.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert hindrances(desk, within=".desk-alerts") == []
    desk.click(".desk-alerts-all")
    assert desk.evaluate(_COVERED) == 0
    assert hindrances(desk, within=".desk-alerts") == []


def test_the_keyboard_opens_it_reads_all_and_closes_it(desk: Page, feed: Feed) -> None:
    tell(feed, "Look at once")
    kill(feed)
    strip = ask(desk)
    strip.get_by_role("button", name="2 alerts").focus()
    desk.keyboard.press("Enter")
    expect(strip.get_by_role("listitem")).to_have_text([re.compile("withdrawn"), re.compile("Look at once")])
    desk.keyboard.press("Tab")
    desk.keyboard.press("Tab")
    expect(strip.get_by_role("link", name="What came").first).to_be_focused()
    desk.keyboard.press("Escape")
    expect(strip.get_by_role("listitem")).to_have_count(0)


def test_seen_is_for_everybody_and_kills_are_for_who_publishes(
    page: Page, desk: Page, live_server: Any, feed: Feed, story: Article
) -> None:
    kill(feed)
    tell(feed, "Look at once")
    ask(desk).get_by_role("button", name="Seen").click()
    expect(desk.locator(".desk-alerts")).to_contain_text("Look at once")
    kill(feed, "Another one")
    log_in(page, live_server.url, world.person("rolf", "reporter"))
    page.goto(f"{live_server.url}/admin/articles/article/{story.pk}/change/")
    strip = page.locator(".desk-alerts")
    expect(strip).to_contain_text("Another one")
    expect(strip.get_by_role("button", name="Seen")).to_have_count(0)
    expect(strip.get_by_role("button", name="Hide all")).to_be_visible()


def test_one_press_hides_all_in_all_tabs_until_the_next_comes(desk: Page, feed: Feed) -> None:
    alerts = [tell(feed, "Look at once"), kill(feed)]
    strip, beside = ask(desk), desk.context.new_page()
    beside.goto(f"{desk.url.split('/admin/')[0]}/admin/")
    expect(beside.locator(".desk-alerts")).to_be_visible()
    strip.get_by_role("button", name="Hide all").click()
    expect(strip).to_be_hidden()
    expect(beside.locator(".desk-alerts")).to_be_hidden()
    assert desk.evaluate("document.documentElement.style.getPropertyValue('--desk-strip')") == "0px"
    tell(feed, "Look again")
    expect(ask(desk)).to_contain_text("1 alert")
    expect(strip).to_contain_text("Look again")
    assert Alert.objects.filter(pk__in=[alert.pk for alert in alerts], seen_at=None).count() == 2


@pytest.mark.parametrize("is_kill", [True, False])
@pytest.mark.parametrize("line", [0, 59, pytest.param(40, marks=pytest.mark.long)])
def test_who_types_keeps_the_focus_and_the_line(desk: Page, feed: Feed, is_kill: bool, line: int) -> None:
    desk.locator(f"{_TEXT} p").nth(line).click()
    desk.keyboard.type("Now ")
    caret = desk.locator(f"{_TEXT} p").nth(line)
    before = caret.bounding_box()["y"]
    (kill if is_kill else tell)(feed, "Look at once")
    height = ask(desk).bounding_box()["height"]
    desk.wait_for_timeout(200)
    box = caret.bounding_box()
    assert abs(box["y"] - before) <= height + 1
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= desk.evaluate("innerHeight")
    desk.keyboard.type("and ")
    expect(caret).to_contain_text("Now and ")


def test_what_has_the_focus_never_lies_under_a_kill(desk: Page, feed: Feed) -> None:
    kill(feed)
    ask(desk)
    desk.locator(".desk-save button").first.focus()
    under = """() => {
      const [strip, here] = [document.querySelector(".desk-alerts"), document.activeElement]
      const [over, box] = [strip.getBoundingClientRect(), here.getBoundingClientRect()]
      const isSmall = document.querySelector("#content").contains(here) && box.height < innerHeight / 2
      return isSmall && box.top < over.bottom - 1
    }"""
    for _ in range(40):
        desk.keyboard.press("Shift+Tab")
        assert not desk.evaluate(under), desk.evaluate("document.activeElement.outerHTML")


def test_the_wire_room_makes_room_for_it(desk: Page, live_server: Any, feed: Feed) -> None:
    for number in range(30):
        received(feed, item(f"urn:r:{number}"), at=clock.now())
    desk.set_viewport_size({"width": 1280, "height": 900})
    desk.goto(f"{live_server.url}/admin/wire/")
    desk.wait_for_selector(".wire-row.is-current")
    tall = desk.evaluate("document.documentElement.scrollHeight")
    kill(feed)
    ask(desk)
    desk.wait_for_timeout(200)
    assert desk.evaluate("document.documentElement.scrollHeight") == tall
    assert desk.evaluate(_COVERED) == 0


def test_it_is_said_at_once_and_routine_when_there_is_time(desk: Page, feed: Feed) -> None:
    kill(feed)
    ask(desk)
    expect(desk.locator("body > [role=alert]")).to_have_text("Kill: The story “Ferry” was withdrawn.")
    expect(desk.locator("body > [role=status]")).to_have_text("")


def test_the_page_of_a_story_says_what_became_of_it_since_it_was_opened(desk: Page, feed: Feed, story: Article) -> None:
    kill(feed, "The story “Another” was withdrawn.")
    expect(ask(desk)).to_contain_text("“Another”")
    about = received(feed, item("urn:own", pubstatus="canceled"), at=clock.now())
    Alert.objects.create(item=about, article=story, message="The story “Own” was withdrawn.", created_at=clock.now())
    for _ in range(2):
        expect(ask(desk)).to_contain_text("2 alerts")
    expect(desk.locator(".desk-alerts .desk-alert-words")).to_have_text("The story “Own” was withdrawn.")
    expect(desk.locator(".desk-panel .desk-hold")).to_have_count(1)
    expect(desk.locator(".desk-panel .desk-hold")).to_contain_text("What stands below is from before that.")
    desk.reload()
    expect(ask(desk)).to_be_visible()
    expect(desk.locator(".desk-panel .desk-hold")).to_have_count(0)
