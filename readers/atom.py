"""Atom 1.0 (RFC 4287): from prepared facts to bytes."""

import re
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

_ATOM = "http://www.w3.org/2005/Atom"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: What XML 1.0 does not allow (§2.2): controls, lone surrogates, the two non-characters.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


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


def write(feed: Feed) -> bytes:
    """The feed as UTF-8. The same facts give the same bytes."""
    root = etree.Element(f"{{{_ATOM}}}feed", {_LANG: feed.language}, nsmap={None: _ATOM})  # type: ignore[dict-item]
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "updated", _moment(feed.updated))
    _add(root, "link", rel="self", type="application/atom+xml", href=feed.address)
    _add(root, "link", rel="alternate", type="text/html", href=feed.page)
    for entry in feed.entries:
        _add_entry(root, entry)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def _add_entry(root: etree._Element, entry: Entry) -> None:
    element = _add(root, "entry")
    element.set(_LANG, entry.language)
    _add(element, "id", entry.id)
    _add(element, "title", entry.title)
    _add(element, "link", rel="alternate", type="text/html", href=entry.address, hreflang=entry.language)
    _add(element, "published", _moment(entry.published))
    _add(element, "updated", _moment(entry.updated))
    for name in entry.authors:
        _add(_add(element, "author"), "name", name)
    _add(element, "category", term=_clean(entry.category))
    if entry.summary:
        _add(element, "summary", entry.summary)


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    if text:
        element.text = _clean(text)
    return element


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)


def _moment(at: datetime) -> str:
    """RFC 3339, in whole seconds."""
    return at.isoformat(timespec="seconds")
