"""The lists of the desk as they look: rows of two lines that fit their page, in a real browser."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page

from articles import publishing
from ground import clock
from tests import world
from tests.desk.test_admin import LIST
from tests.desk.test_story_in_a_browser import desk, editor

__all__ = ["desk", "editor"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
#: The height of each row, and by how much the list is wider than its box.
_LOOK = """() => {
  const table = document.querySelector("#result_list")
  const rows = [...table.querySelectorAll("tbody tr")].map((row) => row.getBoundingClientRect().height)
  return [Math.max(...rows), table.scrollWidth - table.parentElement.clientWidth]
}"""


@pytest.mark.parametrize(("width", "highest"), [(1280, 56), (390, 120)])
def test_a_story_takes_two_lines_of_the_list_and_three_or_four_on_a_phone(
    desk: Page, live_server: Any, width: int, highest: int
) -> None:
    long = "All 212 aboard safe after the night ferry loses power off Aldersea, and nobody knows why it did so again"
    world.draft(long, by=world.person("Wilhelmina", "reporter"))
    planned = world.draft(f"Planned: {long}")
    publishing.schedule(article=planned, version=1, at=clock.now() + timedelta(days=400), by=None)
    desk.set_viewport_size({"width": width, "height": 900})
    desk.goto(f"{live_server.url}{LIST}")
    height, overhang = desk.evaluate(_LOOK)
    assert height <= highest
    assert overhang <= 0
