"""The live page with a real browser: what is new waits for the reader, and nobody is asked in vain."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Request, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from articles import reporting
from articles.models import Coverage, LiveUpdate
from articles.reporting import Words
from ground import clock
from readers.live import prepared
from tests import world
from tests.accessible import hindrances

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
#: Milliseconds in which a page that asks ten times a second would have asked again.
A_WHILE = 400
#: Where the words of an element end, which may be far before its box does.
_WORDS_END = """element => {
  const words = document.createRange();
  words.selectNodeContents(element);
  return words.getBoundingClientRect().right;
}"""
_HIDDEN = """Object.defineProperty(document, "hidden", { get: () => window.isHidden ?? false })"""
_TURN = """hidden => { window.isHidden = hidden; document.dispatchEvent(new Event("visibilitychange")) }"""


@pytest.fixture(autouse=True)
def newsroom(transactional_db: None, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    monkeypatch.setattr(prepared, "EVERY", 0.1)
    world.site()


@pytest.fixture
def storm() -> Coverage:
    coverage = Coverage.objects.create(name="Storm", slug="storm", summary="Shut.", public_from=clock.now())
    return reporting.start_live(coverage=coverage, by=None)


@pytest.fixture
def polls(page: Page) -> list[str]:
    """The addresses that the page has asked for news. The page is one that a test can hide."""
    asked: list[str] = []

    def note(request: Request) -> None:
        if "updates.json" in request.url:
            asked.append(request.url)

    page.add_init_script(_HIDDEN)
    page.on("request", note)
    return asked


def post(coverage: Coverage, headline: str, **words: object) -> LiveUpdate:
    given = Words(headline=headline, body="<p>Wind.</p>", **words)  # type: ignore[typeddict-item]
    return reporting.post(coverage=coverage, words=given, by=None)


def _quiet(page: Page, polls: list[str]) -> bool:
    """Whether the page asks nothing for a while."""
    number = len(polls)
    page.wait_for_timeout(A_WHILE)
    return len(polls) == number


def _end(shown: Locator) -> float:
    """Where it ends, in pixels from the top of the window."""
    box = shown.bounding_box()
    assert box
    return box["y"] + box["height"]


def opened(page: Page, live_server: LiveServer, coverage: Coverage) -> Page:
    page.goto(f"{live_server.url}{coverage.live_path}")
    return page


def test_new_posts_wait_behind_a_button_and_are_counted(page: Page, live_server: LiveServer, storm: Coverage) -> None:
    opened(page, live_server, storm)
    post(storm, "First")
    expect(page.get_by_role("button", name="1 new update")).to_be_visible()
    post(storm, "Second")
    expect(page.get_by_role("status").first).to_have_text("2 new updates")
    expect(page).to_have_title("(2) Storm: live updates | Harbour Post")
    assert page.locator(".posts article").count() == 0
    page.get_by_role("button", name="2 new updates").click()
    assert page.locator(".posts h3").all_inner_texts() == ["Second", "First"]
    expect(page.get_by_text("Nothing has been posted yet.")).to_have_count(0)
    expect(page).to_have_title("Storm: live updates | Harbour Post")


def test_changed_and_withdrawn_posts_are_put_in_their_place(
    page: Page, live_server: LiveServer, storm: Coverage
) -> None:
    first, second = post(storm, "First"), post(storm, "Second")
    opened(page, live_server, storm)
    reporting.revise(update=first, version=1, words=Words(headline="First again"), by=None)
    reporting.withdraw(update=second, notice="It was not so.", by=None)
    expect(page.get_by_text("It was not so.")).to_be_visible()
    expect(page.get_by_role("heading", name="First again")).to_be_visible()
    assert page.locator(".posts article").count() == 2
    assert page.get_by_role("button").count() == 0


def test_what_is_withdrawn_stands_nowhere_on_an_open_page(page: Page, live_server: LiveServer, storm: Coverage) -> None:
    wrong = post(storm, "Wrong", is_key=True)
    reporting.pin(update=wrong, by=None)
    opened(page, live_server, storm)
    expect(page.get_by_text("Wrong")).to_have_count(3)
    reporting.withdraw(update=LiveUpdate.objects.get(), notice="It was not so.", by=None)
    expect(page.get_by_text("It was not so.")).to_be_visible()
    expect(page.get_by_text("Wrong")).to_have_count(0)
    expect(page.get_by_role("complementary", name="At a glance")).to_have_count(0)
    expect(page.get_by_role("region", name="Pinned")).to_have_count(0)


def test_what_is_marked_first_comes_with_the_posts_that_wait(
    page: Page, live_server: LiveServer, storm: Coverage
) -> None:
    opened(page, live_server, storm)
    reporting.pin(update=post(storm, "Key", is_key=True), by=None)
    button = page.get_by_role("button", name="1 new update")
    expect(button).to_be_visible()
    expect(page.get_by_text("Key", exact=True)).to_have_count(0)
    button.click()
    expect(
        page.get_by_role("navigation", name="Key events").get_by_role("link", name="Key", exact=True)
    ).to_be_visible()
    expect(page.get_by_role("region", name="Pinned")).to_be_visible()


def test_a_reader_is_not_moved(page: Page, live_server: LiveServer, storm: Coverage) -> None:
    for number in range(12):
        post(storm, f"Post {number}")
    opened(page, live_server, storm)
    mark = page.get_by_role("heading", name="Post 3", exact=True)
    mark.scroll_into_view_if_needed()
    before = mark.bounding_box()
    post(storm, "New")
    expect(page).to_have_title("(1) Storm: live updates | Harbour Post")
    assert mark.bounding_box() == before


@pytest.mark.parametrize("width", [390, 1280])
def test_pressing_the_button_takes_the_reader_to_the_newest_of_the_new_posts(
    page: Page, live_server: LiveServer, storm: Coverage, width: int
) -> None:
    for number in range(12):
        post(storm, f"Post {number}")
    page.set_viewport_size({"width": width, "height": 844})
    opened(page, live_server, storm)
    page.get_by_role("heading", name="Post 3", exact=True).evaluate("heading => heading.scrollIntoView()")
    post(storm, "New")
    page.get_by_role("button", name="1 new update").click()
    first = page.locator(".posts article").first
    expect(first.get_by_role("heading", name="New")).to_be_in_viewport()
    expect(first).to_be_focused()
    assert 0 <= page.get_by_role("heading", name="Latest posts").bounding_box()["y"] <= 40  # type: ignore[index]
    assert page.locator(".posts h3").all_inner_texts()[:3] == ["New", "Post 11", "Post 10"]


def test_a_change_of_the_post_that_is_read_leaves_the_focus_in_it(
    page: Page, live_server: LiveServer, storm: Coverage
) -> None:
    first = post(storm, "First")
    opened(page, live_server, storm)
    read = page.locator(".posts article")
    read.focus()
    reporting.revise(update=first, version=1, words=Words(headline="First again"), by=None)
    expect(page.get_by_role("heading", name="First again")).to_be_visible()
    expect(read).to_be_focused()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_button_is_in_sight_wherever_the_reader_is_and_covers_nothing_at_the_top(
    page: Page, live_server: LiveServer, storm: Coverage, width: int
) -> None:
    for number in range(12):
        post(storm, f"Post {number}")
    page.set_viewport_size({"width": width, "height": 844})
    opened(page, live_server, storm)
    heading, newest = page.get_by_role("heading", name="Latest posts"), page.locator(".post-time").first
    before = newest.bounding_box()
    post(storm, "New")
    button = page.get_by_role("button", name="1 new update")
    expect(button).to_be_in_viewport(ratio=1)
    assert newest.bounding_box() == before
    assert _end(button) <= newest.bounding_box()["y"]  # type: ignore[index]
    assert heading.evaluate(_WORDS_END) <= button.bounding_box()["x"]  # type: ignore[index]
    page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    expect(button).to_be_in_viewport(ratio=1)


def test_no_room_is_kept_for_the_button(page: Page, live_server: LiveServer, storm: Coverage) -> None:
    post(storm, "First", is_key=True)
    heading = opened(page, live_server, storm).locator("h1")
    before = heading.bounding_box()
    page.get_by_role("link", name="Show key events only").click()
    expect(page.get_by_role("link", name="Show all posts")).to_be_visible()
    assert heading.bounding_box() == before


def test_what_gets_the_focus_is_not_under_the_button(page: Page, live_server: LiveServer, storm: Coverage) -> None:
    for number in range(12):
        post(storm, f"Post {number}")
    opened(page, live_server, storm)
    post(storm, "New")
    button = page.get_by_role("button", name="1 new update")
    expect(button).to_be_visible()
    links = page.locator(".posts .post-time a")
    links.nth(5).evaluate("link => scrollBy(0, link.getBoundingClientRect().top - 10)")
    links.nth(6).evaluate("link => link.focus({ preventScroll: true })")
    page.keyboard.press("Shift+Tab")
    expect(links.nth(5)).to_be_focused()
    assert links.nth(5).bounding_box()["y"] >= _end(button)  # type: ignore[index]


@pytest.mark.parametrize(("width", "folded"), [(390, True), (1280, False)])
def test_the_key_events_are_folded_on_phones_and_opened_by_their_skip_link(
    page: Page, live_server: LiveServer, storm: Coverage, width: int, folded: bool
) -> None:
    Coverage.objects.filter(pk=storm.pk).update(key_points="One\nTwo\nThree")
    for number in range(12):
        post(storm, f"Post {number}", is_key=True)
    page.set_viewport_size({"width": width, "height": 844})
    opened(page, live_server, storm)
    events = page.get_by_role("navigation", name="Key events")
    expect(events).to_be_visible(visible=not folded)
    expect(page.get_by_role("heading", name="Post 11")).to_be_in_viewport()
    page.get_by_role("link", name="Skip to key events").focus()
    page.keyboard.press("Enter")
    expect(events).to_be_visible()
    expect(events).to_be_focused()


def test_the_mark_of_what_breaks_comes_and_goes_on_an_open_page(
    page: Page, live_server: LiveServer, storm: Coverage
) -> None:
    posted = post(storm, "Bridge shut")
    opened(page, live_server, storm)
    marked = reporting.revise(update=posted, version=1, words=Words(is_breaking=True), by=None, is_minor=True)
    expect(page.get_by_role("heading", name="Breaking Bridge shut")).to_be_visible()
    reporting.revise(update=marked, version=2, words=Words(is_breaking=False), by=None, is_minor=True)
    expect(page.get_by_role("heading", name="Bridge shut", exact=True)).to_be_visible()


def test_a_closed_page_asks_no_more(page: Page, live_server: LiveServer, storm: Coverage, polls: list[str]) -> None:
    opened(page, live_server, storm)
    reporting.close_live(coverage=storm, by=None)
    assert any(_quiet(page, polls) for _ in range(40))
    assert _quiet(page, polls)


def test_a_reader_is_told_that_the_page_was_closed(page: Page, live_server: LiveServer, storm: Coverage) -> None:
    post(storm, "First")
    opened(page, live_server, storm)
    expect(page.get_by_role("heading", level=1)).to_have_text("Live Storm")
    before = page.locator(".posts article").bounding_box()
    post(storm, "Last")
    reporting.close_live(coverage=storm, by=None)
    line = page.get_by_role("status").filter(has_text="This page was closed on")
    expect(line.locator("time")).to_have_count(1)
    expect(page.get_by_role("heading", level=1)).to_have_text("Closed Storm")
    assert page.locator(".posts article").bounding_box() == before
    page.get_by_role("button", name="1 new update").click()
    expect(line.locator("time")).to_be_in_viewport(ratio=1)
    assert _end(line) <= page.get_by_role("heading", name="Last").bounding_box()["y"]  # type: ignore[index]
    expect(page).to_have_title("Storm: as it was reported live | Harbour Post")
    page.reload()
    expect(page).to_have_title("Storm: as it was reported live | Harbour Post")
    expect(page.get_by_text("This page was closed on")).to_have_count(1)


def test_a_hidden_page_asks_nothing_and_catches_up(
    page: Page, live_server: LiveServer, storm: Coverage, polls: list[str]
) -> None:
    opened(page, live_server, storm)
    with page.expect_response("**/updates.json*"):
        pass
    page.evaluate(_TURN, True)
    page.wait_for_timeout(A_WHILE)
    number = len(polls)
    post(storm, "Meanwhile")
    page.wait_for_timeout(A_WHILE)
    assert len(polls) == number
    page.evaluate(_TURN, False)
    expect(page.get_by_role("button", name="1 new update")).to_be_visible()


def test_a_page_that_gets_no_answer_asks_less_often_and_recovers(
    page: Page, live_server: LiveServer, storm: Coverage, polls: list[str]
) -> None:
    page.route("**/updates.json*", lambda route: route.abort())
    opened(page, live_server, storm)
    page.wait_for_timeout(2 * A_WHILE)
    assert len(polls) <= 3
    page.unroute("**/updates.json*")
    post(storm, "After all")
    expect(page.get_by_role("button", name="1 new update")).to_be_visible()


def test_without_scripts_there_is_a_plain_link(browser: Browser, live_server: LiveServer, storm: Coverage) -> None:
    post(storm, "First")
    with browser.new_context(java_script_enabled=False) as context:
        page = opened(context.new_page(), live_server, storm)
        post(storm, "Second")
        page.get_by_role("link", name="Refresh this page").click()
        expect(page.locator(".posts h3")).to_have_text(["Second", "First"])
        assert context.cookies() == []


@pytest.mark.parametrize(("scheme", "language"), [("light", "en"), ("dark", "en"), ("light", "ar")])
def test_nothing_on_the_page_hinders_anyone(
    browser: Browser, live_server: LiveServer, storm: Coverage, scheme: str, language: str
) -> None:
    Coverage.objects.filter(pk=storm.pk).update(language=language, key_points="One\nTwo")
    reporting.pin(update=post(storm, "Key", is_key=True, byline="Ines Calloway"), by=None)
    post(storm, "Breaks", is_breaking=True)
    reporting.withdraw(update=post(storm, "Gone"), notice="It was not so.", by=None)
    with browser.new_context(color_scheme=scheme, viewport={"width": 390, "height": 800}) as context:  # type: ignore[arg-type]
        page = opened(context.new_page(), live_server, storm)
        post(storm, "New")
        expect(page.locator(".news-button")).to_be_visible()
        assert hindrances(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_key_events_are_shown_to_the_last(page: Page, live_server: LiveServer, storm: Coverage) -> None:
    for number in range(9):
        post(storm, f"Event {number}", is_key=True)
    page.set_viewport_size({"width": 1280, "height": 300})
    side = opened(page, live_server, storm).locator(".live-side")
    assert side.evaluate("(side) => side.scrollHeight <= side.clientHeight")
    assert side.get_by_role("link", name="Show key events only").is_visible()
