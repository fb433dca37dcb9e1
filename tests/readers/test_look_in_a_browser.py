"""The look of the pages in a real browser: steady while it loads, the right picture, no button that does nothing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from articles.models import Article
from ground import clock
from media import renditions
from media.intake import take_in
from media.models import Photo
from readers import keeping, reads
from readers.models import Page as StaticPage
from tests import world
from tests.media import drawn
from tests.readers.every_page import every_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

_COUNT_SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.shifted += entry.value; })
  .observe({ type: "layout-shift", buffered: true });
"""
#: The typography of the text under a selector, paragraph by paragraph.
_SET = """
(selector) => [...document.querySelectorAll(`${selector} > *`)].map((block) => {
  const { fontSize, lineHeight, marginTop } = getComputedStyle(block);
  return [block.tagName, fontSize, lineHeight, marginTop, block.clientWidth].join(" ");
})
"""
_TEXT = (
    "<p>It left at six.</p><h2>What next</h2><blockquote><p>We wait.</p></blockquote>"
    '<aside data-box="fact"><h3>In figures</h3><p>Two boats.</p></aside>'
    "<table><caption>Boats by year</caption><thead><tr><th>Year</th><th>Ferries_that_sailed_in_winter</th>"
    "<th>Trawlers_that_sailed_in_winter</th></tr></thead><tbody><tr><td>2025</td><td>9</td><td>98</td></tr></tbody>"
    '</table><div data-embed="https://youtu.be/abcdefghijk"></div>'
)


@pytest.fixture(autouse=True)
def newsroom(transactional_db: None, settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    world.site()
    yield
    reads.forget()


def everything(language: str = "en") -> Article:
    """A story with all that a story can have."""
    photo = take_in(data=drawn.photograph(1600, 1000), filename="ferry.jpg", by=None).photo
    renditions.make(photo_id=photo.pk)
    lead = {"role": "lead", "photo": Photo.objects.get(pk=photo.pk), "alt": "A ferry", "text": "At dawn."}
    article = world.published(
        "Ferry leaves", body=_TEXT, language=language, summary="The first.", tags=["Ferries"], captions=[lead]
    )
    world.publish(article, kind="correction", note="It was Tuesday.")
    world.publish(world.save(article, dateline="HALMSUND"), kind="clarification", note="By ferry, that is.")
    article.refresh_from_db()
    return article


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_while_a_story_loads(page: Page, live_server: LiveServer, width: int) -> None:
    story = everything()
    page.set_viewport_size({"width": width, "height": 800})
    page.add_init_script(_COUNT_SHIFTS)
    for path in ["/", str(story.path)]:
        page.goto(f"{live_server.url}{path}", wait_until="networkidle")
        assert page.evaluate("window.shifted") == 0, path
        assert page.locator("img[fetchpriority=high]").count() == 1, path


@pytest.mark.parametrize(("width", "pixels", "file"), [(390, 2, "full-800"), (1280, 1, "full-1024")])
def test_the_picture_that_fits_the_place_is_fetched(
    browser: Browser, live_server: LiveServer, width: int, pixels: int, file: str
) -> None:
    story = everything()
    viewport = {"width": width, "height": 800}
    with browser.new_context(viewport=viewport, device_scale_factor=pixels) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(f"{live_server.url}{story.path}")
        assert f"/{file}-" in page.evaluate("document.querySelector('.story-lead img').currentSrc")


def test_a_table_that_scrolls_can_be_reached_by_the_keyboard(page: Page, live_server: LiveServer) -> None:
    story = everything()
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{live_server.url}{story.path}")
    region = page.get_by_role("region", name="Boats by year")
    assert region.get_attribute("tabindex") == "0"
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.locator(".table")).not_to_have_attribute("tabindex", "0")


def test_another_site_is_asked_only_when_the_reader_wants_it(page: Page, live_server: LiveServer) -> None:
    asked: list[str] = []
    page.route("https://www.youtube-nocookie.com/**", lambda route: (asked.append(route.request.url), route.abort()))
    page.goto(f"{live_server.url}{everything().path}", wait_until="networkidle")
    assert asked == []
    page.get_by_role("button", name="YouTube will then know").click()
    page.wait_for_selector("iframe")
    assert page.locator("iframe").get_attribute("src") == "https://www.youtube-nocookie.com/embed/abcdefghijk"


def test_without_scripts_no_button_is_there_that_would_do_nothing(browser: Browser, live_server: LiveServer) -> None:
    story = everything()
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{live_server.url}{story.path}")
        assert page.locator(".story button:visible").count() == 0
        assert page.get_by_role("link", name="Open it there").is_visible()
        assert page.get_by_role("link", name="Send by e-mail").is_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_a_page_that_stays_reads_like_a_story(page: Page, live_server: LiveServer, width: int) -> None:
    words = f"<p>{'A long sentence about the paper. ' * 12}</p><h2>Money</h2><p>Readers pay.</p><ul><li>Most</li></ul>"
    story = world.published(body=words)
    page_that_stays = StaticPage(slug="paper", title="The paper", body=words, public_from=clock.now())
    keeping.keep(thing=page_that_stays, by=None, at=clock.now())
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{live_server.url}{story.path}")
    set_in_stories = page.evaluate(_SET, ".story > .body")
    page.goto(f"{live_server.url}/about/paper/")
    assert page.evaluate(_SET, ".page-words > .body") == set_in_stories


def test_the_titles_of_all_pages_begin_at_one_edge(page: Page, live_server: LiveServer) -> None:
    edges = {}
    for kind, address in every_page("en").items():
        page.goto(f"{live_server.url}{address}")
        edges[kind] = page.locator("h1").evaluate("(title) => title.getBoundingClientRect().left")
    edges.pop("front")
    assert set(edges.values()) == {20}, edges


@pytest.mark.parametrize("width", [390, pytest.param(1280, marks=pytest.mark.long)])
def test_text_of_twice_the_size_stays_within_the_page(page: Page, live_server: LiveServer, width: int) -> None:
    """As a reader's own style sheet may set it: the queries for the width know nothing of that."""
    page.set_viewport_size({"width": width, "height": 800})
    for kind, address in every_page("en").items():
        page.goto(f"{live_server.url}{address}")
        page.add_style_tag(content="html { font-size: 200% }")
        page.locator("main").evaluate("(main) => main.insertAdjacentHTML('beforeend', '<ol class=trending></ol>')")
        assert page.evaluate("document.documentElement.scrollWidth") == width, kind


@pytest.mark.parametrize("language", ["en", "ar"])
def test_figures_stand_below_one_another_by_their_units(page: Page, live_server: LiveServer, language: str) -> None:
    rows = "".join(f"<tr><td>Boats</td><td>{figure}</td></tr>" for figure in ("9", "1,893", "+2.9"))
    heads = "<thead><tr><th></th><th>Change, %</th></tr></thead>"
    story = world.published(body=f"<table>{heads}<tbody>{rows}</tbody></table>", language=language)
    page.goto(f"{live_server.url}{story.path}")
    styles = page.evaluate(
        "[...document.querySelectorAll('tr > :last-child')].map((cell) => getComputedStyle(cell).textAlign)"
    )
    assert styles == ["right"] * 4


def assert_rows_are_full(page: Page, items: str, number: int) -> None:
    boxes = page.locator(items).evaluate_all("(all) => all.map((card) => card.getBoundingClientRect().toJSON())")
    whole = page.locator(items).first.evaluate("(item) => item.parentElement.clientWidth")
    rows: dict[float, float] = {}
    for box in boxes:
        rows[box["top"]] = max(rows.get(box["top"], 0), box["right"] - boxes[0]["left"])
    assert len(boxes) == number
    assert all(end == whole for end in rows.values())


@pytest.mark.parametrize("number", [1, 3, 4])
def test_related_articles_leave_none_alone(page: Page, live_server: LiveServer, number: int) -> None:
    picks = [world.published(f"Storm {count}") for count in range(number)]
    page.goto(f"{live_server.url}{world.published(related=picks).path}")
    assert_rows_are_full(page, ".related li", number)


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_section_of_few_leaves_no_story_alone(page: Page, live_server: LiveServer, number: int) -> None:
    for count in range(number):
        world.published(f"Storm {count}")
    page.goto(f"{live_server.url}/harbour/")
    assert_rows_are_full(page, ".river > li", number)


def test_no_story_of_a_longer_section_stretches_over_two_columns(page: Page, live_server: LiveServer) -> None:
    for count in range(6):
        world.published(f"Storm {count}")
    page.goto(f"{live_server.url}/harbour/")
    widths = page.locator(".river > li + li").evaluate_all("(all) => all.map((one) => one.offsetWidth)")
    assert (len(widths), len(set(widths))) == (5, 1)


def test_a_story_stands_beside_the_picture_of_a_section_of_two(page: Page, live_server: LiveServer) -> None:
    for _story in range(2):
        everything()
    page.goto(f"{live_server.url}/harbour/")
    tops = page.locator(".river img").evaluate_all("(all) => all.map((image) => image.getBoundingClientRect().top)")
    assert len(set(tops)) == 1


def test_all_sections_are_in_sight_on_a_phone(page: Page, live_server: LiveServer) -> None:
    for number in range(12):
        world.published(section=world.section(f"harbour-{number}", name=f"Harbour {number}"))
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(live_server.url)
    links = page.locator(".sections a").evaluate_all(
        "(all) => all.map((link) => link.getBoundingClientRect().toJSON())"
    )
    assert len(links) >= 12
    assert all(link["left"] >= 0 and link["right"] <= 390 and link["height"] >= 24 for link in links)


@pytest.mark.parametrize("medium", ["screen", "print"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_everything_in_a_story_ends_at_one_edge(
    page: Page, live_server: LiveServer, language: str, medium: Literal["screen", "print"]
) -> None:
    page.emulate_media(media=medium)
    page.goto(f"{live_server.url}{everything(language).path}")
    blocks = page.locator(".body > p, .body > aside, .body > .table, .embed, .corrections")
    ends = blocks.evaluate_all(
        "(all) => all.map((block) => [block.getBoundingClientRect().left, block.getBoundingClientRect().right])"
    )
    assert len(ends) == 6
    assert all(end == ends[0] for end in ends)


@pytest.mark.parametrize("path", ["/no-such-page/", "/search/"])
def test_the_search_field_has_its_label_above_it_and_a_line_all_round(
    page: Page, live_server: LiveServer, path: str
) -> None:
    page.goto(f"{live_server.url}{path}")
    label, field = page.get_by_text("Words to search for").bounding_box(), page.get_by_role("searchbox")
    box = field.bounding_box()
    assert label
    assert box
    assert label["height"] > 1
    assert label["y"] + label["height"] <= box["y"]
    assert field.evaluate("(field) => getComputedStyle(field).borderWidth") == "1px"


def test_no_line_of_facts_begins_with_a_dot(page: Page, live_server: LiveServer) -> None:
    world.published(source="The Northgate Press Agency of the Harbours")
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{live_server.url}/latest/")
    source = page.locator(".card-source")
    inside = "(fact) => fact.getBoundingClientRect().left - fact.parentElement.getBoundingClientRect().left"
    assert source.evaluate(inside) == 0
    dot = source.evaluate("(fact) => ({ ...getComputedStyle(fact, '::before') })")
    assert (dot["content"], dot["marginLeft"]) == ('"·" / ""', f"-{dot['width']}")
    assert source.evaluate("(fact) => getComputedStyle(fact.parentElement).overflowX") == "clip"


def test_a_teaser_runs_over_the_whole_width_of_a_phone(page: Page, live_server: LiveServer) -> None:
    everything()
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{live_server.url}/latest/")
    picture, teaser = (page.locator(part).bounding_box() for part in (".card-picture", ".card-summary"))
    assert picture
    assert teaser
    assert (picture["width"], teaser["width"]) == (112, 280)
    assert picture["y"] + picture["height"] <= teaser["y"]


def test_the_pictures_of_a_story_are_as_wide_as_its_lead(page: Page, live_server: LiveServer) -> None:
    photo = Photo.objects.get(pk=take_in(data=drawn.photograph(1600, 1000), filename="boat.jpg", by=None).photo.pk)
    renditions.make(photo_id=photo.pk)
    roles = [{"role": role, "photo": photo, "alt": "A ferry", "text": "At dawn."} for role in ("lead", "gallery")]
    page.goto(f"{live_server.url}{world.published(captions=roles).path}")
    widths = page.locator(".story img").evaluate_all("(all) => all.map((image) => image.clientWidth)")
    assert widths == [920, 920]


def test_the_rule_of_the_corrections_goes_on_that_of_the_byline(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}{everything().path}")
    tops = page.locator(".facts, .facts + .corrections").evaluate_all(
        "(rules) => rules.map((rule) => rule.getBoundingClientRect().top)"
    )
    assert tops[0] == tops[1]


def test_the_ring_around_a_lead_is_inside_a_phones_screen(page: Page, live_server: LiveServer) -> None:
    everything()
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(live_server.url)
    page.keyboard.press("Tab")
    lead = page.locator(".top-lead a")
    lead.focus()
    ring = lead.evaluate("(link) => ({ ...getComputedStyle(link, '::after') })")
    assert (ring["outlineOffset"], ring["width"]) == ("-3px", "390px")
