"""Full-text search over what readers see: every word first, and where no story has all of them, any."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import OperationalError, connection, transaction
from django.db.models import F, Value
from psycopg.errors import QueryCanceled

from articles import search_words
from articles.models import Edition, SearchText
from articles.search_words import Asked

#: So many of the newest stories with the words are looked at and weighed; that there are more is said.
MOST = 500
#: Milliseconds after which the database gives a search up.
LONGEST = 2000
#: Days after which a story weighs half as much as a new one with the same words.
_HALF_LIFE = 180


class TookTooLong(Exception):
    """The database was asked for more than it could find in LONGEST."""


@dataclass(frozen=True)
class Wanted:
    """What is searched for. Empty means: wherever, whenever. `until` is the moment before which it was published."""

    text: str
    language: str
    sections: tuple[int, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    newest_first: bool = False


@dataclass(frozen=True)
class Found:
    """Ids of editions, best first; `all_words`: whether they have every word; `stems`: what was looked for."""

    ids: list[int] = field(default_factory=list)
    all_words: bool = True
    stems: list[str] = field(default_factory=list)

    @property
    def is_cut(self) -> bool:
        """Whether there are, or may be, more than are told."""
        return len(self.ids) >= MOST


def search(wanted: Wanted, *, at: datetime) -> Found:
    """The live editions with these words, best first. Two or three queries; none for no words.

    Raises TookTooLong.
    """
    asked = search_words.asked(wanted.text, language=wanted.language)
    if asked.is_empty:
        return Found()
    with _patience():
        return _search(wanted, asked, at=at)


def having(stems: list[str], *, among: Iterable[str], language: str) -> set[str]:
    """Those of the folded words that have one of the stems. One query."""
    sql = "SELECT word FROM unnest(%s::text[]) word WHERE tsvector_to_array(to_tsvector(%s::regconfig, word)) && %s"
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(among), search_words.config(language), stems])
        return {row[0] for row in cursor.fetchall()}


@contextmanager
def _patience() -> Iterator[None]:
    """Within, a statement that runs longer than LONGEST ends with TookTooLong."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL statement_timeout = {LONGEST}")
            yield
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise TookTooLong from error
        raise


def _search(wanted: Wanted, asked: Asked, *, at: datetime) -> Found:
    stems = _stems(asked, wanted.language)
    if not stems:
        return Found()
    every = _ids(wanted, asked.every, without=asked.none, at=at)
    if every or len(asked.wanted) == 1:
        return Found(every, stems=stems)
    return Found(_ids(wanted, asked.any, without=asked.none, at=at), all_words=False, stems=stems)


def _ids(wanted: Wanted, words: str, *, without: str, at: datetime) -> list[int]:
    newest = _newest(wanted, words, without=without, at=at)
    if wanted.newest_first:
        return [pk for pk, *_ in newest]
    return [pk for pk, *_ in sorted(newest, key=lambda row: _weight(*row[1:], at=at), reverse=True)]


def _newest(wanted: Wanted, words: str, *, without: str, at: datetime) -> list[tuple[int, float, datetime]]:
    """Id, rank and date of the newest MOST stories with the words."""
    live = Edition.objects.live(at=at)
    if wanted.sections:
        live = live.filter(section__in=wanted.sections)
    query = _query(words, wanted.language)
    texts = SearchText.objects.filter(words=query, language=wanted.language, edition__in=live)
    if without:
        # Apart from the words: in one query PostgreSQL ranks by what must not occur too, and all weigh nothing.
        texts = texts.exclude(words=_query(without, wanted.language))
    if wanted.since:
        texts = texts.filter(first_published_at__gte=wanted.since)
    if wanted.until:
        texts = texts.filter(first_published_at__lt=wanted.until)
    ranked = texts.annotate(rank=SearchRank(F("words"), query, normalization=Value(1)))
    newest = ranked.order_by("-first_published_at", "-edition")
    return list(newest.values_list("edition_id", "rank", "first_published_at")[:MOST])


def _query(words: str, language: str) -> SearchQuery:
    return SearchQuery(words, config=search_words.config(language), search_type="websearch")


def _weight(rank: float, published: datetime, *, at: datetime) -> float:
    days = max(0.0, (at - published).total_seconds() / 86400)
    return rank * (0.4 + 0.6 * 0.5 ** (days / _HALF_LIFE))


def _stems(asked: Asked, language: str) -> list[str]:
    """The stems of the wanted words, as the database makes them; empty where all are too common to be indexed."""
    with connection.cursor() as cursor:
        sql = "SELECT tsvector_to_array(to_tsvector(%s::regconfig, %s))"
        cursor.execute(sql, [search_words.config(language), " ".join(asked.wanted)])
        found: list[Any] = cursor.fetchone()[0]
    return found
