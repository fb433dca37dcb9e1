"""The public pages: what stands on them, what they cost, and that nothing is there too early."""

import re
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from articles import publishing, withdrawing
from articles.models import Article, Coverage, Edition, Section
from ground import clock
from media.models import Photo
from readers import onward
from readers.models import Trending
from tests import world
from tests.world import ControlledClock


def html(reader: Client, path: str, status: int = 200) -> str:
    response = reader.get(path)
    assert response.status_code == status, (path, response.status_code)
    return response.content.decode()


def whole_story(photo: Photo) -> Article:
    """A story with everything that a story may have."""
    lead, inline = uuid4(), uuid4()
    caption = {"photo": photo, "text": "The Solveig at dawn.", "credit": "Nordvik Bildbyrå", "alt": "A ferry"}
    return world.published(
        "Ferry leaves Halmsund",
        summary="The first in four days.",
        body=f'<p>It left at six.</p><h2>What next</h2><figure data-caption="{inline}"></figure><p>More.</p>',
        source="Nordvik Wire",
        dateline="Halmsund",
        bylines=[{"author": None, "name": "Ása Björklund"}],
        tags=["Ferries"],
        editor_note="Two reporters contributed.",
        captions=[{**caption, "uuid": lead, "role": "lead"}, {**caption, "uuid": inline, "role": "inline"}],
    )


def every_kind_of_page(photo: Photo) -> list[str]:
    story = whole_story(photo)
    Coverage.objects.create(name="The storm", slug="the-storm", public_from=story.created_at)
    return ["/", "/harbour/", "/tag/ferries/", "/coverage/the-storm/", story.path or "", "/feeds/front.atom"]


def test_the_article_page_shows_all_that_a_story_has(reader: Client, ferry: Photo) -> None:
    text = html(reader, whole_story(ferry).path or "")
    wanted = [
        "Harbour Post",
        'href="/harbour/"',
        "Ferry leaves Halmsund</h1>",
        "The first in four days.",
        "The Solveig at dawn.",
        "Nordvik Bildbyrå",
        "Ása Björklund",
        "Nordvik Wire",
        "Published",
        "It left at six.",
        "<h2>What next</h2>",
        "Two reporters contributed.",
        "Ferries",
        "Help us improve",
        "Places and people are invented.",
    ]
    places = [text.find(words, text.index("<body")) for words in wanted]
    assert -1 not in places, wanted[places.index(-1)]
    assert places == sorted(places)


def test_nothing_is_read_aloud_that_is_not_true_yet(reader: Client, ferry: Photo) -> None:
    page = html(reader, world.published(captions=[{"role": "lead", "photo": ferry, "credit": "R. Hald"}]).path)
    words = re.sub(r"<[^>]+>", "", page)
    assert "Thank you" not in words
    assert "Leave this empty" not in words
    assert "Picture: R. Hald" in words


def test_times_are_printed_in_the_newsrooms_zone(reader: Client) -> None:
    text = html(reader, world.published().path or "")
    assert '<time datetime="2026-03-04T10:00:00+04:00">4 March 2026, 10:00 (Muscat time)</time>' in text


def test_only_a_public_change_is_called_an_update(reader: Client, time: ControlledClock) -> None:
    article = world.published()
    time.move(hours=1)
    world.save(article, body="<p>Ferry leaves Halmsund, spelt right.</p>")
    world.publish(article, kind="minor")
    assert "Updated" not in html(reader, article.path or "")
    time.move(hours=1)
    world.save(article, body="<p>The ferry has arrived.</p>")
    world.publish(article, kind="update")
    assert "Updated <time" in html(reader, article.path or "")


def test_one_correction_is_not_called_corrections(reader: Client, time: ControlledClock) -> None:
    article = world.published()
    for number, heading in ((1, ">Correction</h2>"), (2, ">Corrections</h2>")):
        time.move(minutes=1)
        world.save(article, body=f"<p>It left at {number}.</p>")
        world.publish(article, kind="correction", note=f"Note {number}.")
        assert heading in html(reader, article.path or "")


def test_a_correction_is_printed_with_its_date(reader: Client, time: ControlledClock) -> None:
    article = world.published()
    time.move(minutes=5)
    world.save(article, body="<p>It left at seven.</p>")
    world.publish(article, kind="correction", note="The ferry left at seven, not at six.")
    text = html(reader, article.path or "")
    assert "The ferry left at seven, not at six." in text
    assert "4 March 2026, 10:05" in text


def test_an_arabic_story_turns_the_page_round_and_leaves_the_masthead(reader: Client) -> None:
    article = world.published("أول عبّارة", language="ar")
    text = html(reader, article.path or "")
    assert '<html lang="ar" dir="rtl"' in text
    assert '<p class="masthead-name" lang="en" dir="ltr">' in text


def test_the_script_of_a_headline_cannot_end_its_element(reader: Client) -> None:
    text = html(reader, world.published("Ferry </script><script>alert(1)</script> leaves").path or "")
    assert "<script>" not in text


def test_a_scheduled_story_appears_on_its_second_with_nothing_running(reader: Client, time: ControlledClock) -> None:
    article = world.draft(tags=["Ferries"])
    publishing.schedule(article=article, version=1, at=time.at + timedelta(seconds=20), by=None)
    article.refresh_from_db()
    path, lists = article.path or "", ["/", "/harbour/", "/feeds/front.atom"]
    time.move(seconds=19, microseconds=999_999)
    assert not [place for place in lists if "Ferry leaves" in html(reader, place)]
    html(reader, path, status=404)
    html(reader, "/tag/ferries/", status=404)
    time.move(microseconds=1)
    assert all("Ferry leaves" in html(reader, place) for place in [*lists, path, "/tag/ferries/"])


def test_every_page_ends_when_something_planned_begins(reader: Client, time: ControlledClock) -> None:
    world.published("Storm passes", tags=["Ferries"])
    article = world.draft(tags=["Ferries"])
    publishing.schedule(article=article, version=1, at=time.at + timedelta(seconds=20), by=None)
    article.refresh_from_db()
    for path in ["/", "/harbour/", "/tag/ferries/", "/feeds/front.atom", article.path or ""]:
        assert "max-age=20," in reader.get(path)["Cache-Control"], path


def test_every_page_ends_when_a_story_on_it_does(reader: Client, time: ControlledClock) -> None:
    article = world.published(tags=["Ferries"])
    withdrawing.plan_take_down(article=article, until=time.at + timedelta(seconds=9), by=None)
    for path in ["/", "/harbour/", "/tag/ferries/", "/feeds/front.atom", article.path or ""]:
        assert "max-age=9," in reader.get(path)["Cache-Control"], path


def test_an_embargo_that_moves_leaves_no_trace(reader: Client, time: ControlledClock) -> None:
    article = world.published()
    withdrawing.embargo(article=article, until=time.move(seconds=1) + timedelta(hours=1), by=None)
    html(reader, article.path or "", status=404)
    assert "Ferry leaves" not in html(reader, "/") + html(reader, "/harbour/") + html(reader, "/feeds/front.atom")


def test_every_answer_names_what_it_shows_and_sets_no_cookie(reader: Client, ferry: Photo) -> None:
    for path in [*every_kind_of_page(ferry), "/robots.txt", "/nothing/", "/harbour/2020/01/01/nothing/"]:
        response = reader.get(path)
        assert response["Surrogate-Key"], path
        assert not response.cookies, path
        assert "Cookie" not in response.get("Vary", ""), path


def test_the_keys_name_the_story_its_photographs_and_its_lists(reader: Client, ferry: Photo) -> None:
    article = whole_story(ferry)
    keys = set(reader.get(article.path)["Surrogate-Key"].split())
    assert {f"article:{article.public_id}", f"photo:{ferry.public_id}", f"path:{article.path}"} <= keys
    assert f"section:{article.section_id}" in keys
    assert f"article:{article.public_id}" in reader.get("/")["Surrogate-Key"].split()


@pytest.mark.parametrize(("page", "most"), [(0, 6), (1, 6), (2, 6), (3, 8), (4, 4), (5, 4)])
def test_a_page_costs_few_queries(reader: Client, ferry: Photo, page: int, most: int) -> None:
    pages = every_kind_of_page(ferry)
    others = [world.published(f"Story {number}", tags=["Ferries"]) for number in range(20)]
    Trending.objects.create(language="en", article_ids=[other.pk for other in others], counted_at=others[0].created_at)
    with CaptureQueriesContext(connection) as queries:
        html(reader, pages[page])
    assert len(queries) <= most, [query["sql"][:200] for query in queries]


def test_a_page_not_found_costs_three_queries(
    reader: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(3):
        html(reader, "/harbour/2020/01/01/nothing/", status=404)


def test_reading_writes_nothing(reader: Client, ferry: Photo) -> None:
    for path in every_kind_of_page(ferry):
        with CaptureQueriesContext(connection) as queries:
            html(reader, path)
        assert not [query for query in queries if not query["sql"].lstrip("(").startswith("SELECT")]


def test_a_section_shows_the_stories_of_the_sections_in_it(reader: Client) -> None:
    fisheries = world.section("fisheries", parent=world.section("harbour"))
    world.published("Herring return", section=fisheries)
    assert "Herring return" in html(reader, "/harbour/")
    assert 'href="/harbour/"' in html(reader, "/fisheries/")


def test_a_section_that_is_empty_says_so(reader: Client) -> None:
    world.section("culture")
    assert "Nothing has been published here yet." in html(reader, "/culture/")
    html(reader, "/no-such-section/", status=404)


def test_every_picture_has_its_size_and_every_landmark_a_name(reader: Client, ferry: Photo) -> None:
    for path in every_kind_of_page(ferry)[:5]:
        text = html(reader, path)
        assert text.count("<h1") == 1, path
        assert all("width=" in tag and "height=" in tag and "alt=" in tag for tag in re.findall(r"<img[^>]*>", text))
        assert all("aria-label" in tag for tag in re.findall(r"<(?:nav|section|aside)\b[^>]*>", text)), path
        ids = re.findall(r'\bid="([^"]+)"', text)
        assert len(ids) == len(set(ids)), path
        assert text.count('fetchpriority="high"') <= 1, path


def test_every_list_has_one_address_for_each_page(reader: Client) -> None:
    world.published()
    assert '<link rel="canonical" href="http://localhost:8000/harbour/">' in html(reader, "/harbour/?page=1&utm=x")
    for number in ("0", "2", "101", "-1", "x", "9" * 5000, "²", "01", "000001" + "9" * 30, "000001" + "9" * 5000):
        html(reader, f"/harbour/?page={number}", status=404)


def test_a_withdrawn_photograph_is_on_no_page(reader: Client, ferry: Photo) -> None:
    paths = every_kind_of_page(ferry)
    Photo.objects.update(state=Photo.State.KILLED)
    assert not [path for path in paths if str(ferry.public_id) in html(reader, path)]


def test_an_address_without_its_slash_leads_to_the_story(reader: Client) -> None:
    path = world.published().path or ""
    assert reader.get(path.rstrip("/"))["Location"] == path


def test_a_front_without_anything_says_so(reader: Client) -> None:
    assert not Section.objects.exists()
    assert not Edition.objects.exists()
    assert "Nothing has been published yet." in html(reader, "/")


@pytest.mark.parametrize(
    "path", ["/a%0Ab/", "/a%0D%0AX: y/", "/harbour/2026/01/01/x/%0A", "/%FF%FE/", "/a%00b/", "/ü/"]
)
def test_an_odd_address_is_not_there_and_names_its_keys(reader: Client, path: str) -> None:
    response = reader.get(path)
    assert response.status_code == 404
    assert "furniture:site" in response["Surrogate-Key"].split()


def test_a_story_names_its_tags_and_its_coverages_also_one_that_has_yet_to_open(reader: Client) -> None:
    coverage = Coverage.objects.create(name="The storm", slug="the-storm", public_from=None)
    article = world.published(tags=["Ferries"], coverages=[coverage])
    keys = reader.get(article.path or "")["Surrogate-Key"].split()
    assert {f"tag:{article.tags.get().pk}", f"coverage:{coverage.pk}"} <= set(keys)


def test_lists_name_the_photographs_that_they_show(reader: Client, ferry: Photo, time: ControlledClock) -> None:
    coverage = Coverage.objects.create(name="The storm", slug="the-storm", public_from=time.at)
    caption = {"photo": ferry, "role": "lead"}
    story = world.published("Ferry sails", captions=[caption], tags=["Ferries"], coverages=[coverage])
    reading_on = world.published("Quay closes", related=[story])
    for path in ["/", "/harbour/", "/tag/ferries/", "/coverage/the-storm/", reading_on.path or ""]:
        response = reader.get(path)
        assert str(ferry.public_id) in response.content.decode(), path
        assert f"photo:{ferry.public_id}" in response["Surrogate-Key"].split(), path


def test_a_story_that_is_published_between_two_looks_does_not_lead_to_itself(
    reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = world.published().path or ""
    monkeypatch.setattr(onward, "standing_at", lambda *_, **__: None)
    response = reader.get(path)
    assert (response.status_code, response["Cache-Control"]) == (404, "public, max-age=0, must-revalidate")


def test_a_story_ends_with_what_it_names(reader: Client, time: ControlledClock) -> None:
    soon, later = time.at + timedelta(seconds=9), time.at + timedelta(seconds=30)
    target = world.published("Target")
    coverage = Coverage.objects.create(name="The storm", slug="the-storm", public_from=later)
    body = f'<p>As <a data-story="{target.public_id}">told</a>.</p>'
    path = world.published("Linker", body=body, coverages=[coverage]).path or ""
    assert "max-age=30," in reader.get(path)["Cache-Control"]
    withdrawing.plan_take_down(article=target, until=soon, by=None)
    assert "max-age=9," in reader.get(path)["Cache-Control"]


def test_a_page_by_a_clock_that_is_behind_ends_when_the_new_story_begins_for_it(reader: Client) -> None:
    class Behind(ControlledClock):
        def after_lock(self) -> datetime:
            return self.at + timedelta(milliseconds=500)

    with clock.using(Behind()):
        world.published()
        response = reader.get("/")
    assert "Ferry leaves" not in response.content.decode()
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_pages_are_read_and_nothing_else(reader: Client, ferry: Photo, method: str) -> None:
    for path in [*every_kind_of_page(ferry), "/robots.txt"]:
        response = getattr(reader, method)(path)
        assert (response.status_code, response["Allow"]) == (405, "GET, HEAD"), path
