"""The list of public stories: narrowed by filters, newest first, a page after a cursor. Nothing is counted."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from api import cursors, problems
from api.problems import Problem
from api.schemas import Filters
from articles import filling, surrogates
from articles.filling import Card
from articles.models import Coverage, Edition, Section, Tag
from articles.querysets import EditionQuerySet
from readers import lists


@dataclass(frozen=True)
class Page:
    """Cards with the editions that they show; `next` is a cursor, empty on the last page."""

    editions: list[Edition]
    cards: list[Card]
    next: str
    keys: set[str]
    until: datetime | None


def page(filters: Filters, *, at: datetime) -> Page:
    """The page that was asked for: two queries, and one a filter. Raises Problem for an unknown filter or cursor."""
    editions, keys = _narrowed(filters, at=at)
    rows = list(_after(editions.live(at=at), filters.cursor).newest_first().for_cards()[: filters.limit + 1])
    shown = rows[: filters.limit]
    cards = [filling.card(row, at=at) for row in shown]
    return Page(
        editions=shown,
        cards=cards,
        next=_cursor_at(shown[-1]) if len(rows) > len(shown) else "",
        keys=keys | lists.keys_of(cards),
        until=lists.earliest(editions.next_change(at=at), *(card.until for card in cards)),
    )


def _narrowed(filters: Filters, *, at: datetime) -> tuple[EditionQuerySet, set[str]]:
    """All editions that the filters let through, and the keys of lists like this one."""
    editions = Edition.objects.all()
    keys: set[str] = set()
    if filters.section:
        sections = _sections(filters.section)
        editions = editions.filter(section__in=sections)
        keys.update(surrogates.of_section(row) for row in sections)
    if filters.tag:
        tag = Tag.objects.filter(slug=filters.tag).first() or _unknown("tag", filters.tag)
        editions = editions.filter(tag_ids__contains=[tag.pk])
        keys.add(surrogates.of_tag(tag))
    if filters.coverage:
        coverage = Coverage.objects.live(at=at).filter(slug=filters.coverage).first()
        coverage = coverage or _unknown("coverage", filters.coverage)
        editions = editions.filter(coverage_ids__contains=[coverage.pk])
        keys.add(surrogates.of_coverage(coverage))
    if filters.language:
        editions = editions.filter(language=filters.language)
    return editions, keys or {surrogates.LATEST}


def _sections(slug: str) -> list[Section]:
    """The section and its children."""
    rows = list(Section.objects.filter(Q(slug=slug) | Q(parent__slug=slug)))
    if not any(row.slug == slug for row in rows):
        _unknown("section", slug)
    return rows


def _unknown(name: str, slug: str) -> Any:
    raise problems.invalid(name, f"There is no {name} “{slug}”.")


def _after(editions: EditionQuerySet, word: str | None) -> EditionQuerySet:
    """What comes after the cursor in the order of `newest_first`."""
    if word is None:
        return editions
    try:
        place = cursors.read(word)
    except cursors.UnknownCursor:
        raise Problem(
            "cursor-unknown", "There is no page with this cursor. Start again without one and follow `next`."
        ) from None
    at = place.first_published_at
    return editions.filter(Q(first_published_at__lt=at) | Q(pk__lt=place.pk), first_published_at__lte=at)


def _cursor_at(edition: Edition) -> str:
    return cursors.write(cursors.Cursor(edition.first_published_at, edition.pk))
