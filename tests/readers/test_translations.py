"""Translations as readers and crawlers see them: on the page, in its head, in JSON-LD, in sitemaps."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree
from pytest_django import DjangoAssertNumQueries

from articles import publishing, translating, withdrawing
from articles.models import Article
from media.models import Photo
from readers import lists
from readers.models import Trending
from tests import world
from tests.world import ControlledClock

HOST = "http://localhost:8000"
HOUR = timedelta(hours=1)


def html(reader: Client, story: Article) -> str:
    story.refresh_from_db()
    answer = reader.get(story.path or "")
    assert answer.status_code == 200
    return answer.content.decode()


def named(text: str) -> list[str]:
    """The languages of the links that the page shows."""
    return re.findall(r'<li><a [^>]*hreflang="(\w+)"', text.partition('class="languages"')[2])


def alternates(text: str) -> dict[str, str]:
    found = re.findall(r'<link rel="alternate" hreflang="(\w+)" href="([^"]+)">', text)
    return {tag: url.removeprefix(HOST) for tag, url in found}


def link(*stories: Article, original: bool = False) -> None:
    for other in stories[1:]:
        translating.link(article=other, other=stories[0], by=None, other_is_original=original)


@pytest.fixture
def english(time: ControlledClock) -> Article:
    return world.published("Ferry leaves")


@pytest.fixture
def arabic(time: ControlledClock) -> Article:
    return world.published("العبارة تغادر", language="ar")


def test_a_page_leads_to_its_translations_in_their_own_names(reader: Client, english: Article, arabic: Article) -> None:
    link(english, arabic, world.published("Le ferry part", language="fr"))
    text = html(reader, english)
    assert "Read this in:" in text
    assert f'<a href="{arabic.path}" lang="ar" dir="rtl" hreflang="ar">العربية</a>' in text
    assert named(text) == ["ar", "fr"]
    assert named(html(reader, arabic)) == ["en", "fr"]


def test_the_translations_stand_with_the_dates_of_the_story(reader: Client, english: Article, arabic: Article) -> None:
    link(english, arabic)
    words = re.sub(r"<[^>]+>", " ", html(reader, english).split("<main")[1])
    assert re.search(r"Published\s.*Read this in:\s+العربية\s+Ferry leaves, as everybody", words, re.DOTALL)


def test_the_words_are_said_in_the_language_of_the_page(reader: Client, english: Article, arabic: Article) -> None:
    link(english, arabic)
    assert 'id="languages-title">بلغات أخرى:</p>' in html(reader, arabic)


def test_every_page_of_a_group_names_all_of_it_to_crawlers(reader: Client, english: Article, arabic: Article) -> None:
    link(english, arabic)
    assert (
        alternates(html(reader, english))
        == alternates(html(reader, arabic))
        == {
            "en": english.path,
            "ar": arabic.path,
        }
    )


def test_a_story_without_translations_says_nothing_of_languages(reader: Client, english: Article) -> None:
    text = html(reader, english)
    assert (alternates(text), "Read this in" in text) == ({}, False)


def test_only_what_is_public_is_named(reader: Client, english: Article, time: ControlledClock) -> None:
    draft = world.draft("Le ferry part", language="fr")
    planned = world.draft("العبارة تغادر", language="ar")
    link(english, draft, planned)
    publishing.schedule(article=planned, version=1, at=time.at + HOUR, by=None)
    text = html(reader, english)
    assert named(text) == []
    assert str(draft.public_id) not in text + reader.get(english.path or "")["Surrogate-Key"]
    time.move(hours=1)
    assert named(html(reader, english)) == ["ar"]
    time.move(minutes=1)
    withdrawing.withdraw(article=planned, by=None, notice="Gone.")
    assert named(html(reader, english)) == []


def test_a_page_ends_when_a_translation_begins_or_ends(reader: Client, english: Article, time: ControlledClock) -> None:
    arabic = world.draft("العبارة تغادر", language="ar")
    link(english, arabic)
    publishing.schedule(article=arabic, version=1, at=time.at + timedelta(seconds=20), by=None)
    withdrawing.plan_take_down(article=arabic, until=time.at + timedelta(seconds=40), by=None)
    for address in (english.path, "/sitemaps/2026-03.xml", f"/api/v1/articles/{english.public_id}"):
        assert "max-age=20" in reader.get(address or "")["Cache-Control"], address
    time.move(seconds=25)
    for address in (english.path, "/sitemaps/2026-03.xml", f"/api/v1/articles/{english.public_id}"):
        assert "max-age=15" in reader.get(address or "")["Cache-Control"], address


def test_a_page_has_the_key_by_which_its_translations_purge_it(reader: Client, english: Article) -> None:
    link(english, world.draft("Le ferry part", language="fr"))
    english.refresh_from_db()
    keys = reader.get(english.path or "")["Surrogate-Key"].split()
    assert f"translations:{english.translation_group}" in keys


def test_of_two_editions_in_one_language_the_older_story_speaks(reader: Client, english: Article) -> None:
    french, second = world.published("Le ferry part", language="fr"), world.draft("Le bateau", language="fr")
    world.save(french, language="de")
    link(english, french, second)
    world.publish(second)
    assert alternates(html(reader, english)) == {"en": english.path, "fr": french.path}
    assert alternates(html(reader, second)) == {"fr": second.path, "en": english.path}


def test_json_ld_names_the_original_and_what_was_made_of_it_where_that_is_known(
    reader: Client, english: Article, arabic: Article
) -> None:
    french = world.published("Le ferry part", language="fr")
    link(english, arabic, original=True)
    link(english, french)
    assert data(reader, arabic)["translationOfWork"]["@id"] == f"{HOST}{english.path}"
    assert [work["inLanguage"] for work in data(reader, english)["workTranslation"]] == ["ar"]
    assert not {"translationOfWork", "workTranslation"} & data(reader, french).keys()


def data(reader: Client, story: Article) -> Any:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html(reader, story), re.DOTALL)
    assert found
    return json.loads(found[1])["@graph"][0]


def test_a_page_with_translations_costs_four_queries(
    reader: Client, english: Article, ferry: Photo, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    others = [world.published(f"Story {number}", tags=["Ferries"]) for number in range(3)]
    Trending.objects.create(language="en", article_ids=[other.pk for other in others], counted_at=others[0].created_at)
    world.save(english, captions=[{"role": "lead", "photo": ferry, "alt": "A ferry", "credit": "R. Hald"}])
    world.publish(english)
    link(english, *(world.published(f"Story in {tag}", language=tag) for tag in ("ar", "fa", "fr", "de")))
    with django_assert_max_num_queries(4):
        text = reader.get(english.path or "").content.decode()
    assert named(text) == ["ar", "fa", "fr", "de"]


def test_sitemaps_name_translations_without_a_query_for_each(reader: Client, english: Article, arabic: Article) -> None:
    link(english, arabic)
    alone = world.published("Alone")
    with CaptureQueriesContext(connection) as few:
        root = etree.fromstring(reader.get("/sitemaps/2026-03.xml").getvalue())
    listed = {
        url.findtext("{*}loc", "").removeprefix(HOST): {
            row.get("hreflang"): (row.get("href") or "").removeprefix(HOST)
            for row in url.findall("{http://www.w3.org/1999/xhtml}link")
        }
        for url in root
    }
    both = {"en": english.path, "ar": arabic.path}
    assert listed == {english.path: both, arabic.path: both, alone.path: {}}
    for number in range(5):
        link(world.published(f"Story {number}"), world.published(f"قصة {number}", language="ar"))
    with CaptureQueriesContext(connection) as many:
        reader.get("/sitemaps/2026-03.xml").getvalue()
    assert len(few) == len(many)


def test_a_list_leads_to_itself_in_the_languages_in_which_it_is(reader: Client) -> None:
    site = world.site()
    for language in ("ar", "fr"):
        site.languages.create(language=language)
    world.section(wordings={"ar": {"name": "الميناء"}})
    world.published("Ferry leaves")
    asked = {"": "", "ar": "?lang=ar", "fr": "?lang=fr"}
    for path, spoken in (
        ("/harbour/", ["", "ar"]),
        ("/latest/", ["", "ar", "fr"]),
        ("/corrections/", ["", "ar", "fr"]),
    ):
        pages = {language or "en": f"{path}{asked[language]}" for language in spoken}
        for language in spoken:
            text = reader.get(f"{path}{asked[language]}").content.decode()
            assert alternates(text) == pages
            assert f'<a href="{path}?lang=ar" lang="ar"' in text
    assert '<a href="/fr/" lang="fr"' in reader.get("/harbour/").content.decode(), "there it is not: to the front"


def test_only_the_first_page_of_a_list_is_the_same_in_another_language(
    reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "PER_PAGE", 1)
    world.site().languages.create(language="ar")
    for headline in ("One", "Two"):
        world.published(headline)
    assert alternates(reader.get("/latest/?page=2").content.decode()) == {}
