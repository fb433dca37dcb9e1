"""Inviting people to the desk: a link by mail, with which they choose a password themselves.

A person is invited from `invite` until they accept, or somebody takes the invitation back. The link
of one invitation is dead as soon as there is another (links.py).
"""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib.auth.models import Group
from django.db import transaction

from staff import audit, facts, links, locking, people, permissions
from staff.models import User
from staff.people import Refused

#: A second press within this time is the same invitation.
_SAME_WITHIN = timedelta(minutes=1)


class HasPassword(Refused):
    """Who has chosen a password is not invited."""

    def __init__(self, person: User) -> None:
        super().__init__(
            f"{person} has a password already, so no invitation was changed. Who has forgotten it "
            "asks for another on the login page."
        )


@transaction.atomic
def invite(
    *, first_name: str, last_name: str, email: str, roles: Iterable[Group], by: User | None, at: datetime
) -> User:
    """A new person in these roles, without a password, who gets a link to choose one. Raises EmailTaken."""
    permissions.require(by, "staff.add_user", to="invite people")
    locking.accounts()
    people.require_free(email)
    person = User(
        username=_free_username(email), first_name=_on_one_line(first_name), last_name=_on_one_line(last_name)
    )
    person.email, person.invited_at = email, at
    person.set_unusable_password()
    people.store(person, roles)
    audit.record(by=by, verb="invite", subject=person, at=at, detail={"roles": people.role_names(person)})
    facts.invited.send(sender=User, person=person)
    return person


@transaction.atomic
def invite_again(*, person: User, by: User | None, at: datetime) -> User:
    """Another link, also after the invitation was taken back; the former one is dead. Raises HasPassword."""
    current = people.locked(person=person, by=by)
    if current.has_usable_password():
        raise HasPassword(current)
    if current.invited_at and at - current.invited_at < _SAME_WITHIN:
        return current
    _set_invitation(current, at)
    audit.record(by=by, verb="invite again", subject=current, at=at)
    facts.invited.send(sender=User, person=current)
    return current


@transaction.atomic
def withdraw(*, person: User, by: User | None, at: datetime) -> User:
    """Take the invitation back: its link is dead, and nobody can log in with the account."""
    current = people.locked(person=person, by=by)
    if current.has_usable_password():
        raise HasPassword(current)
    if current.invited_at:
        _set_invitation(current, None)
        audit.record(by=by, verb="withdraw invitation", subject=current, at=at)
    return current


@transaction.atomic
def accept(*, person: User, token: str, password: str, at: datetime) -> User:
    """Follow the link: the person has this password from now on. Raises links.Dead."""
    current = links.INVITATION.holder(person=person, token=token)
    current.set_password(password)
    current.invited_at = current.invitation_mailed_at = None
    current.save(update_fields=["password", "invited_at", "invitation_mailed_at"])
    audit.record(by=current, verb="accept invitation", subject=current, at=at)
    return current


def to_be_mailed(*, person_id: int) -> User | None:
    """The person, if the invitation stands and no mail went out for it."""
    return User.objects.filter(pk=person_id, is_active=True, invitation_mailed_at=None).exclude(invited_at=None).first()


def mailed(*, person: User, at: datetime) -> None:
    """Note that the mail of this invitation has been handed over; of a newer one it has not."""
    User.objects.filter(pk=person.pk, invited_at=person.invited_at).update(invitation_mailed_at=at)


def _set_invitation(person: User, at: datetime | None) -> None:
    person.is_active, person.invited_at, person.invitation_mailed_at = at is not None, at, None
    person.save(update_fields=["is_active", "invited_at", "invitation_mailed_at"])


def _free_username(email: str) -> str:
    """What stands before the @, as far as a name can be made of it; with a number if somebody has it."""
    wanted = User.normalize_username(re.sub(r"\+.*|[^\w.-]", "", email.rpartition("@")[0]).lower()) or "person"
    name, number = wanted, 1
    while User.objects.filter(username__iexact=name).exists():
        number += 1
        name = f"{wanted}{number}"
    return name


def _on_one_line(name: str) -> str:
    return " ".join(name.split())
