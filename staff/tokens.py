"""Tokens for programs: issue, find, revoke. The secret leaves this module once."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from staff import audit, permissions
from staff.models import ApiToken, User

#: What a token may open, and the sentence that explains it.
SCOPES = {
    "drafts:read": "Read working copies, also of stories that are not public yet.",
    "drafts:write": "Create and change working copies, with the rights of the token's owner.",
    "drafts:publish": "Publish working copies, with the rights of the token's owner.",
    "wire:send": "Send wire files to the feeds, with the rights of the token's owner.",
}
PREFIX = "nr_"


class UnknownScope(ValueError):
    """A scope that SCOPES does not name."""


@transaction.atomic
def issue(
    *, user: User, name: str, scopes: Iterable[str], expires_at: datetime, by: User | None, at: datetime
) -> tuple[ApiToken, str]:
    """A new token of the user and its secret, which is not kept and cannot be shown again."""
    permissions.require(by, "staff.add_apitoken", to="issue tokens")
    wanted = sorted(set(scopes))
    if unknown := [scope for scope in wanted if scope not in SCOPES]:
        raise UnknownScope(f"There is no scope {', '.join(unknown)}. Choose from {', '.join(SCOPES)}.")
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        user=user, name=name, digest=digest(secret), scopes=wanted, created_at=at, expires_at=expires_at
    )
    audit.record(by=by, verb="issue token", subject=token, at=at, detail={"scopes": wanted, "user": user.username})
    return token, secret


@transaction.atomic
def revoke(*, token: ApiToken, by: User | None, at: datetime) -> None:
    """Close the token for good. Twice is the same as once."""
    permissions.require(by, "staff.change_apitoken", to="revoke tokens")
    if ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=at):
        audit.record(by=by, verb="revoke token", subject=token, at=at)


def revoke_all(*, user: User, at: datetime) -> list[str]:
    """Close what is open of the user's; their names, for the log row of whoever asked."""
    open_ones = ApiToken.objects.filter(user=user, revoked_at=None)
    names = list(open_ones.order_by("name", "pk").values_list("name", flat=True))
    open_ones.update(revoked_at=at)
    return names


def find(*, secret: str, at: datetime) -> ApiToken | None:
    """The valid token with this secret, with its user, or None."""
    return ApiToken.objects.valid(at=at).select_related("user").filter(digest=digest(secret)).first()


def digest(secret: str) -> str:
    """SHA-256 in hex. A random secret of 256 bits needs no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()
