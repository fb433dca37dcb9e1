"""The HTML of a mail made fit to be read as a text: pictures by the names of their files, no tables for layout.

Gmail, Outlook, Thunderbird and Apple Mail mark signatures by classes and ids of their own, and newsletters are set
in tables.
"""

import html as entities
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree
from lxml import html as lxml_html

from articles import markup
from wires import text
from wires.text import Body

#: Classes and ids by which mail programs mark a signature.
_SIGNATURE = re.compile(
    r"\b(?:class|id)\s*=\s*(?P<sign>[\"'])[^\"'<>]{0,200}?signature[^\"'<>]{0,200}(?P=sign)", re.IGNORECASE
)
_CID = re.compile(r"(?P<before>\bsrc\s*=\s*[\"']?)cid:(?P<cid>[^\"'\s<>]{1,900})", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_HEAD = 4000
_PARTS = ("tr", "td", "th", "tbody", "thead", "tfoot", "caption", "colgroup", "col")
#: Letters of a page whose tables are looked at.
_LONGEST = 1_000_000


def charset(data: bytes) -> str:
    """The encoding that a page names in its head; empty where it names none."""
    found = _CHARSET.search(data[:_HEAD])
    return found[1].decode("ascii") if found else ""


def cids(html: str) -> set[str]:
    """The Content-IDs of the pictures that a page shows."""
    return {found["cid"] for found in _CID.finditer(html)}


def read(html: str, names: Mapping[str, str]) -> Body:
    """The page in the vocabulary; `names` has the file of each picture by its Content-ID."""
    marked = _SIGNATURE.sub('class="ednote"', html)
    placed = _CID.sub(lambda found: found["before"] + names.get(found["cid"], f"cid:{found['cid']}"), marked)
    return text.from_html(_without_layout(text.tidy(placed)))


def _without_layout(html: str) -> str:
    """The page with tables that only set it turned into plain blocks; one that shows rows and columns stays."""
    if len(html) > _LONGEST or not _TABLE.search(html) or markup.is_too_deep(html):
        return html
    body = markup.parse(html)
    for table in [grid for grid in _grids(body) if grid.sets_a_page()]:
        table.unwrap()
    opening = entities.escape(body.text or "", quote=False)
    return opening + "".join(etree.tostring(child, encoding="unicode", method="html") for child in body)


@dataclass(slots=True)
class _Grid:
    """A table and the rows and cells that are its own, not those of a table inside it."""

    table: lxml_html.HtmlElement
    parts: list[lxml_html.HtmlElement] = field(default_factory=list)
    holds_another: bool = False

    def sets_a_page(self) -> bool:
        """Whether it says so (WAI-ARIA, presentation), holds another table, or has one cell with words in a row."""
        if self.table.get("role") == "presentation" or self.holds_another:
            return True
        filled = Counter(cell.getparent() for cell in self.parts if cell.tag in ("td", "th") and _is_filled(cell))
        return not filled or max(filled.values()) <= 1

    def unwrap(self) -> None:
        for part in self.parts:
            if part.tag in ("td", "th", "caption"):
                part.tag = "div"
            else:
                part.drop_tag()
        self.table.drop_tag()


def _grids(body: lxml_html.HtmlElement) -> list[_Grid]:
    grids: dict[lxml_html.HtmlElement, _Grid] = {}
    for element in body.iter("table", *_PARTS):
        around = next(element.iterancestors("table"), None)
        if element.tag == "table":
            grids[element] = _Grid(element)
            if around is not None:
                grids[around].holds_another = True
        elif around is not None:
            grids[around].parts.append(element)
    return list(grids.values())


def _is_filled(cell: lxml_html.HtmlElement) -> bool:
    return any(str(piece).strip(" \t\r\n\u00a0\u200b") for piece in cell.itertext())
