"""The text of an item: the best of what stands in its contentSet, in whatever markup.

Source: NewsML-G2 Guidelines, chapter "Text": inlineXML holds XHTML, NITF or an agency's own markup, inlineData
plain text or encoded bytes, remoteContent only the address of a text.
"""

import base64
import binascii
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from wires import decoding, text
from wires.formats import trees
from wires.formats.newsml_g2 import codes, ttnitf, xhtml
from wires.formats.newsml_g2.item import Item
from wires.formats.nitf import body as nitf
from wires.formats.refusals import Skipped
from wires.stories import WireImage, WireRelated
from wires.text import Body

#: Elements of other G2 and EventsML content, which tell of things and not a story.
_NO_STORIES = frozenset(
    {"event", "events", "concept", "concepts", "conceptSet", "knowledgeItem", "planning", "newsCoverage"}
)
#: Names of renditions of an inlineData that hold a part of the text or notes, not the text.
_PARTS = frozenset({"headline", "public", "nonpublic", "notepad", "slug", "slugline", "title", "summary", "teaser"})
_TEXT_TYPES = ("text/", "application/xhtml", "application/nitf", "application/xml", "application/html")


@dataclass(frozen=True, slots=True)
class Content:
    """What was read, and what the content itself says of headline, byline, dateline and pictures."""

    body: Body = field(default_factory=Body)
    headline: str = ""
    summary: str = ""
    byline: str = ""
    dateline: str = ""
    images: tuple[WireImage, ...] = ()
    related: tuple[WireRelated, ...] = ()
    #: Private words that stood beside the text.
    notes: tuple[str, ...] = ()
    #: Address of a picture in the body → what its caption says apart.
    figures: dict[str, dict[str, str]] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def of(item: Item) -> Content:
    """The first content that holds a word or a picture; raises Skipped for events and the like."""
    warnings: dict[str, None] = {}
    for contents in item.element.iterfind("contentSet"):
        for read in (*_inline_xml(item, contents), *_inline_data(contents)):
            content = read()
            if _says_anything(content):
                return content
            warnings.update(dict.fromkeys(content.warnings))
        warnings.update(dict.fromkeys(_elsewhere(contents)))
    return Content(warnings=tuple(warnings))


def _elsewhere(contents: etree._Element) -> Iterator[str]:
    """A sentence where only the address of a text was sent."""
    for remote in contents.iterfind("remoteContent"):
        if codes.exact(remote, "contenttype").lower().startswith(_TEXT_TYPES):
            yield f"The text is not in the file but at {codes.exact(remote, 'href')[:200] or 'another place'}."


def _says_anything(content: Content) -> bool:
    body = content.body
    return bool(body.html or body.images or body.embeds or content.images or content.headline)


def _inline_xml(item: Item, contents: etree._Element) -> Iterator[Callable[[], Content]]:
    for inline in contents.iterfind("inlineXML"):
        yield lambda inline=inline: _marked_up(item, inline)  # type: ignore[misc]


def _marked_up(item: Item, inline: etree._Element) -> Content:
    """The content in the markup that its elements show; what the sender calls it is wrong too often."""
    for name, reader in _READERS.items():
        found = next((one for path in (name, f"*/{name}") if (one := inline.find(path)) is not None), None)
        if found is not None:
            return reader(item, found)
    if any(child.tag in _NO_STORIES for child in inline):
        raise Skipped("This item holds events or concepts, not a story: it is kept, and nothing is made of it.")
    if len(inline):
        return _unknown(item, inline)
    return _written(inline.text or "", codes.exact(inline, "contenttype"))


def _xhtml(item: Item, body: etree._Element) -> Content:
    read = xhtml.read(body, _headlines(item))
    html = text.from_plain(read.plain) if read.plain.strip() else text.from_html(read.html)
    return Content(body=html, headline=read.headline, byline=read.byline, figures=read.figures)


def _headlines(item: Item) -> frozenset[str]:
    """The headlines of the metadata, folded, so that the body need not repeat them."""
    told = [*item.about.iterfind("headline"), *item.meta.iterfind("title")]
    return frozenset(filter(None, (xhtml.folded(trees.words(one)) for one in told)))


def _ttnitf(_: Item, body: etree._Element) -> Content:
    read = ttnitf.read(body)
    return Content(
        body=text.from_html(read.html),
        headline=read.headline,
        summary=read.summary,
        byline=read.byline,
        dateline=read.dateline,
        images=tuple(read.images),
    )


def _nitf(_: Item, document: etree._Element) -> Content:
    read = nitf.read(document)
    return Content(
        body=replace(read.body, warnings=()),
        headline=read.headline or trees.first(document, "head/title"),
        summary=read.summary,
        byline=", ".join(read.authors) or read.byline,
        dateline=read.dateline,
        images=read.images,
        related=read.related,
        notes=read.notes,
        warnings=read.warnings,
    )


#: Element of the content → who reads it. XHTML comes last: a NITF has a body, too.
_READERS: dict[str, Callable[[Item, etree._Element], Content]] = {
    "nitf": _nitf,
    "BODY": _ttnitf,
    "html/body": _xhtml,
    "body": _xhtml,
    "html": _xhtml,
}
#: Markup that holds data for machines → what it is called.
_DATA = {"sports-content": "SportsML", "xbrl": "XBRL", "svg": "SVG", "weatherdata": "weather data"}
_XHTML_BLOCKS = frozenset("p div section article h1 h2 h3 ul ol table blockquote figure pre".split())


def _unknown(item: Item, inline: etree._Element) -> Content:
    """Blocks of XHTML without a page around them; of any other markup, the words of each element."""
    if any(child.tag in _XHTML_BLOCKS for child in inline):
        return _xhtml(item, inline)
    root = str(inline[0].tag)
    if root in _DATA:
        return Content(warnings=(f"The item holds data ({_DATA[root]}) and no text: that stands in the file as sent.",))
    html = "".join(_paragraphs(inline, []))
    told = f"The text is marked up in a way not known here ({root[:40]}): check its layout."
    return Content(body=text.from_html(html), warnings=(told,) if html else ())


def _paragraphs(element: etree._Element, found: list[str]) -> list[str]:
    """A paragraph for each element that has words of its own, added to `found`."""
    if trees.has_own_words(element):
        found.append(f"<p>{_escaped(trees.words(element))}</p>")
    else:
        for child in element:
            _paragraphs(child, found)
    return found


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")


def _inline_data(contents: etree._Element) -> Iterator[Callable[[], Content]]:
    """Plain data: the text before its parts, the longer first."""
    told = list(contents.iterfind("inlineData"))
    told.sort(key=lambda one: (codes.word(one, "rendition") in _PARTS, -len(one.text or "")))
    for data in told:
        yield lambda data=data: _data(data)  # type: ignore[misc]


def _data(data: etree._Element) -> Content:
    kind = codes.exact(data, "contenttype").lower()
    given = "".join(map(str, data.itertext()))
    if "base64" not in codes.word(data, "encoding"):
        return _written(given, kind)
    if kind and not kind.startswith(_TEXT_TYPES):
        return Content(
            warnings=(f"A file ({kind[:60]}) that stands inside the item was left out. The file as sent keeps it.",)
        )
    try:
        decoded = decoding.decode(base64.b64decode(given, validate=False))
    except (binascii.Error, ValueError):
        return Content(warnings=("The text is encoded as base64 and damaged: it could not be read.",))
    return replace(_written(decoded.text, kind), warnings=decoded.warnings)


def _written(given: str, kind: str) -> Content:
    """Text in one piece: HTML where its type or its tags say so."""
    if not given.strip():
        return Content()
    is_html = "html" in kind or text.has_markup(given)
    return Content(body=text.from_html(given) if is_html else text.from_plain(given))
