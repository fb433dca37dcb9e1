"""The front page: one lead, a second rank, a river of headlines, and each section's newest stories; no story twice.

What the desk chose comes first (picks.py), the newest stories fill the places that are left.
Where nothing was chosen, the most urgent of the newest leads, one with a picture before one
without.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from articles import filling
from articles.filling import Card, Link
from articles.models import Edition, Site
from readers import lists
from readers.fronts import picks
from readers.fronts.picks import Picks
from readers.furnishing import sections_of

#: Among how many of the newest stories the lead is chosen.
_CANDIDATES = 12
_SECOND, _RIVER = 4, 6
_STRIP, _MORE = 3, 3
#: `sizes` of the pictures of each place, from the grid of newspaper.css (HTML, img sizes).
_LEAD_SIZES = (
    "(min-width: 81.25rem) 51.9rem, (min-width: 61.25rem) calc(66.7vw - 2.3rem), "
    "(min-width: 46.25rem) calc(100vw - 2.5rem), 100vw"
)
_FIRST_SIZES = (
    "(min-width: 81.25rem) 25rem, (min-width: 61.25rem) calc(33.3vw - 2.1rem), (min-width: 46.25rem) 25vw, 7rem"
)
_STRIP_SIZES = "(min-width: 61.25rem) 25rem, (min-width: 46.25rem) 50vw, 100vw"
_RANK_SIZES = "(min-width: 61.25rem) 7rem, (min-width: 46.25rem) 25vw, 7rem"
_SMALL_SIZES = "7rem"
_PAIRED_SIZES = "(min-width: 61.25rem) 12rem, 7rem"
#: `sizes` of the second rank beside a lead with a picture, and below one without.
_BESIDE, _BELOW = [_FIRST_SIZES, *[_RANK_SIZES] * (_SECOND - 1)], [_PAIRED_SIZES] * _SECOND
#: Urgency of a story that has none: the middle of 1 to 9 (IPTC).
_ORDINARY = 5


@dataclass(frozen=True)
class Strip:
    """A section on the front: its newest stories that are not further up, and more by headline alone."""

    section: Link
    cards: list[Card]
    more: list[Card]


@dataclass(frozen=True)
class Front:
    """The front, arranged. `until`: when the clock alone changes it."""

    lead: Card | None
    second: list[Card]
    river: list[Card]
    strips: list[Strip]
    language: str
    until: datetime | None

    @property
    def keys(self) -> set[str]:
        return lists.keys_of(self.cards)

    @property
    def cards(self) -> list[Card]:
        """All of them, from the top."""
        stripped = [card for strip in self.strips for card in [*strip.cards, *strip.more]]
        return [*([self.lead] if self.lead else []), *self.second, *self.river, *stripped]


def arrange(site: Site, *, language: str, at: datetime, chosen: Picks | None = None) -> Front:
    """The front in that language, or in the one of the newest story where there is nothing in it. Three queries.

    `chosen` stands in for what the desk has published (a preview).
    """
    chosen, editions = _candidates(site, language or site.language, at=at, chosen=chosen)
    if not editions and not language:
        newest = Edition.objects.live(at=at).newest_first().first()
        chosen, editions = _candidates(site, newest.language, at=at) if newest else (chosen, [])
    top = _top(chosen.of(editions), editions)
    used = {edition.pk for edition in top}
    cards = _sized([chosen.worded(edition, filling.card(edition, at=at)) for edition in top])
    spoken = cards[0].language if cards else language or site.language
    left = [edition for edition in editions if edition.pk not in used]
    front = Front(
        lead=cards[0] if cards else None,
        second=cards[1 : 1 + _SECOND],
        river=cards[1 + _SECOND :],
        strips=_strips(site, left, language=spoken, at=at),
        language=spoken,
        until=chosen.until,
    )
    return _with_end(front, at=at)


def _top(chosen: list[Edition], editions: list[Edition]) -> list[Edition]:
    """What stands above the strips: the desk's choice, then the newest that are left, in the order of the places."""
    newest = [edition for edition in sorted(editions, key=_age) if edition not in chosen][:_CANDIDATES]
    lead = chosen[0] if chosen else min(newest, key=_rank, default=None)
    others = [edition for edition in [*chosen[1:], *newest] if edition is not lead]
    return [*([lead] if lead else []), *others][: 1 + _SECOND + _RIVER]


def _sized(cards: list[Card]) -> list[Card]:
    """The cards above the strips, each with the width of its place; the river has no pictures."""
    second = _BESIDE if cards and cards[0].picture else _BELOW
    places = [_LEAD_SIZES, *second, *[""] * _RIVER]
    return [replace(card, sizes=sizes) for card, sizes in zip(cards, places, strict=False)]


def _age(edition: Edition) -> tuple[float, int]:
    return -edition.first_published_at.timestamp(), -edition.pk


def _rank(edition: Edition) -> tuple[int, bool, float]:
    return edition.urgency or _ORDINARY, edition.lead_photo_id is None, -edition.first_published_at.timestamp()


def _candidates(site: Site, language: str, *, at: datetime, chosen: Picks | None = None) -> tuple[Picks, list[Edition]]:
    """What was chosen, and in one query all that may stand on the front: it, and the newest of every section.

    Each section's newest are found by its index; an OR would read all stories.
    """
    chosen = chosen or picks.standing(section_id=None, language=language, at=at)
    live = Edition.objects.live(at=at).filter(language=language)
    parts = [
        live.filter(section=row["id"]).newest_first().values("pk")[:_CANDIDATES]
        for row in site.section_rows  # type: ignore[attr-defined]
    ]
    named = live.filter(article_id__in=chosen.ids).order_by().values("pk")
    ids = named.union(*parts, all=True) if parts else named
    return chosen, list(live.filter(pk__in=ids).newest_first().for_cards())


def _strips(site: Site, editions: list[Edition], *, language: str, at: datetime) -> list[Strip]:
    strips = []
    for section in sections_of(site, language=language):
        own = [edition for edition in editions if edition.section_id in section.ids]
        if own:
            shown, more = _led(own[:_STRIP]), own[_STRIP : _STRIP + _MORE]
            cards = _cards(shown, at=at)
            strips.append(Strip(section.link, cards, [filling.card(edition, at=at) for edition in more]))
    return strips


def _led(editions: list[Edition]) -> list[Edition]:
    """The newest one with a picture leads its strip; words alone would leave its large place white."""
    lead = next((edition for edition in editions if edition.lead_photo_id), editions[0])
    return [lead, *(edition for edition in editions if edition is not lead)]


def _cards(editions: list[Edition], *, at: datetime) -> list[Card]:
    """Cards of which the first has a large picture and the others a small one."""
    sizes = [_STRIP_SIZES, *[_SMALL_SIZES] * _STRIP]
    return [filling.card(edition, at=at, sizes=size) for edition, size in zip(editions, sizes, strict=False)]


def _with_end(front: Front, *, at: datetime) -> Front:
    ends = [card.until for card in front.cards]
    until = lists.earliest(front.until, Edition.objects.next_change(at=at), *ends)
    return replace(front, until=until)
