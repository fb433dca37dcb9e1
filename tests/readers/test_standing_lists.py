"""Latest, authors, corrections and what stands beside a tag."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles import arranging, publishing, withdrawing
from articles.models import Article, Author
from readers import lists
from tests import world
from tests.world import ControlledClock


def html(reader: Client, path: str, status: int = 200) -> str:
    response = reader.get(path)
    assert response.status_code == status, path
    return response.content.decode()


def main(reader: Client, path: str) -> str:
    """What stands between masthead and foot."""
    return html(reader, path).partition("<main")[2]


def signed(author: Author, headline: str = "Ferry leaves", **fields: object) -> Article:
    return world.published(headline, bylines=[{"author": author, "name": author.name}], **fields)


@pytest.fixture
def author(time: ControlledClock) -> Author:
    known = Author(name="Ása Björklund", slug="asa-bjorklund", role="Harbour reporter", about="Writes about ships.")
    arranging.keep(thing=known, by=None, at=time.at)
    return known


def test_the_latest_stands_under_its_days(reader: Client, time: ControlledClock) -> None:
    for headline in ("Monday", "Also Monday", "Tuesday", "Also Tuesday"):
        world.published(headline)
        time.move(hours=12)
    text = main(reader, "/latest/")
    order = ["Thursday 5 March 2026</time></h2>", "Also Tuesday", "Wednesday 4 March", "Also Monday"]
    assert sorted(order, key=text.find) == order
    assert re.findall(r">(\d\d:\d\d)<", text) == ["22:00", "10:00", "22:00", "10:00"]
    assert "front:main" not in reader.get("/latest/")["Surrogate-Key"]
    assert "list:latest" in reader.get("/latest/")["Surrogate-Key"].split()


@pytest.mark.parametrize(("days", "heading"), [(7, "Wednesday 4 March 2026"), (8, "March 2026")])
def test_a_list_whose_days_are_many_and_sparse_stands_under_months(
    reader: Client, time: ControlledClock, days: int, heading: str
) -> None:
    for number in range(days):
        world.published(f"Story {number}")
        time.move(days=1)
    assert f">{heading}</time></h2>" in main(reader, "/latest/")


def test_the_latest_is_paged_and_of_one_language(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "PER_PAGE", 1)
    for headline, language in (("One", "en"), ("Two", "en"), ("خبر", "ar")):
        world.published(headline, language=language)
    assert '<link rel="next" href="/latest/?page=2">' in html(reader, "/latest/")
    assert "خبر" in html(reader, "/latest/?lang=ar")
    html(reader, "/latest/?page=3", status=404)


def test_an_author_has_a_page_to_which_bylines_lead(reader: Client, author: Author) -> None:
    article = signed(author)
    link = '<a rel="author" href="/author/asa-bjorklund/"><bdi>Ása Björklund</bdi></a>'
    assert link in html(reader, article.path or "")
    text = main(reader, "/author/asa-bjorklund/")
    order = ["Ása Björklund</bdi></h1>", "Harbour reporter</p>", "Writes about ships.", "Ferry leaves"]
    assert -1 not in map(text.find, order)
    assert sorted(order, key=text.find) == order


def test_an_author_without_stories_is_not_for_search_engines(reader: Client, author: Author) -> None:
    assert 'content="noindex"' in html(reader, "/author/asa-bjorklund/")
    html(reader, "/author/nobody/", status=404)


def test_an_author_who_is_renamed_is_told_to_the_page(reader: Client, author: Author) -> None:
    assert f"author:{author.pk}" in reader.get("/author/asa-bjorklund/")["Surrogate-Key"].split()


def correct(article: Article, note: str) -> None:
    world.save(article, summary="Right now.")
    world.publish(article, kind="correction", note=note)


def test_corrections_are_listed_newest_first_with_their_stories(reader: Client, time: ControlledClock) -> None:
    for headline, note in (("Ferry leaves", "It was six."), ("Tanker stays", "It was five.")):
        article = world.published(headline)
        time.move(minutes=1)
        correct(article, note)
    text = html(reader, "/corrections/")
    order = ["It was five.", "Tanker stays", "It was six.", "Ferry leaves"]
    assert sorted(order, key=text.find) == order


def test_a_correction_goes_with_its_story(reader: Client, time: ControlledClock) -> None:
    article = world.published()
    time.move(minutes=1)
    correct(article, "It was six.")
    assert "list:corrections" in reader.get("/corrections/")["Surrogate-Key"].split()
    time.move(minutes=1)
    withdrawing.withdraw(article=article, by=None, notice="Wrong.")
    assert "Nothing had to be corrected lately." in html(reader, "/corrections/")


def test_a_planned_correction_waits(reader: Client, time: ControlledClock) -> None:
    article = world.published()
    time.move(minutes=1)
    article = world.save(article, summary="Right.")
    later = time.at + timedelta(hours=1)
    publishing.schedule(article=article, version=article.version, at=later, by=None, kind="correction", note="Six.")
    assert "Six." not in html(reader, "/corrections/")
    time.move(hours=1)
    assert "Six." in html(reader, "/corrections/")


def test_a_clarification_is_told_apart_from_a_correction(reader: Client, time: ControlledClock) -> None:
    article = world.published()
    for kind in ("correction", "clarification"):
        time.move(minutes=1)
        article = world.save(article, summary=f"After the {kind}.")
        publishing.publish(article=article, version=article.version, by=None, kind=kind, note=f"A {kind}.")
    told = re.findall(r"<strong>(\w+)</strong>.*?<p dir=\"auto\">([^<]+)<", main(reader, "/corrections/"), re.DOTALL)
    assert told == [("Clarification", "A clarification."), ("Correction", "A correction.")]


def test_corrections_are_of_one_language(reader: Client, time: ControlledClock) -> None:
    article = world.published("خبر", language="ar")
    time.move(minutes=1)
    correct(article, "تصحيح")
    assert "تصحيح" not in html(reader, "/corrections/")
    assert "تصحيح" in html(reader, "/corrections/?lang=ar")


def test_a_tag_names_those_that_often_stand_beside_it(reader: Client) -> None:
    for _ in range(2):
        world.published(tags=["Ferries", "Storms"])
    world.published(tags=["Ferries", "Soup"])
    text = html(reader, "/tag/ferries/")
    assert '<a href="/tag/storms/"><bdi>Storms</bdi></a>' in text
    assert "Soup" not in text


@pytest.mark.parametrize("path", ["/latest/", "/corrections/", "/author/asa-bjorklund/", "/tag/ferries/"])
def test_each_costs_few_queries(
    reader: Client, author: Author, django_assert_max_num_queries: DjangoAssertNumQueries, path: str
) -> None:
    signed(author, tags=["Ferries"])
    reader.get(path)
    with django_assert_max_num_queries(6):
        html(reader, path)


def test_what_is_said_of_an_author_is_marked_as_the_newspapers_language(reader: Client, author: Author) -> None:
    signed(author, "وصلت العبارة", language="ar")
    text = main(reader, f"{author.get_absolute_url()}?lang=ar")
    assert '<p class="author-role" lang="en" dir="ltr">Harbour reporter</p>' in text


def test_an_author_is_named_and_described_in_the_language_of_the_page(reader: Client, author: Author) -> None:
    author.wordings = {"ar": {"name": "آسا بيوركلوند", "role": "مراسلة الميناء"}}
    author.save()
    signed(author)
    arabic = world.published("وصلت العبارة", language="ar", bylines=[{"author": author, "name": ""}])
    text = main(reader, f"{author.get_absolute_url()}?lang=ar")
    assert "<h1><bdi>آسا بيوركلوند</bdi></h1>" in text
    assert '<p class="author-role">مراسلة الميناء</p>' in text
    assert '<p class="list-words" lang="en" dir="ltr">Writes about ships.</p>' in text
    assert "<bdi>آسا بيوركلوند</bdi></a>" in main(reader, str(arabic.path))
    assert "<h1><bdi>Ása Björklund</bdi></h1>" in main(reader, author.get_absolute_url())


@pytest.mark.parametrize("path", ["/latest/", "/harbour/", "/author/asa-bjorklund/", "/corrections/"])
def test_an_empty_list_in_a_language_without_a_front_is_not_there(
    reader: Client, author: Author, time: ControlledClock, path: str
) -> None:
    world.section()
    html(reader, f"{path}?lang=de", status=404)
    world.site().languages.create(language="de")
    html(reader, f"{path}?lang=de")
    world.site().languages.all().delete()
    german = signed(author, "Schiff läuft aus", language="de")
    time.move(minutes=1)
    correct(german, "Ein Name war falsch.")
    html(reader, f"{path}?lang=de")
