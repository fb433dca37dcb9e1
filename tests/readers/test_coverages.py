"""The page of a running story."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles import publishing, reporting, withdrawing
from articles.models import Author, Coverage, CoveragePerson, TimelineEntry
from articles.reporting import Words
from ground import clock
from media import editing, renditions
from media.intake import take_in
from media.models import Photo
from tests import world
from tests.media import drawn
from tests.world import ControlledClock


def storm(**fields: object) -> Coverage:
    given = {"name": "The storm", "slug": "the-storm", "public_from": clock.now(), "status": "live", **fields}
    return Coverage.objects.create(**given)


def page(reader: Client) -> str:
    response = reader.get("/coverage/the-storm/")
    assert response.status_code == 200
    return response.content.decode()


def test_it_says_where_things_stand_and_since_when(reader: Client) -> None:
    storm(summary="The harbour is shut.", summary_as_of=clock.now(), key_points="No ferries\n\nNo power in the town")
    text = page(reader)
    assert "Live</strong>" in text
    assert "The harbour is shut." in text
    assert "As of <time" in text
    assert text.count("<li>No ") == 2


def test_the_timeline_takes_dates_of_which_only_a_part_is_known(reader: Client) -> None:
    coverage = storm()
    for date, title in (("2026-03-04", "Ferry sinks"), ("2025", "Breakwater built"), ("2026-02", "First storm")):
        TimelineEntry.objects.create(coverage=coverage, date=date, title=title)
    text = page(reader)
    assert '<time datetime="2025">2025</time>' in text
    assert '<time datetime="2026-02">February 2026</time>' in text
    assert '<time datetime="2026-03-04">4 March 2026</time>' in text
    assert text.index("Breakwater built") < text.index("First storm") < text.index("Ferry sinks")


def test_a_timeline_links_to_public_stories_only(reader: Client) -> None:
    coverage, public, draft = storm(), world.published("Public"), world.draft("Draft words")
    for article in (public, draft):
        TimelineEntry.objects.create(coverage=coverage, date="2026", title="Something", article=article)
    text = page(reader)
    assert text.count(f'href="{public.path}"') == 1
    assert "Draft words" not in text


def test_the_lead_is_the_desks_choice_and_not_in_the_list_again(reader: Client, time: ControlledClock) -> None:
    coverage = storm()
    older = world.published("Older", coverages=[coverage])
    time.move(minutes=1)
    world.published("Newer", coverages=[coverage])
    assert page(reader).index("Newer") < page(reader).index("Older")
    Coverage.objects.update(lead=older)
    text = page(reader)
    assert text.index("Older") < text.index("Newer")
    assert text.count(f'href="{older.path}"') == 1


def test_a_coverage_is_not_there_before_it_opens(reader: Client, time: ControlledClock) -> None:
    storm(public_from=time.at + timedelta(seconds=5))
    response = reader.get("/coverage/the-storm/")
    assert response.status_code == 404
    assert "max-age=5," in response["Cache-Control"]
    time.move(seconds=5)
    assert "The storm" in page(reader)


def test_a_full_page_costs_eight_queries(reader: Client) -> None:
    coverage = storm(lead=world.published("Lead"))
    coverage.people.add(Author.objects.create(name="Ása Björklund", slug="asa"))
    coverage.explainers.add(world.published("How storms are named"))
    TimelineEntry.objects.create(coverage=coverage, date="2026", title="Something")
    world.published("Newer", coverages=[coverage])
    with CaptureQueriesContext(connection) as queries:
        text = page(reader)
    assert len(queries) <= 8
    assert "How storms are named" in text
    assert "Ása Björklund" in text


def test_it_names_every_story_that_it_may_show_and_ends_with_the_first_that_changes(
    reader: Client, time: ControlledClock
) -> None:
    explainer, happening, lead = world.published("How"), world.draft("Soon"), world.draft("Lead")
    coverage = storm(lead=lead)
    coverage.explainers.add(explainer)
    TimelineEntry.objects.create(coverage=coverage, date="2026", title="Something", article=happening)
    withdrawing.plan_take_down(article=explainer, until=time.at + timedelta(seconds=30), by=None)
    publishing.schedule(article=happening, version=1, at=time.at + timedelta(seconds=9), by=None)
    response = reader.get("/coverage/the-storm/")
    stories = {f"article:{article.public_id}" for article in (explainer, happening, lead)}
    assert stories <= set(response["Surrogate-Key"].split())
    assert "max-age=9," in response["Cache-Control"]


def test_the_timeline_can_be_read_from_its_end(reader: Client) -> None:
    coverage = storm()
    for date, title in (("2026-03-04", "Ferry sinks"), ("2025", "Breakwater built")):
        TimelineEntry.objects.create(coverage=coverage, date=date, title=title)
    text = reader.get("/coverage/the-storm/?timeline=newest").content.decode()
    assert text.index("Ferry sinks") < text.index("Breakwater built")
    assert "<ol reversed>" in text


def test_who_is_who_and_a_single_key_point_is_no_list(reader: Client) -> None:
    coverage = storm(key_points="No ferries")
    CoveragePerson.objects.create(coverage=coverage, name="Runa Hald", role="Harbour master")
    text = page(reader)
    assert "<h3><bdi>Runa Hald</bdi></h3>" in text
    assert "<p>No ferries</p>" in text


def test_what_is_reported_live_leads_to_its_page(reader: Client, time: ControlledClock) -> None:
    coverage = reporting.start_live(coverage=storm(), by=None)
    reporting.post(coverage=coverage, words=Words(headline="Gale warning"), by=None)
    text = page(reader)
    assert 'href="/coverage/the-storm/live/"' in text
    assert "Gale warning" in text
    time.move(minutes=1)
    reporting.close_live(coverage=coverage, by=None)
    assert "Read how it was reported live" in page(reader)


def test_the_gallery_shows_each_photograph_once_and_goes_with_its_right(reader: Client, ferry: Photo) -> None:
    coverage = storm()
    other = take_in(data=drawn.photograph(600, 900), filename="quay.jpg", by=None).photo
    renditions.make(photo_id=other.pk)
    for number, photo in enumerate((ferry, other, ferry)):
        captions = [{"role": "lead", "photo": photo, "alt": f"Picture {number}", "credit": "R. Hald"}]
        world.published(f"Story {number}", coverages=[coverage], captions=captions)
    text = page(reader)
    assert text.count('class="figure figure-gallery"') == 2
    editing.kill(photo=ferry, reason="Wrong ship.", by=None)
    assert "figure-gallery" not in page(reader)


def test_a_phone_shows_the_lead_the_latest_the_timeline_and_then_the_people(
    reader: Client, time: ControlledClock
) -> None:
    coverage = storm(summary="The harbour is shut.")
    TimelineEntry.objects.create(coverage=coverage, date="2026", title="Ferry sinks")
    CoveragePerson.objects.create(coverage=coverage, name="Rita Moe", order=1)
    for headline in ("Older", "Newer"):
        time.move(minutes=1)
        world.published(headline, coverages=[coverage])
    text = page(reader)
    order = ["The harbour is shut.</p>", ">Newer<", ">Older<", ">Ferry sinks<", ">Rita Moe<"]
    assert sorted(order, key=text.index) == order


def test_it_is_in_its_own_language_whatever_the_address_asks_for(reader: Client) -> None:
    coverage = storm(language="fr")
    world.published("Le port", language="fr", coverages=[coverage])
    world.published("The harbour", coverages=[coverage])
    asked = reader.get("/coverage/the-storm/?lang=ar&page=1")
    assert (asked.status_code, asked["Location"]) == (301, "/coverage/the-storm/?page=1")
    text = page(reader)
    assert '<html lang="fr"' in text
    assert "Le port" in text
    assert "The harbour" not in text
    assert '<link rel="canonical" href="http://localhost:8000/coverage/the-storm/">' in text


def test_an_explainer_stands_in_the_background_alone(reader: Client, time: ControlledClock) -> None:
    coverage = storm()
    explainer = world.published("How storms are named", coverages=[coverage])
    coverage.explainers.add(explainer)
    for headline in ("Older", "Newer"):
        time.move(minutes=1)
        world.published(headline, coverages=[coverage])
    text = page(reader).partition("<main")[2]
    assert text.count(f'href="{explainer.path}"') == 1
    assert text.count(">Older<") == text.count(">Newer<") == 1


def test_reporters_are_named_in_its_language(reader: Client) -> None:
    coverage = storm(language="ar")
    coverage.people.add(Author.objects.create(name="Runa", slug="runa", wordings={"ar": {"name": "رونا هالد"}}))
    assert '<a rel="author" href="/author/runa/"><bdi>رونا هالد</bdi></a>' in page(reader)
    world.site().languages.create(language="ar")
    assert '<a rel="author" href="/author/runa/?lang=ar">' in page(reader)


def test_it_leads_to_the_same_running_story_in_other_languages(reader: Client, time: ControlledClock) -> None:
    for language in ("ar", "fr"):
        world.site().languages.create(language=language)
    english = storm()
    opens = time.at + timedelta(seconds=20)
    for language, public_from in (("ar", time.at), ("fr", opens), ("fa", None)):
        told = {"name": language, "slug": f"storm-{language}", "language": language, "public_from": public_from}
        Coverage.objects.create(original=english, **told)
    text = page(reader)
    assert '<li><a href="/coverage/storm-ar/" lang="ar" dir="rtl" hreflang="ar">العربية</a></li>' in text
    alternate = '<link rel="alternate" hreflang="{}" href="http://localhost:8000/coverage/{}/">'
    assert alternate.format("en", "the-storm") in text
    assert alternate.format("ar", "storm-ar") in text
    assert "storm-fr" not in text
    assert "storm-fa" not in text
    assert "max-age=20," in reader.get("/coverage/the-storm/")["Cache-Control"]
    time.move(seconds=20)
    arabic = reader.get("/coverage/storm-ar/").content.decode()
    assert alternate.format("en", "the-storm") in arabic
    assert alternate.format("fr", "storm-fr") in arabic


def test_a_language_has_one_coverage_of_a_running_story() -> None:
    english = Coverage.objects.create(name="Storm", slug="storm")
    arabic = Coverage(name="عاصفة", slug="storm-ar", language="ar", original=english)
    arabic.full_clean()
    arabic.save()
    for wrong in (
        Coverage(name="Again", slug="again", language="ar", original=english),
        Coverage(name="Further", slug="further", language="fr", original=arabic),
    ):
        with pytest.raises(ValidationError):
            wrong.full_clean()
    english.language = "ar"
    with pytest.raises(ValidationError, match="one in this language already"):
        english.full_clean()


def test_background_in_another_language_says_so(reader: Client) -> None:
    storm().explainers.add(world.published("سبب العواصف", language="ar"))
    assert 'lang="ar" dir="rtl">سبب العواصف</a>' in page(reader)


def test_who_is_who_stands_beside_a_long_list_and_below_a_short_one(reader: Client, time: ControlledClock) -> None:
    coverage = storm()
    CoveragePerson.objects.create(coverage=coverage, name="Runa Hald")
    TimelineEntry.objects.create(coverage=coverage, date="2026", title="Gale")
    for number in range(3):
        time.move(minutes=1)
        world.published(f"Story {number}", coverages=[coverage])
        text = page(reader)
        assert text.count("Runa Hald") == 1
        beside = re.search(r'</ol>\s*</section>\s*<div class="coverage-more">', text) is not None
        assert beside is (number == 2), "the lead is not in the list"
