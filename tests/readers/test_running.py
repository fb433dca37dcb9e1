"""Running stories at the head of the front, and live pages at the head of stories."""

from datetime import timedelta

from django.test import Client

from articles import reporting
from articles.models import Coverage
from ground import clock
from tests import world
from tests.world import ControlledClock


def storm(**fields: object) -> Coverage:
    given = {"name": "The storm", "slug": "the-storm", "public_from": clock.now(), "status": "ongoing", **fields}
    return Coverage.objects.create(**given)


def text(reader: Client, path: str = "/") -> str:
    return reader.get(path).content.decode()


def test_the_front_leads_to_what_runs_and_to_live_pages_first(reader: Client) -> None:
    storm(name="A strike", slug="strike")
    reporting.start_live(coverage=storm(), by=None)
    front = text(reader)
    live, strike = '<a href="/coverage/the-storm/live/"><span class="live">Live</span>', '<a href="/coverage/strike/">'
    assert front.index(live) < front.index(strike)


def test_what_is_closed_or_in_another_language_is_not_followed(reader: Client) -> None:
    storm(status="closed")
    storm(name="La grève", slug="greve", language="fr")
    assert 'class="running"' not in text(reader)


def test_the_front_ends_when_a_coverage_opens(reader: Client, time: ControlledClock) -> None:
    storm(public_from=clock.now() + timedelta(seconds=20))
    answer = reader.get("/")
    assert "max-age=20," in answer["Cache-Control"]
    assert "list:coverages" in answer["Surrogate-Key"].split()
    time.move(seconds=20)
    assert "The storm" in text(reader)


def test_a_story_leads_to_the_live_page_for_as_long_as_it_runs(reader: Client) -> None:
    coverage = storm()
    path = str(world.published(coverages=[coverage]).path)
    assert "story-live" not in text(reader, path)
    reporting.start_live(coverage=coverage, by=None)
    assert '<p class="story-live"><a href="/coverage/the-storm/live/">' in text(reader, path)
    assert f"coverage:{coverage.pk}" in reader.get(path)["Surrogate-Key"].split()
    reporting.close_live(coverage=coverage, by=None)
    assert "story-live" not in text(reader, path)


def test_a_coverage_in_another_language_is_marked_as_such(reader: Client) -> None:
    world.site().languages.create(language="fr")
    coverage = storm()
    french, english = (world.published(language=language, coverages=[coverage]) for language in ("fr", "en"))
    assert "The storm</bdi> <span>(anglais)</span></a></li>" in text(reader, french.path)
    assert "The storm</bdi></a></li>" in text(reader, english.path)
