"""Keeping the furniture: the site, sections, authors, tags, coverages and their timelines.

These rows are simple; what matters is that each change is audited and that pages which show
the thing are told. An app above keeps rows of its own the same way, with `keys` of its own.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django.db import models, transaction

from articles import facts, surrogates, tagging, uses
from articles.models import Author, Coverage, CoveragePerson, Section, Tag, TagSynonym, TimelineEntry
from staff import audit
from staff.models import User

Thing = TypeVar("Thing", bound=models.Model)
#: A thing → the keys of the pages that show it.
Keys = Callable[[Any], set[str]]


def keys(thing: models.Model) -> set[str]:
    """The keys of the pages that show the thing, and of its addresses, which answered 404 before it was there."""
    match thing:
        case TagSynonym():
            return set()
        case Author():
            return {surrogates.of_author(thing), surrogates.of_path(thing.get_absolute_url()), surrogates.FURNITURE}
        case Tag() | Coverage():
            return {*_own(thing), *surrogates.of_addresses(thing)}
        case TimelineEntry() | CoveragePerson():
            return {surrogates.of_coverage(thing.coverage_id)}
        case Section():
            page = {surrogates.of_section(thing), surrogates.of_path(thing.get_absolute_url()), surrogates.FURNITURE}
            return page | ({surrogates.of_section(thing.parent_id)} if thing.parent_id else set())
        case _:
            return {surrogates.FURNITURE}


@transaction.atomic
def keep(*, thing: Thing, by: User | None, at: datetime, keys: Keys = keys) -> Thing:
    """Save the row, new or changed. Validation is the caller's form or `full_clean`.

    Raises Refused for a name that means another tag.
    """
    if isinstance(thing, Tag | TagSynonym):
        tagging.refuse_taken(thing)
    former = type(thing)._base_manager.filter(pk=thing.pk).first() if thing.pk else None
    thing.save(update_fields=_columns(thing) if former else None)
    audit.record(by=by, verb="change" if former else "add", subject=thing, at=at)
    _tell(thing, keys(thing) | (keys(former) if former else set()))
    return thing


@transaction.atomic
def discard(*, thing: models.Model, by: User | None, at: datetime, keys: Keys = keys) -> None:
    """Delete the row. Raises Refused for a section that anything uses.

    What else stories use is protected (django.db.models.ProtectedError).
    """
    if isinstance(thing, Section):
        uses.refuse_used(thing)
    audit.record(by=by, verb="delete", subject=thing, at=at)
    told = keys(thing)
    thing.delete()
    _tell(thing, told)


def _columns(thing: models.Model) -> list[str]:
    """What its form writes: the other columns belong to verbs, which may have written them since it was opened."""
    return [field.name for field in thing._meta.concrete_fields if field.editable and not field.primary_key]


def _tell(thing: models.Model, keys: set[str]) -> None:
    if keys:
        facts.furniture_changed.send(sender=type(thing), thing=thing, keys=keys)


def _own(thing: Tag | Coverage) -> set[str]:
    if isinstance(thing, Tag):
        return {surrogates.of_tag(thing)}
    return {surrogates.of_coverage(thing), surrogates.of_live(thing), surrogates.COVERAGES}
