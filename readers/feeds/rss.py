"""RSS 2.0 with Dublin Core and Media RSS: from plain facts to bytes. Pure."""

from datetime import UTC, datetime
from email.utils import format_datetime

from lxml import etree

from readers.feeds.syndication import Entry, Feed, Image, clean

TYPE = "application/rss+xml"
_ATOM = "http://www.w3.org/2005/Atom"
_DC = "http://purl.org/dc/elements/1.1/"
_MEDIA = "http://search.yahoo.com/mrss/"


def write(feed: Feed) -> bytes:
    """The feed as UTF-8. The same facts give the same bytes: no date in it is the moment of writing."""
    root = etree.Element("rss", {"version": "2.0"}, nsmap={"atom": _ATOM, "dc": _DC, "media": _MEDIA})
    channel = etree.SubElement(root, "channel")
    _add(channel, "title", feed.title)
    _add(channel, "link", feed.page)
    _add(channel, "description", feed.description or feed.title)
    _add(channel, "language", feed.language)
    _add(channel, "lastBuildDate", _moment(feed.updated))
    _add(channel, f"{{{_ATOM}}}link", rel="self", type=TYPE, href=feed.address)
    for entry in feed.entries:
        _add_item(channel, entry)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def _add_item(channel: etree._Element, entry: Entry) -> None:
    item = etree.SubElement(channel, "item")
    _add(item, "title", entry.title)
    _add(item, "link", entry.address)
    _add(item, "guid", entry.id, isPermaLink="false")
    _add(item, "pubDate", _moment(entry.published))
    _add(item, "category", entry.category)
    for name in entry.authors:
        _add(item, f"{{{_DC}}}creator", name)
    if entry.summary:
        _add(item, "description", entry.summary)
    if entry.image:
        _add_media(item, entry.image)


def _add_media(item: etree._Element, image: Image) -> None:
    size = {"width": str(image.width), "height": str(image.height)}
    content = _add(item, f"{{{_MEDIA}}}content", url=image.url, type=image.type, medium="image", **size)
    if image.caption:
        _add(content, f"{{{_MEDIA}}}description", image.caption, type="plain")
    if image.credit:
        _add(content, f"{{{_MEDIA}}}credit", image.credit)


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, name, attributes)
    if text:
        element.text = clean(text)
    return element


def _moment(at: datetime) -> str:
    """RFC 822 with a year of four digits, as RSS asks for."""
    return format_datetime(at.astimezone(UTC), usegmt=True)
