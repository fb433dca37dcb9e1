"""Every page in a real browser: nothing hinders anyone, with and without scripts."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from readers import reads
from tests import world
from tests.accessible import hindrances
from tests.readers.every_page import every_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
#: Scheme, language and width: each in two, and `--long` takes all.
SCREENS = list(product(["light", "dark"], ["en", "ar"], [390, 1280]))
TWO = [("light", "en", 1280), ("dark", "ar", 390)]


@pytest.fixture(autouse=True)
def newsroom(transactional_db: None, settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    world.site(footer="Places and people are invented.")
    yield
    reads.forget()


@pytest.mark.parametrize(
    ("scheme", "language", "width"),
    [screen if screen in TWO else pytest.param(*screen, marks=pytest.mark.long) for screen in SCREENS],
)
def test_nothing_hinders_anyone(
    browser: Browser, live_server: LiveServer, scheme: str, language: str, width: int
) -> None:
    pages = every_page(language)
    with browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800}) as context:  # type: ignore[arg-type]
        page = context.new_page()
        for kind, address in pages.items():
            page.goto(f"{live_server.url}{address}")
            assert (kind, hindrances(page)) == (kind, [])
            assert page.evaluate("document.documentElement.scrollWidth") <= width, kind


@pytest.mark.parametrize("scripts", [True, False])
def test_every_page_is_whole_with_and_without_scripts(browser: Browser, live_server: LiveServer, scripts: bool) -> None:
    faults: list[str] = []
    with browser.new_context(java_script_enabled=scripts) as context:
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        for kind, address in every_page("en").items():
            page.goto(f"{live_server.url}{address}")
            assert page.locator("h1").inner_text().strip(), kind
            assert page.locator("main").inner_text().strip(), kind
        assert context.cookies() == []
    assert [fault for fault in faults if "404" not in fault and "410" not in fault] == []
