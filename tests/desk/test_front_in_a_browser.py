"""A front on the desk as it looks, in a real browser."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from readers.fronts import curating
from readers.fronts.curating import Pick
from readers.models import Front
from tests import world
from tests.desk.test_story_in_a_browser import desk, editor

__all__ = ["desk", "editor"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FRONT = "/admin/desk/fronts/en/front/"


def published(*headlines: str) -> None:
    front = Front.objects.first() or Front(language="en")
    picks = [Pick(world.published(headline)) for headline in headlines]
    kept = curating.draft(front=front, version=front.version, picks=picks, by=None)
    curating.publish(front=kept, version=kept.version, by=None)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_words_of_a_button_stay_within_it(desk: Page, live_server: Any, width: int) -> None:
    published("First")
    published("Second")
    desk.set_viewport_size({"width": width, "height": 900})
    desk.goto(f"{live_server.url}{FRONT}")
    button = desk.get_by_role("button", name="Bring back")
    assert button.evaluate("(one) => one.scrollWidth <= one.clientWidth && one.scrollHeight <= one.clientHeight")


def test_the_link_to_the_page_leads_to_what_was_just_published(desk: Page, live_server: Any) -> None:
    published("First")
    desk.goto(f"{live_server.url}/en/")
    published("Second")
    with desk.expect_response(f"{live_server.url}/en/"):
        desk.goto(f"{live_server.url}{FRONT}")
    desk.wait_for_load_state("networkidle")
    with desk.expect_popup() as opened:
        desk.get_by_role("link", name="See it as readers do").click()
    assert "Second" in opened.value.locator("main").inner_text()


def test_each_place_has_its_number_and_says_what_its_boxes_are(desk: Page, live_server: Any) -> None:
    published("First", "Second")
    desk.goto(f"{live_server.url}{FRONT}")
    places = desk.locator(".desk-slot:visible")
    for place, headline in ((places.nth(0), "First"), (places.nth(1), "Second")):
        expect(place.get_by_label("Story")).to_have_value(headline)
        for label in ("Story", "Headline here", "Leaves this place at"):
            expect(place.get_by_text(label, exact=True)).to_be_visible()
        number = place.evaluate("one => getComputedStyle(one, '::before').content")
        assert "counter(place)" in number
