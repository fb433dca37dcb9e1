"""Inviting people: a link by mail lets one person in, once."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from ground import clock
from staff import deactivating, inviting, links
from staff.models import AuditEntry, User
from staff.people import EmailTaken
from staff.permissions import NotAllowed
from tests import world
from tests.together import at_once, failures
from tests.world import MORNING, ControlledClock

pytestmark = pytest.mark.django_db
PASSWORD = "a-long-word-for-halmsund"


def invite(**changes: object) -> User:
    given = {"first_name": "Anna", "last_name": "Berg", "email": "Anna.Berg+desk@example.org", "roles": []}
    return inviting.invite(**{**given, "by": None, "at": clock.now(), **changes})  # type: ignore[arg-type]


def accept(person: User, token: str) -> User:
    return inviting.accept(person=person, token=token, password=PASSWORD, at=clock.now())


def token(person: User) -> str:
    person.refresh_from_db()
    return links.INVITATION.address(person).split("/")[-2]


def verbs() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def test_who_is_invited_has_roles_and_no_password_and_a_mail_to_come() -> None:
    ada = world.person("ada", "administrator")
    anna = invite(by=ada, roles=Group.objects.filter(name="editor"))
    anna.refresh_from_db()
    assert (anna.username, str(anna), anna.is_staff, anna.has_usable_password()) == (
        "anna.berg",
        "Anna Berg",
        True,
        False,
    )
    assert anna.has_perm("articles.publish_article")
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.actor, entry.detail) == ("invite", ada, {"roles": ["editor"]})
    assert ProcrastinateJob.objects.get().args == {"person_id": anna.pk}


def test_the_link_is_stored_nowhere() -> None:
    anna = invite()
    made = token(anna)
    kept = [*ProcrastinateJob.objects.values(), *AuditEntry.objects.values(), *User.objects.values()]
    assert made not in str(kept)


def test_the_link_lets_one_person_in_once() -> None:
    anna = invite()
    link = token(anna)
    accepted = accept(anna, link)
    assert accepted.check_password(PASSWORD)
    assert (accepted.invited_at, verbs()) == (None, ["invite", "accept invitation"])
    with pytest.raises(links.Dead):
        accept(anna, link)


def test_the_link_ends_after_a_week() -> None:
    told = ControlledClock()
    with clock.using(told):
        anna = invite()
        link = token(anna)
        told.move(days=7)
        assert links.INVITATION.check_token(anna, link)
        told.move(seconds=1)
        with pytest.raises(links.Dead):
            accept(anna, link)


def test_the_link_of_another_person_or_kind_opens_nothing() -> None:
    anna, rolf = invite(), invite(email="rolf@example.org")
    for wrong in (token(rolf), "", "x", "x-y", "a-b-c", "ؠ-ء", "zzzzzzzzzzzzzz-0"):
        with pytest.raises(links.Dead):
            accept(anna, wrong)
    assert not links.NEW_PASSWORD.check_token(anna, token(anna))


def test_inviting_again_kills_the_former_link_and_sends_another_mail() -> None:
    told = ControlledClock()
    with clock.using(told):
        anna = invite()
        former = token(anna)
        inviting.mailed(person=anna, at=clock.now())
        inviting.invite_again(person=anna, by=None, at=told.move(days=8))
        with pytest.raises(links.Dead):
            accept(anna, former)
        assert inviting.to_be_mailed(person_id=anna.pk) == anna
        assert accept(anna, token(anna)).check_password(PASSWORD)
    assert ProcrastinateJob.objects.count() == 2


def test_a_second_press_is_the_same_invitation() -> None:
    anna = invite(at=MORNING)
    inviting.invite_again(person=anna, by=None, at=MORNING + timedelta(seconds=59))
    assert (verbs(), ProcrastinateJob.objects.count()) == (["invite"], 1)


def test_an_invitation_is_taken_back_and_given_again() -> None:
    anna = invite()
    former = token(anna)
    for _ in range(2):
        inviting.withdraw(person=anna, by=None, at=clock.now())
    assert inviting.to_be_mailed(person_id=anna.pk) is None
    with pytest.raises(links.Dead):
        accept(anna, former)
    inviting.invite_again(person=anna, by=None, at=clock.now())
    with pytest.raises(links.Dead):
        accept(anna, former)
    assert accept(anna, token(anna)).is_active
    assert verbs() == ["invite", "withdraw invitation", "invite again", "accept invitation"]


def test_who_has_a_password_is_not_invited() -> None:
    anna = world.editor()
    for verb in (inviting.invite_again, inviting.withdraw):
        with pytest.raises(inviting.HasPassword, match="anna has a password already"):
            verb(person=anna, by=None, at=MORNING)


@pytest.mark.parametrize("email", ["anna.berg+desk@example.org", "ANNA.BERG+DESK@EXAMPLE.ORG"])
def test_an_address_is_one_persons_in_whatever_case(email: str) -> None:
    invite()
    with pytest.raises(EmailTaken, match=r"Anna Berg has this address. The invitation stands"):
        invite(email=email)
    with pytest.raises(IntegrityError, match="one_account_an_email"), transaction.atomic():
        User.objects.create(username="other", email=email)


def test_the_sentence_about_a_taken_address_says_what_to_do() -> None:
    anna = invite()
    accept(anna, token(anna))
    with pytest.raises(EmailTaken, match="Open it to change its roles"):
        invite()
    deactivating.deactivate(person=anna, by=None, at=MORNING)
    with pytest.raises(EmailTaken, match="open it to let them in again"):
        invite()


@pytest.mark.parametrize(
    ("email", "username"),
    [
        ("anna@x.example", "anna"),
        ("Zoë.B+x@x.example", "zoë.b"),
        ("'@x.example", "person"),
        ("rolf@x.example", "rolf2"),
    ],
)
def test_a_username_is_made_of_the_address(email: str, username: str) -> None:
    world.person("Rolf", "reporter")
    assert invite(email=email).username == username


def test_a_name_stays_on_one_line() -> None:
    anna = invite(first_name=" آنا\r\nBcc: all@example.org ", last_name="")
    assert str(anna) == "آنا Bcc: all@example.org"


def test_editors_invite_nobody_and_superusers_are_out_of_reach() -> None:
    anna, ada = world.editor(), world.person("ada", "administrator")
    chief = User.objects.create_superuser("chief")
    with pytest.raises(NotAllowed):
        invite(by=anna)
    for verb in (inviting.invite_again, inviting.withdraw):
        with pytest.raises(NotAllowed):
            verb(person=invite(email=f"{verb.__name__}@x.example"), by=anna, at=MORNING)
        with pytest.raises(NotAllowed, match="of a superuser"):
            verb(person=chief, by=ada, at=MORNING)


@pytest.mark.django_db(transaction=True)
def test_two_invitations_at_once_make_one_account() -> None:
    refused = failures(at_once(*[invite] * 4))
    assert [type(error) for error in refused] == [EmailTaken] * 3
    assert User.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_link_followed_twice_at_once_sets_one_password() -> None:
    anna = invite()
    link = token(anna)
    refused = failures(at_once(*[lambda: accept(anna, link)] * 4))
    assert [type(error) for error in refused] == [links.Dead] * 3
    assert verbs() == ["invite", "accept invitation"]
