"""What cleaning took out of a body that readers would have had: a sentence a kind, with how many of it. Pure.

Decoration (styles, classes, handlers) is one kind without a number: nobody misses each of it.
"""

from collections import Counter
from typing import NamedTuple

from lxml import etree

from articles import markup


class Kind(NamedTuple):
    """Where such things stand (XPath below the body), one and many of them, and what holds instead."""

    found: etree.XPath
    one: str
    many: str
    why: str


_KINDS = (
    Kind(
        etree.XPath(".//img[not(ancestor::figure[@data-caption])] | .//svg"),
        "picture was",
        "pictures were",
        "A photograph stands in the text by the caption that the story has for it.",
    ),
    Kind(
        etree.XPath(".//iframe | .//object | .//embed | .//video | .//audio | .//div[@data-embed]"),
        "frame or player was",
        "frames or players were",
        "What stands on another site is embedded by its https address.",
    ),
    Kind(
        etree.XPath(".//figure[@data-caption]"),
        "figure was",
        "figures were",
        "A figure names the caption of its photograph by a UUID.",
    ),
    Kind(
        etree.XPath(".//a[@data-story]"),
        "link to a story was",
        "links to stories were",
        "Such a link has words and names the story by its id.",
    ),
    Kind(
        etree.XPath(".//a[@href][not(@data-story)]"),
        "link was",
        "links were",
        "A link has words and an address that begins with https, http, mailto or tel.",
    ),
    Kind(
        etree.XPath(".//table[.//table]"),
        "table around another was",
        "tables around others were",
        "A table stands in no cell of another one: the words beside it are paragraphs.",
    ),
    Kind(etree.XPath(".//script"), "script was", "scripts were", "A story holds no programs."),
    Kind(
        etree.XPath(".//form | .//input | .//select | .//textarea | .//button"),
        "form or field was",
        "forms or fields were",
        "A story asks for nothing.",
    ),
    Kind(
        etree.XPath(".//math | .//template | .//noscript | .//title"),
        "hidden part or formula was",
        "hidden parts or formulas were",
        "What is to be read stands in paragraphs.",
    ),
)
_DECORATION = etree.XPath("boolean(.//style | .//@style | .//@class | .//@*[starts-with(name(), 'on')])")
_UNDECORATED = "Styles, classes and handlers were taken out. The house sets the look of its pages."


def sentences(*, given: str, kept: str) -> tuple[str, ...]:
    """A sentence for each kind of which `kept`, the clean body, has fewer than `given`; none of what is too deep."""
    if given == kept or not given.strip() or markup.is_too_deep(given):
        return ()
    before = markup.parse(given)
    lost = _counted(before) - _counted(markup.parse(kept))
    said = [f"{lost[kind]} {kind.one if lost[kind] == 1 else kind.many} taken out. {kind.why}" for kind in lost]
    return (*said, *([_UNDECORATED] if _DECORATION(before) else []))


def _counted(body: etree._Element) -> Counter[Kind]:
    return Counter({kind: len(kind.found(body)) for kind in _KINDS})  # type: ignore[arg-type]
