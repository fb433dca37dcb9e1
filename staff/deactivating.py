"""Closing an account when somebody leaves, and opening it again. What they wrote and did stays theirs."""

from datetime import datetime

from django.db import transaction

from staff import audit, people, tokens
from staff.models import User
from staff.people import LastAdministrator, Refused


class OwnAccount(Refused):
    """Nobody locks themselves out."""

    def __init__(self) -> None:
        super().__init__("Nobody deactivates their own account. Nothing was changed. Ask another administrator.")


class NeverHadPassword(Refused):
    """There is nothing to log in with."""

    def __init__(self, person: User) -> None:
        super().__init__(f"{person} never chose a password. Nothing was changed. Invite again to send a link.")


@transaction.atomic
def deactivate(*, person: User, by: User | None, at: datetime) -> User:
    """From now on nothing opens for the person: sessions end everywhere, tokens are revoked, links are dead.

    Raises OwnAccount and LastAdministrator.
    """
    current = people.locked(person=person, by=by)
    if by is not None and by.pk == current.pk:
        raise OwnAccount
    if not current.is_active:
        return current
    if people.is_last_administrator(current):
        raise LastAdministrator(current)
    _close(current)
    revoked = tokens.revoke_all(user=current, at=at)
    audit.record(by=by, verb="deactivate", subject=current, at=at, detail={"tokens revoked": revoked})
    return current


@transaction.atomic
def reactivate(*, person: User, by: User | None, at: datetime) -> User:
    """Let the person log in again, with the former password and roles. Tokens stay revoked."""
    current = people.locked(person=person, by=by)
    if current.is_active:
        return current
    if not current.has_usable_password():
        raise NeverHadPassword(current)
    current.is_active = True
    current.save(update_fields=["is_active"])
    tokens.revoke_all(user=current, at=at)  # one may have been issued while the account was closed
    audit.record(by=by, verb="reactivate", subject=current, at=at)
    return current


def _close(person: User) -> None:
    """With another round no session fits, also none that waits somewhere for the account to be opened again."""
    person.is_active, person.session_round = False, person.session_round + 1
    person.invited_at = person.invitation_mailed_at = None
    person.save(update_fields=["is_active", "session_round", "invited_at", "invitation_mailed_at"])
