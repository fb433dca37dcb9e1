"""Tokens of programs: the secret is shown once, and a token ends."""

from datetime import timedelta

import pytest

from staff import tokens
from staff.models import ApiToken, AuditEntry
from staff.permissions import NotAllowed
from tests import world
from tests.world import MORNING

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=365)


def issue(**changes: object) -> tuple[ApiToken, str]:
    values = {"user": world.editor(), "name": "importer", "scopes": ["drafts:read"], "by": None, "at": MORNING}
    return tokens.issue(**{**values, "expires_at": MORNING + YEAR, **changes})  # type: ignore[arg-type]


def test_the_secret_opens_the_door_and_is_not_kept() -> None:
    token, secret = issue()
    assert tokens.find(secret=secret, at=MORNING) == token
    assert secret not in str(ApiToken.objects.values())


def test_a_wrong_an_expired_and_a_revoked_secret_open_nothing() -> None:
    token, secret = issue()
    assert tokens.find(secret="nr_wrong", at=MORNING) is None
    assert tokens.find(secret=secret, at=MORNING + YEAR) is None
    tokens.revoke(token=token, by=None, at=MORNING)
    assert tokens.find(secret=secret, at=MORNING) is None


def test_a_token_ends_with_its_owner() -> None:
    token, secret = issue()
    type(token.user).objects.update(is_active=False)
    assert tokens.find(secret=secret, at=MORNING) is None


def test_revoking_twice_is_once() -> None:
    token, _ = issue()
    for _ in range(2):
        tokens.revoke(token=token, by=None, at=MORNING)
    assert AuditEntry.objects.filter(verb="revoke token").count() == 1


def test_a_scope_that_does_not_exist_is_refused_by_name() -> None:
    with pytest.raises(tokens.UnknownScope, match="There is no scope everything"):
        issue(scopes=["everything"])


def test_an_editor_may_not_issue_tokens() -> None:
    with pytest.raises(NotAllowed, match="may not issue tokens"):
        issue(by=world.editor())
