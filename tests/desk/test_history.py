"""The history page: versions, what changed between them, what was done."""

from django.test import Client
from django.urls import reverse

from articles.models import Article, Author
from tests import world
from tests.desk.conftest import act


def history(article: Article) -> str:
    return reverse("admin:articles_article_history", args=(article.pk,))


def test_the_newest_version_is_compared_with_the_one_before_word_by_word(desk: Client) -> None:
    article = world.draft(body="<p>Twelve passengers were on board.</p>")
    world.save(article, body="<p>Fourteen passengers were on board.</p>", sensitive=True)
    page = desk.get(history(article)).content.decode()
    assert "What version 2 changed since version 1" in page
    assert "<del>Twelve</del><ins>Fourteen</ins>" in page
    assert "<h3>Sensitive</h3>" in page


def test_any_two_versions_can_be_compared(desk: Client) -> None:
    article = world.draft("One")
    world.save(article, headline="Two")
    world.save(article, headline="Three")
    page = desk.get(history(article), {"of": "3", "with": "1"}).content.decode()
    assert "What version 3 changed since version 1" in page
    assert "<del>One</del>" in page
    for unknown in ("9", "x", "9" * 5000):
        assert desk.get(history(article), {"of": unknown}).status_code == 404


def test_numbers_are_shown_as_names_also_when_the_thing_is_gone(desk: Client) -> None:
    author = Author.objects.create(name="Ása Björklund", slug="asa")
    article = world.draft(bylines=[{"author": author, "name": ""}], related=[world.draft("Nets")])
    assert "Ása Björklund" in desk.get(history(article)).content.decode()
    world.save(article, bylines=[])
    Author.objects.all().delete()
    assert "removed since" in desk.get(history(article)).content.decode()


def test_an_old_version_can_be_restored_and_the_newest_not(desk: Client) -> None:
    article = world.draft("One")
    world.save(article, headline="Two")
    assert "Restore version 1" in desk.get(history(article), {"of": "1"}).content.decode()
    assert "Restore version" not in desk.get(history(article)).content.decode()


def test_what_was_done_is_listed_with_who_did_it_and_times_in_the_newsrooms_zone(desk: Client) -> None:
    article = world.draft()
    desk.post(act(article, "schedule"), {"version": 1, "at": "2031-07-01T14:05"})
    page = desk.get(history(article)).content.decode()
    assert "<td>anna</td><td>schedule</td>" in page
    assert "from: 1 Jul 2031, 14:05 CEST" in page
