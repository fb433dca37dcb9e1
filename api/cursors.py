"""Cursors: where a page of a list ends, as an opaque word. Pure."""

import base64
import re
import struct
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

_WORD = re.compile(r"[A-Za-z0-9_-]{22}")
_PLACE = struct.Struct(">qq")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


class UnknownCursor(ValueError):
    """A word that `write` never wrote."""


class Cursor(NamedTuple):
    """The last story of a page: when it was first published, and the key of its edition."""

    first_published_at: datetime
    pk: int


def write(cursor: Cursor) -> str:
    """The place as 22 characters that need no escaping in an address."""
    place = _PLACE.pack((cursor.first_published_at - _EPOCH) // _TICK, cursor.pk)
    return base64.urlsafe_b64encode(place).decode().rstrip("=")


def read(word: str) -> Cursor:
    """The place that the word means; any other word raises UnknownCursor."""
    if not _WORD.fullmatch(word):
        raise UnknownCursor(word)
    ticks, pk = _PLACE.unpack(base64.urlsafe_b64decode(f"{word}=="))
    try:
        cursor = Cursor(_EPOCH + ticks * _TICK, pk)
    except OverflowError as error:
        raise UnknownCursor(word) from error
    if write(cursor) != word:
        raise UnknownCursor(word)
    return cursor
