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
from itertools import chain, pairwise


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
    was: tuple[str, ...]
    now: tuple[str, ...]

    @property
    def end(self) -> int:
        return self.start + len(self.was)

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
    return _safe(texts, list(_stretches(texts)))


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
    """What the side changed, in order: as many blocks as there were before are changed one by one."""
    for what, start, end, first, last in SequenceMatcher(None, base, other, autojunk=False).get_opcodes():
        was, now = tuple(base[start:end]), tuple(other[first:last])
        if what == "equal":
            continue
        if len(was) != len(now):
            yield Hunk(side, start, was, now)
            continue
        for step, (before, after) in enumerate(zip(was, now, strict=True)):
            yield Hunk(side, start + step, (before,), (after,))


def _stretches(texts: Texts) -> Iterator[Stretch]:
    """What nobody changed, and between it each group of changes that cannot be told apart."""
    at = (0, 0, 0)
    for group in _groups(texts):
        start = _moved(at, min(hunk.start for hunk in group) - at[0])
        if start != at:
            yield texts.judged(at, start)
        end = _moved(start, max(hunk.end for hunk in group) - start[0])
        at = end[0], end[1] + _growth(group, side=1), end[2] + _growth(group, side=2)
        yield from _judged(texts, start, at)
    if at[0] < len(texts.base):
        yield texts.judged(at, _moved(at, len(texts.base) - at[0]))


def _moved(at: Places, by: int) -> Places:
    return at[0] + by, at[1] + by, at[2] + by


def _growth(group: list[Hunk], *, side: int) -> int:
    return sum(hunk.growth for hunk in group if hunk.side == side)


def _groups(texts: Texts) -> list[list[Hunk]]:
    """The changes of both sides in order, those that clash together with all that lies between them."""
    hunks = [*_hunks(texts.base, texts.ours, side=1), *_hunks(texts.base, texts.theirs, side=2)]
    groups: list[list[Hunk]] = []
    for hunk in sorted(hunks, key=lambda one: (one.start, one.end)):
        # No more than three end where it starts: a change before, something put in, the other side's change.
        near = range(max(0, len(groups) - 3), len(groups))
        first = next((place for place in near if any(_clash(one, hunk) for one in groups[place])), len(groups))
        groups[first:] = [[*chain.from_iterable(groups[first:]), hunk]]
    return groups


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


def _judged(texts: Texts, at: Places, end: Places) -> Iterator[Stretch]:
    """Changes that clash, without what both of them begin or end with."""
    places = [at, end]
    if texts.judged(at, end).kind == Kind.CONFLICT:
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


def _safe(texts: Texts, found: list[Stretch]) -> list[Stretch]:
    """The stretches, where some would lose or double a block (one that was moved) joined to one that is asked about."""
    while wrong := _wrong(texts, found):
        first, last = wrong[0], wrong[-1]
        at = found[first].base[0], found[first].ours[0], found[first].theirs[0]
        end = found[last].base[1], found[last].ours[1], found[last].theirs[1]
        found[first : last + 1] = [texts.judged(at, end)]
    return found


def _wrong(texts: Texts, found: list[Stretch]) -> list[int]:
    """The stretches that bring a block more often than either side has it, or take out one that both sides have."""
    may, must = [_most(texts, one) for one in found], [_least(texts, one) for one in found]
    most, least = (Counter(chain.from_iterable(one.elements() for one in brought)) for brought in (may, must))
    allowed, needed = Counter(texts.ours) | Counter(texts.theirs), Counter(texts.ours) & Counter(texts.theirs)
    places = [place for place, one in enumerate(found) if one.kind != Kind.SAME]
    if doubled := most - allowed:
        return [place for place in places if min(doubled) in may[place]]
    if lost := needed - least:
        return [place for place in places if any(min(lost) in side for side in texts.of(found[place]))]
    return []


def _most(texts: Texts, one: Stretch) -> Counter[str]:
    """The blocks that may stand where the stretch is, whatever is chosen."""
    _, ours, theirs = (Counter(side) for side in texts.of(one))
    return ours | theirs if one.kind == Kind.CONFLICT else _outcome(texts, one)


def _least(texts: Texts, one: Stretch) -> Counter[str]:
    """The blocks that stand there in any case."""
    _, ours, theirs = (Counter(side) for side in texts.of(one))
    return ours & theirs if one.kind == Kind.CONFLICT else _outcome(texts, one)


def _outcome(texts: Texts, one: Stretch) -> Counter[str]:
    _, ours, theirs = texts.of(one)
    return Counter(theirs if one.kind == Kind.THEIRS else ours)
