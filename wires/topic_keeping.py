"""Which of our sections news of a topic goes to, and what topics mean: set up by the desk, loaded from IPTC's file."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction

from articles.refusals import refuse
from ground import languages
from staff import audit, permissions
from staff.models import User
from wires.models import TopicDefinition, TopicSection
from wires.subjects import resolving

_TO = "set up the sections of subjects"


@transaction.atomic
def map_topic(*, mapping: TopicSection, by: User | None, at: datetime) -> TopicSection:
    """Let news of the topic go to the section, new or changed. Validation is the form's."""
    permissions.require(by, "wires.change_topicsection" if mapping.pk else "wires.add_topicsection", to=_TO)
    verb = "change" if mapping.pk else "add"
    mapping.save()
    audit.record(by=by, verb=verb, subject=mapping, at=at, detail={"section": str(mapping.section)})
    return mapping


@transaction.atomic
def unmap(*, mapping: TopicSection, by: User | None, at: datetime) -> None:
    """Let news of the topic go where that of the topic above it goes."""
    permissions.require(by, "wires.delete_topicsection", to=_TO)
    if TopicSection.objects.filter(pk=mapping.pk).exists():
        audit.record(by=by, verb="discard", subject=mapping, at=at)
        TopicSection.objects.filter(pk=mapping.pk).delete()


@transaction.atomic
def load_definitions(text: str) -> int:
    """Keep the definitions of IPTC's file in the place of those that are there. Their number.

    Either IPTC's own JSON (`conceptSet`, cv.iptc.org) or a topic in each line (`code`, `definition`, `definitions`).
    Raises Refused where no definition is in it.
    """
    found = dict(_definitions(text))
    if not found:
        raise refuse("no-definitions", "No definition of a Media Topic is in the file. What was there is kept.")
    TopicDefinition.objects.all().delete()
    rows = [TopicDefinition(topic=topic, language=language, text=said) for (topic, language), said in found.items()]
    TopicDefinition.objects.bulk_create(rows, batch_size=1000)
    return len(rows)


def _definitions(text: str) -> Iterator[tuple[tuple[str, str], str]]:
    """Topic and language, with what the topic is about."""
    for concept in _concepts(text):
        topic = resolving.resolve(code=concept.get("code") or concept.get("qcode") or "", uri=concept.get("uri") or "")
        said = concept.get("definition") or {}
        spoken = {"en": said, **(concept.get("definitions") or {})} if isinstance(said, str) else said
        for tag, words in spoken.items():
            if topic and words and languages.name(tag) != tag:
                yield (topic, languages.primary(tag)), words


def _concepts(text: str) -> list[dict[str, Any]]:
    try:
        whole = json.loads(text)
    except json.JSONDecodeError:
        return _lines(text)
    concepts = whole.get("conceptSet", [whole]) if isinstance(whole, dict) else whole
    return [one for one in concepts if isinstance(one, dict)] if isinstance(concepts, list) else []


def _lines(text: str) -> list[dict[str, Any]]:
    try:
        return [one for one in map(json.loads, filter(str.strip, text.splitlines())) if isinstance(one, dict)]
    except json.JSONDecodeError as error:
        raise refuse("not-json", f"The file is no JSON: {error}. What was there is kept.") from error
