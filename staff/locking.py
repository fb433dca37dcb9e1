"""Locks on what concerns more than one row, held until the transaction ends."""

from django.db import connection

#: Numbers of PostgreSQL's advisory locks (pg_advisory_xact_lock(bigint)).
_ACCOUNTS, _RESETS = 0x7374616666, 0x7374616667


def accounts() -> None:
    """Be the only one who gives names and addresses to accounts, or takes administrators away."""
    _lock(_ACCOUNTS)


def resets() -> None:
    """Be the only one who asks for a new password, so that those who asked can be counted."""
    _lock(_RESETS)


def _lock(number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
