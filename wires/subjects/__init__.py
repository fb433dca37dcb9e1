"""IPTC Media Topics: the tree of what news is about. Codes of 8 digits, names in nine languages, what is retired.

Read from the tables in `data` when they are first asked for, those of a language only with that
language. IPTC NewsCodes, https://iptc.org, CC BY 4.0.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ground import languages

_DATA = Path(__file__).with_name("data")
#: Languages of the newspaper → the table of names that serves them; English stands in the tree itself.
_TABLES = {"ar": "ar", "da": "da", "de": "de", "es": "es", "fr": "fr", "pt": "pt-PT", "sv": "sv", "zh": "zh-Hans"}


@dataclass(frozen=True, slots=True)
class Topic:
    """A Media Topic. `parent` is empty at the top; `retired` is a day (ISO 8601), empty while it is in use."""

    code: str
    parent: str
    retired: str
    subject_code: str
    name: str


@cache
def topics() -> dict[str, Topic]:
    """All topics by their codes, the retired ones too, in the order of the codes."""
    return {code: Topic(code, *rest) for code, *rest in rows("topics")}


def path_of(code: str) -> tuple[str, ...]:
    """The codes from the top of the tree down to this one; empty for a code that is none."""
    return _path(code) if code in topics() else ()


@cache
def _path(code: str) -> tuple[str, ...]:
    parent = topics()[code].parent
    return (*(_path(parent) if parent else ()), code)


def names(code: str, language: str) -> tuple[str, ...]:
    """The names along the path, from the top down, in that language; in English where it has none."""
    return tuple(name(one, language) for one in path_of(code))


def name(code: str, language: str) -> str:
    """The topic's name in that language, or in English; empty for a code that is none."""
    topic = topics().get(code)
    return names_in(language).get(code, topic.name) if topic else ""


@cache
def names_in(language: str) -> dict[str, str]:
    """Code → name, of those topics that have one in that language."""
    tag = languages.primary(language)
    if tag == "en":
        return {topic.code: topic.name for topic in topics().values()}
    return dict(rows(_TABLES[tag])) if tag in _TABLES else {}


def in_use() -> Iterator[Topic]:
    """The topics that are not retired."""
    return (topic for topic in topics().values() if not topic.retired)


def with_ancestors(codes: Iterable[str]) -> frozenset[str]:
    """The topics and all that stand above them."""
    return frozenset(above for code in codes for above in path_of(code))


def rows(table: str) -> list[list[str]]:
    """The rows of a table in `data`, without the line that says where it is from."""
    file = _DATA / f"{'names.' if table in _TABLES.values() else ''}{table}.tsv"
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]
