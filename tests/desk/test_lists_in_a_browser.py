"""The lists of the desk as they look: rows of two lines that fit their page, in a real browser."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from articles import publishing
from articles.models import Article
from ground import clock
from tests import world
from tests.desk.test_admin import LIST
from tests.desk.test_story_in_a_browser import desk, editor
from tests.wires.agency import item, received
from wires import intake, taking
from wires.models import Delivery, Feed, WireItem

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


@pytest.mark.parametrize("width", [390, pytest.param(1280, marks=pytest.mark.long)])
def test_a_word_without_an_end_widens_no_page_and_is_cut_nowhere(desk: Page, live_server: Any, width: int) -> None:
    path = "/srv/newsroom/.refused/" + "northgate-press-agency/" * 8 + "hc-12mb.json"
    feed = Feed.objects.create(name="Northgate" * 8, slug="northgate")
    one = received(feed, item(headline=path, slugline=path, ednote=path, body_xhtml=f"<p>{path}</p>"))
    story = taking.take(item=one, by=None, at=clock.now())
    received(feed, item(pubstatus="canceled", version="2", headline=path, ednote=path))
    failed = intake.receive(feed=feed, data=b"[", filename=path, at=clock.now())
    Delivery.objects.filter(pk=failed.pk).update(reason=f"Nothing was read. The file is kept in {path}.")
    desk.set_viewport_size({"width": width, "height": 900})
    for address in _pages(one, story, failed):
        desk.goto(live_server.url + address)
        desk.wait_for_function("document.documentElement.scrollWidth <= innerWidth", timeout=3000)
        assert (address, desk.evaluate(_CUT)) == (address, [])
        assert desk.evaluate(_LABEL) <= 24


#: Words that reach out of what shows them.
_CUT = """() => [...document.querySelectorAll("#main :is(p, li, dd, h2, td.field-reason, td.field-words)")]
  .filter((one) => one.checkVisibility() && !one.matches(".desk-visually-hidden"))
  .filter((one) => one.clientWidth && one.scrollWidth > one.clientWidth + 1)
  .map((one) => one.textContent.trim().slice(0, 60))"""


#: The height of the highest label of a cell, as lists have them on a phone.
_LABEL = """() => Math.max(0, ...[...document.querySelectorAll("#result_list td")]
  .map((cell) => parseFloat(getComputedStyle(cell, "::before").height) || 0))"""


def _pages(one: WireItem, story: Article, failed: Delivery) -> list[str]:
    lists = ("wires_delivery", "wires_alert", "articles_publishblock", "articles_article")
    return [
        "/admin/",
        "/admin/wire/health/",
        *(reverse(f"admin:{name}_changelist") for name in lists),
        *(reverse(f"admin:{name}", args=(one.pk,)) for name in ("wires_wireitem_change", "desk_wire_changes")),
        reverse("admin:wires_delivery_change", args=(failed.pk,)),
        *(
            reverse(f"admin:{name}", args=(story.pk,))
            for name in ("articles_article_change", "articles_article_history")
        ),
    ]
