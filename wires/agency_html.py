"""Agency HTML taken apart: what readers shall see, and what came with it.

Pictures with their captions, players, hidden text and notes to editors leave the body here.
Attributes go as well, above all those that would name one of our own captions or stories.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import nh3
from lxml import etree

from articles import body, markup

#: Elements whose address is worth keeping though they cannot stand in a body.
_PLAYERS = frozenset({"iframe", "embed", "video", "audio", "source", "object"})
_KEPT_ATTRIBUTES = frozenset({"href", "colspan", "rowspan", "scope", "src", "data", "alt", "width", "height"})
#: Headline elements of NITF and of full pages that agencies put inside a body (NITF 3.6, hl1, hl2).
_RENAMED = {"hl1": "h2", "hl2": "h3"}
_COUNTED = frozenset({"p", "h1", "h2", "h3", "h4", "li"})
_STRUCK = frozenset({"del", "s", "strike"})
#: Classes that senders give to words for the desk. Compared whole, in lower case.
NOTE_CLASSES = frozenset({"ednote", "ed-note", "editors-note-private", "editorsnote", "noteditorial", "internal-note"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
#: An element closed in itself, as XHTML may and HTML may not: `<script src="…"/>` would swallow the rest.
_SELF_CLOSED = re.compile(r"<([a-zA-Z][\w:-]*)(\s(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?[\s\"'])?/>")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
#: Pixels up to which a picture is there to count readers, not to be seen.
_TRACKER = 3
#: Addresses under which senders count readers by a picture without sizes: Business Wire 2013, GlobeNewswire 2019.
_COUNTERS = re.compile(
    r"https?://(?:cts\.businesswire\.com/ct/CT|www\.globenewswire\.com/newsroom/ti)\?", re.IGNORECASE
)
_FLAT = frozenset({"p", "br", "table", "tr", "td", "h2", "h3", "li"})


@dataclass(frozen=True, slots=True)
class BodyImage:
    """A picture that stood in the body, after `position` paragraphs."""

    href: str
    alt: str
    caption: str
    position: int


@dataclass(slots=True)
class Parts:
    """The body without what was taken out, and that."""

    html: str = ""
    images: tuple[BodyImage, ...] = ()
    embeds: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class _Collected:
    images: list[BodyImage] = field(default_factory=list)
    embeds: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)


def take_apart(html: str) -> Parts:
    """The pieces of a body. Words leave it only into `notes` or the caption of an image."""
    root = _parsed(_as_html(html))
    found = _Collected()
    _take_out_private(root, found)
    _take_out_pictures(root, found)
    _take_out_players(root, found)
    _plain_elements(root, found)
    warnings = tuple(f"“{words[:60]}” was struck through and is plain text now." for words in found.struck)
    return Parts(_inner(root), tuple(found.images), tuple(found.embeds), tuple(found.notes), warnings)


def _as_html(html: str) -> str:
    html = _CDATA.sub("", html) if "<![CDATA[" in html else html
    return _SELF_CLOSED.sub(_opened, html) if "/>" in html else html


def _opened(element: re.Match[str]) -> str:
    if element[1].lower() in _VOID:
        return element[0]
    return f"<{element[1]}{element[2] or ''}></{element[1]}>"


def _parsed(html: str) -> etree._Element:
    """The body element. Markup nested deeper than the parser goes is flattened first."""
    for tags in (None, _FLAT, frozenset({"p"})):
        parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
        flat = html if tags is None else _flattened(html, tags)
        page = etree.fromstring(f"<html><body>{flat}</body></html>".encode(), parser)
        if not any(entry.level == etree.ErrorLevels.FATAL for entry in parser.error_log):
            break
    found = page.find("body")
    return etree.Element("body") if found is None else _without_controls(found)


def _without_controls(root: etree._Element) -> etree._Element:
    """The tree without control codes, which HTML may name (&#11;) and which cannot be written into a tree."""
    if body.CONTROL.search("".join(map(str, root.itertext()))):
        for element in root.iter():
            element.text = element.text and body.CONTROL.sub("", element.text)
            element.tail = element.tail and body.CONTROL.sub("", element.tail)
    return root


def _flattened(html: str, tags: frozenset[str]) -> str:
    """The HTML with a few elements only; a space for each tag that goes, so that words stay apart."""
    return nh3.clean(html.replace("<", " <"), tags=set(tags), clean_content_tags=set(markup.DROPPED))


def _elements(root: etree._Element) -> Iterator[etree._Element]:
    """All elements still in the tree, in reading order; the tree may change meanwhile."""
    for element in list(root.iterdescendants()):
        if isinstance(element.tag, str) and element.getparent() is not None:
            yield element


def remove(element: etree._Element) -> None:
    """Take the element out, leave the text behind it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail:
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
        element.tail = None
    parent.remove(element)


def _words(element: etree._Element) -> str:
    return " ".join(" ".join(str(piece) for piece in element.itertext()).split())


def _take_out_private(root: etree._Element, found: _Collected) -> None:
    for element in _elements(root):
        classes = (element.get("class") or "").lower().split()
        hidden = element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "")
        if hidden or NOTE_CLASSES.intersection(classes):
            words = _words(element)
            found.notes.extend([words] if words else [])
            remove(element)


def _take_out_pictures(root: etree._Element, found: _Collected) -> None:
    position = 0
    for element in _elements(root):
        if element.tag == "img":
            image = _image(element, position)
            found.images.extend([image] if image else [])
            remove(element)
        elif element.tag in _COUNTED and element.find(".//figure") is None and _words(element):
            position += 1
    for caption in root.findall(".//figcaption"):
        if caption.get("data-taken"):
            remove(caption)


def _image(element: etree._Element, position: int) -> BodyImage | None:
    """The picture with the caption of its figure; None for a tracker and for no address."""
    href = (element.get("src") or "").strip()
    sizes = [size for size in (element.get("width"), element.get("height")) if size and size.isdecimal()]
    if not href or href.startswith("data:") or _COUNTERS.match(href):
        return None
    if any(int(size[:6]) <= _TRACKER for size in sizes):
        return None
    return BodyImage(href, " ".join((element.get("alt") or "").split()), _caption(element), position)


def _caption(element: etree._Element) -> str:
    figure = next(element.iterancestors("figure"), None)
    caption = None if figure is None else figure.find(".//figcaption")
    if caption is None or caption.get("data-taken"):
        return ""
    caption.set("data-taken", "1")
    return _words(caption)


def _take_out_players(root: etree._Element, found: _Collected) -> None:
    for element in _elements(root):
        if element.tag in _PLAYERS:
            address = (element.get("src") or element.get("data") or "").strip()
            address = "https:" + address if address.startswith("//") else address
            if address.startswith(("https://", "http://")) and address not in found.embeds:
                found.embeds.append(address)


def _plain_elements(root: etree._Element, found: _Collected) -> None:
    """Drop every attribute that the body has no use for, and settle elements of other vocabularies."""
    for element in _elements(root):
        _keep_attributes(element)
        if element.tag == "a" and "href" in element.attrib and not _leads_somewhere(str(element.get("href"))):
            del element.attrib["href"]
        elif element.tag == "q":
            _quote(element)
        elif element.tag in _STRUCK and _words(element):
            found.struck.append(_words(element))
        if element.tag in _RENAMED:
            element.tag = _RENAMED[str(element.tag)]


def _keep_attributes(element: etree._Element) -> None:
    """Those that the body has a use for. One by one they cannot go: HTML allows names that XML has none of."""
    kept = [(name, value) for name, value in element.attrib.items() if name in _KEPT_ATTRIBUTES]
    if len(kept) < len(element.attrib):
        element.attrib.clear()
        element.attrib.update(kept)


def _leads_somewhere(href: str) -> bool:
    """Whether a link works away from its agency's site."""
    return href.startswith("//") or href.partition(":")[0].strip().lower() in body.URL_SCHEMES


def _quote(element: etree._Element) -> None:
    """The marks that a browser would draw around a quotation."""
    element.tag = "span"
    element.text = "“" + (element.text or "")
    if len(element):
        element[-1].tail = (element[-1].tail or "") + "”"
    else:
        element.text += "”"


def _inner(root: etree._Element) -> str:
    opening = "" if root.text is None else root.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return opening + "".join(etree.tostring(child, encoding="unicode", method="html") for child in root)
