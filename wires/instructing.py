"""The rules of the database as the engine follows them, and items as it sees them: a few queries for any number."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from articles.models import Section
from ground import languages
from wires import sorting, subjects
from wires.models import Feed, Rule, TopicSection, WireItem
from wires.rules import conditions, evaluating
from wires.rules.evaluating import Instruction
from wires.rules.facts import CASES, Facts


def in_force() -> list[Instruction]:
    """The rules that are in force, in their order."""
    return instructions(Rule.objects.filter(active=True))


def instructions(rules: QuerySet[Rule]) -> list[Instruction]:
    """These rules, in their order."""
    found = list(rules.select_related("section", "assignee").prefetch_related("coverages").order_by("order", "pk"))
    if not found:
        return []
    names = called()
    return [instruction(rule, list(rule.coverages.all()), names) for rule in found]


def called() -> dict[str, dict[str, str]]:
    """What people call the feeds and sections that conditions name by their ids, and cases and languages."""
    return {
        "feeds": {str(pk): name for pk, name in Feed.objects.values_list("pk", "name")},
        "sections": {str(pk): name for pk, name in Section.objects.values_list("pk", "name")},
        "cases": CASES,
        "languages": dict(languages.LANGUAGES),
    }


def instruction(rule: Rule, coverages: Sequence[Any], names: dict[str, dict[str, str]]) -> Instruction:
    """One rule, saved or not, that adds to these coverages."""
    read = conditions.read(rule.conditions)
    topics = {code for one in read if one.kind == "subjects" for code in (*one.any, *one.none)}
    named = {
        **names,
        "subjects": {code: subjects.name(code, "en") for code in topics},
        evaluating.SECTION: {str(rule.section_id): str(rule.section)},
        evaluating.COVERAGES: {str(one.pk): str(one) for one in coverages},
        evaluating.ASSIGN: {str(rule.assignee_id): str(rule.assignee)},
    }
    does = _does(rule, coverages)
    return Instruction(rule.pk or 0, rule.name, rule.version, read, does, rule.order, named)


def _does(rule: Rule, coverages: Sequence[Any]) -> dict[str, object]:
    said = {
        evaluating.SECTION: rule.section_id,
        evaluating.TAGS: tuple(rule.tags),
        evaluating.COVERAGES: tuple(one.pk for one in coverages),
        evaluating.ASSIGN: rule.assignee_id,
        evaluating.DRAFT: rule.draft,
        evaluating.PUBLISH: rule.publish,
        evaluating.DROP: rule.drop,
        evaluating.ALERT: rule.alert,
        evaluating.STOP: rule.stop,
    }
    return {action: value for action, value in said.items() if value}


def facts(items: Sequence[WireItem], asked: Iterable[Instruction]) -> dict[int, Facts]:
    """Item id → what the rules see of it. What none of them asks for costs no query."""
    all_conditions = tuple(one for instruction in asked for one in instruction.conditions)
    mapped = _mapped() if conditions.asked(all_conditions, "sections") else {}
    updates = _updates(items) if conditions.asked(all_conditions, "cases") else set()
    return {item.pk: _facts(item, mapped, is_update=item.pk in updates) for item in items}


def _facts(item: WireItem, mapped: dict[str, frozenset[str]], *, is_update: bool) -> Facts:
    seen = Facts(
        feed=item.feed_id,
        language=item.language,
        urgency=item.urgency,
        type=item.type,
        story=item.story,
        is_update=is_update,
        is_held=item.hold,
    )
    if mapped:
        seen.sections = sorting.nearest(seen.own_topics, mapped) or frozenset()
    return seen


def _mapped() -> dict[str, frozenset[str]]:
    """Topic → the ids of its section and of the one that this is in."""
    rows = TopicSection.objects.values_list("topic", "section_id", "section__parent_id")
    return {topic: frozenset(str(pk) for pk in pks if pk) for topic, *pks in rows}


def _updates(items: Sequence[WireItem]) -> set[int]:
    """Those that continue another one, or of whose guid something came before."""
    before = WireItem.objects.filter(feed=OuterRef("feed"), guid=OuterRef("guid"), pk__lt=OuterRef("pk"))
    again = WireItem.objects.filter(Exists(before), pk__in=[item.pk for item in items]).values_list("pk", flat=True)
    return {*again, *(item.pk for item in items if item.evolved_from)}
