"""Where an item stands with us: the section its topics are mapped to, and what the rules gave it beside.

A story made from it, by whomever, gets its section from a rule, else from its topics, else from its feed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from articles.models import Coverage, Section, Site
from wires import subjects
from wires.models import TopicSection, WireItem
from wires.subjects import resolving

Mapped = TypeVar("Mapped")


@dataclass(frozen=True, slots=True)
class Given:
    """What a story made of an item gets from the desk. `why`: where its section is from, for people."""

    section: Section | None
    why: str
    tags: tuple[str, ...] = ()
    coverages: tuple[Coverage, ...] = ()


def given(item: WireItem) -> Given:
    """By the rules that spoke of the item, then by its topics, then by its feed."""
    notes = list(item.rule_notes.order_by("pk"))
    tags = tuple(dict.fromkeys(tag for note in notes for tag in note.gave.get("tags", ())))
    wanted = [pk for note in notes for pk in note.gave.get("coverages", ())]
    coverages = tuple(Coverage.objects.filter(pk__in=wanted)) if wanted else ()
    for note in notes:
        if section := Section.objects.filter(pk=note.gave.get("section", 0)).first():
            return Given(section, f"by the rule “{note.name}”", tags, coverages)
    mapped = of_topics(topics_of(item))
    if mapped:
        return Given(mapped.section, f"by its subject “{subjects.name(mapped.topic, 'en')}”", tags, coverages)
    return Given(item.feed.section, f"by its feed {item.feed}" if item.feed.section else "", tags, coverages)


def desk_language() -> str:
    """The language in which the desk reads what things are about: the newspaper's own."""
    return Site.objects.values_list("language", flat=True).first() or "en"


def topics_of(item: WireItem) -> tuple[str, ...]:
    """The Media Topics that the item names."""
    return resolving.topics_of(item.story.get("subjects") or (), item.language)


def of_topics(codes: Iterable[str]) -> TopicSection | None:
    """Where the first of the topics belongs for which a section was chosen."""
    codes = tuple(codes)
    if not codes:
        return None
    mapped = TopicSection.objects.filter(topic__in=subjects.with_ancestors(codes)).select_related("section")
    return nearest(codes, {one.topic: one for one in mapped})


def nearest(codes: Iterable[str], mapped: Mapping[str, Mapped]) -> Mapped | None:
    """Of the first topic that has one, its own or that of the nearest above it."""
    for code in codes:
        for above in reversed(subjects.path_of(code)):
            if above in mapped:
                return mapped[above]
    return None
