"""Conditions of rules: each a list of alternatives of one kind, of which one must hold, and others that must not.

As JSON: `{"words": {"any": ["ferry*"], "none": ["drill"], "where": "head"}, "languages": {"any": ["en"]}}`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ground import folding
from wires.rules.facts import ANYWHERE, Facts

#: Kind → what it is called before what it asks for, in the order of the sentence.
KINDS = {
    "feeds": "Feed",
    "subjects": "Subject",
    "services": "Service",
    "sections": "Section by its subjects",
    "words": "Words",
    "languages": "Language",
    "urgency_most": "Urgency at most",
    "urgency_least": "Urgency at least",
    "sources": "Source",
    "types": "Type",
    "places": "Place",
    "genres": "Genre or signal",
    "cases": "It is",
}
_WORD = re.compile(r"\w+")
#: Scripts that put no space between words: Han, Hiragana, Katakana, Thai.
_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Condition:
    """`any`: one of these must hold, where there are some; `none`: none of these may."""

    kind: str
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    where: str = ANYWHERE


def read(written: Mapping[str, Any]) -> tuple[Condition, ...]:
    """The conditions of the JSON; kinds that are unknown and conditions that ask nothing are left out."""
    found = (_read(kind, written[kind]) for kind in KINDS if kind in written)
    return tuple(one for one in found if one.any or one.none)


def _read(kind: str, said: Mapping[str, Any]) -> Condition:
    wanted, unwanted = (tuple(str(one) for one in said.get(side, ())) for side in ("any", "none"))
    return Condition(kind, wanted, unwanted, said.get("where") or ANYWHERE)


def matched(condition: Condition, facts: Facts) -> tuple[str, ...] | None:
    """The alternatives that hold; None where the condition does not. Empty where only a “none” was asked for."""
    holds = _HOLDS[condition.kind]
    if any(holds(facts, one, condition.where) for one in condition.none):
        return None
    held = tuple(one for one in condition.any if holds(facts, one, condition.where))
    return held if held or not condition.any else None


def found(condition: Condition, facts: Facts, one: str) -> str:
    """The word of the item by which an alternative with a star holds; empty for any other."""
    if condition.kind != "words" or not one.endswith("*") or not needle(one).startswith(" "):
        return ""
    text = facts.words(condition.where)
    begins = text.index(needle(one)) + 1
    return text[begins : text.index(" ", begins + len(needle(one)) - 1)]


def asked(conditions: Iterator[Condition] | tuple[Condition, ...], kind: str) -> bool:
    return any(one.kind == kind for one in conditions)


@cache
def needle(said: str) -> str:
    """The words as they stand in the folded text: whole ones, the last one begun where it ends with a star."""
    folded = folding.fold(said)
    words = " ".join(_WORD.findall(folded))
    if not words:
        return "\0"
    if _UNSPACED.search(words):
        return words
    return f" {words}" if folded.endswith("*") else f" {words} "


def _stands_in(text: Callable[[Facts, str], str]) -> Callable[[Facts, str, str], bool]:
    return lambda facts, one, where: needle(one) in text(facts, where)


def _is_among(codes: Callable[[Facts], frozenset[str]]) -> Callable[[Facts, str, str], bool]:
    return lambda facts, one, _: folding.fold(one) in codes(facts)


_HOLDS: dict[str, Callable[[Facts, str, str], bool]] = {
    "feeds": lambda facts, one, _: one == str(facts.feed),
    "subjects": lambda facts, one, _: one in facts.topics,
    "services": _is_among(lambda facts: facts.services),
    "sections": lambda facts, one, _: one in facts.sections,
    "words": _stands_in(lambda facts, where: facts.words(where)),
    "languages": lambda facts, one, _: one == facts.language,
    "urgency_most": lambda facts, one, _: facts.urgency is not None and facts.urgency <= int(one),
    "urgency_least": lambda facts, one, _: facts.urgency is not None and facts.urgency >= int(one),
    "sources": _stands_in(lambda facts, _: facts.sources),
    "types": lambda facts, one, _: one == facts.type,
    "places": _stands_in(lambda facts, _: facts.places),
    "genres": _is_among(lambda facts: facts.genres),
    "cases": lambda facts, one, _: one in facts.cases,
}
