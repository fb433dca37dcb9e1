"""Notes to editors, and rights: what the desk must know before it uses an item.

Source: NewsML-G2 Guidelines, "edNote", chapter "Rights metadata" (rightsInfo, rightsExpressionXML, dataMining).
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from wires.formats import trees
from wires.formats.newsml_g2 import codes, wording
from wires.formats.newsml_g2.item import Item

#: Descriptions of video that are written for the cutting room.
_FOR_THE_DESK = frozenset({"shotlist", "script", "dopesheet", "storyline", "restrictions", "suggestedintro"})
#: Letters of a licence that are kept; a longer one stays in the file.
_LONGEST_LICENCE = 20_000
#: Notes of one item up to which each is compared with the others.
_MOST_COMPARED = 60


class Terms(NamedTuple):
    """Notes and rights of an item, in the language of its story."""

    #: All notes, public and private, for the desk alone.
    notes: str
    copyright_notice: str
    usage_terms: str
    #: Rights for machines: expressions as sent, the code for data mining, else the address of the terms.
    licence: str


def of(item: Item) -> Terms:
    """What the desk must know of an item."""
    rights = [one for info in item.element.iterfind("rightsInfo") for one in info]
    return Terms(
        notes=_notes(item),
        copyright_notice=wording.in_language((one for one in rights if one.tag == "copyrightNotice"), item.language),
        usage_terms=wording.in_language((one for one in rights if one.tag == "usageTerms"), item.language),
        licence=_licence(rights),
    )


def _notes(item: Item) -> str:
    """The notes, but for one that another one repeats."""
    elements = [one for one in item.meta if one.tag in ("edNote", "ednote")]
    elements += [one for one in item.about.iterfind("description") if codes.word(one, "role") in _FOR_THE_DESK]
    told = [note for note in map(trees.lines, elements) if note]
    return "\n".join(_each_once(told) if 1 < len(told) <= _MOST_COMPARED else told)


def _each_once(told: list[str]) -> Iterator[str]:
    """The notes without those whose words all stand in a longer one: agencies send them apart and as one sheet."""
    words = [" ".join(note.split()) for note in told]
    longest_first = sorted(range(len(told)), key=lambda index: -len(words[index]))
    kept: list[int] = []
    for index in longest_first:
        if not any(words[index] in words[other] for other in kept):
            kept.append(index)
    yield from (told[index] for index in sorted(kept))


def _licence(rights: Sequence[etree._Element]) -> str:
    found = [licence for one in rights for licence in _expressions(one)]
    return "\n".join(dict.fromkeys(found or _addresses(rights)))[:_LONGEST_LICENCE]


def _expressions(right: etree._Element) -> Iterator[str]:
    if right.tag == "rightsExpressionXML":
        yield from (etree.tostring(child, encoding="unicode", with_tail=False) for child in right)
    elif right.tag == "rightsExpressionData":
        yield (right.text or "").strip()
    elif right.tag == "dataMining":
        yield codes.state(right)


def _addresses(rights: Sequence[etree._Element]) -> Iterator[str]:
    for name in ("usageTerms", "link", "copyrightNotice"):
        yield from (codes.exact(one, "href") for one in rights if one.tag == name and one.get("href"))
