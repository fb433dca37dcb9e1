"""Rules in words: what one does, as the log, the dry run and the list of rules say it. For people at the desk."""

from collections.abc import Collection, Iterable

from wires.rules import evaluating
from wires.rules.conditions import Condition
from wires.rules.evaluating import Effect, Instruction, Ruled
from wires.rules.facts import BODY, HEAD

#: Kind of condition → what goes before its alternatives in a sentence.
_BEFORE = {
    "feeds": "from",
    "subjects": "about",
    "services": "of the service",
    "sections": "that belongs to",
    "words": "with the words",
    "languages": "in",
    "urgency_most": "of urgency",
    "urgency_least": "of urgency",
    "sources": "credited to",
    "types": "of the type",
    "places": "from the place",
    "genres": "marked as",
    "cases": "that is",
}
#: The same, of alternatives that must not hold.
_NOT_BEFORE = {
    "feeds": "not from",
    "subjects": "not about",
    "services": "not of the service",
    "sections": "that does not belong to",
    "words": "without the words",
    "languages": "not in",
    "sources": "not credited to",
    "types": "not of the type",
    "places": "not from the place",
    "genres": "not marked as",
    "cases": "that is not",
}
#: What stands in the sentence where the rule does not ask.
_ANY = {
    "feeds": "from any feed",
    "subjects": "about any subject",
    "services": "of any service",
    "sections": "that belongs to any section",
    "words": "with any words",
    "languages": "in any language",
    "urgency": "of any urgency",
    "sources": "credited to anybody",
    "types": "of any type",
    "places": "from any place",
    "genres": "of any genre",
    "cases": "whatever else it is",
}
#: Clause of the sentence → its kinds of conditions, where these are several.
_TOGETHER = {"urgency": ("urgency_most", "urgency_least")}
_AFTER = {"urgency_most": " or more urgent", "urgency_least": " or less urgent"}
_WHERE = {HEAD: " above the text", BODY: " in the text"}
#: Actions that are done with the item itself once all rules have spoken; the log tells how that went.
_LATER = frozenset({evaluating.DRAFT, evaluating.ASSIGN, evaluating.PUBLISH})


def about(instruction: Instruction) -> str:
    """Which items the rule is about: “from HBP, about sport but not football”. Empty for all."""
    return ", ".join(_condition(instruction, one) for one in instruction.conditions)


def clauses(instruction: Instruction) -> dict[str, tuple[str, bool]]:
    """Clause → how it reads, and whether the rule asks for anything there. In the order of the sentence."""
    said = {one.kind: _condition(instruction, one) for one in instruction.conditions}
    found = {}
    for clause, anything in _ANY.items():
        parts = [said[kind] for kind in _TOGETHER.get(clause, (clause,)) if kind in said]
        found[clause] = (" and ".join(parts) or anything, bool(parts))
    return found


def _condition(instruction: Instruction, one: Condition) -> str:
    called = [[instruction.called(one.kind, said) for said in side] for side in (one.any, one.none)]
    wanted, unwanted = (_either(side) for side in called)
    ending = _AFTER.get(one.kind, "") + (_WHERE.get(one.where, "") if one.kind == "words" else "")
    if not wanted:
        return f"{_NOT_BEFORE[one.kind]} {unwanted}{ending}"
    return f"{_BEFORE[one.kind]} {wanted}{f' but not {unwanted}' if unwanted else ''}{ending}"


def _either(said: list[str]) -> str:
    """“a, b or c”."""
    return " or ".join(filter(None, (", ".join(said[:-1]), *said[-1:])))


def does(instruction: Instruction) -> list[str]:
    """What the rule does, a phrase for each action: “put it in Sport”."""
    return [_phrase(instruction, action, value) for action, value in instruction.does.items()]


def _phrase(instruction: Instruction, action: str, value: object) -> str:
    named = ", ".join(f"“{one}”" for one in _named(instruction, action, value))
    return {
        evaluating.SECTION: f"put it in {named}",
        evaluating.TAGS: f"tag it {named}",
        evaluating.COVERAGES: f"add it to the coverage {named}",
        evaluating.ASSIGN: f"assign it to {named}",
        evaluating.DRAFT: "make a story of it",
        evaluating.PUBLISH: "publish it",
        evaluating.DROP: "take it off the list",
        evaluating.ALERT: f"alert the desk: {named}",
        evaluating.STOP: "ask no later rule",
    }[action]


def _named(instruction: Instruction, action: str, value: object) -> Iterable[str]:
    values = value if isinstance(value, tuple) else (value,)
    return [instruction.called(action, one) for one in values]


def done(ruled: Ruled) -> list[str]:
    """What stands of the rule, as sentences, but for what is tried later."""
    return to_be_done(ruled, but_for=_LATER)


def to_be_done(ruled: Ruled, *, but_for: Collection[str] = ()) -> list[str]:
    """All that stands of the rule, as sentences, without those actions."""
    stand = (effect for effect in ruled.effects if not effect.overruled and effect.action not in but_for)
    return [sentence(_phrase(ruled.by, effect.action, effect.value)) for effect in stand]


def not_done(ruled: Ruled) -> list[str]:
    """What another rule has forestalled, or a fault of the rule."""
    if ruled.fault:
        return [f"The rule could not be asked: it has a fault ({ruled.fault}). Look at it and save it again."]
    return [_overruled(ruled.by, effect) for effect in ruled.effects if effect.overruled]


def _overruled(by: Instruction, effect: Effect) -> str:
    return f"{sentence(f'not done: {_phrase(by, effect.action, effect.value)}')} {effect.overruled}."


def sentence(phrase: str) -> str:
    """The phrase with its capital and its full stop, unless it ends in somebody's sentence."""
    ended = phrase.rstrip("”").endswith((".", "!", "?", "؟", "。"))
    return f"{phrase[:1].upper()}{phrase[1:]}{'' if ended else '.'}"
