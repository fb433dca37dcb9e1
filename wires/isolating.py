"""Names in a script from right to left inside our own sentences, kept from turning the rest around (UAX 9). Pure."""

import re
from collections.abc import Iterable, Iterator

from ground import languages

#: Letters that are written from right to left: Hebrew to Arabic, with the forms that old systems send.
_LEFTWARDS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def isolated(sentence: str, names: Iterable[str] = ()) -> str:
    """The sentence with what it quotes, and these names, each in a direction of its own where that matters."""
    if not _LEFTWARDS.search(sentence):
        return sentence
    parts = list(_quoted(sentence))
    known = [name for name in names if _LEFTWARDS.search(name)]
    return "".join(languages.isolated(part) if is_quote else _named(part, known) for part, is_quote in parts)


def _quoted(sentence: str) -> Iterator[tuple[str, bool]]:
    """The parts in their order, and whether each stood in quotes: the outer ones, where there are some inside."""
    depth, begin = 0, 0
    for place, sign in enumerate(sentence):
        if sign == "“":
            depth += 1
            if depth == 1:
                yield sentence[begin : place + 1], False
                begin = place + 1
        elif sign == "”" and depth:
            depth -= 1
            if not depth:
                yield sentence[begin:place], True
                begin = place
    yield sentence[begin:], depth > 0


def _named(part: str, names: list[str]) -> str:
    if not names:
        return part
    anyone = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.sub(anyone, lambda found: languages.isolated(found[0]), part)
