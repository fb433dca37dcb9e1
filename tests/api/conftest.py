"""A controlled morning, an editor's token, and a client that speaks JSON."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client

from ground import clock
from staff import tokens
from staff.models import User
from tests import world
from tests.world import ControlledClock

SCOPES = ("drafts:read", "drafts:publish")


def issue(user: User, *scopes: str, days: float = 1) -> str:
    """The secret of a new token."""
    at = clock.now()
    found = tokens.issue(
        user=user, name="desk program", scopes=scopes, expires_at=at + timedelta(days=days), by=None, at=at
    )
    return found[1]


def bearer(user: User, *scopes: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {issue(user, *(scopes or SCOPES))}"}


@pytest.fixture
def time() -> Iterator[ControlledClock]:
    controlled = ControlledClock()
    with clock.using(controlled):
        yield controlled


@pytest.fixture
def anna(db: None, time: ControlledClock) -> User:
    return world.editor()


@pytest.fixture
def token(anna: User) -> dict[str, str]:
    """The headers of an editor's program that may do everything."""
    return bearer(anna)


@pytest.fixture
def api() -> Client:
    """A client that gets a failure as an answer, as the world does, and checks CSRF as the site does."""
    return Client(raise_request_exception=False, enforce_csrf_checks=True)
