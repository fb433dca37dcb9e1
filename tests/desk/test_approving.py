"""Handing in, returning and approving by the buttons of the desk."""

import re

import pytest
from django.test import Client

from articles import approving, publishing
from articles.models import Article
from staff.models import User
from tests import world
from tests.desk.conftest import story

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


def test_who_may_not_publish_is_told_what_there_is_to_do(piet: User) -> None:
    article = world.draft(by=piet)

    def told() -> str:
        page = client_of(piet).get(f"/admin/articles/article/{article.pk}/change/").content.decode()
        return re.findall(r"Publishing (?:needs|waits)[^<]+", page)[0]

    assert told() == "Publishing needs an editor: hand it in."
    approving.submit(article=article, version=1, by=piet)
    assert told() == "Publishing waits for an editor."
    approving.approve(article=article, version=1, by=world.editor())
    assert told() == "Publishing needs an editor."


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


def test_whoever_saves_an_approved_story_is_told_that_the_approval_fell_away(piet: User) -> None:
    article, anna = world.draft(by=piet), world.editor()
    approving.approve(article=article, version=1, by=anna)

    def said(user: User, headline: str) -> str:
        sent = story(version=Article.objects.get().version, headline=headline, section=article.section_id)
        page = client_of(user).post(f"/admin/articles/article/{article.pk}/change/", sent, follow=True)
        return re.findall(r"Saved as version[^<]+", page.content.decode())[0].strip()

    assert said(anna, "Touched by Anna") == "Saved as version 2."
    assert said(piet, "New") == "Saved as version 3. The approval of version 2 fell away: hand it in again."
    assert said(piet, "Newer") == "Saved as version 4."
    assert Article.objects.get().desk_state == "draft"


def test_a_reporter_has_no_button_to_approve(piet: User) -> None:
    page = client_of(piet).get(f"/admin/articles/article/{world.draft().pk}/change/").content.decode()
    assert 'data-verb-form="submit"' in page
    assert 'data-verb-form="approve"' not in page


def part_of(page: str, name: str) -> str:
    return page.partition(f'id="{name}"')[2].partition("</section>")[0]


def test_what_was_published_is_on_its_way_over_the_desk_no_more(piet: User) -> None:
    editor, article = client_of(world.editor()), world.draft("Ferry leaves", by=piet)
    approving.submit(article=article, version=1, by=piet)
    editor.post(act(article, "publish"), {"version": 1, "kind": "update"})
    assert "Ferry leaves" not in part_of(editor.get("/admin/").content.decode(), "submitted")
    page = editor.get(f"/admin/articles/article/{article.pk}/change/").content.decode()
    assert "Handed in" not in page
    assert 'data-verb-form="submit"' not in page
    assert "Draft" not in part_of_row(editor)
    world.save(article, by=piet, summary="And one more thing.")
    assert "Draft" in part_of_row(editor)
    assert 'data-verb-form="submit"' in editor.get(f"/admin/articles/article/{article.pk}/change/").content.decode()


def part_of_row(client: Client) -> str:
    """The cell of the list's only row that says where the story is on the desk."""
    listed = client.get("/admin/articles/article/").content.decode()
    return listed.partition("field-on_the_desk")[2].partition("</td>")[0]


def boxes(client: Client, article: Article, verb: str) -> dict[str, str]:
    """What the hidden boxes of the verb's button hold on the story page."""
    return boxes_on(client.get(f"/admin/articles/article/{article.pk}/change/").content.decode(), verb)


def boxes_on(page: str, verb: str) -> dict[str, str]:
    form = page.partition(f'data-verb-form="{verb}"')[2].partition("</form>")[0]
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)) | {"csrfmiddlewaretoken": ""}


def test_a_button_that_was_overtaken_says_so_and_works_once_that_is_seen(piet: User) -> None:
    editor, article = client_of(world.editor()), world.draft(by=piet)
    approving.submit(article=article, version=1, by=piet)
    sent = boxes(editor, article, "approve")
    assert sent["where"] == "submitted-0"
    approving.send_back(article=article, version=1, reason="Who owns the tug?", by=world.person("bo", "editor"))
    answer = editor.post(act(article, "approve"), sent)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert re.search(r"bo returned it on [^“]+“Who owns the tug\?” Nothing was done\.", text)
    article.refresh_from_db()
    assert article.desk_state == "returned"
    assert editor.post(act(article, "approve"), boxes_on(text, "approve")).status_code == 302
    article.refresh_from_db()
    assert article.desk_state == "approved"


def test_handing_in_and_returning_carry_what_was_shown(piet: User) -> None:
    reporter, editor, article = client_of(piet), client_of(world.editor()), world.draft(by=piet)
    handing_in = boxes(reporter, article, "submit")
    approving.approve(article=article, version=1, by=world.editor())
    assert "approved it on" in reporter.post(act(article, "submit"), handing_in).content.decode()
    returning = boxes(editor, article, "return")
    publishing.publish(article=article, version=1, by=world.editor())
    approving.submit(article=world.save(article, by=piet, summary="More."), version=2, by=piet)
    answer = editor.post(act(article, "return"), {**returning, "version": 2, "reason": "Why?"})
    assert "piet handed it in on" in answer.content.decode()
    assert "Why?" in answer.content.decode()


def test_assigning_says_to_whom_a_colleague_gave_the_story(piet: User) -> None:
    editor, article = client_of(world.editor()), world.draft()
    sent = boxes(editor, article, "assign")
    approving.assign(article=article, to=piet, by=piet)
    bo = world.person("bo", "editor")
    answer = editor.post(act(article, "assign"), {**sent, "to": bo.pk})
    assert "piet assigned the story to piet on" in answer.content.decode()
    article.refresh_from_db()
    assert article.assignee == piet
    sent = boxes_on(answer.content.decode(), "assign")
    assert editor.post(act(article, "assign"), {**sent, "to": bo.pk}).status_code == 302
    article.refresh_from_db()
    assert article.assignee == bo
