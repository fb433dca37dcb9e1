"""The dry run: what a rule, saved or still being written, would have done with the newest items. Nothing is written."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from wires import instructing
from wires.models import WireItem, WireUse
from wires.rules import evaluating, saying
from wires.rules.evaluating import Decision, Instruction, Ruled

#: How many of the newest items are asked about.
MOST = 1000
#: How many of those that match are shown.
_SHOWN = 50
_AGAINST = {evaluating.DRAFT: evaluating.DROP, evaluating.DROP: evaluating.DRAFT}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One item that the rule is about: what matched, and what would come of it, all in sentences."""

    item: WireItem
    matched: tuple[str, ...]
    done: tuple[str, ...]
    not_done: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """The whole: items asked about, how many match, how many of those the rule acts on, and the newest of them.

    `forestalled`: other rules that come first, with the number of items.
    """

    asked: int
    matching: int
    acting: int
    forestalled: tuple[tuple[str, int], ...]
    outcomes: tuple[Outcome, ...]


def rehearse(rule: Instruction) -> Rehearsal:
    """Ask the rule about the newest items, after those in force that come before it. One that is new comes last."""
    others = [one for one in instructing.in_force() if one.pk != rule.pk]
    order = [*(one for one in others if not rule.pk or one.order < rule.order), rule]
    items = _newest()
    facts = instructing.facts(items, order)
    found = [(item, why) for item in items if (why := evaluating.why(rule, facts[item.pk])) is not None]
    decided = [(item, why, evaluating.decide(order, facts[item.pk])) for item, why in found]
    return _told(rule, len(items), decided)


def _newest() -> list[WireItem]:
    usable = WireItem.objects.filter(pubstatus=WireItem.Status.USABLE).order_by("-pk")
    taken = Exists(WireUse.objects.filter(item=OuterRef("pk")))
    return list(usable.annotate(is_taken=taken).select_related("feed")[:MOST])


def _told(rule: Instruction, asked: int, decided: list[tuple[WireItem, tuple[str, ...], Decision]]) -> Rehearsal:
    outcomes = [_outcome(rule, *one) for one in decided]
    first = Counter(name for _, _, decision in decided for name in _forestalled_by(rule, decision))
    acting = sum(bool(one.done) for one in outcomes)
    return Rehearsal(asked, len(decided), acting, tuple(first.most_common()), tuple(outcomes[:_SHOWN]))


def _outcome(rule: Instruction, item: WireItem, why: tuple[str, ...], decision: Decision) -> Outcome:
    ruled = _of(rule, decision)
    if ruled is None:
        stopper = decision.stopped.name if decision.stopped else ""
        return Outcome(item, why, (), (f"Not asked: “{stopper}” comes first and ends the asking.",))
    hindered = dict(_hindrances(ruled, item, decision))
    done = saying.to_be_done(ruled, but_for=hindered)
    return Outcome(item, why, tuple(done), (*saying.not_done(ruled), *hindered.values()))


def _of(rule: Instruction, decision: Decision) -> Ruled | None:
    return next((one for one in decision.ruled if one.by is rule), None)


def _forestalled_by(rule: Instruction, decision: Decision) -> set[str]:
    """The other rules that leave it nothing, or less, to do."""
    ruled = _of(rule, decision)
    if ruled is None:
        return {decision.stopped.name} if decision.stopped else set()
    taken = (decision.of(effect.action) or decision.of(_AGAINST.get(effect.action, "")) for effect in ruled.effects)
    return {one.name for one in taken if one and one is not rule}


def _hindrances(ruled: Ruled, item: WireItem, decision: Decision) -> Iterator[tuple[str, str]]:
    """Actions that would not be done, and why, as far as that can be told before."""
    wants = {effect.action for effect in ruled.effects if not effect.overruled}
    if evaluating.DRAFT in wants and item.is_taken:  # type: ignore[attr-defined]
        yield evaluating.DRAFT, "A story of ours holds it already: no second one is made."
    if evaluating.PUBLISH not in wants:
        return
    if evaluating.DRAFT not in decision.first:
        yield evaluating.PUBLISH, "It is not published: no rule makes a story of it."
    elif not item.feed.is_trusted:
        why = f"{item.feed} is no trusted feed. The story stays a draft and the desk is told."
        yield evaluating.PUBLISH, f"It is not published: {why}"
    elif item.hold or item.embargo or item.warnings:
        yield (
            evaluating.PUBLISH,
            "It is not published: it is held back, or something in its file was odd. The desk is told.",
        )
