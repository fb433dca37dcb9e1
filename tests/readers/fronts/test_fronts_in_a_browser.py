"""The top of the front in a real browser: whatever there is to show, no large place stays white."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from media import renditions
from media.intake import take_in
from media.models import Photo
from readers import reads
from tests import world
from tests.media import drawn

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

_SUMMARY = "The lake was measured with a rope at first and is measured by laser now, by the same family. " * 5
#: How many pixels lie between each block of the top and the next one below it.
_GAPS = """
() => {
  const blocks = document.querySelectorAll(".top > *:not(.visually-hidden)");
  const boxes = [...blocks].map((block) => block.getBoundingClientRect());
  return boxes.slice(1).map((box, index) => box.top - boxes[index].bottom);
}
"""
_LAST_LINE_IS_WHOLE = "(summary) => summary.scrollHeight <= summary.clientHeight"


@pytest.fixture(autouse=True)
def newsroom(transactional_db: None, settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    world.site()
    yield
    reads.forget()


def pictured() -> list[dict[str, object]]:
    photo = take_in(data=drawn.photograph(900, 600), filename="ferry.jpg", by=None).photo
    renditions.make(photo_id=photo.pk)
    return [{"role": "lead", "photo": Photo.objects.get(pk=photo.pk), "alt": "A ferry"}]


@pytest.mark.parametrize("pictures", [False, True])
@pytest.mark.parametrize("others", [0, 4, *(pytest.param(more, marks=pytest.mark.long) for more in (1, 9))])
def test_below_a_lead_without_a_picture_the_rest_closes_up(
    page: Page, live_server: LiveServer, others: int, pictures: bool
) -> None:
    captions = pictured() if pictures else []
    for number in range(others):
        world.published(f"Story {number}", summary="Short.", captions=captions)
    world.published("A century of ice, gone", summary=_SUMMARY, urgency=1)
    page.goto(live_server.url)
    widths = page.evaluate("[...document.querySelectorAll('.top, .top > div')].map((box) => box.clientWidth)")
    assert widths[0] == widths[1]
    assert all(0 <= gap <= 32 for gap in page.evaluate(_GAPS))


def test_the_summary_of_the_lead_is_whole_on_a_phone(page: Page, live_server: LiveServer) -> None:
    world.published("A century of ice, gone", summary=_SUMMARY)
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(live_server.url)
    assert page.locator(".top-lead .card-summary").evaluate(_LAST_LINE_IS_WHOLE)
