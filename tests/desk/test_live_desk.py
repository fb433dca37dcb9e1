"""Reporting live from the desk."""

import re
from uuid import uuid4

import pytest
from django.test import Client

from articles import reporting
from articles.models import Coverage, LiveUpdate
from articles.reporting import Words
from ground import clock
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def storm() -> Coverage:
    world.site()
    return Coverage.objects.create(name="Storm", slug="storm", public_from=clock.now())


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(world.editor())
    return client


def path(coverage: Coverage) -> str:
    return f"/admin/desk/live/{coverage.pk}/"


def test_a_page_is_opened_posted_to_and_closed(desk: Client, storm: Coverage) -> None:
    assert "There is no live page yet" in desk.get(path(storm)).content.decode()
    desk.post(path(storm), {"_start": ""})
    desk.post(path(storm), {"_post": "", "headline": "Gale", "body": "<p>Wind.</p>", "is_key": "on"})
    update = LiveUpdate.objects.get()
    assert (update.headline, update.body, update.is_key) == ("Gale", "<p>Wind.</p>", True)
    desk.post(path(storm), {"_close": ""})
    storm.refresh_from_db()
    assert storm.live_closed_at is not None


def test_the_same_form_sent_twice_posts_once(desk: Client, storm: Coverage) -> None:
    reporting.start_live(coverage=storm, by=None)
    sent = {"_post": "", "headline": "Gale", "public_id": str(uuid4())}
    for _ in range(2):
        assert desk.post(path(storm), sent).status_code == 302
    assert LiveUpdate.objects.count() == 1


def test_what_was_refused_stays_in_the_form(desk: Client, storm: Coverage) -> None:
    reporting.start_live(coverage=storm, by=None)
    answer = desk.post(path(storm), {"_post": "", "headline": "", "body": "", "source": "Northgate"})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "The post says nothing" in text
    assert 'value="Northgate"' in text
    answer = desk.post(path(storm), {"_post": "", "headline": "Gale", "photo": "99"})
    assert "no photograph with this number" in answer.content.decode()
    assert not LiveUpdate.objects.exists()


def test_a_stale_change_keeps_what_was_typed(desk: Client, storm: Coverage) -> None:
    reporting.start_live(coverage=storm, by=None)
    update = reporting.post(coverage=storm, words=Words(headline="Gale"), by=None)
    reporting.revise(update=update, version=1, words=Words(headline="Storm"), by=None)
    edit = f"{path(storm)}?edit={update.pk}"
    answer = desk.post(edit, {"_revise": "", "post": update.pk, "version": "1", "headline": "Hurricane"})
    assert answer.status_code == 422
    assert 'value="Hurricane"' in answer.content.decode()
    update.refresh_from_db()
    assert update.headline == "Storm"


def test_posts_are_changed_pinned_and_withdrawn(desk: Client, storm: Coverage) -> None:
    reporting.start_live(coverage=storm, by=None)
    update = reporting.post(coverage=storm, words=Words(headline="Gale"), by=None)
    assert 'value="Gale"' in desk.get(f"{path(storm)}?edit={update.pk}").content.decode()
    desk.post(path(storm), {"_revise": "", "post": update.pk, "version": "1", "headline": "Storm", "is_minor": "on"})
    desk.post(path(storm), {"_pin": "", "post": update.pk})
    update.refresh_from_db()
    assert (update.headline, update.updated_at, update.is_pinned) == ("Storm", None, True)
    desk.post(path(storm), {"_withdraw": "", "post": update.pk, "notice": "Not so."})
    assert "Notice: Not so." in desk.get(path(storm)).content.decode()


def test_what_breaks_is_ticked_and_taken_off_with_one_button(desk: Client, storm: Coverage) -> None:
    reporting.start_live(coverage=storm, by=None)
    desk.post(path(storm), {"_post": "", "headline": "Bridge shut", "is_breaking": "on"})
    update = LiveUpdate.objects.get()
    assert update.is_breaking
    assert re.search(r"checked[^>]*>\s*Breaking", desk.get(f"{path(storm)}?edit={update.pk}").content.decode())
    for button, mark in (("_unbreak", False), ("_unbreak", False), ("_break", True)):
        desk.post(path(storm), {button: "", "post": update.pk})
        update.refresh_from_db()
        assert (update.is_breaking, update.updated_at, update.headline) == (mark, None, "Bridge shut")
    assert update.version == 3


def test_a_reporter_marks_no_post_of_others(client: Client, storm: Coverage) -> None:
    reporting.start_live(coverage=storm, by=None)
    update = reporting.post(coverage=storm, words=Words(headline="Gale"), by=None)
    client.force_login(world.person("piet", "reporter"))
    assert client.post(path(storm), {"_break": "", "post": update.pk}).status_code == 403
    update.refresh_from_db()
    assert not update.is_breaking


def test_a_reporter_posts_and_opens_nothing(client: Client, storm: Coverage) -> None:
    client.force_login(world.person("piet", "reporter"))
    assert client.post(path(storm), {"_start": ""}).status_code == 403
    reporting.start_live(coverage=storm, by=None)
    client.post(path(storm), {"_post": "", "headline": "Gale"})
    assert LiveUpdate.objects.get().created_by is not None
    client.force_login(world.person("wim", "wire manager"))
    assert client.get(path(storm)).status_code == 403
