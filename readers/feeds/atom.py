"""Atom 1.0 (RFC 4287) with deleted entries (RFC 6721): from plain facts to bytes. Pure."""

from datetime import datetime

from lxml import etree

from readers.feeds.syndication import Entry, Feed, clean

TYPE = "application/atom+xml"
_ATOM = "http://www.w3.org/2005/Atom"
_TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def write(feed: Feed) -> bytes:
    """The feed as UTF-8. The same facts give the same bytes."""
    names = {None: _ATOM, "at": _TOMBSTONES} if feed.deleted else {None: _ATOM}
    root = etree.Element(f"{{{_ATOM}}}feed", {_LANG: feed.language}, nsmap=names)  # type: ignore[arg-type]
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    if feed.description:
        _add(root, "subtitle", feed.description)
    _add(root, "updated", _moment(feed.updated))
    _add(root, "link", rel="self", type=TYPE, href=feed.address)
    _add(root, "link", rel="alternate", type="text/html", href=feed.page)
    for gone in feed.deleted:
        etree.SubElement(root, f"{{{_TOMBSTONES}}}deleted-entry", {"ref": gone.id, "when": _moment(gone.at)})
    for entry in feed.entries:
        _add_entry(root, entry)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def _add_entry(root: etree._Element, entry: Entry) -> None:
    element = _add(root, "entry")
    element.set(_LANG, entry.language)
    _add(element, "id", entry.id)
    _add(element, "title", entry.title)
    _add(element, "link", rel="alternate", type="text/html", href=entry.address, hreflang=entry.language)
    if entry.image:
        _add(element, "link", rel="enclosure", type=entry.image.type, href=entry.image.url)
    _add(element, "published", _moment(entry.published))
    _add(element, "updated", _moment(entry.updated))
    for name in entry.authors:
        _add(_add(element, "author"), "name", name)
    _add(element, "category", term=clean(entry.category))
    if entry.summary:
        _add(element, "summary", entry.summary)


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    if text:
        element.text = clean(text)
    return element


def _moment(at: datetime) -> str:
    """RFC 3339, in whole seconds."""
    return at.isoformat(timespec="seconds")
