"""Locks of the wire that no row can carry, held until the transaction ends.

The order is: guids, sorted; then the pictures of a feed; then rows of stories.
"""

import zlib
from collections.abc import Iterable

from django.db import close_old_connections, connection

#: First halves of PostgreSQL's two-number advisory locks (pg_advisory_xact_lock(int, int)).
_GUID, _PICTURES = 0x77697265, 0x77697266


def guids(known: Iterable[tuple[int, str]]) -> None:
    """Be the only one who takes or cancels these (feed id, guid)."""
    numbers = {zlib.crc32(f"{feed_id}\n{guid}".encode()) - 2**31 for feed_id, guid in known}
    for number in sorted(numbers):
        _lock(_GUID, number)


def pictures(feed_id: int) -> None:
    """Be the only one who files pictures of the feed or looks for them."""
    _lock(_PICTURES, feed_id % 2**31)


def hold_nothing() -> None:
    """Give the thread's connection back to the pool before something outside is waited for."""
    if not connection.in_atomic_block:
        close_old_connections()


def _lock(kind: int, number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [kind, number])
