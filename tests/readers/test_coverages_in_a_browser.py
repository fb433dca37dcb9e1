"""The page of a running story in a real browser: where its timeline stands, and what is louder than what."""

import pytest
from playwright.sync_api import Locator, Page
from pytest_django.live_server_helper import LiveServer

from articles.models import Coverage, TimelineEntry
from ground import clock
from readers import reads
from tests import world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def running_story(transactional_db: None) -> None:
    reads.forget()
    world.site()
    coverage = Coverage.objects.create(name="The storm", slug="the-storm", summary="Shut.", public_from=clock.now())
    for year in range(2010, 2026):
        TimelineEntry.objects.create(coverage=coverage, date=str(year), title="Something", text="Happened. " * 9)
    for number in range(4):
        world.published(f"Storm {number}", coverages=[coverage])


def top(part: Locator) -> float:
    return part.evaluate("(part) => part.getBoundingClientRect().top")


def bottom(part: Locator) -> float:
    return part.evaluate("(part) => part.getBoundingClientRect().bottom")


def size(part: Locator) -> float:
    return part.evaluate("(part) => parseFloat(getComputedStyle(part).fontSize)")


def test_a_wide_window_has_the_timeline_beside_the_lead_and_the_latest(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/coverage/the-storm/")
    before, timeline, latest = (page.locator(part) for part in (".coverage-main", ".timeline", ".latest"))
    assert top(timeline) == top(before)
    assert 0 <= top(latest) - bottom(before) <= 48
    page.set_viewport_size({"width": 390, "height": 800})
    assert bottom(before) <= top(latest) < bottom(latest) <= top(timeline)


def test_the_headlines_of_the_latest_are_larger_than_their_dates(page: Page, live_server: LiveServer) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{live_server.url}/coverage/the-storm/")
    date, headline = page.locator(".latest .group-date").first, page.locator(".latest .card-headline").first
    assert size(date) <= 0.75 * size(headline)
