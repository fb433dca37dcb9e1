"""An item before the rules, in their order: which of them are about it, why, and what is to be done.

What several rules say adds up. Of what there can be only one of, the first rule that says it wins: the section,
the person, and whether the item becomes a story or leaves the list. A rule may end the asking.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from wires.faults import FAULTS
from wires.rules import conditions
from wires.rules.conditions import KINDS, Condition, matched
from wires.rules.facts import BODY, HEAD, Facts

#: What can be done, in the order in which it is told.
SECTION, TAGS, COVERAGES, ASSIGN, DRAFT, PUBLISH, DROP, ALERT, STOP = (
    "section tags coverages assign draft publish drop alert stop".split()
)
#: What a rule does to copy, and to anything else only where it asks for the type: a feed brings ten pictures a story.
_OF_TEXTS = (ASSIGN, DRAFT, PUBLISH)
_MEDIA = ("picture", "graphic", "video", "audio")
_WHERE = {HEAD: "Words above the text", BODY: "Words in the text"}


@dataclass(frozen=True)
class Instruction:
    """A rule as it is followed. `does`: action → its value; `names`: what people call ids, by kind or action."""

    pk: int
    name: str
    version: int
    conditions: tuple[Condition, ...]
    does: Mapping[str, object]
    #: Where it stands among the others.
    order: int = 0
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def called(self, kind: str, value: object) -> str:
        return self.names.get(kind, {}).get(str(value), str(value))


@dataclass(frozen=True, slots=True)
class Effect:
    """One action of a rule for an item. `overruled`: why it is not done."""

    action: str
    value: object
    overruled: str = ""


@dataclass(frozen=True, slots=True)
class Ruled:
    """What one rule says of an item: what matched, in words, and its effects. `fault`: why it could not be asked."""

    by: Instruction
    matched: tuple[str, ...]
    effects: tuple[Effect, ...]
    fault: str = ""


@dataclass
class Decision:
    """What is to be done with an item: each action with the rule whose word it is."""

    ruled: list[Ruled] = field(default_factory=list)
    first: dict[str, tuple[Instruction, object]] = field(default_factory=dict)
    tags: dict[str, Instruction] = field(default_factory=dict)
    coverages: dict[int, Instruction] = field(default_factory=dict)
    alerts: list[tuple[Instruction, str]] = field(default_factory=list)
    stopped: Instruction | None = None

    def of(self, action: str) -> Instruction | None:
        """The rule that says so first."""
        return self.first[action][0] if action in self.first else None


def decide(instructions: Iterable[Instruction], facts: Facts) -> Decision:
    """Ask the rules one after the other. One that has a fault is passed over, and says so."""
    decision = Decision()
    for instruction in instructions:
        try:
            found = why(instruction, facts)
        except FAULTS as fault:
            decision.ruled.append(Ruled(instruction, (), (), fault=f"{type(fault).__name__}: {fault}"))
            continue
        if found is None:
            continue
        effects = tuple(_effect(decision, instruction, facts, *one) for one in instruction.does.items())
        decision.ruled.append(Ruled(instruction, found, effects))
        if STOP in instruction.does:
            decision.stopped = instruction
            break
    return decision


def why(instruction: Instruction, facts: Facts) -> tuple[str, ...] | None:
    """What of the item the rule is about, in words; None where it is not about it."""
    found = []
    for condition in instruction.conditions:
        held = matched(condition, facts)
        if held is None:
            return None
        if held:
            named = (_named(instruction, condition, facts, one) for one in held)
            found.append(f"{_label(condition)}: {', '.join(named)}")
    return tuple(found) or (("None of what it leaves out",) if instruction.conditions else ("Every item",))


def _named(instruction: Instruction, condition: Condition, facts: Facts, one: str) -> str:
    """The alternative as people call it; of “flood*” with the word that begins so."""
    word = conditions.found(condition, facts, one)
    return f"{instruction.called(condition.kind, one)} ({word})" if word else instruction.called(condition.kind, one)


def _label(condition: Condition) -> str:
    return _WHERE.get(condition.where, KINDS["words"]) if condition.kind == "words" else KINDS[condition.kind]


def _effect(decision: Decision, by: Instruction, facts: Facts, action: str, value: object) -> Effect:
    if action in _OF_TEXTS and facts.type in _MEDIA and not _names_types(by):
        return Effect(action, value, overruled=f"It is a {facts.type}, and the rule names no type")
    if action in (TAGS, COVERAGES):
        kept: dict[object, Instruction] = getattr(decision, action)
        for one in value:  # type: ignore[attr-defined]
            kept.setdefault(one, by)
    elif action == ALERT:
        decision.alerts.append((by, str(value)))
    elif action != STOP:
        return _single(decision, by, action, value)
    return Effect(action, value)


def _names_types(rule: Instruction) -> bool:
    return any(condition.kind == "types" and condition.any for condition in rule.conditions)


def _single(decision: Decision, by: Instruction, action: str, value: object) -> Effect:
    against = {DRAFT: DROP, DROP: DRAFT}.get(action, "")
    for taken in (action, against):
        if (first := decision.first.get(taken)) and (taken != action or first[1] != value):
            return Effect(action, value, overruled=f"“{first[0].name}” comes first")
    decision.first.setdefault(action, (by, value))
    return Effect(action, value)
