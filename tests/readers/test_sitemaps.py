"""Sitemaps: every public story in the file of its month, and nothing that is not public."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree

from articles import withdrawing
from media.models import Photo
from readers import mapping
from tests import world
from tests.world import ControlledClock


def places(reader: Client, path: str) -> list[str]:
    answer = reader.get(path)
    assert answer.status_code == 200, path
    root = etree.fromstring(answer.getvalue())
    return [str(place.text).removeprefix("http://localhost:8000") for place in root.iter("{*}loc")]


def test_each_story_stands_in_the_file_of_its_month(reader: Client, time: ControlledClock) -> None:
    march = world.published("March")
    time.move(days=40)
    april, draft = world.published("April"), world.draft("Not yet")
    assert places(reader, "/sitemap.xml") == [f"/sitemaps/{name}.xml" for name in ("pages", "2026-03", "2026-04")]
    assert places(reader, "/sitemaps/2026-03.xml") == [march.path]
    assert places(reader, "/sitemaps/2026-04.xml") == [april.path]
    assert draft.path is None
    assert reader.get("/sitemaps/2026-05.xml").status_code == 404
    assert reader.get("/sitemaps/2026-13.xml").status_code == 404


def test_a_full_file_is_followed_by_another(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mapping, "PER_FILE", 2)
    stories = [world.published(f"Story {number}").path for number in range(5)]
    files = places(reader, "/sitemap.xml")[1:]
    assert files == ["/sitemaps/2026-03.xml", "/sitemaps/2026-03-2.xml", "/sitemaps/2026-03-3.xml"]
    assert [path for file in files for path in places(reader, file)] == stories
    assert reader.get("/sitemaps/2026-03-4.xml").status_code == 404


def test_a_change_moves_lastmod_and_tells_the_month(reader: Client, time: ControlledClock, ferry: Photo) -> None:
    article = world.published(captions=[{"role": "lead", "photo": ferry, "alt": "A ferry", "credit": "R. Hald"}])
    time.move(minutes=5)
    world.save(article, headline="Changed")
    world.publish(article)
    answer = reader.get("/sitemaps/2026-03.xml")
    text = answer.getvalue().decode()
    assert "<lastmod>2026-03-04T06:05:00+00:00</lastmod>" in text
    assert re.search(r"<image:loc>http://localhost:8000/photos/[^<]+</image:loc>", text)
    assert "list:2026-03" in answer["Surrogate-Key"].split()


def test_a_withdrawn_story_leaves(reader: Client, time: ControlledClock) -> None:
    gone, stays = world.published("Gone"), world.published("Stays")
    time.move(minutes=1)
    withdrawing.withdraw(article=gone, by=None, notice="Gone.")
    assert places(reader, "/sitemaps/2026-03.xml") == [stays.path]
    assert places(reader, "/news-sitemap.xml") == [stays.path]


def test_the_news_sitemap_holds_two_days(reader: Client, time: ControlledClock) -> None:
    world.published("Old & stale")
    time.move(hours=47, minutes=59, seconds=50)
    answer = reader.get("/news-sitemap.xml")
    assert "<news:title>Old &amp; stale</news:title>" in answer.content.decode()
    assert "<news:name>Harbour Post</news:name><news:language>en</news:language>" in answer.content.decode()
    assert "max-age=10" in answer["Cache-Control"]
    time.move(seconds=10)
    assert places(reader, "/news-sitemap.xml") == []


def test_pages_that_are_no_stories_have_their_own_file(reader: Client) -> None:
    world.section("harbour")
    assert places(reader, "/sitemaps/pages.xml") == ["/", "/harbour/"]


def test_a_month_takes_as_many_queries_for_many_stories_as_for_one(reader: Client) -> None:
    world.published()
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            reader.get("/sitemaps/2026-03.xml").getvalue()
        counts.append(len(queries))
        for number in range(5):
            world.published(f"Story {number}")
    assert counts[0] == counts[1] <= 5
