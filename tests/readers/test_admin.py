"""Feedback in the admin."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from ground import clock
from readers.models import Banner, Feedback, MenuItem, Page
from staff.models import AuditEntry
from tests import world

LIST = "/admin/readers/feedback/"


@pytest.fixture
def desk(db: None) -> Client:
    client = Client()
    client.force_login(world.editor())
    return client


def said(comment: str) -> Feedback:
    return Feedback.objects.create(article=world.draft(), comment=comment, created_at=clock.now())


def test_what_readers_said_is_listed_newest_first_with_its_story(desk: Client) -> None:
    first, second = said("Which boats run?"), said("Thank you")
    answer = desk.get(LIST)
    assert list(answer.context["cl"].result_list) == [second, first]
    assert f"/admin/articles/article/{first.article_id}/change/" in answer.content.decode()


def test_it_is_marked_as_done_and_never_changed(desk: Client) -> None:
    feedback = said("Which boats run?")
    desk.post(LIST, {"action": "mark_done", "_selected_action": [feedback.pk]})
    desk.post(f"{LIST}{feedback.pk}/change/", {"comment": "Nothing"})
    feedback.refresh_from_db()
    assert (feedback.state, feedback.comment) == (Feedback.State.DONE, "Which boats run?")


def test_it_is_not_for_reporters(db: None) -> None:
    client = Client()
    client.force_login(world.person("rolf", "reporter"))
    assert client.get(LIST).status_code == 403


@pytest.fixture
def administrator(db: None) -> Client:
    client = Client()
    client.force_login(world.person("ruth", "administrator"))
    return client


def test_a_page_is_written_cleaned_and_logged(administrator: Client, db: None) -> None:
    given = {"title": "Privacy", "slug": "privacy", "language": "en", "body": "<p>No <u>cookies</u>.</p>"}
    assert administrator.post("/admin/readers/page/add/", given).status_code == 302
    page = Page.objects.get()
    assert (page.body, page.public_from) == ("<p>No cookies.</p>", None)
    assert AuditEntry.objects.filter(verb="add").exists()


def test_a_menu_leads_only_to_our_own_pages(administrator: Client) -> None:
    given = {"label": "Away", "path": "//elsewhere.example/", "place": "footer", "language": "en", "order": "0"}
    answer = administrator.post("/admin/readers/menuitem/add/", given)
    assert "Write an address of this site" in answer.content.decode()
    administrator.post("/admin/readers/menuitem/add/", {**given, "path": "/about/"})
    assert MenuItem.objects.get().path == "/about/"


def test_the_language_of_a_banner_is_chosen_and_one_that_nobody_reads_is_refused(desk: Client) -> None:
    world.site().languages.create(language="ar")
    add = "/admin/readers/banner/add/"
    assert '<option value="ar">العربية</option>' in desk.get(add).content.decode()
    given = {"kind": "breaking", "text": "Strait closed", "language": "xx"}
    assert "nobody would see the banner" in desk.post(add, given).content.decode()
    assert not Banner.objects.exists()
    desk.post(add, {**given, "language": "ar"})
    assert Banner.objects.get().language == "ar"


@pytest.mark.parametrize("kind", ["banner", "menuitem"])
def test_the_languages_of_the_newspaper_are_offered(administrator: Client, desk: Client, kind: str) -> None:
    world.site(language="fr").languages.create(language="ar")
    client = desk if kind == "banner" else administrator
    assert offered(client.get(f"/admin/readers/{kind}/add/")) == ["ar", "fr"]
    now = clock.now()
    Banner.objects.create(pk=1, text="Bridge shut", language="nb", shown_from=now, shown_until=now + timedelta(hours=1))
    MenuItem.objects.create(pk=1, label="About", path="/about/", language="nb")
    assert offered(client.get(f"/admin/readers/{kind}/1/change/")) == ["ar", "fr", "nb"], "that it is in"


def offered(answer: Any) -> list[str]:
    select = re.search(r'<select name="language".*?</select>', answer.content.decode(), re.DOTALL)
    assert select
    return re.findall(r'<option value="(\w+)"', select[0])


def test_an_address_at_which_nothing_stands_is_told_and_kept(administrator: Client, desk: Client) -> None:
    site = {"language": "en", "place": "footer", "order": 0, "label": "There"}
    answer = administrator.post("/admin/readers/menuitem/add/", {**site, "path": "/nowhere/"}, follow=True)
    assert "At /nowhere/ there is nothing that readers can see yet." in answer.content.decode()
    assert MenuItem.objects.get().path == "/nowhere/"
    answer = administrator.post("/admin/readers/menuitem/add/", {**site, "path": "/latest/"}, follow=True)
    assert "nothing that readers can see" not in answer.content.decode()
    banner = {"kind": "live", "text": "Storm", "language": "en", "path": "/coverage/storm/live/"}
    answer = desk.post("/admin/readers/banner/add/", banner, follow=True)
    assert "At /coverage/storm/live/ there is nothing that readers can see yet." in answer.content.decode()
    answer = desk.post("/admin/readers/banner/add/", {**banner, "path": ""}, follow=True)
    assert "nothing that readers can see" not in answer.content.decode()


def test_a_banner_with_the_address_of_a_story_says_that_it_goes_with_it(desk: Client) -> None:
    article = world.published()
    given = {"kind": "breaking", "text": "Strait closed", "language": "en", "path": article.path}
    said = desk.post("/admin/readers/banner/add/", given, follow=True).content.decode()
    assert f"{article.path} is the address of “{article}”: the banner goes when the story does." in said
    assert "Readers do not see" not in said
    assert Banner.objects.get().article == article


def test_a_banner_whose_story_readers_do_not_see_is_told(desk: Client) -> None:
    article = world.draft()
    given = {"kind": "breaking", "text": "Strait closed", "language": "en", "article": article.pk}
    said = desk.post("/admin/readers/banner/add/", given, follow=True).content.decode()
    assert f"Readers do not see “{article}” now" in said
