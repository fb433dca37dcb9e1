"""What the desk chose for a front, as it stands at a moment."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery

from articles import filling
from articles.filling import Card
from articles.models import Edition
from ground.shown import keys
from readers import lists
from readers.lists import Listing
from readers.models import Front, FrontEdition


@dataclass(frozen=True)
class Picks:
    """Ids of articles in the desk's order, with its own headlines, and the keys of these stories, public or not.

    `until`: when the choice changes by itself.
    """

    headlines: dict[int, str] = field(default_factory=dict)
    keys: frozenset[str] = frozenset()
    until: datetime | None = None

    @property
    def ids(self) -> list[int]:
        return list(self.headlines)

    def of(self, editions: Iterable[Edition]) -> list[Edition]:
        """Those of the editions that were chosen, in the desk's order."""
        found = {edition.article_id: edition for edition in editions}
        return [found[pk] for pk in self.headlines if pk in found]

    def worded(self, edition: Edition, card: Card) -> Card:
        """The card under the headline that the desk gave the story here."""
        headline = self.headlines.get(edition.article_id)
        return replace(card, headline=headline) if headline else card


def first(listing: Listing, *, section_id: int, at: datetime, chosen: Picks | None = None) -> Listing:
    """The first page of a section's list with what the desk chose for it before the others. Two queries.

    A chosen story may be another section's; until it is public, the page only waits for it.
    """
    if not listing.is_first:
        return listing
    chosen = chosen or standing(section_id=section_id, language=listing.language, at=at)
    if not chosen.ids:
        return replace(listing, until=lists.earliest(listing.until, chosen.until))
    rows = Edition.objects.not_ended(at=at).filter(article_id__in=chosen.ids, language=listing.language).for_cards()
    found = chosen.of(row for row in rows if row.is_live(at=at))
    cards = [chosen.worded(row, filling.card(row, at=at, sizes=lists.ROW_SIZES)) for row in found]
    ids = {card.id for card in cards}
    return replace(
        listing,
        cards=[*cards, *(card for card in listing.cards if card.id not in ids)],
        named=chosen.keys,
        until=lists.earliest(listing.until, chosen.until, *(card.until for card in cards), *_beginnings(rows, at=at)),
    )


def _beginnings(editions: Iterable[Edition], *, at: datetime) -> list[datetime]:
    return [edition.live_from for edition in editions if edition.live_from > at]


def standing(*, section_id: int | None, language: str, at: datetime) -> Picks:
    """What stands on that front. One query."""
    editions = FrontEdition.objects.filter(front=OuterRef("pk"))
    row = (
        Front.objects.filter(section=section_id, language=language)
        .annotate(
            picks=Subquery(editions.begun(at=at).values("picks")[:1]),
            next_at=Subquery(editions.future(at=at).values("begins_at")[:1]),
        )
        .values_list("picks", "next_at")
        .first()
    )
    return of_rows(*row, at=at) if row else Picks()


def of_rows(picks: list[dict[str, Any]] | None, next_at: datetime | None, *, at: datetime) -> Picks:
    """What stands at that moment of rows in the shape of FrontEdition.picks; the next ones follow at `next_at`."""
    ends = [datetime.fromisoformat(pick["until"]) if pick["until"] else None for pick in picks or []]
    kept = [pick for pick, end in zip(picks or [], ends, strict=True) if end is None or end > at]
    coming = lists.earliest(next_at, *(end for end in ends if end and end > at))
    headlines = {pick["article"]: pick["headline"] for pick in kept}
    return Picks(headlines, frozenset(keys("article", (pick["story"] for pick in kept))), coming)
