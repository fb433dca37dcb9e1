"""The pages that need no view: what is not allowed, and what broke."""

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from articles import drafting
from newsroom import errors
from tests import world
from tests.desk.conftest import story


@pytest.mark.django_db
def test_a_page_that_is_not_for_somebodys_role_says_so_and_leads_back() -> None:
    client = Client()
    client.force_login(world.person("tor", "reporter"))
    refused = client.get("/admin/staff/user/")
    assert refused.status_code == 403
    assert "Your role may not open it. Nothing was changed." in refused.content.decode()
    assert 'href="/admin/"' in refused.content.decode()


def test_the_page_of_what_broke_needs_nothing_that_can_break() -> None:
    assert "Something went wrong on our side" in render_to_string("500.html")


def test_what_was_typed_is_kept_when_something_breaks_and_no_database_is_asked() -> None:
    sent = {"headline": "Ferry leaves <Halmsund>", "body": "<p>It left at dawn.</p>", "new_password1": "a long word"}
    page = errors.server_error(RequestFactory().post("/admin/articles/article/1/change/", sent))
    assert (page.status_code, page["Cache-Control"]) == (500, "private, no-store")
    said = page.content.decode()
    assert "it may or may not have been saved" in said
    assert "\nFerry leaves &lt;Halmsund&gt;</textarea>" in said
    assert "\nIt left at dawn.</textarea>" in said
    assert "a long word" not in said


def test_a_form_that_cannot_be_read_when_something_breaks_gets_the_plain_page() -> None:
    request = RequestFactory().post("/admin/", b"--x", content_type="multipart/form-data; boundary=\xff")
    page = errors.server_error(request)
    assert page.status_code == 500
    assert "look first whether it was saved" in page.content.decode()


@pytest.mark.django_db
def test_a_desk_view_that_breaks_keeps_the_story_that_was_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: object) -> None:
        raise OSError("The disk is full.")

    monkeypatch.setattr(drafting, "create", broken)
    client = Client(raise_request_exception=False)
    client.force_login(world.editor())
    answer = client.post("/admin/articles/article/add/", story(headline="Ferry leaves Halmsund"))
    assert answer.status_code == 500
    assert "Ferry leaves Halmsund</textarea>" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/admin/nothing/", "/admin/articles/article/abc/change/"])
def test_an_address_of_the_desk_without_a_page_leads_back_to_the_desk(path: str) -> None:
    client = Client()
    client.force_login(world.editor())
    missing = client.get(path)
    assert missing.status_code == 404
    assert "No page of the desk has this address." in missing.content.decode()
    assert missing["Cache-Control"] == "private, no-store"
