"""Handing in, returning and approving by the buttons of the desk."""

import pytest
from django.test import Client

from articles import approving
from articles.models import Article
from staff.models import User
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def piet() -> User:
    world.site()
    return world.person("piet", "reporter")


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def act(article: Article, verb: str) -> str:
    return f"/admin/desk/stories/{article.pk}/{verb}/"


def test_a_story_goes_over_the_desk_and_back(piet: User) -> None:
    reporter, editor = client_of(piet), client_of(world.editor())
    article = world.draft("Ferry leaves", by=piet)
    reporter.post(act(article, "submit"), {"version": 1})
    assert "Ferry leaves" in editor.get("/admin/").content.decode().split('id="submitted"')[1].split("</section>")[0]
    editor.post(act(article, "return"), {"version": 1, "reason": "Who says so?"})
    home = reporter.get("/admin/").content.decode().split('id="mine"')[1].split("</section>")[0]
    assert "Returned" in home
    assert "“Who says so?”" in home
    assert "“Who says so?”" in reporter.get(f"/admin/articles/article/{article.pk}/change/").content.decode()
    editor.post(act(article, "approve"), {"version": 1})
    article.refresh_from_db()
    assert article.desk_state == "approved"


def test_returning_without_a_reason_is_refused_on_the_page(piet: User) -> None:
    article = world.draft(by=piet)
    approving.submit(article=article, version=1, by=piet)
    answer = client_of(world.editor()).post(act(article, "return"), {"version": 1, "reason": ""})
    assert answer.status_code == 422
    assert "A story is returned with a reason" in answer.content.decode()


def test_the_list_shows_and_filters_what_is_on_the_desk(piet: User) -> None:
    first, second = world.draft("First", by=piet), world.draft("Second", by=piet)
    approving.submit(article=first, version=1, by=piet)
    approving.assign(article=second, to=piet, by=piet)
    reporter = client_of(piet)
    listed = reporter.get("/admin/articles/article/?desk_state__exact=submitted").content.decode()
    assert ("First" in listed, "Second" in listed) == (True, False)
    listed = reporter.get("/admin/articles/article/?whose=mine").content.decode()
    assert ("First" in listed, "Second" in listed) == (False, True)
    assert "Draft, piet" in listed


def test_a_reporter_has_no_button_to_approve(piet: User) -> None:
    page = client_of(piet).get(f"/admin/articles/article/{world.draft().pk}/change/").content.decode()
    assert 'data-verb-form="submit"' in page
    assert 'data-verb-form="approve"' not in page
