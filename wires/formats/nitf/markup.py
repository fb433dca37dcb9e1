"""NITF's enriched text made into HTML that wires.text reads; what is not for readers is taken out.

Marks of meaning (person, org, money, num …) go and their words stay; blocks get the names that HTML
has for them. The element given is never changed.

Source: NITF 3.6, the elements of enriched-text and block.content.
"""

import copy
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape

from lxml import etree

from wires import agency_html, text
from wires.formats import trees

#: Elements that say what words are about, with those inside them. They mean nothing in a body.
_MEANINGS = (
    "alt-code care.of chron city classifier copyrite copyrite.holder copyrite.year country delivery.office "
    "delivery.point event addressee frac frac-den frac-num frac-sep function lang location money name.family "
    "name.given num object.title org person postaddr postcode pronounce region state sublocation virtloc"
).split()
#: Of these, parts that stand side by side; what stands behind another needs a space.
_PARTS = frozenset(
    "addressee care.of city copyrite.holder copyrite.year country delivery.office delivery.point function name.family "
    "name.given postcode region state sublocation".split()
)
#: Elements whose content is about the block or table, and no text of it.
_METADATA = "head body.head body.end tobject key-list nitf-table-metadata media-metadata style link meta script".split()
_BLOCKS = frozenset({"block", "body.content", "bodycontent"})
#: Classes by which senders style a paragraph as a sub-headline. Compared whole, in lower case.
_SUBHEADS = frozenset("crosshead hl2 intertitle mellomtittel mellanrubrik sub-headline subhead subheading".split())
_QUOTES = tuple("\"'“”„«»‘’‹›")
#: Markup of an embed or a page that stands escaped, as the text of a paragraph.
_ESCAPED = re.compile(
    r"<p[^<>]*>\s*(&lt;(?:div|iframe|script|blockquote|figure|section|p|ul|ol|table|h[1-6])\b[^<]*&gt;)\s*</p>"
)
#: White space that only lays out the file; lines that matter are elements by then.
_SPACE = re.compile(r"[ \t\r\n]+")
_AROUND_BLOCKS = re.compile(
    r" ?(</?(?:p|div|block|h[1-6]|[uo]l|li|d[ltd]|blockquote|table|caption|thead|tbody|t[rdh]|br|hr)\b[^<>]*>) ?"
)
#: What a note says that readers may see (NITF, note/@type): a publishable advisory.
_PUBLIC = "pa"


@dataclass(slots=True)
class Taken:
    """What stood among the text and is none of it."""

    media: list[etree._Element] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def html(content: etree._Element, taken: Taken) -> str:
    """The content of a body, block or abstract as HTML. Each picture or player stands there as `<img src="media:n">`,
    n being its place in `taken.media`."""
    if not len(content) and text.has_markup(content.text or ""):
        return content.text or ""
    root = copy.deepcopy(content)
    root.tail = None
    for element in list(root.iter(etree.Element)):
        settle = _SETTLED.get(str(element.tag))
        if settle and element is not root:
            settle(element, taken)
    etree.strip_tags(root, *_MEANINGS)
    return _ESCAPED.sub(lambda found: _shown(found[1], taken), without_layout(trees.inner(root)))


def without_layout(html: str) -> str:
    """The HTML without white space that only lays out its source."""
    return _AROUND_BLOCKS.sub(r"\1", _SPACE.sub(" ", html))


def is_private(note: etree._Element) -> bool:
    """Whether a note is for editors: only what its sender marks as publishable is not (NITF, note/@type)."""
    return note.get("type") != _PUBLIC


def _shown(escaped: str, taken: Taken) -> str:
    """Markup that was sent as text: what a reader can see of it; code of which nothing shows is for the desk."""
    code = unescape(escaped)
    read = text.from_html(code)
    if not (read.html or read.embeds or read.images):
        taken.notes.append(f"Embed code in the text: {code}")
    return code


def _take_note(element: etree._Element, taken: Taken) -> None:
    if is_private(element):
        taken.notes.extend(filter(None, [trees.lines(element)]))
        agency_html.remove(element)


def _take_medium(element: etree._Element, taken: Taken) -> None:
    """A mark where it stands, for the number of paragraphs before it."""
    tail, element.tail = element.tail, None
    mark = etree.Element("img", src=f"media:{len(taken.media)}")
    mark.tail = tail
    taken.media.append(copy.deepcopy(element))
    parent = element.getparent()
    if parent is not None:
        parent.replace(element, mark)


def _take_image(element: etree._Element, taken: Taken) -> None:
    """An `img`, which NITF does not have: senders give it the attributes of a media-reference."""
    if not element.get("src") and element.get("source"):
        medium = etree.Element("media", {"media-type": "image"})
        medium.append(
            etree.Element("media-reference", {str(name): str(value) for name, value in element.attrib.items()})
        )
        element.addnext(medium)
        agency_html.remove(element)
        _take_medium(medium, taken)


def _drop(element: etree._Element, taken: Taken) -> None:
    del taken
    agency_html.remove(element)


def _settle_classifier(element: etree._Element, taken: Taken) -> None:
    """In a block it is metadata; inside a paragraph it marks words of the text."""
    del taken
    parent = element.getparent()
    if parent is not None and parent.tag in _BLOCKS:
        agency_html.remove(element)


def _settle_preformatted(element: etree._Element, taken: Taken) -> None:
    """Lines of copy that was set by hand: tables, teams, results."""
    del taken
    copy_lines = "".join(map(str, element.itertext())).split("\n")
    del element[:]
    element.tag, element.text = "div", None
    paragraph: etree._Element | None = None
    for line in (" ".join(part.split()) for part in copy_lines):
        if not line:
            paragraph = None
        elif paragraph is None:
            paragraph = etree.SubElement(element, "p")
            paragraph.text = line
        else:
            etree.SubElement(paragraph, "br").tail = line


def _settle_paragraph(element: etree._Element, taken: Taken) -> None:
    """A paragraph that is styled as a sub-headline; lines that a telex broke, in one."""
    del taken
    if _SUBHEADS.intersection((element.get("class") or "").lower().split()):
        element.tag = "h3"
    if len(element) and all(child.tag == "br" for child in element):
        lines = [" ".join((line or "").split()) for line in (element.text, *(child.tail for child in element))]
        if text.is_wrapped([line for line in lines if line]):
            element.text = " ".join(lines)
            del element[:]


def _settle_emphasis(element: etree._Element, taken: Taken) -> None:
    del taken
    if "bold" in f"{element.get('class')} {element.get('style')}".lower():
        element.tag = "strong"


def _settle_quotation(element: etree._Element, taken: Taken) -> None:
    """wires.text draws the marks of a quotation that has none."""
    del taken
    if "".join(map(str, element.itertext())).strip().startswith(_QUOTES):
        element.tag = "span"


def _settle_fraction(element: etree._Element, taken: Taken) -> None:
    """“3” and “1/2” are “3 1/2”, and a fraction needs its stroke."""
    del taken
    above = element.find("frac-num")
    if above is not None and element.find("frac-sep") is None:
        above.tail = "/"
    before, parent = element.getprevious(), element.getparent()
    said = before.tail if before is not None else (parent.text if parent is not None else "")
    if said and said[-1].isdigit():
        element.text = " " + (element.text or "")


def _settle_part(element: etree._Element, taken: Taken) -> None:
    del taken
    if not element.tail and element.getnext() is not None:
        element.tail = " "


def _settle_foot(element: etree._Element, taken: Taken) -> None:
    """The foot of a table, which stands before its rows, goes behind them."""
    del taken
    element.tag = "tbody"
    table = element.getparent()
    if table is not None:
        table.append(element)


def _renamed(tag: str) -> Callable[[etree._Element, Taken], None]:
    def rename(element: etree._Element, taken: Taken) -> None:
        del taken
        element.tag = tag

    return rename


#: What becomes of an element, by its name.
_SETTLED: dict[str, Callable[[etree._Element, Taken], None]] = {
    **dict.fromkeys(_METADATA, _drop),
    **dict.fromkeys(_PARTS, _settle_part),
    "note": _take_note,
    "media": _take_medium,
    "img": _take_image,
    "classifier": _settle_classifier,
    "pre": _settle_preformatted,
    "p": _settle_paragraph,
    "em": _settle_emphasis,
    "q": _settle_quotation,
    "frac": _settle_fraction,
    "tfoot": _settle_foot,
    "bq": _renamed("blockquote"),
    "hl1": _renamed("h2"),
    "hl2": _renamed("h3"),
}
