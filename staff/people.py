"""People: their accounts, opened and changed. Roles are groups; newsroom/roles.py says what each may do."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import QuerySet, Value
from django.db.models.functions import Lower

from ground import clock
from staff import audit, locking, permissions
from staff.models import User
from staff.permissions import NotAllowed

#: What is changed in an account; a password, and coming and going, have their own ways.
CHANGED = ("username", "first_name", "last_name", "byline", "email", "groups")
#: Who holds it keeps the accounts of the others: an administrator.
KEEP = "staff.change_user"


class Refused(Exception):
    """What was asked of an account cannot be; the message says why, and what to do. Nothing was changed."""


class EmailTaken(Refused):
    """Another account has the address."""


class LastAdministrator(Refused):
    """Nobody would be left who could let others in."""

    def __init__(self, person: User) -> None:
        super().__init__(
            f"{person} is the last administrator who can log in. Nothing was changed. Make somebody else one first."
        )


@transaction.atomic
def open_account(*, person: User, roles: Iterable[Group], by: User | None, at: datetime) -> User:
    """Store the new person, whose name and password are set, and let them enter the desk in these roles."""
    permissions.require(by, "staff.add_user", to="open accounts")
    locking.accounts()
    require_free(person.email)
    store(person, roles)
    audit.record(by=by, verb="open account", subject=person, at=at, detail={"roles": role_names(person)})
    return person


@transaction.atomic
def change_person(*, person: User, fields: dict[str, Any], by: User | None, at: datetime) -> User:
    """Change these fields of CHANGED; the others stay. Nothing changed, nothing recorded."""
    current = locked(person=person, by=by)
    changed = sorted(name for name in CHANGED if name in fields and _value(current, name) != _set(fields[name]))
    if not changed:
        return current
    if "email" in changed:
        require_free(fields["email"], but=current)
    was_needed = is_last_administrator(current)
    columns = [name for name in changed if name != "groups"]
    for name in columns:
        setattr(current, name, fields[name])
    current.save(update_fields=columns)
    if "groups" in changed:
        current.groups.set(fields["groups"])
    if was_needed and not administrators().exists():
        raise LastAdministrator(current)
    audit.record(by=by, verb="change person", subject=current, at=at, detail={"fields": changed})
    return current


@contextmanager
def changing_password(*, person: User, by: User | None) -> Iterator[None]:
    """Record, in one transaction with it, that the form which runs inside gave the person another password."""
    with transaction.atomic():
        before = _password(person)
        yield
        if _password(person) != before:
            _end_invitation(person)
            audit.record(by=by, verb="change password", subject=person, at=clock.now())


def locked(*, person: User, by: User | None) -> User:
    """The person's row, for a verb on accounts. Raises NotAllowed; a superuser's is a superuser's alone."""
    permissions.require(by, KEEP, to="change accounts")
    locking.accounts()
    current = User.objects.select_for_update().get(pk=person.pk)
    if current.is_superuser and by is not None and not by.is_superuser:
        raise NotAllowed(f"{by} may not change the account of a superuser. Nothing was changed. Ask a superuser.")
    return current


def store(person: User, roles: Iterable[Group]) -> None:
    """Write a new person's row and roles."""
    person.is_staff = True
    person.save(force_insert=True)
    person.groups.set(roles)


def role_names(person: User) -> list[str]:
    return sorted(person.groups.values_list("name", flat=True))


def holder_of(email: str) -> User | None:
    """Whose address that is, in whatever case it is written."""
    folded = User.objects.alias(folded=Lower("email")).filter(folded=Lower(Value(email)))
    return folded.exclude(email="").first()


def require_free(email: str, *, but: User | None = None) -> None:
    """Raise EmailTaken where an account of somebody else has the address."""
    holder = holder_of(email)
    if holder and holder != but:
        raise EmailTaken(f"{holder} has this address. {_WAYS[_standing(holder)]}")


def administrators() -> QuerySet[User]:
    """Who can log in and keep the accounts of others."""
    able = User.objects.with_perm(KEEP).filter(is_staff=True, invited_at=None)
    return able.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)


def is_last_administrator(person: User) -> bool:
    return [row.pk for row in administrators()[:2]] == [person.pk]


#: What can be done instead of inviting somebody whose address an account has.
_WAYS = {
    "invited": "The invitation stands: open the account and invite once more to send another link.",
    "active": "Nobody was invited: an account is one person’s. Open it to change its roles.",
    "deactivated": "The account is deactivated: open it to let them in again.",
}


def _standing(person: User) -> str:
    if not person.is_active:
        return "deactivated"
    return "invited" if person.invited_at else "active"


def _value(person: User, name: str) -> Any:
    return set(person.groups.all()) if name == "groups" else getattr(person, name)


def _set(value: Any) -> Any:
    """Rows in any order are the same rows."""
    return value if isinstance(value, str) else set(value)


def _password(person: User) -> str:
    return User.objects.values_list("password", flat=True).get(pk=person.pk)


def _end_invitation(person: User) -> None:
    """Who was given a password needs no link any more."""
    given = User.objects.filter(pk=person.pk).exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    given.update(invited_at=None, invitation_mailed_at=None)
