"""Three texts made one: what the agency sent first, what the desk made of it, what the agency sends now.

Pure. Texts are lists of blocks (paragraphs, headings, lists), compared whole. Where only one side
changed a stretch, its words stand; where both changed it in different ways, a person must choose.

Source: Khanna, Kunal, Pierce, A Formal Investigation of Diff3 (2007), whose stable chunks these are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum


class Kind(StrEnum):
    """Who changed a stretch: nobody, the desk alone, the agency alone, both alike, or both differently."""

    SAME = "same"
    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"
    CONFLICT = "conflict"


#: Half-open range of blocks, as in slices.
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the three texts that goes together."""

    kind: Kind
    base: Span
    ours: Span
    theirs: Span


def merge(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[Stretch]:
    """The stretches of the three texts, in order; together they cover each of them whole."""
    found: list[Stretch] = []
    at = (0, 0, 0)
    for start, length in _stable(base, ours, theirs):
        found += _between(base, ours, theirs, at, start)
        at = (start[0] + length, start[1] + length, start[2] + length)
        if length:
            found.append(_stretch(Kind.SAME, start, at))
    return found


def _stable(
    base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]
) -> Iterator[tuple[tuple[int, int, int], int]]:
    """Where all three agree: the place in each and the length; at last the ends, with length 0."""
    in_ours, in_theirs = _places(base, ours), _places(base, theirs)
    at = 0
    while at < len(base):
        length = 0
        while _goes_on(in_ours, at, length) and _goes_on(in_theirs, at, length):
            length += 1
        if length:
            yield (at, in_ours[at], in_theirs[at]), length
        at += length or 1
    yield (len(base), len(ours), len(theirs)), 0


def _places(base: Sequence[str], other: Sequence[str]) -> dict[int, int]:
    """Place in the base → the place of the same block in the other text."""
    blocks = SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks()
    return {start + step: place + step for start, place, length in blocks for step in range(length)}


def _goes_on(places: dict[int, int], at: int, length: int) -> bool:
    return at in places and places.get(at + length) == places[at] + length


def _between(
    base: Sequence[str],
    ours: Sequence[str],
    theirs: Sequence[str],
    at: tuple[int, int, int],
    end: tuple[int, int, int],
) -> Iterator[Stretch]:
    """What lies between two stable stretches: as many blocks on each side are compared one by one."""
    lengths = {end[side] - at[side] for side in range(3)}
    if len(lengths) == 1 and (length := lengths.pop()) > 1:
        for step in range(length):
            one = (at[0] + step, at[1] + step, at[2] + step)
            yield _judged(base, ours, theirs, one, (one[0] + 1, one[1] + 1, one[2] + 1))
    elif at != end:
        yield _judged(base, ours, theirs, at, end)


def _judged(
    base: Sequence[str],
    ours: Sequence[str],
    theirs: Sequence[str],
    at: tuple[int, int, int],
    end: tuple[int, int, int],
) -> Stretch:
    was, desk, agency = base[at[0] : end[0]], ours[at[1] : end[1]], theirs[at[2] : end[2]]
    return _stretch(kind_of(list(was), list(desk), list(agency)), at, end)


def kind_of(base: object, ours: object, theirs: object) -> Kind:
    """Who changed one value of any type."""
    if ours == theirs:
        return Kind.SAME if ours == base else Kind.BOTH
    if theirs == base:
        return Kind.OURS
    return Kind.THEIRS if ours == base else Kind.CONFLICT


def _stretch(kind: Kind, at: tuple[int, int, int], end: tuple[int, int, int]) -> Stretch:
    return Stretch(kind, (at[0], end[0]), (at[1], end[1]), (at[2], end[2]))
