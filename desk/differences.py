"""What changed between two texts or lists, word by word and line by line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "added", "removed"]
_WORDS = re.compile(r"\s+|[^\s]+")
#: Lines that share at least this part of their words are one line that was edited.
_ALIKE = 0.4


@dataclass(frozen=True)
class Part:
    """Words in a row that were kept, added or removed."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Line:
    """One paragraph or list entry with its parts; `changed` where not all are the same."""

    parts: tuple[Part, ...]

    @property
    def changed(self) -> bool:
        return any(part.kind != "same" for part in self.parts)


def lines(before: Sequence[str], after: Sequence[str]) -> list[Line]:
    """All lines of both, in reading order. Edited lines are compared word by word."""
    matcher = SequenceMatcher(None, list(before), list(after), autojunk=False)
    found: list[Line] = []
    for what, start, end, other_start, other_end in matcher.get_opcodes():
        if what == "equal":
            found += [Line((Part("same", text),)) for text in before[start:end]]
        else:
            found += _replaced(before[start:end], after[other_start:other_end])
    return found


def _replaced(before: Sequence[str], after: Sequence[str]) -> Iterator[Line]:
    """Pair each removed line with the next added one that is like it; the rest stand alone."""
    rest = list(after)
    for old in before:
        twin = next((index for index, new in enumerate(rest) if _alike(old, new)), None)
        if twin is None:
            yield Line((Part("removed", old),))
            continue
        yield from (Line((Part("added", new),)) for new in rest[:twin])
        yield Line(tuple(words(old, rest[twin])))
        rest = rest[twin + 1 :]
    yield from (Line((Part("added", new),)) for new in rest)


def _alike(old: str, new: str) -> bool:
    return SequenceMatcher(None, old.split(), new.split(), autojunk=False).ratio() >= _ALIKE


def words(before: str, after: str) -> Iterator[Part]:
    """The two texts as one, in parts: what both have, what went, what came."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for what, start, end, other_start, other_end in matcher.get_opcodes():
        if what == "equal":
            yield Part("same", "".join(old[start:end]))
            continue
        if end > start:
            yield Part("removed", "".join(old[start:end]))
        if other_end > other_start:
            yield Part("added", "".join(new[other_start:other_end]))


def around(found: list[Line], *, context: int = 1) -> list[Line | None]:
    """The changed lines with some before and after each; None where unchanged ones are left out."""
    near = {
        place
        for index, line in enumerate(found)
        if line.changed
        for place in range(index - context, index + context + 1)
    }
    kept: list[Line | None] = []
    for index, line in enumerate(found):
        if index in near:
            kept.append(line)
        elif not kept or kept[-1] is not None:
            kept.append(None)
    return kept
