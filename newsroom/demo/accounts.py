"""Somebody in each role, so that every screen can be tried. Only for demonstrations: the password is printed."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import connection

from articles.models import Article
from newsroom.roles import ROLES
from staff import people
from staff.models import User
from wires.models import Feed

PASSWORD = "paper-boats-at-dawn"  # noqa: S105 - for everybody to see
#: A domain that can never exist (RFC 2606); it marks the accounts of the demo.
_DOMAIN = "demo.invalid"


class NotEmpty(Exception):
    """This database is somebody's newsroom, not an empty one."""


def refuse_a_newsroom(*, force: bool = False) -> None:
    """Raise NotEmpty where the demo would mix with real work; never open an account that is somebody's."""
    if not force and connection.settings_dict["ENGINE"] != "newsroom.embedded":
        raise NotEmpty(
            "DATABASE_URL names a database of your own, and the demo belongs into an empty one. Nothing was changed. "
            "Run bin/demo, which has its own, or repeat with --force."
        )
    if not force and (User.objects.exists() or Article.objects.exists() or Feed.objects.exists()):
        raise NotEmpty(
            "This newsroom has accounts, stories or feeds of its own. Nothing was changed. "
            "Run bin/demo, which has its own database, or repeat with --force."
        )
    if taken := User.objects.filter(username__in=map(username, ROLES)).values_list("username", flat=True).first():
        raise NotEmpty(f"There is an account “{taken}”, and the demo needs that name. Nothing was changed. Rename it.")


def are_there() -> bool:
    """Whether the demo was laid out here before."""
    return User.objects.filter(username=username("editor"), email__endswith=f"@{_DOMAIN}").exists()


def username(role: str) -> str:
    """The account of a role: “duty editor” is duty-editor."""
    return role.replace(" ", "-")


def open_all(*, at: datetime) -> dict[str, User]:
    """An account for each role, by role. One hash serves all: it is made slow on purpose."""
    hashed = make_password(PASSWORD)
    return {role: _open(role, hashed, at) for role in ROLES}


def _open(role: str, hashed: str, at: datetime) -> User:
    name = username(role)
    named = {"first_name": "Demo", "last_name": role, "email": f"{name}@{_DOMAIN}"}
    person = User(username=name, password=hashed, **named)
    return people.open_account(person=person, roles=[Group.objects.get(name=role)], by=None, at=at)


def sheet() -> list[str]:
    """The accounts as lines for the terminal."""
    return [f"{username(role):<16}{PASSWORD}" for role in ROLES]
