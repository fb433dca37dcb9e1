"""A body parted into its blocks: paragraphs, headings, lists, tables, each with the figures that follow it.

Pure. Blocks are compared by a key in which only what a reader sees counts: two editors that write
the same paragraph in slightly different HTML have written the same.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape

from lxml import etree
from lxml import html as lxml_html

from articles import body

_SPACE = re.compile(r"[\s\u00a0]+")
_ITEM_PARAGRAPH = re.compile(r"(?<=<li>)<p>(.*?)</p>(?=</li>|<[uo]l>)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """One block as HTML; `figures` is the HTML of the pictures between it and the next block."""

    html: str
    figures: str = ""

    @property
    def key(self) -> str:
        """What two blocks have in common that a reader cannot tell apart."""
        return _ITEM_PARAGRAPH.sub(r"\g<1>", _SPACE.sub(" ", self.html).replace("> ", ">").replace(" <", "<"))

    @property
    def text(self) -> str:
        return body.text(self.html)


@dataclass(frozen=True, slots=True)
class Parted:
    """A body in its blocks; `leading` is the HTML of the figures before the first of them."""

    leading: str
    blocks: tuple[Block, ...]

    @property
    def html(self) -> str:
        return self.leading + "".join(block.html + block.figures for block in self.blocks)


def part(html: str) -> Parted:
    """The blocks of a clean body, in order; together they are the body. Loose text is a paragraph."""
    leading, found = "", list[Block]()
    for markup, is_figure in _pieces(html):
        if not is_figure:
            found.append(Block(markup))
        elif found:
            found[-1] = replace(found[-1], figures=found[-1].figures + markup)
        else:
            leading += markup
    return Parted(leading, tuple(found))


def keys(some: Iterable[Block]) -> list[str]:
    return [block.key for block in some]


def _pieces(html: str) -> Iterator[tuple[str, bool]]:
    """The outermost elements, each with whether it is a figure."""
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    yield from _loose(root.text)
    for element in root:
        yield etree.tostring(element, encoding="unicode", method="html", with_tail=False), element.tag == "figure"
        yield from _loose(element.tail)


def _loose(text: str | None) -> Iterator[tuple[str, bool]]:
    if text and text.strip():
        yield f"<p>{escape(text.strip(), quote=False)}</p>", False
