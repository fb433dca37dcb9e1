"""The wire room as a wire editor drives it: by keyboard alone, live, in a real browser."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from articles import reporting
from articles.models import Article, Coverage
from ground import clock
from media.models import Photo
from staff.models import User
from tests import world
from tests.accessible import hindrances
from tests.desk.keyboard import log_in
from tests.media import drawn
from tests.wires.agency import item, picture, received
from wires import dropping, pictures, routing, taking
from wires.models import Feed, WireItem

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
_CURRENT = ".wire-row.is-current"


@pytest.fixture
def editor(transactional_db: None) -> User:
    world.site(zone="Europe/Oslo")
    return world.editor()


@pytest.fixture
def feed(transactional_db: None) -> Feed:
    return Feed.objects.create(name="Harrow Bay Press", slug="harrow", credit="HBP", updates="offer")


def send(feed: Feed, number: int, **facts: Any) -> WireItem:
    values = {"headline": f"Item {number}", **facts}
    return received(feed, item(f"urn:x:{number}", **values), at=clock.now())


@pytest.fixture
def room(page: Page, live_server: Any, editor: User, feed: Feed) -> Iterator[Page]:
    """The room with twelve items, the newest in front."""
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    for number in range(1, 13):
        send(feed, number)
    log_in(page, live_server.url, editor)
    page.goto(f"{live_server.url}/admin/wire/")
    page.wait_for_selector(_CURRENT)
    yield page
    assert wrong == []


def headline(page: Page) -> Any:
    return page.locator(f"{_CURRENT} .wire-row-link")


def test_items_are_read_taken_and_dropped_without_a_mouse(room: Page) -> None:
    room.keyboard.press("j")
    room.keyboard.press("j")
    room.keyboard.press("k")
    expect(headline(room)).to_have_text("Item 11")
    expect(headline(room)).to_be_focused()
    expect(room.locator("#wire-preview h2")).to_have_text("Item 11")
    room.keyboard.press("x")
    expect(room.locator("#wire-said")).to_contain_text("Dropped for everybody: “Item 11”")
    expect(room.locator("#wire-voice")).to_contain_text("Press z to undo")
    expect(headline(room)).to_have_text("Item 10")
    expect(headline(room)).to_be_focused()
    room.keyboard.press("z")
    expect(headline(room)).to_have_text("Item 11")
    assert not WireItem.objects.exclude(dropped_at=None).exists()
    room.evaluate("localStorage.setItem('wire-stay', '1')")
    room.keyboard.press("t")
    expect(room.locator("#wire-said")).to_contain_text("Taken: “Item 11” is a draft now.")
    expect(room.locator(f"{_CURRENT} .wire-line")).to_contain_text("Draft")
    room.keyboard.press("Shift+T")
    room.wait_for_url("**/admin/articles/article/*/change/")


def test_an_item_goes_to_a_live_page_by_two_keys(room: Page) -> None:
    storm = Coverage.objects.create(name="Storm", slug="storm", public_from=clock.now())
    reporting.start_live(coverage=storm, by=None)
    room.reload()
    room.wait_for_selector(_CURRENT)
    room.keyboard.press("j")
    expect(room.locator("#wire-preview h2")).to_have_text("Item 11")
    room.keyboard.press("l")
    expect(room.locator("[data-act=post]")).to_be_focused()
    assert not storm.live_updates.exists()
    room.keyboard.press("Enter")
    expect(room.locator("#wire-said")).to_contain_text("Readers of the live page of “Storm” have “Item 11” now.")
    assert storm.live_updates.get().headline == "Item 11"


def test_what_is_not_shown_yet_is_not_posted(room: Page) -> None:
    reporting.start_live(coverage=Coverage.objects.create(name="Storm", slug="storm", public_from=clock.now()), by=None)
    room.reload()
    expect(room.locator("#wire-preview h2")).to_have_text("Item 12")
    room.route("**/preview/", lambda _: None)
    room.keyboard.press("j")
    room.keyboard.press("j")
    room.keyboard.press("l")
    expect(room.locator("#wire-voice")).to_contain_text("Its newest version is not shown yet.")
    expect(room.locator("[data-act=post]")).not_to_be_visible()


def test_new_items_wait_while_somebody_reads_and_nothing_moves(room: Page, feed: Feed) -> None:
    for _ in range(4):
        room.keyboard.press("j")
    before = headline(room).bounding_box()
    send(feed, 13, urgency=1, headline="Flash from the harbour")
    expect(room.locator("[data-new]")).to_have_text("1 new, press n")
    expect(room.locator("#wire-alarm")).to_have_text("Urgent: Flash from the harbour")
    assert headline(room).bounding_box() == before
    room.keyboard.press("n")
    expect(headline(room)).to_have_text("Flash from the harbour")
    expect(room.locator("[data-new]")).to_be_hidden()


def test_under_the_first_row_new_items_wait_once_somebody_works_here(room: Page, feed: Feed) -> None:
    room.keyboard.press("j")
    room.keyboard.press("k")
    expect(headline(room)).to_have_text("Item 12")
    room.keyboard.press("o")
    before = headline(room).bounding_box()
    send(feed, 13)
    expect(room.locator("[data-new]")).to_have_text("1 new, press n")
    assert headline(room).bounding_box() == before


def test_until_somebody_works_here_new_items_come_in_by_themselves(room: Page, feed: Feed) -> None:
    for number in (13, 14):
        send(feed, number)
        expect(room.locator(".wire-row").first).to_contain_text(f"Item {number}")
    expect(room.locator("[data-new]")).to_be_hidden()


def test_what_was_killed_is_struck_out_in_the_room_and_on_the_first_page(room: Page, feed: Feed) -> None:
    send(feed, 12, version="2", pubstatus="canceled")
    for address in (room.url, room.url.removesuffix("wire/")):
        room.goto(address)
        expect(room.locator(".is-killed a").first).to_have_css("text-decoration-line", "line-through")


def test_a_mark_beside_a_version_is_no_wider_than_its_words(room: Page, feed: Feed) -> None:
    one = send(feed, 12, version="2", pubstatus="canceled")
    room.goto(room.url.replace("/admin/wire/", f"/admin/wire/items/{one.pk}/changes/"))
    assert room.locator(".desk-versions .wire-chip", has_text="Canceled").first.bounding_box()["width"] < 100


def test_what_colleagues_do_is_seen_without_a_reload(room: Page, feed: Feed) -> None:
    room.keyboard.press("j")
    taking.take(item=WireItem.objects.get(guid="urn:x:9"), by=None, at=clock.now())
    expect(room.locator(".wire-row", has_text="Item 9").locator(".wire-line")).to_contain_text("Draft")
    dropping.drop(items=[WireItem.objects.get(guid="urn:x:8")], by=None, at=clock.now())
    expect(room.locator(".wire-row", has_text="Item 8")).to_have_count(0)
    expect(headline(room)).to_be_focused()


def test_letters_in_a_field_are_letters(room: Page) -> None:
    room.keyboard.press("/")
    room.keyboard.type("xjtz item")
    expect(room.locator("#wire-q")).to_have_value("xjtz item")
    assert not WireItem.objects.exclude(dropped_at=None).exists()
    assert not Article.objects.exists()
    room.keyboard.press("Escape")
    expect(headline(room)).to_be_focused()


def test_a_search_is_made_saved_and_found_again(room: Page) -> None:
    room.keyboard.press("/")
    room.keyboard.type('"item 3"')
    room.keyboard.press("Enter")
    expect(room.locator(".wire-row")).to_have_count(1)
    room.keyboard.press("s")
    room.keyboard.type("Threes")
    room.keyboard.press("Enter")
    expect(room.locator(".wire-tabs [aria-current]")).to_have_text("Threes")


def test_the_sheet_of_keys_filters_and_the_preview_give_the_focus_back(room: Page) -> None:
    room.keyboard.press("j")
    room.keyboard.press("?")
    expect(room.locator("#wire-help")).to_be_visible()
    room.keyboard.press("Escape")
    expect(headline(room)).to_be_focused()
    room.keyboard.press("o")
    expect(room.locator("#wire-preview")).to_be_focused()
    room.keyboard.press("Escape")
    expect(headline(room)).to_be_focused()
    room.keyboard.press("f")
    expect(room.locator("#wire-filters select").first).to_be_focused()


def test_an_update_is_looked_at_chosen_and_accepted_without_a_mouse(room: Page, feed: Feed) -> None:
    ferry = taking.take(item=WireItem.objects.get(guid="urn:x:12"), by=None, at=clock.now())
    world.save(ferry, body=ferry.body.replace("at dawn", "before dawn"))
    send(feed, 12, version="2", body_xhtml="<p>The ferry sailed at noon.</p><p>Forty people were on board.</p>")
    routing.route_waiting()
    room.reload()
    room.wait_for_selector(f"{_CURRENT} >> text=Update waits")
    room.keyboard.press("u")
    room.wait_for_url("**/admin/desk/updates/*/")
    room.keyboard.press("ArrowRight")
    expect(room.locator("#merge-result")).to_contain_text("at noon")
    room.keyboard.press("ArrowLeft")
    expect(room.locator("#merge-result")).to_contain_text("before dawn")
    room.keyboard.press("ArrowRight")
    room.keyboard.press("a")
    room.wait_for_url("**/admin/articles/article/*/change/")
    ferry.refresh_from_db()
    assert "at noon" in ferry.body


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 844)])
def test_everybody_can_use_the_room(room: Page, width: int, height: int) -> None:
    room.set_viewport_size({"width": width, "height": height})
    room.reload()
    room.wait_for_selector(".wire-row")
    assert hindrances(room, within="#content") == []
    assert room.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


_CUT = """row => [...row.querySelectorAll('.wire-chip, .wire-line a')].filter((chip) => {
  const [box, edge] = [chip.getBoundingClientRect(), row.getBoundingClientRect()]
  const line = chip.closest('.wire-line')?.getBoundingClientRect() ?? edge
  return box.right > edge.right || box.bottom > line.bottom + 1 || box.left < edge.left
}).map((chip) => chip.textContent)"""


@pytest.mark.parametrize("width", [1280, 390])
def test_no_mark_is_cut_off(room: Page, feed: Feed, width: int) -> None:
    later = {"embargoed": (clock.now() + timedelta(days=400)).isoformat(), "slugline": "NARWHALS-LEAVE"}
    taking.take(item=send(feed, 13, **later), by=None, at=clock.now())
    send(feed, 13, version="2", headline="Narwhals leave the cape again " * 4, **later)
    routing.route_waiting()
    room.set_viewport_size({"width": width, "height": 900})
    room.reload()
    row = room.locator(".wire-row", has_text="Narwhals")
    for mark in ("Embargo until", "Update waits", "Draft"):
        expect(row.get_by_text(mark).first).to_be_visible()
    assert row.evaluate(_CUT) == []


def test_fourteen_rows_are_seen_at_once(room: Page, feed: Feed) -> None:
    for number in range(13, 20):
        send(feed, number)
    room.set_viewport_size({"width": 1280, "height": 900})
    room.reload()
    room.wait_for_selector(_CURRENT)
    seen = "rows => rows.filter((row) => row.getBoundingClientRect().bottom <= innerHeight).length"
    assert room.locator(".wire-row").evaluate_all(seen) >= 14


def test_nothing_widens_the_preview(room: Page, feed: Feed) -> None:
    pictures.file(feed=feed, filename="quay.jpg", data=drawn.jpeg(), at=clock.now())
    Photo.objects.update(ready=["full-320.jpg"], state="ready", width=2400, height=1600)
    long = "https://harrow.example/" + "long" * 60
    send(feed, 13, headline=f"Ferry {long}", body_xhtml=f"<p>{long}</p>", associations={"a": picture("quay.jpg")})
    room.reload()
    expect(room.locator("#wire-preview h2")).to_contain_text("Ferry")
    expect(room.locator("#wire-preview img")).to_have_count(1)
    room.wait_for_timeout(300)
    assert room.locator("#wire-preview").evaluate("pane => pane.scrollWidth - pane.clientWidth") <= 0


def test_without_scripts_it_is_a_list_of_links(browser: Any, live_server: Any, editor: User, feed: Feed) -> None:
    for number in range(55):
        send(feed, number)
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        log_in_plainly(page, live_server.url, editor)
        page.goto(f"{live_server.url}/admin/wire/")
        assert page.locator(".wire-row").count() == 50
        page.click("#wire-older")
        assert page.locator(".wire-row").count() == 5
        page.click(".wire-row-link >> nth=0")
        assert "/admin/wires/wireitem/" in page.url


def log_in_plainly(page: Page, url: str, user: User) -> None:
    user.set_password("a-long-word-for-halmsund")
    user.save()
    page.goto(f"{url}/admin/")
    page.fill("[name=username]", user.username)
    page.fill("[name=password]", "a-long-word-for-halmsund")
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"{url}/admin/")
