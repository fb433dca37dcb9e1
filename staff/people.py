"""People: their accounts, opened and changed. Roles are groups; newsroom/roles.py says what each may do."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction

from ground import clock
from staff import audit, permissions
from staff.models import User
from staff.permissions import NotAllowed

#: What is changed in an account; a password has its own way.
CHANGED = ("username", "first_name", "last_name", "byline", "email", "is_active", "groups")


@transaction.atomic
def open_account(*, person: User, roles: Iterable[Group], by: User | None, at: datetime) -> User:
    """Store the new person, whose name and password are set, and let them enter the desk in these roles."""
    permissions.require(by, "staff.add_user", to="open accounts")
    person.is_staff = True
    person.save(force_insert=True)
    person.groups.set(roles)
    names = sorted(person.groups.values_list("name", flat=True))
    audit.record(by=by, verb="open account", subject=person, at=at, detail={"roles": names})
    return person


@transaction.atomic
def change_person(*, person: User, fields: dict[str, Any], by: User | None, at: datetime) -> User:
    """Change these fields of CHANGED; the others stay. Nothing changed, nothing recorded."""
    permissions.require(by, "staff.change_user", to="change accounts")
    current = User.objects.select_for_update().get(pk=person.pk)
    if current.is_superuser and by is not None and not by.is_superuser:
        raise NotAllowed(f"{by} may not change the account of a superuser. Nothing was changed. Ask a superuser.")
    changed = sorted(name for name in CHANGED if name in fields and _value(current, name) != _set(fields[name]))
    if not changed:
        return current
    columns = [name for name in changed if name != "groups"]
    for name in columns:
        setattr(current, name, fields[name])
    current.save(update_fields=columns)
    if "groups" in changed:
        current.groups.set(fields["groups"])
    audit.record(by=by, verb="change person", subject=current, at=at, detail={"fields": changed})
    return current


def _value(person: User, name: str) -> Any:
    return set(person.groups.all()) if name == "groups" else getattr(person, name)


def _set(value: Any) -> Any:
    """Rows in any order are the same rows."""
    return value if isinstance(value, (str, bool)) else set(value)


@contextmanager
def changing_password(*, person: User, by: User | None) -> Iterator[None]:
    """Record, in one transaction with it, that the form which runs inside gave the person another password."""
    with transaction.atomic():
        before = _password(person)
        yield
        if _password(person) != before:
            audit.record(by=by, verb="change password", subject=person, at=clock.now())


def _password(person: User) -> str:
    return User.objects.values_list("password", flat=True).get(pk=person.pk)
