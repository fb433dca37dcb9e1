"""Links that let one person in, once: to accept an invitation, or to choose another password.

A link is never stored. It is made when it is sent, from the person's state at that moment, and opens
nothing once that state has changed: by another password, a login, another address, another
invitation, or because the account was closed in between.
"""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import base36_to_int, urlsafe_base64_encode

from ground import clock
from staff.models import User


class Dead(Exception):
    """The link was used, has run out or was taken back; nothing was changed."""

    def __init__(self) -> None:
        super().__init__("This link opens nothing any more. Nothing was changed. Ask for another one.")


class Link(PasswordResetTokenGenerator):
    """One kind of link: the view that it leads to, how long it lives, and for whom it can be."""

    def __init__(self, *, view: str, lifetime: timedelta, is_for: Callable[[User], bool]) -> None:
        super().__init__()
        self.key_salt = f"staff.links.{view}"
        self.view, self.lifetime, self.is_for = view, lifetime, is_for

    def address(self, person: User) -> str:
        """The whole link, to be sent now and kept nowhere."""
        uid = urlsafe_base64_encode(force_bytes(person.pk))
        return settings.SITE_URL + reverse(self.view, args=(uid, self.make_token(person)))

    def holder(self, *, person: User, token: str) -> User:
        """The person's row, locked, if the link still opens. Raises Dead."""
        current = User.objects.select_for_update().get(pk=person.pk)
        if not self.check_token(current, token):
            raise Dead
        return current

    def check_token(self, user: User | None, token: str | None) -> bool:  # type: ignore[override]
        return bool(user and token and self.is_for(user) and super().check_token(user, token) and self._lives(token))

    def _lives(self, token: str) -> bool:
        age = self._num_seconds(self._now()) - base36_to_int(token.partition("-")[0])  # type: ignore[attr-defined]
        return bool(age <= self.lifetime.total_seconds())

    def _make_hash_value(self, user: User, timestamp: int) -> str:  # type: ignore[override]
        return f"{super()._make_hash_value(user, timestamp)}{user.invited_at}{user.session_round}"

    def _now(self):  # type: ignore[no-untyped-def]
        return clock.now().replace(tzinfo=None)


def _is_invited(person: User) -> bool:
    return person.is_active and person.invited_at is not None


def _has_password(person: User) -> bool:
    """Who never had one was locked out of passwords, or is only invited."""
    return person.is_active and person.has_usable_password()


INVITATION = Link(view="admin:desk_invitation", lifetime=timedelta(days=7), is_for=_is_invited)
NEW_PASSWORD = Link(view="admin:desk_new_password", lifetime=timedelta(hours=1), is_for=_has_password)
