"""Publishing by a program: the desk's rules, the version that was read, the same answer twice."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from articles import withdrawing
from articles.models import Article, Edition
from ground import clock
from staff.models import AuditEntry, User
from tests import world
from tests.api.conftest import bearer
from tests.together import at_once
from tests.world import ControlledClock

pytestmark = pytest.mark.django_db


def put(api: Client, article: Article, token: dict[str, str], match: str | None = '"1"', **wish: Any) -> Any:
    headers = {**token, **({"If-Match": match} if match is not None else {})}
    return api.put(
        f"/api/v1/drafts/{article.public_id}/publication", data=wish, content_type="application/json", headers=headers
    )


def test_a_version_is_published_at_once_and_by_the_owner(api: Client, token: dict[str, str], anna: User) -> None:
    article = world.draft()
    response = put(api, article, token)
    assert (response.status_code, response["ETag"]) == (201, '"1"')
    publication = response.json()
    assert (publication["state"], publication["version"], publication["kind"]) == ("live", 1, "first")
    edition = Edition.objects.select_related("article").get()
    assert publication["url"] == f"http://localhost:8000{edition.path}"
    assert edition.published_by == anna
    assert api.get(publication["href"]).status_code == 200


def test_the_same_again_is_the_same_answer_without_effect(api: Client, token: dict[str, str]) -> None:
    article = world.draft()
    first, second = put(api, article, token), put(api, article, token)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert (Edition.objects.count(), AuditEntry.objects.filter(verb="publish").count()) == (1, 1)


def test_a_version_is_scheduled_and_the_same_again_is_the_same(
    api: Client, token: dict[str, str], time: ControlledClock
) -> None:
    article, moment = world.draft(), time.at + timedelta(hours=1)
    answers = [put(api, article, token, live_from=moment.isoformat()) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 200]
    assert answers[0].json() == answers[1].json()
    assert answers[0].json()["state"] == "scheduled"
    assert Edition.objects.get().live_from == moment
    assert api.get(answers[0].json()["href"]).status_code == 404


def test_a_moment_may_be_given_in_any_zone(api: Client, token: dict[str, str]) -> None:
    response = put(api, world.draft(), token, live_from="2026-03-04T12:00:00+04:00")
    assert response.json()["live_from"] == "2026-03-04T08:00:00Z"


def test_without_the_version_nothing_is_published(api: Client, token: dict[str, str]) -> None:
    article = world.draft()
    for match in (None, "*", ""):
        response = put(api, article, token, match=match)
        assert (response.status_code, response["Content-Type"]) == (428, "application/problem+json")
    assert not Edition.objects.exists()


@pytest.mark.parametrize("match", ["1", 'W/"1"', '"one"', '"1", "2"', '"0"', '"99999999999999999999"'])
def test_a_version_of_another_form_is_unreadable(api: Client, token: dict[str, str], match: str) -> None:
    assert put(api, world.draft(), token, match=match).status_code == 400


def test_an_old_version_is_refused_with_who_saved_what_and_when(api: Client, token: dict[str, str]) -> None:
    article = world.draft()
    world.save(article, by=world.person("bo", "editor"), headline="Ferry returns", summary="It came back.")
    response = put(api, article, token)
    assert (response.status_code, response["Content-Type"]) == (412, "application/problem+json")
    problem = response.json()
    assert "bo saved version 2 at 4 Mar 2026, 06:00 UTC and changed headline, summary" in problem["detail"]
    assert (problem["version"], problem["changed_by"]) == (2, "bo")
    assert problem["changed"] == ["headline", "summary"]
    assert not Edition.objects.exists()


def test_a_version_that_nobody_saved_yet_is_refused_too(api: Client, token: dict[str, str]) -> None:
    assert put(api, world.draft(), token, match='"7"').json()["changed"] == []


def test_a_story_that_is_not_ready_is_refused_with_every_reason(api: Client, token: dict[str, str]) -> None:
    article = world.draft(section=None, body="")
    response = put(api, article, token)
    assert (response.status_code, response["Content-Type"]) == (422, "application/problem+json")
    reasons = response.json()["reasons"]
    assert {(row["code"], row["field"]) for row in reasons} == {
        ("section-missing", "section"),
        ("body-missing", "body"),
    }
    assert all(row["message"].endswith(".") for row in reasons)


def test_an_embargo_holds_against_programs(api: Client, token: dict[str, str], time: ControlledClock) -> None:
    article = world.draft()
    withdrawing.embargo(article=article, until=time.at + timedelta(hours=2), by=None)
    refused = put(api, article, token)
    assert [row["code"] for row in refused.json()["reasons"]] == ["embargo"]
    assert put(api, article, token, live_from=(time.at + timedelta(hours=2)).isoformat()).status_code == 201


def test_a_withdrawn_story_is_not_put_before_readers_again(
    api: Client, token: dict[str, str], time: ControlledClock
) -> None:
    article = world.published()
    time.move(minutes=1)
    withdrawing.withdraw(article=article, by=None, notice="Wrong man.")
    wishes: list[dict[str, Any]] = [{}, {"kind": "minor"}, {"live_from": "2031-03-05T06:00:00Z"}]
    for wish in wishes:
        answer = put(api, article, token, **wish)
        assert answer.status_code == 422
        assert [reason["code"] for reason in answer.json()["reasons"]] == ["withdrawn"]
    assert world.headlines() == []
    draft = api.get(f"/api/v1/drafts/{article.public_id}", headers=token).json()
    assert [reason["code"] for reason in draft["reasons"]] == ["withdrawn"]


def test_a_moment_that_has_passed_is_refused_by_the_name_of_the_member(
    api: Client, token: dict[str, str], time: ControlledClock
) -> None:
    response = put(api, world.draft(), token, live_from=(time.at - timedelta(seconds=1)).isoformat())
    assert [(row["code"], row["field"]) for row in response.json()["reasons"]] == [("time-past", "live_from")]


def test_a_correction_is_published_with_its_note(api: Client, token: dict[str, str], time: ControlledClock) -> None:
    article = world.published()
    time.move(minutes=1)
    response = put(api, article, token, kind="correction", note="It was the other ferry.")
    assert (response.status_code, response.json()["kind"]) == (201, "correction")
    refused = put(api, article, token, kind="correction")
    assert [row["code"] for row in refused.json()["reasons"]] == ["note-missing"]


def test_a_note_that_nobody_would_read_is_refused(api: Client, token: dict[str, str], time: ControlledClock) -> None:
    response = put(api, world.draft(), token, note="Said to nobody.")
    assert [(row["code"], row["field"]) for row in response.json()["reasons"]] == [("note-needless", "note")]
    assert not Edition.objects.exists()


@pytest.mark.parametrize(
    ("wish", "pointer"),
    [
        ({"kind": "first"}, "#/kind"),
        ({"live_from": "2026-03-05T10:00:00"}, "#/live_from"),
        ({"live_from": 1772690400}, "#/live_from"),
        ({"live_from": "1772690400"}, "#/live_from"),
        ({"live_from": "9999-12-31T23:59:59-12:00"}, "#/live_from"),
        ({"live_from": "0001-01-01T00:00:00+14:00"}, "#/live_from"),
        ({"note": "a\x00b", "kind": "correction"}, "#/note"),
        ({"note": "\ud800", "kind": "correction"}, "#/note"),
        ({"at": "2026-03-05T10:00:00Z"}, "#/at"),
    ],
)
def test_a_wish_that_cannot_be_used_is_pointed_at(
    api: Client, token: dict[str, str], wish: dict[str, str], pointer: str
) -> None:
    response = put(api, world.draft(), token, **wish)
    assert (response.status_code, response["Content-Type"]) == (422, "application/problem+json")
    assert [row["pointer"] for row in response.json()["errors"]] == [pointer]
    assert not Edition.objects.exists()


def test_an_owner_who_may_not_publish_is_refused(api: Client, time: ControlledClock, anna: User) -> None:
    token = bearer(world.person("rita", "reporter"))
    response = put(api, world.draft(), token)
    assert response.status_code == 403
    assert "rita may not publish stories" in response.json()["detail"]
    assert not Edition.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_requests_at_once_make_one_edition_and_one_of_them_made_it() -> None:
    world.section()
    token, article = bearer(world.editor()), world.draft()
    statuses = at_once(*[lambda: put(Client(), article, token).status_code] * 4)
    assert sorted(statuses) == [200, 200, 200, 201]
    assert Edition.objects.live(at=clock.now()).count() == Edition.objects.count() == 1
    assert AuditEntry.objects.filter(verb="publish").count() == 1
