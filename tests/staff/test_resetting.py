"""Forgotten passwords: the same is done for everybody who asks, and a mail goes out for those who may have one."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from ground import clock
from staff import inviting, links, resetting
from staff.models import AuditEntry, ResetRequest, User
from tests import world
from tests.together import at_once, failures
from tests.world import MORNING

pytestmark = pytest.mark.django_db
PASSWORD, OTHER = "a-long-word-for-halmsund", "another-word-for-oskeld"


@pytest.fixture
def anna() -> User:
    anna = world.editor()
    anna.email = "Anna@example.org"
    anna.set_password(PASSWORD)
    anna.save()
    return anna


def ask(name: str = "anna", *, sender: str = "192.0.2.1", at: Any = None) -> ResetRequest:
    resetting.ask(name=name, sender=sender, at=at or clock.now())
    return ResetRequest.objects.latest("pk")


def due(request: ResetRequest, *, after: timedelta = timedelta()) -> bool:
    return resetting.to_be_mailed(request_id=request.pk, at=request.asked_at + after) is not None


def reset(anna: User, token: str, password: str = OTHER) -> User:
    return resetting.reset(person=anna, token=token, password=password, at=clock.now())


@pytest.mark.parametrize("typed", ["anna", "Anna@example.org", "ANNA@EXAMPLE.ORG"])
def test_a_person_is_known_by_username_or_address(anna: User, typed: str) -> None:
    request = ask(typed)
    assert (request.person, due(request)) == (anna, True)
    assert ProcrastinateJob.objects.get().args == {"request_id": request.pk}


def test_the_address_comes_before_a_username_that_looks_like_it(anna: User) -> None:
    User.objects.create_user("anna@example.org", "other@example.org", PASSWORD)
    assert ask("anna@example.org").person == anna


@pytest.mark.parametrize("typed", ["nobody", "nobody@example.org", "", "%", "ANNA", "anna\n", "'; --"])
def test_who_is_not_there_gets_a_job_that_does_nothing(anna: User, typed: str) -> None:
    request = ask(typed)
    assert (request.person, due(request), ProcrastinateJob.objects.count()) == (None, False, 1)


def test_who_may_not_log_in_gets_no_mail(anna: User) -> None:
    inviting.invite(first_name="Bo", last_name="", email="bo@example.org", roles=[], by=None, at=MORNING)
    assert not due(ask("bo@example.org"))
    request = ask()
    User.objects.filter(pk=anna.pk).update(is_active=False)
    assert not due(request)
    assert ask().person is None


def test_who_has_no_address_gets_no_mail() -> None:
    User.objects.create_user("piet", password=PASSWORD)
    assert ask("piet").person is None


def test_asking_does_the_same_for_all(anna: User) -> None:
    def asked(name: str) -> list[str]:
        with CaptureQueriesContext(connection) as queries:
            ask(name)
        done = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
        return [re.split(r" WHERE | VALUES |\(", sql)[0] for sql in done]

    assert asked("anna") == asked("nobody")
    assert not AuditEntry.objects.exists()


def test_an_account_gets_three_mails_an_hour_and_nobody_is_told(anna: User) -> None:
    found = [ask(sender=f"192.0.2.{number}", at=MORNING).person for number in range(5)]
    assert found == [anna, anna, anna, None, None]
    assert ask(at=MORNING + resetting.WINDOW).person == anna


def test_a_network_that_asks_too_often_is_told_and_others_are_not(anna: User) -> None:
    for _ in range(resetting.OF_A_SENDER):
        ask("nobody", at=MORNING)
    with pytest.raises(resetting.TooMany, match="Try again in an hour"):
        ask(at=MORNING)
    assert ask(sender="192.0.2.2", at=MORNING).person == anna
    assert ask(at=MORNING + resetting.WINDOW).sender == ask("x", at=MORNING + resetting.WINDOW).sender != "192.0.2.1"


@pytest.mark.django_db(transaction=True)
def test_those_who_ask_at_once_are_counted_too() -> None:
    anna = world.editor()
    User.objects.filter(pk=anna.pk).update(email="anna@example.org", password="x")
    assert failures(at_once(*[lambda: ask(at=MORNING)] * 6)) == []
    assert ResetRequest.objects.filter(person=anna).count() == resetting.OF_AN_ACCOUNT


def test_a_mail_is_noted_once_and_not_sent_late(anna: User) -> None:
    request = ask()
    assert not due(request, after=links.NEW_PASSWORD.lifetime)
    for _ in range(2):
        resetting.mailed(request=request, at=clock.now())
    assert not due(request)
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.subject_id, entry.actor) == ("mail a link for a new password", str(anna.pk), None)


def test_the_link_sets_the_password_once_and_ends_every_session(anna: User) -> None:
    browser = Client()
    browser.force_login(anna)
    token, second = (links.NEW_PASSWORD.make_token(anna) for _ in range(2))
    assert reset(anna, token).check_password(OTHER)
    assert browser.get("/admin/").status_code == 302
    for used in (token, second):
        with pytest.raises(links.Dead):
            reset(anna, used, "yet-another-word-for-brenn")
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.actor, entry.detail) == ("reset password", anna, {})


@pytest.mark.parametrize("change", [{"email": "b@example.org"}, {"is_active": False}, {"last_login": MORNING}])
def test_the_link_ends_with_what_it_was_made_for(anna: User, change: dict[str, Any]) -> None:
    token = links.NEW_PASSWORD.make_token(anna)
    User.objects.filter(pk=anna.pk).update(**change)
    with pytest.raises(links.Dead):
        reset(anna, token)


def test_the_link_ends_after_an_hour(anna: User) -> None:
    told = world.ControlledClock()
    with clock.using(told):
        token = links.NEW_PASSWORD.make_token(anna)
        told.move(hours=1, seconds=1)
        with pytest.raises(links.Dead):
            reset(anna, token)
        told.move(seconds=-1)
        assert reset(anna, token).check_password(OTHER)


def test_who_asked_is_forgotten_after_a_day(anna: User) -> None:
    ask(at=MORNING)
    assert resetting.forget(at=MORNING + resetting.KEPT) == 0
    assert resetting.forget(at=MORNING + resetting.KEPT + timedelta(seconds=1)) == 1
