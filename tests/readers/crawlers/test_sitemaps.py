"""Sitemaps: every public story in the file of its month, and nothing that is not public."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree

from articles import reporting, withdrawing
from articles.models import Author, Coverage, Tag
from ground.shown import collection
from media.models import Photo
from newsroom.models import Purge
from readers import lists
from readers.crawlers import mapping
from tests import world
from tests.world import MORNING, ControlledClock


def places(reader: Client, path: str) -> list[str]:
    answer = reader.get(path)
    assert answer.status_code == 200, path
    root = etree.fromstring(answer.getvalue())
    return [str(place.text).removeprefix("http://localhost:8000") for place in root.iter("{*}loc")]


def test_each_story_stands_in_the_file_of_its_month(reader: Client, time: ControlledClock) -> None:
    march = world.published("March")
    time.move(days=40)
    april, draft = world.published("April"), world.draft("Not yet")
    assert places(reader, "/sitemap.xml") == [
        f"/sitemaps/{name}.xml" for name in ("pages", "authors", "tags-1", "2026-03", "2026-04")
    ]
    assert places(reader, "/sitemaps/2026-03.xml") == [march.path]
    assert places(reader, "/sitemaps/2026-04.xml") == [april.path]
    assert draft.path is None
    assert reader.get("/sitemaps/2026-05.xml").status_code == 404
    assert reader.get("/sitemaps/2026-13.xml").status_code == 404


def test_a_full_file_is_followed_by_another(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mapping, "PER_FILE", 2)
    stories = [world.published(f"Story {number}").path for number in range(5)]
    files = places(reader, "/sitemap.xml")[3:]
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


@pytest.mark.parametrize("name", ["sitemap", "sitemaps/2026-03", "sitemaps/authors", "sitemaps/tags-1", "news-sitemap"])
def test_a_copy_lasts_no_longer_than_a_story_that_is_to_be_taken_down(
    reader: Client, time: ControlledClock, name: str
) -> None:
    withdrawing.plan_take_down(article=world.published(), until=MORNING + timedelta(minutes=20), by=None)
    answer = reader.get(f"/{name}.xml")
    assert collection(answer.wsgi_request).until == MORNING + timedelta(minutes=20)


def test_the_news_sitemap_names_the_newspaper_in_each_language(reader: Client) -> None:
    world.site().languages.create(language="ar", name="بريد الميناء")
    world.published("وصلت العبارة", language="ar")
    told = "<news:name>بريد الميناء</news:name><news:language>ar</news:language>"
    assert told in reader.get("/news-sitemap.xml").content.decode()


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


def test_live_pages_stand_beside_their_coverages(reader: Client, time: ControlledClock) -> None:
    storm = Coverage.objects.create(name="Storm", slug="storm", public_from=time.at)
    assert places(reader, "/sitemaps/pages.xml") == ["/", "/coverage/storm/"]
    asked = reader.get("/sitemaps/pages.xml")["Surrogate-Key"].split()
    reporting.start_live(coverage=storm, by=None)
    assert places(reader, "/sitemaps/pages.xml") == ["/", "/coverage/storm/", "/coverage/storm/live/"]
    assert set(asked) & set(Purge.objects.latest("pk").keys)


def tag_files(reader: Client) -> list[str]:
    return [path for path in places(reader, "/sitemap.xml") if path.startswith("/sitemaps/tags-")]


def tags(reader: Client) -> list[str]:
    return [path for file in tag_files(reader) for path in places(reader, file)]


def test_a_tag_is_listed_where_search_engines_may_show_its_page(reader: Client, time: ControlledClock) -> None:
    for number, (language, names) in enumerate([
        ("en", ["Ferries", "Storm"]),
        ("en", ["Ferries", "Storm"]),
        ("en", ["Ferries"]),
        ("fa", ["Ferries", "Storm"]),
        ("fr", ["Storm", "Nets"]),
        ("fr", ["Storm", "Nets"]),
        ("fr", ["Storm", "Nets"]),
    ]):  # fmt: skip
        time.move(minutes=1)
        world.published(f"Story {number}", language=language, tags=names)
    listed = tags(reader)
    assert listed == ["/tag/ferries/", "/tag/storm/?lang=fr", "/tag/nets/?lang=fr"]
    for path in ["/tag/ferries/?lang=fa", "/tag/storm/", *listed, "/tag/ferries/"]:
        text = reader.get(path).content.decode()
        assert ("noindex" not in text) is (path in listed), path
        if path in listed:
            assert f'<link rel="canonical" href="http://localhost:8000{path}">' in text


def test_a_tag_tells_when_its_list_last_changed_and_leaves_with_its_stories(
    reader: Client, time: ControlledClock
) -> None:
    stories = []
    for number in range(3):
        time.move(minutes=1)
        stories.append(world.published(f"Story {number}", tags=["Ferries"]))
    world.draft("Not yet", tags=["Storm"])
    [file] = tag_files(reader)
    answer = reader.get(file)
    assert (
        "<loc>http://localhost:8000/tag/ferries/</loc><lastmod>2026-03-04T06:03:00+00:00" in answer.getvalue().decode()
    )
    assert "list:latest" in answer["Surrogate-Key"].split()
    time.move(minutes=1)
    world.save(stories[0], headline="Changed")
    world.publish(stories[0])
    assert "<lastmod>2026-03-04T06:04:00+00:00" in reader.get(file).getvalue().decode()
    time.move(minutes=1)
    withdrawing.withdraw(article=stories[1], by=None, notice="Gone.")
    assert tags(reader) == []


def test_a_tag_of_a_draft_changes_nothing_that_robots_have(reader: Client) -> None:
    before = reader.get("/sitemap.xml").content
    assert "/sitemaps/tags-1.xml" in tag_files(reader)
    world.draft("Not yet", tags=["Storm"])
    assert reader.get("/sitemap.xml").content == before


def test_tags_fill_files_by_their_numbers(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mapping, "PER_BLOCK", 2)
    monkeypatch.setattr(lists, "WORTH_INDEXING", 1)
    world.published(tags=[f"Tag {number}" for number in range(5)])
    files = [file for file in tag_files(reader) if places(reader, file)]
    assert len(files) in {3, 4}
    assert sorted(tags(reader)) == [f"/tag/tag-{number}/" for number in range(5)]
    others = {file: places(reader, file) for file in files[1:]}
    Tag.objects.filter(slug=places(reader, files[0])[0].split("/")[2]).delete()
    assert {file: places(reader, file) for file in files[1:]} == others
    assert set(files[1:]) <= set(tag_files(reader))
    assert reader.get("/sitemaps/tags-999999999.xml").status_code == 404
    assert reader.get("/sitemaps/tags-0.xml").status_code == 404


def test_those_who_signed_public_stories_are_listed(reader: Client, time: ControlledClock) -> None:
    asa, bo = (Author.objects.create(name=name, slug=name.lower()) for name in ("Asa", "Bo"))
    world.draft(bylines=[{"author": bo, "name": ""}])
    world.published(bylines=[{"author": asa, "name": ""}])
    world.published("Dari", language="fa", bylines=[{"author": asa, "name": ""}])
    assert places(reader, "/sitemaps/authors.xml") == ["/author/asa/", "/author/asa/?lang=fa"]
    assert "<lastmod>2026-03-04T06:00:00+00:00" in reader.get("/sitemaps/authors.xml").getvalue().decode()


def test_lists_take_as_many_queries_for_many_tags_as_for_one(reader: Client) -> None:
    counts = []
    for number in (1, 12):
        for name in range(number):
            author = Author.objects.get_or_create(name="A", slug=f"a-{name}")[0]
            for story in range(3):
                world.published(f"{story}", tags=[f"T {name}"], bylines=[{"author": author, "name": ""}])
        for path in (tag_files(reader)[-1], "/sitemaps/authors.xml"):
            with CaptureQueriesContext(connection) as queries:
                reader.get(path).getvalue()
            counts.append(len(queries))
    assert counts[:2] == counts[2:]
    assert max(counts) <= 5


def test_a_month_takes_as_many_queries_for_many_stories_as_for_one(reader: Client) -> None:
    world.published()
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            reader.get("/sitemaps/2026-03.xml").getvalue()
        counts.append(len(queries))
        for number in range(5):
            world.published(f"Story {number}")
    assert counts[0] == counts[1] <= 6
