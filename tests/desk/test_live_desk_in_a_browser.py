"""The live desk as a reporter drives it: with the keyboard, in a real browser, with scripts and without."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, Page, Route, expect

from articles import reporting
from articles.models import Author, Coverage, LiveUpdate
from articles.reporting import Words
from ground import clock
from media import renditions
from media.intake import take_in
from media.models import Photo
from staff.models import User
from tests import world
from tests.accessible import hindrances
from tests.desk.keyboard import log_in, tab_to
from tests.media import drawn

#: What asks for photographs.
_PHOTOS = re.compile(r"/suggest/photos/\?q=")

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def reporter(transactional_db: None) -> User:
    world.site()
    return world.person("piet", "reporter")


@pytest.fixture
def storm(reporter: User) -> Coverage:
    coverage = Coverage.objects.create(name="Storm", slug="storm", public_from=clock.now())
    return reporting.start_live(coverage=coverage, by=None)


@pytest.fixture
def ferry(reporter: User) -> Photo:
    photo = take_in(data=drawn.photograph(640, 400), filename="ferry.jpg", by=None).photo
    renditions.make(photo_id=photo.pk)
    return Photo.objects.get(pk=photo.pk)


@pytest.fixture
def desk(page: Page, live_server: Any, reporter: User, storm: Coverage) -> Iterator[Page]:
    """The live desk of the storm, ready to be typed in."""
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    log_in(page, live_server.url, reporter)
    page.goto(f"{live_server.url}{path(storm)}")
    page.wait_for_selector(".tiptap")
    yield page
    assert wrong == []


def path(coverage: Coverage) -> str:
    return f"/admin/desk/live/{coverage.pk}/"


def test_a_post_is_written_signed_pictured_and_sent_with_the_keyboard(desk: Page, ferry: Photo) -> None:
    asa = Author.objects.create(name="Ása Björklund", slug="asa-bjorklund")
    tab_to(desk, "#id_headline")
    desk.keyboard.type("Bridge shut")
    tab_to(desk, "#id_is_breaking")
    desk.keyboard.press("Space")
    tab_to(desk, "#id_byline")
    desk.keyboard.press("Control+a")
    desk.keyboard.type("asa")
    expect(desk.get_by_role("option", name="Ása Björklund")).to_be_visible()
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    expect(desk.locator("#id_byline")).to_have_value("Ása Björklund")
    tab_to(desk, "[data-choose]")
    desk.keyboard.press("Enter")
    desk.keyboard.type("solveig")
    expect(desk.locator("#desk-chooser-list button")).to_have_count(1)
    expect(desk.locator("#desk-chooser-list small")).to_contain_text(ferry.credit_line)
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    expect(desk.locator(".desk-live-photo img")).to_be_visible()
    expect(desk.locator("[data-own=credit]")).to_have_text(f"If left empty: {ferry.credit_line}")
    desk.keyboard.press("Control+Enter")
    expect(desk.get_by_text("Posted: readers see it now.")).to_be_visible()
    update = LiveUpdate.objects.get()
    assert (update.headline, update.author, update.byline) == ("Bridge shut", asa, "")
    assert (update.photo, update.is_breaking) == (ferry, True)


def test_what_was_posted_is_not_posted_again_by_going_back(desk: Page) -> None:
    desk.locator("#id_headline").fill("Bridge shut")
    desk.locator(".tiptap").click()
    desk.keyboard.type("Nobody crosses.")
    desk.locator("#id_is_breaking").check()
    desk.get_by_role("button", name="Post", exact=True).click()
    expect(desk.get_by_text("Posted: readers see it now.")).to_be_visible()
    desk.go_back()
    desk.wait_for_selector(".tiptap")
    expect(desk.locator("#id_body")).to_have_value("")
    expect(desk.locator("#id_is_breaking")).not_to_be_checked()
    desk.get_by_role("button", name="Post", exact=True).click()
    expect(desk.locator("#desk-alarm")).to_contain_text("The post says nothing")
    assert LiveUpdate.objects.count() == 1


def test_escape_leaves_the_choice_as_it_was_and_a_photograph_is_taken_out(desk: Page, ferry: Photo) -> None:
    number = desk.locator("#id_photo")
    expect(number).to_be_hidden()
    desk.get_by_role("button", name="Choose a photo").click()
    expect(desk.locator("#desk-chooser-list button")).to_have_count(1)
    desk.keyboard.press("Escape")
    expect(desk.locator("#desk-chooser")).to_be_hidden()
    expect(number).to_have_value("")
    expect(desk.locator(".desk-live-photo")).to_be_visible()
    desk.get_by_role("button", name="Choose a photo").click()
    desk.locator("#desk-chooser-list button").click()
    expect(number).to_have_value(str(ferry.pk))
    desk.get_by_role("button", name="Take it out").click()
    expect(number).to_have_value("")
    expect(desk.locator(".desk-live-photo img")).to_be_hidden()
    expect(desk.get_by_role("button", name="Choose a photo")).to_be_focused()
    expect(desk.get_by_role("button", name="Take it out")).to_be_hidden()


def test_the_chooser_shows_no_photograph_of_an_earlier_search(desk: Page, ferry: Photo) -> None:
    desk.get_by_role("button", name="Choose a photo").click()
    expect(desk.locator("#desk-chooser-list button")).to_have_count(1)
    desk.keyboard.press("Escape")
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    desk.route(_PHOTOS, hold)
    with desk.expect_request(_PHOTOS):
        desk.get_by_role("button", name="Choose a photo").click()
    expect(desk.locator("#desk-chooser")).to_be_visible()
    assert desk.locator("#desk-chooser-list button").count() == 0
    desk.keyboard.press("Escape")
    with desk.expect_request(_PHOTOS):
        desk.get_by_role("button", name="Choose a photo").click()
    waiting[1].continue_()
    expect(desk.locator("#desk-chooser-list small")).to_contain_text(ferry.credit_line)
    with desk.expect_response(_PHOTOS):
        waiting[0].fulfill(json={"results": []})
    expect(desk.locator("#desk-chooser-status")).to_contain_text("1 found")
    assert desk.locator("#desk-chooser-list button").count() == 1


def test_what_marks_a_post_is_in_sight_beside_its_headline(desk: Page) -> None:
    desk.set_viewport_size({"width": 1280, "height": 1000})
    expect(desk.locator("#id_is_breaking")).to_be_in_viewport()
    expect(desk.locator("#id_is_key")).to_be_in_viewport()
    expect(desk.get_by_role("button", name="Post", exact=True)).to_be_in_viewport()


@pytest.mark.parametrize("box", ["#id_headline", ".tiptap"])
def test_who_leaves_words_unsent_is_asked_first(desk: Page, box: str) -> None:
    desk.locator(box).click()
    desk.keyboard.type("Bridge shut")
    here = desk.url
    desk.on("dialog", lambda dialog: dialog.dismiss())
    with desk.expect_event("dialog") as asked:
        desk.get_by_role("link", name="The coverage").click()
    assert (asked.value.type, desk.url) == ("beforeunload", here)


def test_nobody_is_asked_who_leaves_nothing_unsent(desk: Page) -> None:
    asked: list[str] = []

    def note(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    desk.on("dialog", note)
    desk.locator("#id_headline").press_sequentially("B")
    desk.keyboard.press("Backspace")
    desk.locator("#id_byline").fill("Piet and Bo")
    desk.reload()
    desk.locator("#id_headline").fill("Bridge shut")
    desk.keyboard.press("Control+Enter")
    expect(desk.get_by_text("Posted: readers see it now.")).to_be_visible()
    assert asked == []


def test_typing_over_a_chosen_author_unchooses_them(desk: Page) -> None:
    Author.objects.create(name="Asa", slug="asa")
    desk.locator("#id_byline").fill("")
    desk.locator("#id_byline").press_sequentially("As")
    desk.get_by_role("option", name="Asa").click()
    assert desk.locator("#id_author").input_value() != ""
    desk.locator("#id_byline").press_sequentially(" and Bo")
    expect(desk.locator("#id_author")).to_have_value("")
    desk.keyboard.press("Escape")
    expect(desk.locator(".desk-suggestions")).to_have_count(0)


def test_a_post_links_to_one_of_our_stories(desk: Page) -> None:
    story = world.draft("Ferry leaves Halmsund")
    desk.locator(".tiptap").click()
    desk.keyboard.type("told before")
    desk.keyboard.press("Control+a")
    desk.locator("button[title='link to one of our stories']").click()
    desk.locator("#desk-linker-q").press_sequentially("ferry")
    desk.get_by_role("option", name="Ferry leaves Halmsund").click()
    desk.keyboard.press("Control+Enter")
    expect(desk.get_by_text("Posted: readers see it now.")).to_be_visible()
    assert LiveUpdate.objects.get().body == f'<p><a data-story="{story.public_id}">told before</a></p>'


def test_without_scripts_a_number_and_a_name_are_typed(browser: Browser, desk: Page, ferry: Photo) -> None:
    asa = Author.objects.create(name="Asa", slug="asa")
    with browser.new_context(java_script_enabled=False) as context:
        context.add_cookies(desk.context.cookies())  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(desk.url)
        assert not page.get_by_role("button", name="Choose a photo").is_visible()
        page.fill("#id_headline", "Bridge shut")
        page.fill("#id_byline", "Asa")
        page.fill("#id_photo", str(ferry.pk))
        page.get_by_role("button", name="Post", exact=True).click()
        page.get_by_role("link", name="Edit").click()
        expect(page.locator(".desk-live-photo img")).to_be_visible()
    update = LiveUpdate.objects.get()
    assert (update.author, update.photo) == (asa, ferry)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_on_the_live_desk_hinders_anyone(desk: Page, storm: Coverage, ferry: Photo, scheme: Any) -> None:
    update = reporting.post(
        coverage=storm, words=Words(headline="Gale", photo=ferry, is_breaking=True), by=User.objects.get()
    )
    desk.emulate_media(color_scheme=scheme)
    desk.goto(f"{desk.url}?edit={update.pk}")
    desk.wait_for_selector(".tiptap")
    assert hindrances(desk, within="#content") == []
    desk.get_by_role("button", name="Choose another").click()
    expect(desk.locator("#desk-chooser-list button")).to_have_count(1)
    assert hindrances(desk, within="#desk-chooser") == []
