"""Finding a topic while somebody types: in the language of the desk or in English, or by its code."""

from dataclasses import dataclass
from functools import cache

from ground import folding
from wires.subjects import in_use, name, names, topics
from wires.subjects.resolving import resolve


@dataclass(frozen=True, slots=True)
class Found:
    """A topic as a picker shows it: its name, and the names above it."""

    code: str
    name: str
    above: tuple[str, ...]


def find(typed: str, *, language: str, most: int = 12) -> list[Found]:
    """Topics in use of whose names every word begins a word: those named just so first, then the higher ones."""
    words = folding.fold(typed).split()
    if not words:
        return []
    ranked = sorted((rank, code) for code, said in _said(language) if (rank := _rank(said, words)) is not None)
    codes = [code for _, code in ranked] or [code for code in [resolve(code=typed)] if code]
    return [found(code, language=language) for code in codes[:most]]


def found(code: str, *, language: str) -> Found:
    """The topic of that code, as a picker shows it."""
    return Found(code, name(code, language), names(code, language)[:-1])


@cache
def _said(language: str) -> list[tuple[str, tuple[str, ...]]]:
    """Each topic in use, with its folded names: the desk's language first."""
    return [
        (topic.code, tuple(dict.fromkeys((folding.fold(name(topic.code, language)), folding.fold(topic.name)))))
        for topic in in_use()
    ]


def _rank(said: tuple[str, ...], words: list[str]) -> tuple[int, int, int] | None:
    """None where a word is missing. Which of the names fits best; then how much of it is something else."""
    ranks = [_fit(one, words, place) for place, one in enumerate(said)]
    return min((one for one in ranks if one), default=None)


def _fit(said: str, words: list[str], place: int) -> tuple[int, int, int] | None:
    own = said.replace("-", " ").split()
    if not all(any(one.startswith(word) for one in own) for word in words):
        return None
    return (0 if said == " ".join(words) else 1, len(said), place)


def label(code: str, *, language: str) -> str:
    """The path for people: “sport › competition discipline › football”. The code itself where it is none."""
    return " › ".join(names(code, language)) if code in topics() else code
