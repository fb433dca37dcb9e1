"""The pages that need no view: what is not allowed, and what broke."""

import pytest
from django.template.loader import render_to_string
from django.test import Client

from tests import world


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


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/admin/nothing/", "/admin/articles/article/abc/change/"])
def test_an_address_of_the_desk_without_a_page_leads_back_to_the_desk(path: str) -> None:
    client = Client()
    client.force_login(world.editor())
    missing = client.get(path)
    assert missing.status_code == 404
    assert "No page of the desk has this address." in missing.content.decode()
    assert missing["Cache-Control"] == "private, no-store"
