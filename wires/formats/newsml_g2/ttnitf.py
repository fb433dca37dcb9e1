"""TTNITF: the markup in which TT, the Swedish agency, writes stories, in upper case (application/ttnitf+xml).

RUBRIK is a headline, INGRESS the lead, BRODTEXT the text with MELLIS for sub-headings and CITAT for speech,
which Swedish papers open with a dash; BILD is a picture, BYLINE the author, DAT where it was written.

Source: superdesk-ntb and TT's own files as seen since 2017; TT publishes no specification.
"""

import html as entities
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from wires.formats import trees
from wires.stories import WireImage

#: Element → element of the body.
_BLOCKS = {"P": "p", "MELLIS": "h2", "FRAGA": "h3", "SVAR": "p", "LI": "li", "TH": "th", "TD": "td"}
_CONTAINERS = {"UL": "ul", "OL": "ol", "TABELL": "table", "TABLE": "table", "TR": "tr"}
_INLINE = {"B": "strong", "I": "em", "STRONG": "strong", "EM": "em", "BR": "br"}
_SPEECH = "CITAT"
_DASH = "– "


@dataclass(slots=True)
class Read:
    """A story in TTNITF; `html` for wires.text.from_html."""

    html: str = ""
    headline: str = ""
    summary: str = ""
    byline: str = ""
    dateline: str = ""
    images: list[WireImage] = field(default_factory=list)


def read(body: etree._Element) -> Read:
    """All texts of a BODY one after the other; the headline of the first is the story's."""
    headlines = body.findall(".//RUBRIK")
    return Read(
        html="".join(_html(body, set(headlines[:1]), [])),
        headline=trees.words(headlines[0]) if headlines else "",
        summary=" ".join(
            filter(None, (trees.words(part) for lead in body.iterfind(".//INGRESS") for part in _parts(lead)))
        ),
        byline=", ".join(dict.fromkeys(filter(None, map(trees.words, body.iterfind(".//BYLINE"))))),
        dateline=trees.first(body, ".//DAT/SOURCE", ".//DAT/ORT"),
        images=[image for picture in body.iterfind(".//BILD") for image in _image(picture)],
    )


def _parts(lead: etree._Element) -> list[etree._Element]:
    return list(lead) if len(lead) else [lead]


def _image(picture: etree._Element) -> Iterator[WireImage]:
    href = trees.first(picture, "BILDFIL")
    if href:
        maker = trees.first(picture, "BILDSKAPARE")
        yield WireImage(href, role="main", caption=trees.first(picture, "BILDTEXT"), credit=maker)


def _html(element: etree._Element, left_out: set[etree._Element], html: list[str]) -> list[str]:
    """The blocks of an element, added to `html`."""
    for child in element:
        tag = str(child.tag).upper()
        if child in left_out or tag in ("BILD", "BYLINE", "DAT"):
            continue
        if tag in _CONTAINERS:
            html.append(f"<{_CONTAINERS[tag]}>")
            _html(child, left_out, html).append(f"</{_CONTAINERS[tag]}>")
        elif tag in ("RUBRIK", _SPEECH) or tag in _BLOCKS or trees.has_own_words(child):
            html.append(_block(child, tag))
        else:
            _html(child, left_out, html)
    return html


def _block(element: etree._Element, tag: str) -> str:
    inner = "".join(_inline(element, [])).strip()
    name = "h2" if tag == "RUBRIK" else _BLOCKS.get(tag, "p")
    dash = _DASH if tag == _SPEECH and inner and inner[0] not in "-–—" else ""
    return f"<{name}>{dash}{inner}</{name}>" if inner else ""


def _inline(element: etree._Element, pieces: list[str]) -> list[str]:
    """The text of a block with its marks, added to `pieces`."""
    pieces.append(entities.escape(element.text or "", quote=False))
    for child in element:
        name = _INLINE.get(str(child.tag).upper())
        if name == "br":
            pieces.append("<br>")
        else:
            pieces.append(f"<{name}>" if name else " ")
            _inline(child, pieces).append(f"</{name}>" if name else " ")
        pieces.append(entities.escape(child.tail or "", quote=False))
    return pieces
