"""What a search finds, as prepared facts: a page of stories with the words marked, and how many there are."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from threading import BoundedSemaphore

from django.http import Http404
from django.utils.safestring import SafeString

from articles import body, filling, searching
from articles.filling import Card
from articles.models import Edition
from articles.querysets import EditionQuerySet
from articles.searching import Found, Wanted
from readers import lists
from readers.search import snippets

PER_PAGE = 20
#: Searches that one process runs at once. More would only wait for each other and keep the pages waiting.
_ROOM = BoundedSemaphore(4)


class Unavailable(Exception):
    """The search cannot be answered now: too many at once, or it took too long."""


@dataclass(frozen=True)
class Result:
    """A story that was found; its headline and a piece of its text with the words marked."""

    card: Card
    headline: SafeString
    words: SafeString


@dataclass(frozen=True)
class Results:
    """A page of what was found. `more`: there are more than `count`. `all_words`: the stories have every word."""

    items: list[Result] = field(default_factory=list)
    count: int = 0
    more: bool = False
    all_words: bool = True
    has_next: bool = False
    keys: frozenset[str] = frozenset()
    until: datetime | None = None


def find(wanted: Wanted, *, number: int, at: datetime) -> Results:
    """That page of the stories that were wanted.

    Raises Unavailable, and Http404 for a page after the last.
    """
    found = _found(wanted, at=at)
    first = (number - 1) * PER_PAGE
    ids = found.ids[first : first + PER_PAGE]
    if number > 1 and not ids:
        raise Http404
    items = _items(ids, found.stems, wanted.language, at=at)
    cards = [item.card for item in items]
    return Results(
        items=items,
        count=len(found.ids),
        more=found.is_cut,
        all_words=found.all_words,
        has_next=len(found.ids) > first + PER_PAGE,
        keys=frozenset(lists.keys_of(cards)),
        until=lists.earliest(next_change(wanted, at=at) if found.stems else None, *(card.until for card in cards)),
    )


def editions(wanted: Wanted, *, at: datetime) -> EditionQuerySet:
    """The editions that were wanted, for a feed. Raises Unavailable."""
    return Edition.objects.filter(pk__in=_found(wanted, at=at).ids)


def next_change(wanted: Wanted, *, at: datetime) -> datetime | None:
    """When the next story comes or goes that may have the words."""
    return Edition.objects.filter(language=wanted.language).next_change(at=at)


def _found(wanted: Wanted, *, at: datetime) -> Found:
    with _room():
        try:
            return searching.search(wanted, at=at)
        except searching.TookTooLong as error:
            raise Unavailable from error


@contextmanager
def _room() -> Iterator[None]:
    if not _ROOM.acquire(blocking=False):
        raise Unavailable
    try:
        yield
    finally:
        _ROOM.release()


def _items(ids: list[int], stems: list[str], language: str, *, at: datetime) -> list[Result]:
    """The stories in that order: three queries, none for no story."""
    if not ids:
        return []
    rows = {row.pk: row for row in Edition.objects.live(at=at).filter(pk__in=ids).for_cards()}
    bodies = dict(Edition.objects.filter(pk__in=ids).values_list("pk", "html"))
    texts = {pk: [row.list_headline, row.summary, body.prose(bodies[pk])] for pk, row in rows.items()}
    written: set[str] = set().union(*(snippets.words(text, language=language) for of in texts.values() for text in of))
    hits = searching.having(stems, among=written, language=language)
    return [
        Result(
            card=filling.card(rows[pk], at=at, sizes=lists.ROW_SIZES),
            headline=snippets.marked(texts[pk][0], hits=hits, language=language),
            words=snippets.snippet(texts[pk][1:], hits=hits, language=language),
        )
        for pk in ids
        if pk in rows
    ]
