"""A reader with a real browser: a read is told to the newsroom, feedback needs no script, the keyboard leads."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from articles.models import Article, Coverage
from ground import clock
from media import renditions
from media.intake import take_in
from media.models import Photo
from readers import reads
from readers.models import Feedback
from tests import world
from tests.media import drawn

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def newsroom(transactional_db: None, settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    world.site(footer="Places and people are invented.")
    yield
    reads.forget()


@pytest.fixture
def story() -> Article:
    photo = take_in(data=drawn.photograph(900, 600), filename="ferry.jpg", by=None).photo
    renditions.make(photo_id=photo.pk)
    storm = Coverage.objects.create(name="The storm", slug="the-storm", summary="Shut.", public_from=clock.now())
    pick = world.published("Storm passes", coverages=[storm])
    lead = {"role": "lead", "photo": Photo.objects.get(pk=photo.pk), "alt": "A ferry", "text": "At dawn."}
    return world.published(summary="The first.", tags=["Ferries"], coverages=[storm], captions=[lead], related=[pick])


def test_a_read_is_told_without_a_cookie_and_nothing_is_blocked(
    page: Page, live_server: LiveServer, story: Article
) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    with page.expect_request("**/reads") as told:
        page.goto(f"{live_server.url}{story.path}")
    assert told.value.post_data == str(story.public_id)
    assert told.value.response().status == 204
    assert page.context.cookies() == []
    assert page.evaluate("document.querySelector('.story-lead img').naturalWidth") > 0
    assert complaints == []


def test_feedback_needs_no_script(browser: Browser, live_server: LiveServer, story: Article) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{live_server.url}{story.path}")
        page.get_by_label("Anything to add?").fill("Who owns the ferry?")
        page.get_by_role("button", name="Send").click()
        said = page.locator("#feedback-thanks")
        assert said.is_visible()
        assert "Your answer has reached the newsroom." in said.aria_snapshot()
        assert context.cookies() == []
    assert Feedback.objects.get().comment == "Who owns the ferry?"


def test_the_keyboard_goes_past_the_masthead_at_once(page: Page, live_server: LiveServer, story: Article) -> None:
    page.goto(f"{live_server.url}{story.path}")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the text"
    page.keyboard.press("Enter")
    assert page.locator(":focus").get_attribute("id") == "main"
