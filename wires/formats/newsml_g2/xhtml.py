"""XHTML inside an item, made ready for the common reading of agency HTML.

Agencies repeat metadata at the head of the body (headline, slugline, date, byline): it goes, where the
metadata has it. Figures say with microdata or classes what is caption, title and photographer.

Source: NewsML-G2 Guidelines, chapter "Text" (inlineXML); dpa "XHTML in G2"; schema.org NewsArticle, rNews.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from wires import agency_html
from wires.formats import trees

#: Classes of elements in the header of a page that only repeat metadata, lower case.
_METADATA_CLASSES = frozenset({"slugline", "publicationdate", "embargoed", "byline", "genre", "dateline", "keywords"})
_BYLINE = "byline"
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "hl1"})
#: What a part of a figure's caption is, by its itemprop (schema.org ImageObject) or a word in its class.
_PARTS_OF_CAPTIONS = {
    "headline": "title",
    "name": "title",
    "title": "title",
    "description": "caption",
    "caption": "caption",
    "byline": "byline",
    "author": "byline",
    "creator": "byline",
    "photographer": "byline",
    "credit": "credit",
    "creditline": "credit",
    "copyrightholder": "credit",
}
#: Lines of a paragraph from which on it may be a table written with spaces.
_LEAST_LINES = 4
#: Elements whose children are parts of a sentence.
_WITH_SENTENCES = frozenset("p li h1 h2 h3 h4 td th figcaption span a b i em strong u".split())
_HTML = frozenset(
    "a abbr address area article aside audio b base bdi bdo big blockquote body br button caption center cite code "
    "col colgroup data dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form "
    "h1 h2 h3 h4 h5 h6 head header hgroup hl1 hl2 hr html i iframe img input ins kbd label legend li link main map "
    "mark menu meta nav noscript object ol optgroup option p param picture pre q rp rt ruby s samp script section "
    "select small source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead "
    "time title tr track tt u ul var video wbr".split()
)


@dataclass(slots=True)
class Read:
    """The body; `html` for wires.text.from_html, `plain` for from_plain where it has no markup at all."""

    html: str = ""
    plain: str = ""
    headline: str = ""
    byline: str = ""
    #: Address of a picture → what its caption says apart: title, caption, byline, credit.
    figures: dict[str, dict[str, str]] = field(default_factory=dict)


def read(body: etree._Element, headlines: frozenset[str]) -> Read:
    """The body without what repeats metadata. `headlines` are those of the metadata, folded (see `folded`)."""
    if not len(body):
        return Read(plain=body.text or "")
    found = Read()
    for header in list(_outermost(body, "header")):
        _take_out_metadata(header, found)
    found.headline = _take_out_headline(body, headlines)
    for figure in _outermost(body, "figure"):
        _part_caption(figure, found)
    for element in body.iter(etree.Element):
        _settle(element)
    found.html = trees.inner(body)
    return found


def _outermost(body: etree._Element, name: str) -> Iterator[etree._Element]:
    """Elements of a name that stand in no other one of it: each is looked through once."""
    return (element for element in body.iter(name) if not _is_within(element, name))


def folded(headline: str) -> str:
    """A headline as it is compared: without spaces, case or punctuation at its ends."""
    return "".join(headline.casefold().split()).strip(".:!\"'“”„«»")


def _take_out_metadata(header: etree._Element, found: Read) -> None:
    for element in list(header.iter(etree.Element)):
        classes = set((element.get("class") or "").lower().split())
        if element is not header and (element.tag == "time" or classes & _METADATA_CLASSES):
            found.byline = found.byline or (trees.words(element) if _BYLINE in classes else "")
            agency_html.remove(element)


def _take_out_headline(body: etree._Element, headlines: frozenset[str]) -> str:
    """Remove headings before the text that repeat a headline; the first h1 there is one where metadata has none."""
    found = ""
    for heading in list(_opening(body)):
        words = trees.words(heading)
        repeats = folded(words) in headlines
        if repeats or (not headlines and heading.tag == "h1" and not found):
            found = found or words
            agency_html.remove(heading)
    return found


def _opening(body: etree._Element) -> Iterator[etree._Element]:
    """The headings before the first words of the text, and those in headers."""
    for element in body.iter(etree.Element):
        if element.tag in _HEADINGS:
            yield element
        elif trees.has_own_words(element) and not _is_within(element, "header", *_HEADINGS):
            return


def _is_within(element: etree._Element, *names: str) -> bool:
    return next(element.iterancestors(*names), None) is not None


def _part_caption(figure: etree._Element, found: Read) -> None:
    """Read a caption whose parts are marked; the figure keeps all else, which is the caption proper."""
    picture, caption = figure.find(".//img"), figure.find(".//figcaption")
    if picture is None or caption is None:
        return
    parts: dict[str, list[str]] = {}
    for part in list(_marked_parts(caption)):
        if (kind := _kind_of_part(part)) != "caption":
            parts.setdefault(kind, []).append(trees.words(part))
            agency_html.remove(part)
    if parts:
        said = {kind: " ".join(filter(None, words)) for kind, words in parts.items()}
        caption.text, caption[:] = trees.words(caption), ()
        found.figures.setdefault((picture.get("src") or "").strip(), {**said, "caption": caption.text})


def _marked_parts(caption: etree._Element) -> Iterator[etree._Element]:
    """The outermost elements that say what they are."""
    waiting = deque(caption.iterchildren("*"))
    while waiting:
        element = waiting.popleft()
        if _kind_of_part(element):
            yield element
        else:
            waiting.extendleft(element.iterchildren("*", reversed=True))


def _kind_of_part(element: etree._Element) -> str:
    named = [*(element.get("itemprop") or "").lower().split(), *_class_words(element)]
    return next((_PARTS_OF_CAPTIONS[name] for name in named if name in _PARTS_OF_CAPTIONS), "")


def _class_words(element: etree._Element) -> list[str]:
    return (element.get("class") or "").lower().replace("_", " ").replace("-", " ").split()


def _settle(element: etree._Element) -> None:
    """Elements that HTML does not know: players of an agency's own, and marks of meaning inside a sentence."""
    tag = str(element.tag)
    if tag == "p":
        _settle_paragraph(element)
    elif tag.lower() in _HTML:
        return
    elif "-" in tag and (element.get("src") or "").startswith("http"):
        element.tag = "iframe"
    elif (parent := element.getparent()) is not None and parent.tag in _WITH_SENTENCES:
        element.tag = "span"


def _settle_paragraph(paragraph: etree._Element) -> None:
    """A paragraph around a heading is none; a table that a telex wrote into one with spaces keeps its lines."""
    written = paragraph.text or ""
    if len(paragraph):
        if paragraph[0].tag in _HEADINGS and not written.strip():
            paragraph.tag = "div"
        return
    lines = [line for line in written.split("\n") if line.strip()] if written.count("\n") >= _LEAST_LINES else []
    if not lines or sum("  " in line.strip() for line in lines) * 2 < len(lines):
        return
    paragraph.text = lines[0].strip()
    for line in lines[1:]:
        etree.SubElement(paragraph, "br").tail = line.strip()
