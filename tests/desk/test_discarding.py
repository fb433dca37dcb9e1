"""The page that asks before a draft is thrown away."""

from django.test import Client
from django.urls import reverse

from articles.models import Article
from tests import world
from tests.desk.conftest import change


def discard(article: Article) -> str:
    return reverse("admin:desk_discard", args=(article.pk,))


def test_a_draft_is_discarded_after_a_question_and_once(reporter_desk: Client) -> None:
    article = world.draft("", body="<p>Three short words</p>")
    assert f'href="{discard(article)}"' in reporter_desk.get(change(article)).content.decode()
    asked = reporter_desk.get(discard(article)).content.decode()
    assert "with its only version: 3 words of text" in asked
    done = reporter_desk.post(discard(article), {"version": 1}, follow=True)
    assert "“Untitled story” was discarded, with all its versions." in done.content.decode()
    again = reporter_desk.post(discard(article), {"version": 1}, follow=True)
    assert "it was discarded before" in again.content.decode()
    assert not Article.objects.exists()


def test_what_a_colleague_saved_meanwhile_is_told_and_kept(reporter_desk: Client) -> None:
    article = world.draft()
    world.save(article, by=world.editor(), body="<p>Much work.</p>")
    answer = reporter_desk.post(discard(article), {"version": 1})
    assert answer.status_code == 409
    assert "Nothing was discarded. anna saved version 2" in answer.content.decode()
    assert Article.objects.exists()


def test_a_published_story_offers_nothing_and_says_why(desk: Client) -> None:
    article = world.published()
    assert discard(article) not in desk.get(change(article)).content.decode()
    assert "It was published or planned" in desk.get(discard(article)).content.decode()


def test_who_may_only_look_is_not_asked(editor: object) -> None:
    client, article = Client(), world.draft()
    client.force_login(world.person("pia", "picture editor"))
    assert discard(article) not in client.get(change(article)).content.decode()
    assert client.post(discard(article), {"version": 1}).status_code == 403
