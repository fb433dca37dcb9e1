"""Secrets of ways in, sealed where they are kept: whoever reads a copy of the database reads none.

The keys come from SECRET_KEY and SECRET_KEY_FALLBACKS. What was sealed with a former key is
still opened, and sealed with the present one when it is next saved.
"""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

#: Says what the keys are for: the same SECRET_KEY signs sessions.
_PURPOSE = b"newsroom.wires.sealing.1:"


class Unsealable(Exception):
    """The secret was sealed with a key that is not among ours any more."""

    def __init__(self) -> None:
        super().__init__(
            "The secret cannot be opened: it was sealed with another NEWSROOM_SECRET_KEY. Type it again in the "
            "form of the way in, or set the former key as NEWSROOM_SECRET_KEY_FALLBACKS."
        )


def seal(secret: str) -> str:
    """The secret as it may be kept; nothing for nothing."""
    return _keys().encrypt(secret.encode()).decode() if secret else ""


def unseal(sealed: str) -> str:
    """The secret itself. Raises Unsealable."""
    if not sealed:
        return ""
    try:
        return _keys().decrypt(sealed.encode()).decode()
    except InvalidToken as failure:
        raise Unsealable from failure


def _keys() -> MultiFernet:
    """The first one seals, all of them open."""
    return MultiFernet([Fernet(_derived(key)) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _derived(key: str) -> bytes:
    """A key of Fernet's shape. SECRET_KEY is long and random: it needs no slow hash."""
    return base64.urlsafe_b64encode(hashlib.sha256(_PURPOSE + key.encode()).digest())
