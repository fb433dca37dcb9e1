"""The columns of the pages in a real browser: on the lines of one grid, and no row with a hole."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from articles import reporting
from articles.models import Author, Coverage, TimelineEntry
from articles.reporting import Words
from ground import clock
from media import renditions
from media.intake import take_in
from media.models import Photo
from readers import reads
from readers.gallery import SHOWN
from tests import world
from tests.media import drawn

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
#: What begins a column, on any page. Small pictures at the end of a row begin none.
_COLUMNS = """
.card-words, .top-lead .card-picture, .strip-stories > :first-child .card-picture, .led > :first-child .card-picture,
.coverage-lead .card-picture, .timeline, .coverage-more section, .group-date
"""
#: Where they begin, in whole pixels from the side of the text, and how wide the text is.
_EDGES = """(columns) => {
  const main = document.querySelector("main");
  const { paddingLeft, paddingRight } = getComputedStyle(main);
  const side = main.getBoundingClientRect().left + parseFloat(paddingLeft);
  const width = main.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
  const shown = [...document.querySelectorAll(columns)].filter((column) => column.offsetWidth);
  return [width, shown.map((column) => Math.round(column.getBoundingClientRect().left - side))];
}"""
#: How far each row of a gallery of so many pictures goes, in whole pixels.
_ROWS = """(list, number) => {
  list.innerHTML = list.firstElementChild.outerHTML.repeat(number);
  const ends = {};
  for (const { offsetTop, offsetLeft, offsetWidth } of list.children) ends[offsetTop] = offsetLeft + offsetWidth;
  return Object.values(ends).map((end) => list.offsetLeft + list.offsetWidth - end);
}"""
_GAP = 32


def caption(role: str, *, width: int) -> dict[str, object]:
    photo = Photo.objects.get(pk=take_in(data=drawn.photograph(width, 600), filename="ferry.jpg", by=None).photo.pk)
    renditions.make(photo_id=photo.pk)
    return {"role": role, "photo": photo, "alt": "A ferry", "text": "At dawn."}


@pytest.fixture(autouse=True)
def newsroom(transactional_db: None, settings: Settings, tmp_path: Path) -> Iterator[None]:
    """Stories with pictures in two sections, enough for a front, and a running story with all its page can have."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    world.site()
    lead, other = (caption(role, width=width) for role, width in (("lead", 900), ("gallery", 930)))
    storm = Coverage.objects.create(name="Storm", slug="storm", summary="Shut.", public_from=clock.now())
    storm.people.add(Author.objects.create(name="Ása Björklund", slug="asa"))
    storm.explainers.add(world.published("Explained"))
    TimelineEntry.objects.create(coverage=storm, date="2025", title="It began")
    told = {"captions": [lead, other], "coverages": [storm], "tags": ["Storms"], "summary": "It blew."}
    for number in range(18):
        world.published(f"Storm {number}", section=world.section(("harbour", "world")[number % 2]), **told)
    yield
    reads.forget()


#: Address and width of the window; into how many parts the width goes, and at how many of them something begins.
_GRIDS = [
    ("/", 1280, 3, 3),
    ("/", 1920, 3, 3),
    ("/", 1000, 3, 3),
    ("/", 800, 4, 4),
    ("/harbour/", 1280, 2, 2),
    ("/harbour/", 1920, 2, 2),
    ("/coverage/storm/", 1280, 3, 3),
    ("/coverage/storm/", 1920, 3, 3),
    ("/latest/", 1280, 6, 2),
    ("/tag/storms/", 1920, 6, 2),
]


def test_columns_begin_on_the_lines_of_one_grid(page: Page, live_server: LiveServer) -> None:
    for path, width, parts, number in _GRIDS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{live_server.url}{path}")
        whole, edges = page.evaluate(_EDGES, _COLUMNS)
        lines = [part * (whole + _GAP) / parts for part in range(parts)]
        assert all(min(abs(edge - line) for line in lines) <= 1 for edge in edges), (path, width, lines, edges)
        assert len(set(edges)) == number, (path, width)


@pytest.mark.parametrize("width", [390, 1280])
def test_no_row_of_the_pictures_of_a_coverage_has_a_hole(page: Page, live_server: LiveServer, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{live_server.url}/coverage/storm/")
    gallery = page.locator(".coverage-gallery ul")
    for number in range(2, SHOWN + 1):
        left = gallery.evaluate(_ROWS, number)
        assert all(abs(pixels) <= 1 for pixels in left), (number, left)


def test_photographs_reach_both_edges_of_a_phone(page: Page, live_server: LiveServer) -> None:
    storm = Coverage.objects.get()
    reporting.start_live(coverage=storm, by=None)
    for is_key in (True, False):
        told = Words(body="<p>Wind.</p>", photo=Photo.objects.all()[0], credit="Nordvik", alt="A ferry", is_key=is_key)
        reporting.post(coverage=storm, words=told, by=None)
    page.set_viewport_size({"width": 390, "height": 900})
    for path in (storm.get_absolute_url(), storm.live_path):
        page.goto(f"{live_server.url}{path}")
        edges = page.locator("main .figure img").evaluate_all(
            "(shown) => shown.map((img) => [img.getBoundingClientRect().left, img.getBoundingClientRect().right])"
        )
        assert edges == [[0, 390], [0, 390]], path
        assert page.evaluate("document.documentElement.scrollWidth") == 390
