"""Whether two texts say nearly the same, told by a sketch of each: few numbers, and comparable in no time. Pure.

A text is the set of its runs of words. Each run gets a number that looks like chance; the smallest of
them are a fair sample of the set, and that of two texts shows what they have in common (Broder, On the
resemblance and containment of documents, 1997).
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from zlib import crc32

#: Words in a run: fewer meet by chance, more are all broken by small changes.
_RUN = 3
#: Numbers in a sketch.
KEPT = 128
#: A text is found by a few numbers of longer runs, of which texts that are alike share one, and hardly any others
#: do: by “said in a statement” half of the wire would be found. Of those just alike it misses one in forty.
_LONG_RUN, _MARKS = 6, 12
#: Runs that a text must have to be told from others: a flash of one line is like many.
_LEAST = 15
#: From here on two texts are alike: so much of both is the same; or so much of the shorter one, and that much of both.
_ALIKE, _WITHIN, _AND_OF_BOTH = 0.47, 0.75, 0.2
#: Short texts are made from patterns (“… raised its prime rate to …”): up to so many runs more must be the same.
_SHORT, _ALIKE_IF_SHORT = 40, 0.52
#: Ideographs stand for words of their own, as nothing parts them.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")

Sketch = tuple[int, ...]
Marks = tuple[int, ...]


def sketch(folded: str) -> Sketch:
    """The sketch of a folded text (ground.folding), in rising order; empty where it is too short to be told."""
    runs = _runs(folded, _RUN)
    return tuple(sorted(runs)[:KEPT]) if len(runs) >= _LEAST else ()


def marks(folded: str) -> Marks:
    """The numbers by which a text that has a sketch is found."""
    return tuple(sorted(_runs(folded, _LONG_RUN))[:_MARKS])


def _runs(folded: str, length: int) -> set[int]:
    words = [word.encode() for word in _WORD.findall(folded)]
    return {crc32(b" ".join(run)) for run in zip(*(words[start:] for start in range(length)), strict=False)}


def written(numbers: Sketch) -> bytes:
    return array("I", numbers).tobytes()


def read(data: bytes) -> Sketch:
    """The sketch that `written` wrote."""
    return tuple(array("I", data))


def alike(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether the texts of the two sketches say nearly the same."""
    resemblance, containment = shares(one, other)
    if max(len(one), len(other)) <= _SHORT:
        return resemblance >= _ALIKE_IF_SHORT
    return resemblance >= _ALIKE or (containment >= _WITHIN and resemblance >= _AND_OF_BOTH)


def shares(one: Sequence[int], other: Sequence[int]) -> tuple[float, float]:
    """How much of both texts together, and of the shorter one, they have in common: 0 to 1.

    Of a long text the numbers above its largest are not known; so far both are compared.
    """
    if not one or not other:
        return 0.0, 0.0
    end = min(_known_to(one), _known_to(other))
    first, second = set(one[: bisect_right(one, end)]), set(other[: bisect_right(other, end)])
    if not first or not second:
        return 0.0, 0.0
    common = len(first & second)
    return common / len(first | second), common / min(len(first), len(second))


def _known_to(numbers: Sequence[int]) -> int:
    return numbers[-1] if len(numbers) >= KEPT else 2**32
