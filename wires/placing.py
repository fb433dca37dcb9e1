"""Putting figures where their pictures stood in an agency's text."""

from collections.abc import Iterable
from uuid import UUID

from lxml import etree
from lxml import html as lxml_html

from wires import text


def place(html: str, figures: Iterable[tuple[UUID, int]]) -> str:
    """The clean body with a figure after each given number of paragraphs, never inside a list or table.

    A picture whose place lies past the end comes last. Pictures of one place keep their order.
    """
    waiting = sorted(figures, key=lambda figure: figure[1])
    if not waiting:
        return html
    pieces, passed = [], 0
    for block in _blocks(html):
        while waiting and waiting[0][1] <= passed:
            pieces.append(_figure(waiting.pop(0)[0]))
        pieces.append(block)
        passed += text.paragraphs(block)
    return "".join([*pieces, *(_figure(caption) for caption, _ in waiting)])


def _blocks(html: str) -> list[str]:
    """The outermost elements, one string each."""
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    return [root.text or "", *(etree.tostring(block, encoding="unicode", method="html") for block in root)]


def _figure(caption: UUID) -> str:
    return f'<figure data-caption="{caption}"></figure>'
