"""Three texts made one: what the agency sent first, what the desk made of it, what the agency sends now.

Pure. Texts are lists of blocks (paragraphs, headings, lists), compared whole. Where only one side
changed a stretch, its words stand; where both changed it in different ways, a person must choose. No
block is lost, and none stands twice that neither side has twice.

Source: Khanna, Kunal, Pierce, A Formal Investigation of Diff3 (2007). Where diff3 refuses changes that
touch, blocks allow more: a change of one side stands beside one of the other, if only one of them can
have put something in between.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise


class Kind(StrEnum):
    """Who changed a stretch: nobody, the desk alone, the agency alone, both alike, or both differently."""

    SAME = "same"
    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"
    CONFLICT = "conflict"


#: Half-open range of blocks, as in slices.
Span = tuple[int, int]
#: A place in each of the three texts: base, ours, theirs.
Places = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the three texts that goes together."""

    kind: Kind
    base: Span
    ours: Span
    theirs: Span


@dataclass(frozen=True, slots=True)
class Hunk:
    """What one side made of a range of the base; none of the blocks in `now` is among those in `was`."""

    side: int
    start: int
    end: int
    was: tuple[str, ...]
    now: tuple[str, ...]

    @property
    def growth(self) -> int:
        return len(self.now) - len(self.was)


@dataclass(frozen=True, slots=True)
class Texts:
    """The three texts, and what lies between two places in each of them."""

    base: tuple[str, ...]
    ours: tuple[str, ...]
    theirs: tuple[str, ...]

    def between(self, at: Places, end: Places) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        return self.base[at[0] : end[0]], self.ours[at[1] : end[1]], self.theirs[at[2] : end[2]]

    def judged(self, at: Places, end: Places) -> Stretch:
        return Stretch(kind_of(*self.between(at, end)), (at[0], end[0]), (at[1], end[1]), (at[2], end[2]))

    def of(self, one: Stretch) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        return self.base[slice(*one.base)], self.ours[slice(*one.ours)], self.theirs[slice(*one.theirs)]


def merge(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[Stretch]:
    """The stretches of the three texts, in order; together they cover each of them whole."""
    texts = Texts(tuple(base), tuple(ours), tuple(theirs))
    return _once(texts, list(_stretches(texts)))


def kind_of(base: object, ours: object, theirs: object) -> Kind:
    """Who changed one value of any type."""
    if ours == theirs:
        return Kind.SAME if ours == base else Kind.BOTH
    if theirs == base:
        return Kind.OURS
    return Kind.THEIRS if ours == base else Kind.CONFLICT


def changed(before: Sequence[str], after: Sequence[str]) -> int:
    """How many blocks were changed, added or taken out."""
    return sum(max(len(hunk.was), len(hunk.now)) for hunk in _hunks(before, after, side=0))


def _hunks(base: Sequence[str], other: Sequence[str], *, side: int) -> Iterator[Hunk]:
    for what, *(start, end, from_, to) in SequenceMatcher(None, base, other, autojunk=False).get_opcodes():
        if what != "equal":
            yield Hunk(side, start, end, tuple(base[start:end]), tuple(other[from_:to]))


def _stretches(texts: Texts) -> Iterator[Stretch]:
    """What nobody changed, and between it each group of changes that cannot be told apart."""
    at = (0, 0, 0)
    for group in _groups(texts):
        start = _moved(at, min(hunk.start for hunk in group) - at[0])
        if start != at:
            yield texts.judged(at, start)
        end = _moved(start, max(hunk.end for hunk in group) - start[0])
        at = end[0], end[1] + _growth(group, side=1), end[2] + _growth(group, side=2)
        yield from _judged(texts, group, start, at)
    if at[0] < len(texts.base):
        yield texts.judged(at, _moved(at, len(texts.base) - at[0]))


def _moved(at: Places, by: int) -> Places:
    return at[0] + by, at[1] + by, at[2] + by


def _growth(group: list[Hunk], *, side: int) -> int:
    return sum(hunk.growth for hunk in group if hunk.side == side)


def _groups(texts: Texts) -> Iterator[list[Hunk]]:
    """The changes of both sides in order, those that clash together."""
    sides = (_hunks(texts.base, other, side=side) for side, other in ((1, texts.ours), (2, texts.theirs)))
    group: list[Hunk] = []
    for hunk in sorted((hunk for side in sides for hunk in side), key=lambda one: (one.start, one.end)):
        if group and not any(_clash(one, hunk) for one in group):
            yield group
            group = []
        group.append(hunk)
    if group:
        yield group


def _clash(one: Hunk, other: Hunk) -> bool:
    """Whether two changes are of the same blocks, or of places of which none is before the other."""
    if one.side == other.side:
        return False
    first, then = max(one.start, other.start), min(one.end, other.end)
    if first != then:
        return first < then
    if first not in {one.start, one.end} & {other.start, other.end}:
        return True
    both_may_put_in = one.growth > 0 and other.growth > 0
    return both_may_put_in or bool(set(one.now) & set(other.was) or set(other.now) & set(one.was))


def _judged(texts: Texts, group: list[Hunk], at: Places, end: Places) -> Iterator[Stretch]:
    """Changes that clash: block by block where each stands for one, else without what both say, else whole."""
    whole = texts.judged(at, end)
    if whole.kind != Kind.CONFLICT:
        yield whole
    elif not any(hunk.growth for hunk in group):
        for step in range(end[0] - at[0]):
            yield texts.judged(_moved(at, step), _moved(at, step + 1))
    else:
        places = _apart(texts, at, end)
        yield from (texts.judged(*pair) for pair in pairwise(places) if pair[0] != pair[1])


def _apart(texts: Texts, at: Places, end: Places) -> list[Places]:
    """Where to part what begins or ends alike on both sides, so that nobody is asked about the rest; else nowhere."""
    base, ours, theirs = texts.between(at, end)
    head = _alike(ours, theirs)
    tail = _alike(ours[head:][::-1], theirs[head:][::-1])
    middles = ours[head : len(ours) - tail], theirs[head : len(theirs) - tail]
    if base in middles:
        before, behind = 0, 0
    elif () in middles and len(base) <= head + tail:
        before = min(head, len(base))
        behind = len(base) - before
    else:
        return [at, end]
    start = (at[0] + before, at[1] + head, at[2] + head)
    return [at, start, (end[0] - behind, end[1] - tail, end[2] - tail), end]


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many blocks both begin with."""
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    return count


def _once(texts: Texts, found: list[Stretch]) -> list[Stretch]:
    """The stretches, where two that would bring one block twice (both sides moved it) are one that is asked about."""
    while twice := _twice(texts, found):
        first, last = twice
        at = found[first].base[0], found[first].ours[0], found[first].theirs[0]
        end = found[last].base[1], found[last].ours[1], found[last].theirs[1]
        found[first : last + 1] = [texts.judged(at, end)]
    return found


def _twice(texts: Texts, found: list[Stretch]) -> Span | None:
    """The first and the last stretch that bring a block more often than either side has it."""
    brought = [_brought(texts, one) for one in found]
    most = Counter(texts.ours) | Counter(texts.theirs)
    for block, count in sum(brought, Counter[str]()).items():
        if count > most[block]:
            places = [place for place, one in enumerate(found) if one.kind != Kind.SAME and block in brought[place]]
            return places[0], places[-1]
    return None


def _brought(texts: Texts, one: Stretch) -> Counter[str]:
    """The blocks that may stand where the stretch is."""
    _, ours, theirs = texts.of(one)
    if one.kind == Kind.CONFLICT:
        return Counter(ours) | Counter(theirs)
    return Counter(theirs if one.kind == Kind.THEIRS else ours)
