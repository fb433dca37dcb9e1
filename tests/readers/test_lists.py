"""Lists: newest first, paged, one language at a time, and without counting."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles import withdrawing
from ground.shown import collection
from readers import lists
from tests import world
from tests.world import MORNING, ControlledClock


def test_a_page_holds_so_many_and_leads_to_the_next(
    reader: Client, time: ControlledClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "PER_PAGE", 2)
    for number in range(3):
        time.move(minutes=1)
        world.published(f"Story {number}")
    first, second = (reader.get(f"/harbour/{query}").content.decode() for query in ("", "?page=2"))
    assert first.index("Story 2") < first.index("Story 1")
    assert "Story 0" not in first
    assert '<link rel="next" href="/harbour/?page=2">' in first
    assert '<link rel="prev" href="/harbour/">' in second
    assert '<link rel="canonical" href="http://localhost:8000/harbour/?page=2">' in second
    assert "Story 0" in second
    assert reader.get("/harbour/?page=3").status_code == 404


def test_a_later_page_ends_with_a_story_before_it(
    reader: Client, time: ControlledClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "PER_PAGE", 1)
    world.published("Below")
    withdrawing.plan_take_down(article=world.published("Above"), until=MORNING + timedelta(minutes=20), by=None)
    second = reader.get("/harbour/?page=2")
    assert "Below" in second.content.decode()
    assert collection(second.wsgi_request).until == MORNING + timedelta(minutes=20)


def test_a_list_shows_one_language(reader: Client) -> None:
    world.published("Ferry leaves")
    world.published("العبّارة تغادر", language="ar")
    english, arabic = (reader.get(f"/harbour/{query}").content.decode() for query in ("", "?lang=ar"))
    assert "العبّارة" not in english
    assert "Ferry leaves" not in arabic
    assert '<html lang="ar" dir="rtl"' in arabic
    assert '<link rel="canonical" href="http://localhost:8000/harbour/?lang=ar">' in arabic


def test_a_list_with_nothing_in_the_sites_language_shows_the_one_it_has(reader: Client) -> None:
    world.published("العبّارة تغادر", language="ar")
    for path in ("/harbour/", "/"):
        assert '<html lang="ar" dir="rtl"' in reader.get(path).content.decode(), path


def test_no_list_counts_its_stories(reader: Client) -> None:
    world.published(tags=["Ferries"])
    for path in ("/", "/harbour/", "/tag/ferries/"):
        with CaptureQueriesContext(connection) as queries:
            reader.get(path)
        assert not [query for query in queries if "COUNT(" in query["sql"]], path


def test_a_tag_with_few_stories_is_not_for_search_engines(reader: Client) -> None:
    for number in range(3):
        assert (number > 0) is ('content="noindex"' in reader.get("/tag/ferries/").content.decode()) or number == 0
        world.published(f"Story {number}", tags=["Ferries"])
    assert 'content="noindex"' not in reader.get("/tag/ferries/").content.decode()


def test_only_the_first_page_shows_another_language_than_the_sites(
    reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "PER_PAGE", 1)
    world.published("Ferry leaves")
    for headline in ("أول", "ثان", "ثالث"):
        world.published(headline, language="ar")
    assert reader.get("/harbour/?page=2").status_code == 404
    assert reader.get("/harbour/?page=2&lang=ar").status_code == 200


def test_a_list_says_when_a_story_was_updated(reader: Client, time: ControlledClock) -> None:
    article = world.published("Ferry leaves")
    assert "Updated" not in reader.get("/").content.decode()
    time.move(hours=1)
    world.publish(world.save(article, summary="It has left."), kind="minor")
    assert "Updated" not in reader.get("/").content.decode()
    time.move(hours=1)
    world.publish(world.save(article, summary="It has sunk."), kind="update")
    for path in ("/", "/harbour/", "/search/?q=ferry"):
        assert '>Updated <time datetime="' in reader.get(path).content.decode()
    time.move(days=1)
    assert "Updated" not in reader.get("/").content.decode(), "both were yesterday"
