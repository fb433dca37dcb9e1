"""Rules as the desk reads them: the list in its order, a rule as a sentence, what it did, what it would do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q

from ground import clock
from wires import instructing, rehearsing, sorting, subjects
from wires.models import Rule, RuleNote, WireItem
from wires.rules import saying
from wires.rules.evaluating import Instruction

#: The newest entries of the log that a rule's page shows.
_LOG = 50
#: How each clause of the sentence is called to those who open it; its boxes are named by it.
_CALLED = {
    "feeds": "Feed",
    "subjects": "Subject",
    "services": "Service or desk",
    "sections": "Section",
    "words": "Words",
    "languages": "Language",
    "urgency": "Urgency",
    "sources": "Source or credit",
    "types": "Type",
    "places": "Place",
    "genres": "Genre or signal",
    "cases": "Case",
}
_HELP = {
    "subjects": "With all that is below them in the tree.",
    "services": "Codes or names, as the agency sends them.",
    "sections": "By what its subjects are mapped to.",
    "words": "Whole words and phrases; ferr* is every word that begins so.",
    "places": "Names or codes of places, or words of the dateline.",
    "genres": "Codes or names, as the agency sends them.",
    "urgency": "1 is the most urgent. An item without urgency is of none.",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A rule on the list. `above`, `below`: the ids of its neighbours, None at the ends."""

    rule: Rule
    place: int
    says: str
    lately: int
    above: int | None
    below: int | None


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of the sentence that opens to its boxes: those where one must hold, those where none may, and others."""

    name: str
    called: str
    phrase: str
    asks: bool
    help: str
    wrong: bool
    boxes: Sequence[Any]


def rows() -> list[Row]:
    """All rules in their order, with how many items of the last day each was about."""
    since = clock.now() - timedelta(days=1)
    rules = Rule.objects.annotate(lately=Count("notes", filter=Q(notes__created_at__gte=since)))
    listed = list(rules.select_related("changed_by").order_by("order", "pk"))
    read = {one.pk: one for one in instructing.instructions(Rule.objects.all())}
    ends: list[int | None] = [None, *(rule.pk for rule in listed), None]
    return [_row(rule, read[rule.pk], place, ends) for place, rule in enumerate(listed, start=1)]


def _row(rule: Rule, read: Instruction, place: int, ends: list[int | None]) -> Row:
    lately: int = rule.lately  # type: ignore[attr-defined]
    about = saying.about(read) or "of any kind"
    says = saying.sentence(f"items {about}: {', '.join(saying.does(read))}")
    return Row(rule, place, says, lately, ends[place - 1], ends[place + 1])


def clauses(form: Any, read: Instruction) -> Iterator[Clause]:
    """The sentence of the form, clause by clause."""
    for name, (phrase, asks) in saying.clauses(read).items():
        names = ["urgency_most", "urgency_least"] if name == "urgency" else [f"{name}_any", f"{name}_none"]
        boxes = [form[one] for one in [*names, *(["words_where"] if name == "words" else [])]]
        wrong = any(box.errors for box in boxes)
        yield Clause(name, _CALLED[name], phrase, asks, _HELP.get(name, ""), wrong, boxes)


def log(rule: Rule) -> list[RuleNote]:
    """The newest of what the rule did and would not do."""
    notes = rule.notes.select_related("item__feed", "article").defer("item__story", "article__body")
    return list(notes[:_LOG])


def read(rule: Rule, coverages: Sequence[Any]) -> Instruction:
    return instructing.instruction(rule, coverages, instructing.called())


def sentence(read: Instruction) -> tuple[str, list[str]]:
    """Which items the rule is about, and what it does."""
    return saying.about(read) or "of any kind", saying.does(read)


def rehearsal(read: Instruction) -> dict[str, Any]:
    """What the dry run shows: its outcomes and the sentence as it is now."""
    phrases = {name: {"phrase": phrase, "asks": asks} for name, (phrase, asks) in saying.clauses(read).items()}
    return {"rehearsal": rehearsing.rehearse(read), "most": rehearsing.MOST, "phrases": phrases}


def of_item(item: WireItem) -> dict[str, Any]:
    """What the item's page shows: why it went where it went, and its topics in the desk's language."""
    language = sorting.desk_language()
    topics = [" › ".join(subjects.names(code, language)) for code in sorting.topics_of(item)]
    given = sorting.given(item)
    return {
        "notes": list(item.rule_notes.select_related("article").defer("article__body").order_by("pk")),
        "asked": item.ruled_at is not None,
        "topics": topics,
        "topics_language": language,
        "given": given,
    }
