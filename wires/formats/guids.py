"""Identifiers for items that come without one, or whose sender gives the same one to all.

The same story gets the same identifier each time it is sent, and so do its updates: it is made
only from what does not change between them. It names no moment of ours and no feed.
"""

import hashlib

from wires import text

_PREFIX = "urn:newsroom:derived:"


def derived(supplier: str, *parts: str) -> str:
    """A stable URN (RFC 8141) from the sender and what tells its stories apart; case and spaces do not count.

    >>> derived("Harrow Bay Press", "BC-Ferry", "2026-03-03") == derived("harrow bay press", "bc-ferry ", "2026-03-03")
    True
    """
    told = "\n".join(text.line(part).casefold() for part in (supplier, *parts))
    return _PREFIX + hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def is_derived(guid: str) -> bool:
    """Whether the identifier was made here, so that its agency does not know it."""
    return guid.startswith(_PREFIX)
