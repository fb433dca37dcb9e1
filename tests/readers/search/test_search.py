"""The search page: what it finds and says, what its address means, and that nothing breaks it."""

import re
from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree
from pytest_django import DjangoAssertNumQueries

from articles import searching, withdrawing
from readers.search import finding
from tests import world
from tests.world import ControlledClock


def html(reader: Client, status: int = 200, **asked: str) -> str:
    response = reader.get("/search/", asked)
    assert response.status_code == status
    return response.content.decode()


def test_what_is_found_is_shown_with_the_words_marked(reader: Client) -> None:
    world.published("Ferries <leave>", summary="Nobody knows why.", body="<p>A café & a ferry.</p>")
    text = html(reader, q="ferry cafe")
    assert "<title>Search results for “ferry cafe” | Harbour Post</title>" in text
    assert "1 story</h2>" in text
    assert "<mark>Ferries</mark> &lt;leave&gt;</a>" in text
    assert "A <mark>café</mark> &amp; a <mark>ferry</mark>." in text


def test_a_word_that_stands_in_a_table_alone_shows_the_summary(reader: Client) -> None:
    table = "<table><tbody><tr><td>Aldersea</td><td>212</td></tr></tbody></table>"
    world.published("Ferry leaves", summary="Nobody knows why.", body=f"<p>It left.</p>{table}")
    text = html(reader, q="aldersea")
    assert "Nobody knows why." in text
    assert "212" not in text


def test_some_of_the_words_are_better_than_nothing_and_it_says_so(reader: Client) -> None:
    world.published("Ferry leaves")
    assert "No story has all the words; these have some." in html(reader, q="ferry volcano")


def test_without_words_it_explains_itself_and_searches_nothing(
    reader: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        text = html(reader)
    assert "Words in quotes stand together" in text


def test_a_search_costs_few_queries(reader: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    world.published("Ferry leaves")
    reader.get("/search/?q=ferry")
    with django_assert_max_num_queries(10):  # three of them begin, bound and end a transaction
        html(reader, q="ferry")


def test_nothing_found_gives_advice(reader: Client) -> None:
    text = html(reader, q="volcano", section="harbour")
    assert "No story was found" in text
    assert "Check the spelling." in text


def test_each_filter_can_be_removed(reader: Client) -> None:
    world.published("Ferry leaves")
    text = html(reader, q="ferry", section="harbour", within="week", **{"from": "2026-03-01", "to": "2026-03-31"})
    assert "1 story</h2>" in text
    assert 'href="/search/?q=ferry&amp;within=week&amp;from=2026-03-01&amp;to=2026-03-31"' in text
    assert "1 March 2026" in text


def test_a_filter_is_named_in_the_language_of_the_page(reader: Client) -> None:
    world.site().languages.create(language="ar")
    world.section(wordings={"ar": {"name": "الميناء"}})
    text = html(reader, q="x", lang="ar", section="harbour")
    assert text[text.index("search-filters") :].count("الميناء") == 1


def test_only_languages_with_a_front_and_sections_named_in_the_language_are_offered(reader: Client) -> None:
    world.site().languages.create(language="ar")
    world.section(wordings={"ar": {"name": "الميناء"}})
    world.section("letters")
    form = etree.HTML(html(reader, lang="ar"))
    assert form.xpath("//select[@name='section']/option[@value!='']/@value") == ["harbour"]
    assert form.xpath("//select[@name='lang']/option/@value") == ["en", "ar"]
    assert '<option value="letters" selected>' in html(reader, q="x", lang="ar", section="letters")


def test_a_language_without_a_front_is_searched_from_a_page_in_the_newspapers_own(reader: Client) -> None:
    world.published("Der Hafen schließt", language="de")
    text = html(reader, q="Hafen", lang="de")
    assert '<html lang="en"' in text
    assert re.search(r'<article class="card" lang="de" dir="ltr">\s*<div class="card-words">', text)
    assert '<option value="de" lang="de" selected>Deutsch</option>' in text


def test_days_are_those_of_the_newsrooms_zone(reader: Client) -> None:
    world.published("Ferry leaves")
    assert "1 story" in html(reader, q="ferry", to="2026-03-04")
    assert "No story was found" in html(reader, q="ferry", to="2026-03-03")


def test_a_day_that_is_none_is_left_out_with_a_sentence(reader: Client) -> None:
    world.published("Ferry leaves")
    text = html(reader, q="ferry", **{"from": "yesterday"})
    assert "“yesterday” is not a date" in text
    assert "1 story" in text


def test_it_is_for_no_search_engine_but_its_links_are(reader: Client) -> None:
    assert '<meta name="robots" content="noindex">' in html(reader, q="ferry")


def test_pages_keep_what_was_asked_for(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "PER_PAGE", 1)
    for number in range(2):
        world.published(f"Ferry {number}")
    assert 'rel="next" href="/search/?q=ferry&amp;order=newest&amp;page=2"' in html(reader, q="ferry", order="newest")
    html(reader, q="ferry", page="2")
    html(reader, q="ferry", page="3", status=404)
    html(reader, q="ferry", page="abc", status=404)


def test_more_than_is_told_is_said(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "MOST", 1)
    world.published("Ferry one")
    world.published("Ferry two")
    assert "More than 1 stories" in html(reader, q="ferry")


def test_a_search_in_arabic_speaks_arabic(reader: Client) -> None:
    world.site().languages.create(language="ar")
    world.published("العبّارة تغادر الميناء", language="ar")
    text = html(reader, q="العبارة", lang="ar")
    assert '<html lang="ar" dir="rtl"' in text
    assert "<mark>العبّارة</mark>" in text


def test_what_is_withdrawn_is_not_found(reader: Client, time: ControlledClock) -> None:
    article = world.published("Ferry leaves")
    time.move(minutes=1)
    withdrawing.withdraw(article=article, by=None, notice="Wrong.")
    assert "No story was found" in html(reader, q="ferry")


def test_a_search_that_takes_too_long_is_given_up(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: object, **__: object) -> None:
        with searching._patience(), searching.connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 1")
            cursor.execute("SELECT pg_sleep(1)")

    monkeypatch.setattr(searching, "search", slow)
    response = reader.get("/search/?q=ferry")
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert response["Cache-Control"] == "private, no-store"
    assert reader.get("/search/feed.atom?q=ferry").status_code == 503


def test_too_many_searches_at_once_are_told_to_wait(reader: Client) -> None:
    for _ in range(4):
        finding._ROOM.acquire()
    try:
        assert "Search is not available" in html(reader, q="ferry", status=503)
    finally:
        finding._ROOM.release(4)


def test_its_feed_is_newest_first(reader: Client, time: ControlledClock) -> None:
    world.published("Ferry ferry ferry")
    time.move(minutes=1)
    world.published("Ferry leaves")
    feed = etree.fromstring(reader.get("/search/feed.atom?q=ferry").content)
    titles = [title.text for title in feed.iterfind("{*}entry/{*}title")]
    assert titles == ["Ferry leaves", "Ferry ferry ferry"]
    page = feed.find("{*}link[@rel='alternate']")
    assert page is not None
    assert page.get("href") == "http://localhost:8000/search/?q=ferry&order=newest"


_ODD = st.text() | st.sampled_from(["ferry", '"', "the", "-", "0", "9999-12-31", "0001-01-01", "day", "harbour", "\0"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from("q section within from to order lang page".split()), _ODD), max_size=6))
@example([("q", "ferry"), ("q", "x" * 10_000), ("to", "9999-12-31")])
@example([("q", "ferry\0\ud800".encode("utf-8", "replace").decode()), ("page", "99999999999999999999")])
def test_nothing_in_the_address_breaks_it(reader: Client, given: list[tuple[str, str]]) -> None:
    query = urlencode(given, errors="replace")
    for path in ("/search/", "/search/feed.atom"):
        assert reader.get(f"{path}?{query}").status_code in (200, 404), query
