"""The story page as an editor drives it: with the keyboard, in a real browser."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from articles.models import Article, Edition
from media import renditions
from media.intake import take_in
from media.models import Photo
from staff.models import User
from tests import world
from tests.accessible import hindrances
from tests.desk.conftest import change
from tests.desk.keyboard import log_in, tab_to
from tests.media import drawn

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def editor(transactional_db: None) -> User:
    world.site(zone="Europe/Oslo")
    world.section("harbour")
    return world.editor()


@pytest.fixture
def ferry(editor: User) -> Photo:
    photo = take_in(data=drawn.photograph(640, 400), filename="ferry.jpg", by=None).photo
    renditions.make(photo_id=photo.pk)
    return Photo.objects.get(pk=photo.pk)


@pytest.fixture
def desk(page: Page, live_server: Any, editor: User) -> Iterator[Page]:
    """A page that is logged in, by the keyboard."""
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield log_in(page, live_server.url, editor)
    assert wrong == []


def test_a_story_is_written_pictured_tagged_and_published_with_the_keyboard(
    desk: Page, live_server: Any, ferry: Photo
) -> None:
    desk.goto(f"{live_server.url}/admin/articles/article/add/")
    desk.wait_for_selector(".tiptap")
    tab_to(desk, "#id_headline")
    desk.keyboard.type("Ferry leaves Halmsund")
    tab_to(desk, ".tiptap")
    desk.keyboard.type("It left at dawn.")
    desk.keyboard.press("Enter")
    _choose_the_ferry_and_place_it(desk)
    tab_to(desk, "#id_section")
    desk.keyboard.type("Harbour")
    tab_to(desk, "#id_tags")
    desk.keyboard.type("ferries, storm")
    tab_to(desk, "[name=_publish]")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("Published: readers see version 1")).to_be_visible()
    edition = Edition.objects.get()
    assert f'<p>It left at dawn.</p><figure data-caption="{edition.captions[0]["uuid"]}"></figure>' in edition.html
    assert edition.captions[0]["role"] == "inline"
    assert sorted(edition.article.tags.names()) == ["ferries", "storm"]


def _choose_the_ferry_and_place_it(desk: Page) -> None:
    tab_to(desk, "[data-rows=captions] [data-add]")
    desk.keyboard.press("Enter")
    expect(desk.locator("#desk-chooser")).to_be_visible()
    desk.keyboard.type("solveig")
    expect(desk.locator("#desk-chooser-list button")).to_have_count(1)
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    expect(desk.locator("#desk-chooser")).to_be_hidden()
    tab_to(desk, "[data-place]")
    desk.keyboard.press("Enter")
    expect(desk.locator(".tiptap figure figcaption")).to_contain_text("First ferry leaves")


def test_an_editor_that_was_there_before_the_scripts_takes_photographs_too(
    desk: Page, live_server: Any, ferry: Photo
) -> None:
    def hold_back(route: Route) -> None:
        desk.wait_for_selector(".tiptap")
        route.continue_()

    desk.route("**/desk/story.js", hold_back)
    desk.goto(f"{live_server.url}/admin/articles/article/add/")
    expect(desk.locator(".tiptap")).to_have_attribute("aria-labelledby", "id_body_label")
    _choose_the_ferry_and_place_it(desk)


def test_a_photograph_splits_no_sentence_and_the_first_one_leads(desk: Page, live_server: Any, ferry: Photo) -> None:
    article = world.draft(body="<p>It left at dawn.</p><p>It came back.</p>")
    desk.goto(f"{live_server.url}{change(article)}")
    desk.locator("[data-rows=captions] [data-add]").click()
    expect(desk.locator("#desk-chooser-list button")).to_have_count(1)
    desk.locator("#desk-chooser-list button").click()
    expect(desk.locator("[data-rows=captions] [data-row]:not([hidden]) [name$=-role]")).to_have_value("lead")
    desk.locator(".tiptap p", has_text="dawn").click(position={"x": 40, "y": 8})
    desk.locator("[data-rows=captions] [data-row]:not([hidden]) [data-place]").click()
    desk.keyboard.press("Control+s")
    expect(desk.get_by_text("Saved as version 2.")).to_be_visible()
    article.refresh_from_db()
    uuid = article.captions.get(role="inline").uuid
    assert article.body == f'<p>It left at dawn.</p><figure data-caption="{uuid}"></figure><p>It came back.</p>'


def test_a_verb_waits_until_what_is_typed_is_saved(desk: Page, live_server: Any) -> None:
    article = world.draft()
    desk.goto(f"{live_server.url}{change(article)}")
    desk.wait_for_selector(".tiptap")
    desk.locator("#id_headline").fill("Typed and not saved")
    expect(desk.get_by_text("Not saved yet.")).to_be_visible()
    desk.get_by_role("button", name="Publish now").click()
    expect(desk.get_by_text("Save it first: the buttons here act on the saved version.")).to_be_visible()
    assert not Edition.objects.exists()
    desk.keyboard.press("Control+s")
    expect(desk.get_by_text("Saved as version 2.")).to_be_visible()
    desk.get_by_role("button", name="Publish now").click()
    expect(desk.get_by_text("Published: readers see version 2")).to_be_visible()


def test_opening_and_editing_a_text_loses_nothing_of_its_vocabulary(desk: Page, live_server: Any) -> None:
    other = world.draft("Nets")
    body = (
        f'<h2>Head</h2><p>One <strong>two</strong> <em>three</em> <a data-story="{other.public_id}">four</a> '
        '<a href="https://port.example/">five</a></p><div data-embed="https://video.example/1"></div>'
        '<aside data-box="facts"><p>six</p></aside><blockquote><p>seven</p></blockquote><hr><p>last</p>'
    )
    article = world.draft(body=body)
    desk.goto(f"{live_server.url}{change(article)}")
    desk.locator(".tiptap p", has_text="last").click()
    desk.keyboard.press("End")
    desk.keyboard.type(" word")
    desk.keyboard.press("Control+s")
    expect(desk.get_by_text("Saved as version 2.")).to_be_visible()
    article.refresh_from_db()
    assert article.body == body.replace("last", "last word")


def test_tags_are_suggested_and_taken_with_the_keyboard(desk: Page, live_server: Any) -> None:
    world.draft(tags=["Ferries", "Fish"])
    desk.goto(f"{live_server.url}/admin/articles/article/add/")
    desk.locator("#id_tags").press_sequentially("storm, fer")
    expect(desk.get_by_role("option", name="Ferries")).to_be_visible()
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    expect(desk.locator("#id_tags")).to_have_value("storm, Ferries, ")


def test_stories_to_read_next_are_found_ordered_and_kept(desk: Page, live_server: Any) -> None:
    world.draft("Nets")
    world.draft("Boats")
    article = world.draft()
    desk.goto(f"{live_server.url}{change(article)}")
    desk.wait_for_selector(".tiptap")
    group = desk.locator("[data-rows=related]")
    for headline in ("Nets", "Boats"):
        group.locator("[data-add]").click()
        desk.keyboard.type(headline)
        expect(desk.locator(".desk-suggestions li")).to_have_count(1)
        desk.keyboard.press("ArrowDown")
        desk.keyboard.press("Enter")
    group.locator("[data-row]:not([hidden]) [data-up]").last.click()
    desk.keyboard.press("Control+s")
    expect(desk.get_by_text("Saved as version 2.")).to_be_visible()
    picks = Article.objects.get(pk=article.pk).related_picks.all()
    assert [str(row) for row in picks] == ["Boats", "Nets"]


def test_the_story_page_has_no_serious_fault_for_those_who_cannot_see_it(
    desk: Page, live_server: Any, ferry: Photo
) -> None:
    article = world.published(captions=[{"role": "lead", "photo": ferry}], tags=["storm"])
    desk.goto(f"{live_server.url}{change(article)}")
    desk.wait_for_selector(".tiptap")
    assert [one for one in hindrances(desk, within="#content") if one.impact in _GRAVE] == []


_GRAVE = ("serious", "critical")


def test_a_story_is_linked_to_another_that_is_found_by_typing(desk: Page, live_server: Any) -> None:
    english, arabic = world.draft("Ferry leaves"), world.draft("العبارة تغادر", language="ar")
    desk.goto(f"{live_server.url}{change(english)}")
    desk.wait_for_selector(".tiptap")
    desk.get_by_text("Link an existing story").focus()
    desk.keyboard.press("Enter")
    tab_to(desk, "[name=headline][data-suggest=stories]")
    desk.keyboard.type("العبارة")
    expect(desk.locator(".desk-suggestions li")).to_have_count(1)
    for key in ("ArrowDown", "Enter", "Enter"):
        desk.keyboard.press(key)
    expect(desk.get_by_text("Linked to “العبارة تغادر”")).to_be_visible()
    expect(desk.locator(".desk-translations").get_by_role("link", name="العبارة تغادر")).to_be_visible()
    for details in desk.locator(".desk-translations details summary").all():
        details.click()
    assert hindrances(desk, within=".desk-translations") == []
    arabic.refresh_from_db()
    assert arabic.translation_group is not None


def test_more_photographs_are_shown_with_the_keyboard(
    desk: Page, live_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desk.finding.PHOTOS", 2)
    for number in range(3):
        take_in(data=drawn.photograph(600 + number, 400), filename=f"{number}.jpg", by=None)
    desk.goto(f"{live_server.url}/admin/articles/article/add/")
    tab_to(desk, "[data-rows=captions] [data-add]")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("3 found, the newest first; 2 are shown.")).to_be_visible()
    tab_to(desk, "#desk-chooser-more")
    desk.keyboard.press("Enter")
    expect(desk.locator("#desk-chooser-list li:nth-child(3) button")).to_be_focused()
    expect(desk.get_by_text("3 found, the newest first. ")).to_be_visible()
    expect(desk.locator("#desk-chooser-more")).to_be_hidden()
