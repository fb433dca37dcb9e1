"""The text of an entry: which of the several that feeds send, cleaned, and the short one beside it.

RSS has a description that may be all or a teaser, a module for the whole (content:encoded), Atom a
summary and a content of any type, agencies elements of their own. The longest is the text.

Source: RSS 2.0; RSS 1.0 module content; RFC 4287 §3.1 (text constructs), §4.1.3 (content); Media RSS 1.5.1.
"""

import base64
import binascii
import html as entities
import re
from copy import deepcopy
from dataclasses import dataclass, field, replace

from lxml import etree

from wires import decoding, text
from wires.formats import trees
from wires.formats.syndication import wordpress
from wires.formats.syndication.elements import Node, joined, name
from wires.formats.syndication.vendors import Extras
from wires.text import Body

_WHOLE = ("content:encoded", "atom:content", "content", "xhtml:body", "xhtml:div")
_SHORT = (
    "description",
    "atom:summary",
    "summary",
    "excerpt:encoded",
    "media:description",
    "dc:description",
    "dcterms:abstract",
    "itunes:summary",
    "itunes:subtitle",
)
_NO_TEXT = ("image/", "audio/", "video/")
_TAG = re.compile(r"<[a-zA-Z!/]")
#: The address of a link or picture, that may have to be completed.
_ADDRESS = re.compile(r"(<[^<>]*?\s(?:href|src|data|poster)\s*=\s*)(\"[^\"<>]*\"|'[^'<>]*')", re.IGNORECASE)
#: The last link of a text, alone or behind its last words: "… Continue reading".
_LAST_LINK = re.compile(
    r"(?:<(?:strong|em)>)*<a href=\"([^\"]*)\">((?:(?!</a>).){1,60})</a>(?:</(?:strong|em)>)*\s*</p>$"
)
_LINK = re.compile(r"<a href=\"([^\"]*)\">((?:(?!</a>).)*)</a>")
#: What stands before such a link, or ends a teaser that was cut by a program.
_ELLIPSIS = re.compile(r"\s*(?:\[?(?:…|\.\.\.)\]?|\[&hellip;\])\s*$")
_NO_LETTER = re.compile(r"[\W_]+")
#: Letters from which on a summary that begins as the text does is no summary.
_BEGINNING = 40


@dataclass(frozen=True, slots=True)
class Texts:
    """The cleaned body of an entry, the short text beside it, and the address where a text stands that is not here."""

    body: Body = field(default_factory=Body)
    summary: str = ""
    elsewhere: str = ""


def texts(entry: Node, extras: Extras, *, base: str, link: str, headline: str) -> Texts:
    """What readers shall read. `link` and `headline` are the entry's: what only leads back there is left out."""
    whole = sorted((*entry.all(*_WHOLE), *extras.bodies()), key=_length, reverse=True)
    short = _short(entry)
    body = _first_read(whole, base, wordpress_export="wp:post_type" in entry.children)
    if not body.html:
        teaser = _without_signposts(_first_read(short, base), link, headline)
        return Texts(_together(body, teaser), elsewhere=_source(whole))
    summary = next(filter(None, map(trees.words, short)), "")
    return Texts(_without_signposts(_led(body, extras), link, headline), _own(summary, body.html))


def _together(body: Body, teaser: Body) -> Body:
    """A body of players and pictures alone, and the short text that stands for its words."""
    return replace(teaser, images=(*body.images, *teaser.images), embeds=(*body.embeds, *teaser.embeds))


def _short(entry: Node) -> list[etree._Element]:
    """The short texts; that of a group of media is the entry's where it stands for the whole (YouTube)."""
    in_groups = (child for group in entry.all("media:group") for child in group if name(child) == "media:description")
    return [*entry.all(*_SHORT), *in_groups]


def _first_read(elements: list[etree._Element], base: str, *, wordpress_export: bool = False) -> Body:
    bodies = (read(element, base=base, wordpress_export=wordpress_export) for element in elements)
    return next((body for body in bodies if body.html or body.images or body.embeds), Body())


def _length(element: etree._Element) -> int:
    return sum(len(str(piece).strip()) for piece in element.itertext())


def _source(elements: list[etree._Element]) -> str:
    """Where a content stands that is only named (RFC 4287 §4.1.3.2)."""
    texts = (element for element in elements if not trees.attribute(element, "type").startswith(_NO_TEXT))
    return next(filter(None, (trees.attribute(element, "src") for element in texts)), "")


def read(element: etree._Element, *, base: str, wordpress_export: bool = False) -> Body:
    """The text in an element, whatever its type says that it is."""
    base = element.base or base
    if len(element):
        return text.from_html(_completed(_inside(element), base))
    value = _decoded(element)
    if wordpress_export:
        value = wordpress.as_html(value)
    if _TAG.search(value) or text.has_markup(value):
        return text.from_html(_completed(value, base))
    return text.from_plain(entities.unescape(value))


def _inside(element: etree._Element) -> str:
    """The markup in an element; of NITF only the text, as readers see it."""
    copy = trees.plain(deepcopy(element))
    nitf = copy.find(".//body.content")
    for media in [] if nitf is None else nitf.findall(".//media"):
        _take_out(media)
    return trees.inner(copy if nitf is None else nitf)


def _take_out(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _decoded(element: etree._Element) -> str:
    """The text of an element, out of Base64 too (Atom 0.3 mode, RFC 4287 §4.1.3.3); pictures and sound are none."""
    value = element.text or ""
    kind = trees.attribute(element, "type").lower()
    is_text = not kind or "/" not in kind or kind.startswith("text/") or kind.endswith(("xml", "json"))
    if trees.attribute(element, "mode").lower() != "base64":
        return value if is_text else ""
    try:
        return decoding.decode(base64.b64decode(value)).text if is_text else ""
    except (binascii.Error, ValueError):
        return ""


def _completed(html: str, base: str) -> str:
    """The markup with whole addresses, as far as the base is known."""
    if not base.startswith("http"):
        return html
    return _ADDRESS.sub(lambda found: found[1] + _quoted(joined(base, entities.unescape(found[2][1:-1]))), html)


def _quoted(address: str) -> str:
    return f'"{entities.escape(address)}"'


def _led(body: Body, extras: Extras) -> Body:
    """The body with its first sentence, which some agencies send apart from it."""
    lead = extras.node().words("firstline")
    if not lead or _letters(body.html).startswith(_letters(entities.escape(lead, quote=False))):
        return body
    return replace(body, html=f"<p>{entities.escape(lead, quote=False)}</p>{body.html}")


def _without_signposts(body: Body, link: str, headline: str) -> Body:
    """The body without links at its end that only lead to the same text: "Continue reading", "The post … appeared"."""
    html = body.html
    if link and html.endswith("</p>") and "<a " in html:
        start = html.rfind("<p>")
        html = html[:start] + _without_signpost(html[start:], link, headline)
    return body if html == body.html else replace(body, html=html)


def _without_signpost(paragraph: str, link: str, headline: str) -> str:
    links = _LINK.findall(paragraph)
    if len(links) == 2 and _is_same(links[0][0], link) and headline and text.line(links[0][1]) == headline:
        return ""
    found = _LAST_LINK.search(paragraph)
    if not found or not _is_same(found[1], link) or len(text.line(found[2]).split()) > 5:
        return paragraph
    rest = _ELLIPSIS.sub("…", paragraph[: found.start()].rstrip())
    return "" if rest in ("<p>", "<p>…") else f"{rest}</p>"


def _is_same(href: str, link: str) -> bool:
    """Whether two addresses lead to the same page; what counts readers behind the ? does not."""
    pages = [entities.unescape(address).split("#")[0].split("?")[0].rstrip("/") for address in (href, link)]
    return pages[0].partition("://")[2] == pages[1].partition("://")[2]


def _own(summary: str, html: str) -> str:
    """The summary, if it is one: not the beginning of the text, cut by a program."""
    cut = _ELLIPSIS.sub("", summary)
    beginning = _letters(entities.escape(cut, quote=False))
    is_beginning = _letters(html[: 4 * len(cut) + 1000]).startswith(beginning)
    return "" if len(cut) >= _BEGINNING and is_beginning else summary


def _letters(html: str) -> str:
    return _NO_LETTER.sub("", re.sub(r"<[^<>]*>", "", html))
