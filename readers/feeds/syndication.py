"""A reader feed before it is written as Atom, RSS or JSON Feed: plain facts. Pure."""

import re
from dataclasses import dataclass, field
from datetime import datetime

#: What XML 1.0 does not allow (§2.2): controls, lone surrogates, the two non-characters.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Image:
    """The picture of a story; pixels."""

    url: str
    type: str
    width: int
    height: int
    caption: str
    credit: str


@dataclass(frozen=True)
class Entry:
    """A story. `id` never changes; `updated` moves when readers should look again."""

    id: str
    title: str
    address: str
    language: str
    summary: str
    published: datetime
    updated: datetime
    authors: list[str]
    category: str
    image: Image | None = None


@dataclass(frozen=True)
class Deleted:
    """A story that left the feed because it was withdrawn: nothing of it but its id and when."""

    id: str
    at: datetime


@dataclass(frozen=True)
class Feed:
    """A list of stories; addresses are whole ones."""

    id: str
    title: str
    page: str
    address: str
    language: str
    updated: datetime
    entries: list[Entry]
    deleted: list[Deleted] = field(default_factory=list)
    description: str = ""


def clean(text: str) -> str:
    """The text without letters that no feed can hold; those beyond the first plane stay."""
    return _NOT_XML.sub("", text)
