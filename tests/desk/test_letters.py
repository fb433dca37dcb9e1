"""Mails of the desk: a plain text, one address, and a link that is made as it is sent; by jobs that may run twice."""

import re
import smtplib
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from desk import jobs
from ground import clock
from staff import deactivating, inviting, links, resetting
from staff.models import ResetRequest, User
from tests import world
from tests.world import MORNING, ControlledClock

pytestmark = pytest.mark.django_db


@pytest.fixture
def bo() -> User:
    world.site(name="Harbour Post", zone="Europe/Oslo")
    return inviting.invite(first_name="Bo", last_name="Lund", email="bo@example.org", roles=[], by=None, at=clock.now())


@pytest.fixture
def anna() -> User:
    world.site(name="Harbour Post")
    return User.objects.create_user("anna", "anna@example.org", "a-long-word-for-halmsund", byline="آنا")


def request_of(name: str) -> ResetRequest:
    resetting.ask(name=name, sender="192.0.2.1", at=clock.now())
    return ResetRequest.objects.latest("pk")


def sent() -> EmailMessage:
    [message] = mail.outbox
    return message


def token(message: EmailMessage) -> str:
    found = re.search(r"http://localhost:8000/admin/[a-z-]+/\S+/(\S+)/", str(message.body))
    assert found
    return found[1]


def test_an_invitation_is_mailed_once_with_a_link_that_opens(bo: User) -> None:
    told = ControlledClock()
    with clock.using(told):
        assert [jobs.mail_invitation(person_id=bo.pk) for _ in range(2)] == [True, False]
        bo.refresh_from_db()
        assert (bo.invitation_mailed_at, links.INVITATION.check_token(bo, token(sent()))) == (MORNING, True)
    message = sent()
    assert (message.subject, message.to) == ("Your invitation to the desk of Harbour Post", ["bo@example.org"])
    assert "Hello Bo Lund," in message.body
    assert "Your username: bo\n" in message.body
    assert "until 11 Mar 2026, 07:00 CET" in message.body
    assert message.message()["Auto-Submitted"] == "auto-generated"


def test_a_mail_that_comes_late_carries_the_newest_link_or_is_not_sent(bo: User) -> None:
    inviting.withdraw(person=bo, by=None, at=clock.now())
    assert not jobs.mail_invitation(person_id=bo.pk)
    inviting.invite_again(person=bo, by=None, at=clock.now())
    assert [jobs.mail_invitation(person_id=bo.pk) for _ in range(3)] == [True, False, False]
    bo.refresh_from_db()
    assert links.INVITATION.check_token(bo, token(sent()))
    assert not jobs.mail_invitation(person_id=0)


def test_an_invitation_that_was_renewed_while_its_mail_went_out_is_mailed_again(
    bo: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    send = EmailMessage.send

    def renewing(self: EmailMessage, **options: Any) -> int:
        User.objects.filter(pk=bo.pk).update(invited_at=clock.now())
        return send(self, **options)

    monkeypatch.setattr(EmailMessage, "send", renewing)
    assert jobs.mail_invitation(person_id=bo.pk)
    monkeypatch.undo()
    assert jobs.mail_invitation(person_id=bo.pk)


def test_what_the_server_refuses_is_tried_again(bo: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> int:
        raise smtplib.SMTPServerDisconnected("gone")

    monkeypatch.setattr(EmailMessage, "send", refuse)
    with pytest.raises(OSError, match="gone"):
        jobs.mail_invitation(person_id=bo.pk)
    strategy: Any = jobs.mail_invitation.retry_strategy
    waits = strategy.get_retry_decision(exception=smtplib.SMTPException(), job=type("Job", (), {"attempts": 2}))
    assert waits is not None
    monkeypatch.undo()
    assert jobs.mail_invitation(person_id=bo.pk)


def test_a_new_password_is_mailed_once_to_the_persons_own_address(anna: User) -> None:
    request = request_of("ANNA@example.org")
    assert [jobs.mail_new_password(request_id=request.pk) for _ in range(2)] == [True, False]
    message = sent()
    assert (message.subject, message.to) == ("A new password for the desk of Harbour Post", ["anna@example.org"])
    assert "Hello آنا," in message.body
    assert links.NEW_PASSWORD.check_token(anna, token(message))


def test_nobody_and_the_deactivated_get_no_mail(anna: User) -> None:
    requests = [request_of("nobody"), request_of("anna")]
    deactivating.deactivate(person=anna, by=None, at=clock.now())
    requests.append(request_of("anna"))
    assert [jobs.mail_new_password(request_id=request.pk) for request in requests] == [False] * 3
    assert mail.outbox == []


def test_no_name_adds_a_header_and_any_script_arrives(anna: User) -> None:
    world.site(name="صحيفة الميناء\r\nBcc: all@example.org & <b>")
    User.objects.filter(pk=anna.pk).update(byline="", first_name="A\r\nBcc: all@example.org")
    jobs.mail_new_password(request_id=request_of("anna").pk)
    message = sent().message()
    assert message["Bcc"] is None
    assert message["To"] == "anna@example.org"
    assert sent().subject == "A new password for the desk of صحيفة الميناء Bcc: all@example.org & <b>"
    assert "the desk of صحيفة الميناء" in message.get_payload(decode=True).decode()
    assert "& <b>" in sent().body


def test_who_asked_is_forgotten(anna: User) -> None:
    with clock.using(ControlledClock()):
        request_of("anna")
    assert jobs.forget_reset_requests(timestamp=0) == 1
