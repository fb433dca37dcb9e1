"""Sections, tags, coverages, related and trending for programs: what readers may know, and nothing else."""

from datetime import timedelta

import pytest
from django.test import Client

from articles.models import Coverage, TimelineEntry
from readers.models import Trending
from tests import world
from tests.world import MORNING, ControlledClock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def newsroom(time: ControlledClock) -> None:
    world.site()


def test_sections_come_in_the_sites_order_with_their_parents(api: Client) -> None:
    parent = world.section("world", order=2)
    world.section("harbour", order=1)
    world.section("africa", order=3, parent=parent)
    found = api.get("/api/v1/sections").json()
    assert [(row["slug"], row["parent"]) for row in found] == [("harbour", None), ("world", None), ("africa", "world")]
    assert found[0]["url"] == "http://localhost:8000/harbour/"


def test_a_section_says_what_it_is_called_in_other_languages(api: Client) -> None:
    world.section(wordings={"ar": {"name": "الميناء"}, "fr": {"name": "", "description": "Bateaux"}})
    assert api.get("/api/v1/sections").json()[0]["names"] == {"ar": "الميناء"}


def test_a_tag_is_known_once_a_public_story_has_it(api: Client) -> None:
    article = world.draft(tags=["Ferries"])
    assert api.get("/api/v1/tags").json()["items"] == []
    assert api.get("/api/v1/tags/ferries").status_code == 404
    world.publish(article)
    assert [row["slug"] for row in api.get("/api/v1/tags").json()["items"]] == ["ferries"]
    assert api.get("/api/v1/tags/ferries").json()["name"] == "Ferries"


def test_tags_come_in_pages(api: Client) -> None:
    world.published(tags=["Alder", "Birch", "Cedar"])
    first = api.get("/api/v1/tags?limit=2").json()
    assert ([row["name"] for row in first["items"]], first["next"]) == (["Alder", "Birch"], "Birch")
    second = api.get("/api/v1/tags?limit=2&after=Birch").json()
    assert ([row["name"] for row in second["items"]], second["next"]) == (["Cedar"], None)
    assert [row["name"] for row in api.get("/api/v1/tags?q=bi").json()["items"]] == ["Birch"]
    assert api.get("/api/v1/tags?q=%00").status_code == 422


def test_a_coverage_is_known_from_its_opening(api: Client, time: ControlledClock) -> None:
    storm = Coverage.objects.create(
        name="Storm", slug="storm", key_points="One\n\nTwo", public_from=MORNING + timedelta(hours=1)
    )
    TimelineEntry.objects.create(coverage=storm, date="2026-03", title="Wind")
    assert api.get("/api/v1/coverages").json() == []
    assert api.get("/api/v1/coverages/storm").status_code == 404
    time.move(hours=1)
    assert [row["slug"] for row in api.get("/api/v1/coverages").json()] == ["storm"]
    found = api.get("/api/v1/coverages/storm").json()
    assert found["key_points"] == ["One", "Two"]
    assert found["timeline"] == [{"date": "2026-03", "title": "Wind", "text": ""}]


def test_related_stories_are_the_desks_picks_that_are_public(api: Client) -> None:
    pick, hidden = world.published("Quay closes"), world.draft("Not yet")
    article = world.published("Ferry leaves", related=[hidden, pick])
    found = api.get(f"/api/v1/articles/{article.public_id}/related").json()
    assert [row["headline"] for row in found] == ["Quay closes"]
    assert api.get(f"/api/v1/articles/{hidden.public_id}/related").status_code == 404


def test_trending_is_of_one_language_and_fresh(api: Client, time: ControlledClock) -> None:
    article = world.published("Ferry leaves")
    Trending.objects.create(language="en", article_ids=[article.pk], counted_at=time.at)
    assert [row["headline"] for row in api.get("/api/v1/trending").json()] == ["Ferry leaves"]
    assert api.get("/api/v1/trending?language=ar").json() == []
    assert api.get("/api/v1/trending?language=xx").status_code == 422
    time.move(minutes=36)
    assert api.get("/api/v1/trending").json() == []


@pytest.mark.parametrize("path", ["sections", "tags", "coverages", "trending"])
def test_what_is_held_already_is_not_sent_again(api: Client, path: str) -> None:
    answer = api.get(f"/api/v1/{path}")
    assert api.get(f"/api/v1/{path}", headers={"If-None-Match": answer["ETag"]}).status_code == 304
