"""Identifiers for items that come without one, whose sender gives the same one to all, or that are one of several.

The same story gets the same identifier each time it is sent, and so do its updates: it is made
only from what does not change between them. It names no moment of ours and no feed.
"""

import hashlib
import re

from wires import text

_PREFIX = "urn:newsroom:derived:"
#: How the names of further languages of an item end.
_LANGUAGE = re.compile(r"#(?:[a-z][a-z-]?|und)\Z")


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


def in_language(guid: str, language: str) -> str:
    """The name of a further language of an item that comes in several under one name: “urn:x:1#fr”.

    `language`: two letters, or “und” for one that is not known.
    """
    return f"{guid}#{language}"


def parted(guid: str) -> tuple[str, str]:
    """The item's own name, and how that of its further language ends; empty for the first one and all other items.

    >>> parted("urn:x:1#fr"), parted("https://x.example/#item-1")
    (('urn:x:1', '#fr'), ('https://x.example/#item-1', ''))
    """
    found = _LANGUAGE.search(guid)
    return (guid[: found.start()], found[0]) if found else (guid, "")
