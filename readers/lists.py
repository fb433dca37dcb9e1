"""Lists of stories, newest first, a page at a time and one language at a time.

No list counts its stories: one more than a page holds says whether there is a next one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from articles import filling
from articles.filling import Card
from articles.querysets import EditionQuerySet

#: `sizes` of a picture that stands small beside the words (HTML, img sizes).
ROW_SIZES = "(min-width: 46.25rem) 15rem, 7rem"
PER_PAGE = 30
#: A tag with fewer stories in a language is no page that a search engine should show.
WORTH_INDEXING = 3
#: The last page that is shown: an OFFSET further down costs more than anybody reads.
LAST_PAGE = 100


@dataclass(frozen=True)
class Listing:
    """One page of a list. `named`: keys of stories that it waits for. `until`: when the clock alone changes it."""

    cards: list[Card]
    number: int
    has_next: bool
    language: str
    until: datetime | None
    named: frozenset[str] = frozenset()

    @property
    def is_first(self) -> bool:
        return self.number == 1

    @property
    def keys(self) -> set[str]:
        return keys_of(self.cards) | self.named


@dataclass(frozen=True)
class Wanted:
    """Which page of a list was asked for; no language is the site's own."""

    number: int = 1
    language: str = ""


def page(editions: EditionQuerySet, *, wanted: Wanted, default: str, at: datetime) -> Listing:
    """The page of these editions that was asked for. Two queries.

    A list that has nothing in the site's language shows the language of its newest story.
    Raises Http404 for a page after the last.
    """
    language, rows = wanted.language or default, _rows(editions, wanted, wanted.language or default, at)
    if not rows and wanted == Wanted():
        newest = editions.live(at=at).newest_first().values_list("language", flat=True).first()
        language, rows = newest or default, _rows(editions, wanted, newest, at) if newest else []
    if wanted.number > 1 and not rows:
        raise Http404
    cards = [filling.card(row, at=at, sizes=ROW_SIZES) for row in rows[:PER_PAGE]]
    return Listing(
        cards=cards,
        number=wanted.number,
        has_next=len(rows) > PER_PAGE and wanted.number < LAST_PAGE,
        language=language,
        until=earliest(editions.next_change(at=at), *(card.until for card in cards)),
    )


def _rows(editions: EditionQuerySet, wanted: Wanted, language: str, at: datetime) -> list:
    first = (wanted.number - 1) * PER_PAGE
    rows = editions.live(at=at).filter(language=language).newest_first().for_cards()
    return list(rows[first : first + PER_PAGE + 1])


def keys_of(cards: Iterable[Card]) -> set[str]:
    """The keys of all that the cards show."""
    return set().union(*(card.keys for card in cards))


def earliest(*moments: datetime | None) -> datetime | None:
    """The first of the moments; None where there is none."""
    return min((moment for moment in moments if moment is not None), default=None)
