"""Search, authors, corrections and static pages in a real browser: with and without scripts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from articles.models import Author
from ground import clock
from readers import keeping, reads
from readers.models import MenuItem, Page
from tests import world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def newsroom(transactional_db: None, settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    world.site()
    author = Author.objects.create(name="Ása", slug="asa", role="Reporter", about="Writes about ships.")
    article = world.published(summary="At six.", bylines=[{"author": author, "name": "Ása"}], tags=["Ferries"])
    world.save(article, summary="At seven.")
    world.publish(article, kind="correction", note="It was seven.")
    world.published("العبّارة تغادر الميناء", language="ar")
    page = Page(slug="privacy", title="Privacy", body="<p>None.</p>", public_from=clock.now())
    keeping.keep(thing=page, by=None, at=clock.now())
    keeping.keep(thing=MenuItem(label="Privacy", path="/about/privacy/"), by=None, at=clock.now())
    yield
    reads.forget()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_reader_searches_narrows_and_widens(browser: Browser, live_server: LiveServer, scripts: bool) -> None:
    with browser.new_context(java_script_enabled=scripts) as context:
        page = context.new_page()
        page.goto(f"{live_server.url}/")
        page.get_by_role("contentinfo").get_by_role("link", name="Search").click()
        page.get_by_label("Words to search for").fill("ferries")
        page.get_by_text("Narrow the search").click()
        page.get_by_label("Section", exact=True).select_option("Harbour")
        page.get_by_role("button", name="Search").click()
        page.get_by_role("heading", name="1 story").wait_for(timeout=5000)
        page.get_by_role("link", name="Remove the filter Harbour").click()
        page.wait_for_url(lambda url: "section=" not in url)
        page.get_by_role("link", name="Ferry leaves Halmsund").click()
        page.get_by_role("link", name="Ása").click()
        page.get_by_role("heading", name="Ása").wait_for()
        assert context.cookies() == []
