"""Sessions of the desk: they slide, and what is sent after their end is kept."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from articles import body
from articles.models import Article
from ground import clock
from staff.models import User
from tests import world
from tests.desk.conftest import act, change, story

PASSWORD = {"login-password": "a-long-word-for-halmsund"}
LOGIN = {"login-username": "anna", **PASSWORD}
TYPED = "<p>“First”\r\n&amp; second, typed by Anna.</p>"


@pytest.fixture
def anna(editor: User) -> User:
    editor.set_password(PASSWORD["login-password"])
    editor.save()
    return editor


def token(page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert found
    return found[1]


def test_what_is_sent_without_a_session_is_kept_and_shown(anna: User) -> None:
    article = world.draft()
    answer = Client().post(change(article), story(version=1, body=TYPED, tags="ferries"))
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "You were no longer logged in" in page
    assert TYPED in unescape(page)
    assert '<input type="hidden" name="tags" value="ferries">' in page
    assert "<script" not in page
    article.refresh_from_db()
    assert article.version == 1


def test_logging_in_there_sends_it_on(anna: User) -> None:
    article, client = world.draft(), Client()
    answer = client.post(change(article), {**story(version=1, body=TYPED), **LOGIN}, follow=True)
    article.refresh_from_db()
    assert "Saved as version 2." in answer.content.decode()
    assert (article.version, article.changed_by) == (2, anna)
    assert "typed by Anna" in article.body
    assert client.get(change(article)).status_code == 200


def test_a_wrong_password_keeps_it_too(anna: User) -> None:
    article = world.draft()
    answer = Client().post(change(article), {**story(version=1, body=TYPED), **LOGIN, "login-password": "wrong"})
    assert answer.status_code == 403
    assert "Please enter the correct username and password" in answer.content.decode()
    assert TYPED in unescape(answer.content.decode())
    assert "wrong" not in answer.content.decode()


def test_the_page_carries_a_token_that_fits_before_and_after(anna: User) -> None:
    article, strict = world.draft(), Client(enforce_csrf_checks=True)
    sent = {"csrfmiddlewaretoken": token(strict.get("/admin/login/").content.decode()), **story(version=9)}
    kept = strict.post(change(article), sent).content.decode()
    refused = strict.post(change(article), {**sent, **LOGIN, "csrfmiddlewaretoken": token(kept)})
    assert refused.status_code == 409
    again = {**sent, "version": 1, "csrfmiddlewaretoken": token(refused.content.decode())}
    assert strict.post(change(article), again).status_code == 302


def test_a_verb_that_came_too_late_is_done_after_logging_in(anna: User) -> None:
    article = world.draft()
    assert Client().post(act(article, "publish"), {"version": 1, **LOGIN}).status_code == 302
    assert world.headlines() == ["Ferry leaves Halmsund"]


def test_files_and_passwords_are_not_kept_and_it_says_so(anna: User) -> None:
    sent = {"photographs": SimpleUploadedFile("quay.jpg", b"x"), "old_password": "secret-1"}
    page = Client().post("/admin/media/photo/add/", sent).content.decode()
    assert "Files cannot be kept. Choose this one again afterwards: quay.jpg." in page
    assert "Passwords are not kept." in page
    assert "secret-1" not in page


def test_a_form_with_a_foreign_token_is_shown_and_not_sent_on(anna: User) -> None:
    article, strict = world.draft(), Client(enforce_csrf_checks=True)
    strict.force_login(anna)
    answer = strict.post(change(article), story(version=1, body=TYPED))
    assert answer.status_code == 403
    assert TYPED in unescape(answer.content.decode())
    assert "<button" not in answer.content.decode()
    assert Article.objects.get().version == 1


def test_logging_out_twice_needs_no_login(db: None) -> None:
    assert Client().post("/admin/logout/").status_code == 302


def test_a_session_slides_once_a_day_and_never_on_reader_pages(desk: Client) -> None:
    article, late = world.published(), world.ControlledClock(clock.now() + timedelta(days=1))
    assert "sessionid" not in desk.get("/admin/").cookies
    with clock.using(late):
        assert not desk.get(str(article.path)).cookies
        assert "sessionid" in desk.get("/admin/").cookies
        assert "sessionid" not in desk.get("/admin/").cookies


def test_a_page_opened_before_logging_in_anew_can_be_sent_again(anna: User) -> None:
    article, strict = world.draft(), Client(enforce_csrf_checks=True, headers={"Origin": "http://testserver"})
    strict.force_login(anna)
    kept = strict.post(change(article), story(version=1, body=TYPED)).content.decode()
    assert "Send it now" in kept
    sent = story(version=1, body=TYPED, csrfmiddlewaretoken=token(kept))
    assert strict.post(change(article), sent).status_code == 302
    assert Article.objects.get().version == 2


def test_what_was_typed_is_shown_in_words_under_the_names_of_the_form(anna: User) -> None:
    sent = story(version=1, body=TYPED, captions=[{"text": "The quay at dawn, in the rain"}])
    kept = unescape(Client().post(change(world.draft()), sent).content.decode())
    assert "Photograph 1: text" in kept
    assert f">\n{body.text(TYPED)}</textarea>" in kept
