"""Reporting live from the desk."""

import re
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from articles import reporting
from articles.models import Author, Coverage, LiveUpdate
from articles.reporting import Words
from ground import clock
from media import leasing
from media.intake import take_in
from tests import world
from tests.media import drawn

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def uploads(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


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


@pytest.mark.parametrize("opens", [None, 1])
def test_who_opens_the_page_of_a_hidden_coverage_is_told(desk: Client, storm: Coverage, opens: int | None) -> None:
    storm.public_from = opens and clock.now() + timedelta(days=opens)
    storm.save()
    assert "not shown to readers yet" in desk.post(path(storm), {"_start": ""}, follow=True).content.decode()


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


def test_a_post_that_comes_after_the_end_stays_in_front_of_its_author(client: Client, storm: Coverage) -> None:
    reporting.start_live(coverage=storm, by=None)
    reporting.close_live(coverage=storm, by=None)
    sent = {"_post": "", "headline": "Gale", "body": "<p>Roofs are <b>off</b>.</p>", "public_id": str(uuid4())}
    for somebody, said in (
        (world.editor(), "the button for that leads to another tab"),
        (world.person("piet", "reporter"), "once an editor has opened the live page"),
    ):
        client.force_login(somebody)
        text = client.post(path(storm), sent).content.decode()
        assert "is not open, so nothing was posted" in text
        assert said in text
        for kept in ('value="Gale"', "Roofs are", f'value="{sent["public_id"]}"', "data-send", "data-unsaved"):
            assert kept in text
    client.force_login(world.editor())
    assert 'formtarget="_blank"' in client.post(path(storm), sent).content.decode()
    assert "data-send" not in client.get(path(storm)).content.decode()


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


def test_a_post_that_a_colleague_has_corrected_is_not_withdrawn_by_who_saw_the_old_one(
    desk: Client, storm: Coverage
) -> None:
    reporting.start_live(coverage=storm, by=None)
    update = reporting.post(coverage=storm, words=Words(headline="Wrong"), by=None)
    page = desk.get(path(storm)).content.decode()
    seen = re.search(rf'name="post" value="{update.pk}"><input type="hidden" name="version" value="(\d+)"', page)
    assert seen
    reporting.pin(update=update, by=None)
    reporting.revise(update=update, version=2, words=Words(headline="Right"), by=None)
    sent = {"_withdraw": "", "post": update.pk, "version": seen[1], "notice": "It was wrong."}
    refused = desk.post(path(storm), sent)
    assert refused.status_code == 422
    assert "Your notice was: “It was wrong.”" in refused.content.decode()
    update.refresh_from_db()
    assert update.withdrawn_at is None
    desk.post(path(storm), {**sent, "version": update.version})
    update.refresh_from_db()
    assert update.notice == "It was wrong."


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


def test_a_post_is_signed_by_whoever_is_called_so(desk: Client, storm: Coverage) -> None:
    reporting.start_live(coverage=storm, by=None)
    asa, bo = (Author.objects.create(name=name, slug=name.lower()) for name in ("Asa", "Bo"))
    for number, (author, typed, kept) in enumerate([
        (asa.pk, "Asa", (asa, "")),
        (asa.pk, "Asa in Halmsund", (asa, "Asa in Halmsund")),
        ("", "Bo", (bo, "")),
        (asa.pk, "Bo", (bo, "")),
        (asa.pk, "Nobody", (None, "Nobody")),
        (asa.pk, "", (None, "")),
        (0, "Asa", (asa, "")),
        (9**20, "Nobody", (None, "Nobody")),
    ]):  # fmt: skip
        desk.post(path(storm), {"_post": "", "headline": f"Post {number}", "author": author, "byline": typed})
        update = LiveUpdate.objects.filter(headline=f"Post {number}").first()
        assert (update and (update.author, update.byline)) == kept
    desk.post(path(storm), {"_post": "", "headline": "Late", "author": asa.pk + bo.pk, "byline": "Gone"})
    assert LiveUpdate.objects.get(headline="Late").byline == "Gone"


def test_a_change_keeps_author_and_photograph_as_the_form_shows_them(desk: Client, storm: Coverage) -> None:
    reporting.start_live(coverage=storm, by=None)
    asa = Author.objects.create(name="Asa", slug="asa")
    photo = take_in(data=drawn.jpeg(), filename="a.jpg", by=None, defaults={"caption": "Quay", "credit": "Us"}).photo
    words = Words(headline="Gale", author=asa, byline="Asa on the quay", photo=photo, credit="Them", alt="Water")
    update = reporting.post(coverage=storm, words=words, by=None)
    text = desk.get(f"{path(storm)}?edit={update.pk}").content.decode()
    sent = dict(re.findall(r'name="(author|byline|photo|credit)" value="([^"]*)"', text))
    assert sent == {"author": str(asa.pk), "byline": "Asa on the quay", "photo": str(photo.pk), "credit": "Them"}
    assert f"/admin/photos/{photo.public_id}/" in text
    assert "If left empty: <bdi>Quay</bdi>" in text
    desk.post(path(storm), {"_revise": "", "post": update.pk, "version": 1, "headline": "Storm", "alt": "Sea", **sent})
    update.refresh_from_db()
    assert (update.version, update.author, update.byline) == (2, asa, "Asa on the quay")
    assert (update.photo, update.credit, update.alt) == (photo, "Them", "Sea")


def test_a_photograph_that_may_not_be_used_says_so(desk: Client, storm: Coverage) -> None:
    reporting.start_live(coverage=storm, by=None)
    photo = take_in(data=drawn.jpeg(), filename="a.jpg", by=None).photo
    leasing.grant(photo=photo, kind="deny", by=None)
    answer = desk.post(path(storm), {"_post": "", "photo": photo.pk})
    assert answer.status_code == 422
    assert "A lease denies its use now." in answer.content.decode()


def test_the_list_prints_the_words_as_they_were_written(desk: Client, storm: Coverage) -> None:
    reporting.post(
        coverage=reporting.start_live(coverage=storm, by=None),
        words=Words(body="<p>AT&amp;T &lt;3 the <b>harbour</b>.</p><p>Ships wait.</p>"),
        by=None,
    )
    assert "AT&amp;T &lt;3 the harbour. Ships wait.</p>" in desk.get(path(storm)).content.decode()


def test_the_desk_asks_as_much_for_many_posts_as_for_few(desk: Client, storm: Coverage) -> None:
    reporting.start_live(coverage=storm, by=None)
    counts = []
    for _ in range(2):
        for number in range(3):
            reporting.post(coverage=storm, words=Words(headline=f"Post {number}"), by=None)
        with CaptureQueriesContext(connection) as queries:
            desk.get(path(storm))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 10


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
