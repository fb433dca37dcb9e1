"""The front page: one lead, a second rank, and each section's newest stories; no story twice.

It makes itself: of the newest stories the most urgent leads, one with a picture before one
without.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from articles import filling
from articles.filling import Card, Link
from articles.models import Edition, Site
from readers import lists
from readers.furnishing import sections_of

#: Among how many of the newest stories the lead is chosen.
_CANDIDATES = 12
_SECOND = 4
_STRIP, _MORE = 3, 3
#: `sizes` of the small pictures of both (HTML, img sizes).
_SECOND_SIZES = "7rem"
_STRIP_SIZES = "(min-width: 61.25rem) 21rem, 7rem"
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
    strips: list[Strip]
    language: str
    until: datetime | None

    @property
    def keys(self) -> set[str]:
        return lists.keys_of(self._cards())

    def _cards(self) -> list[Card]:
        stripped = [card for strip in self.strips for card in [*strip.cards, *strip.more]]
        return [*([self.lead] if self.lead else []), *self.second, *stripped]


def arrange(site: Site, *, language: str, at: datetime) -> Front:
    """The front in that language, or in the one of the newest story where there is nothing in it."""
    editions = _newest(site, language or site.language, at=at)
    if not editions and not language:
        newest = Edition.objects.live(at=at).newest_first().first()
        editions = _newest(site, newest.language, at=at) if newest else []
    top = editions[:_CANDIDATES]
    lead = min(top, key=_rank, default=None)
    second = [edition for edition in top if edition is not lead][:_SECOND]
    used = {edition.pk for edition in [lead, *second] if edition}
    front = Front(
        lead=filling.card(lead, at=at, sizes=filling.LEAD_SIZES) if lead else None,
        second=_cards(second, sizes=_SECOND_SIZES, at=at),
        strips=_strips(site, [edition for edition in editions if edition.pk not in used], at=at),
        language=lead.language if lead else language or site.language,
        until=None,
    )
    return _with_end(front, at=at)


def _rank(edition: Edition) -> tuple[int, bool, float]:
    return edition.urgency or _ORDINARY, edition.lead_photo_id is None, -edition.first_published_at.timestamp()


def _newest(site: Site, language: str, *, at: datetime) -> list[Edition]:
    """The newest of every section, newest first, in two queries: their ids, each section's by its index; their rows."""
    live = Edition.objects.live(at=at).filter(language=language)
    parts = [
        live.filter(section=row["id"]).newest_first().values_list("pk", flat=True)[:_CANDIDATES]
        for row in site.section_rows  # type: ignore[attr-defined]
    ]
    if not parts:
        return []
    ids = list(parts[0].union(*parts[1:], all=True)) if parts[1:] else list(parts[0])
    return list(live.filter(pk__in=ids).newest_first().for_cards())


def _strips(site: Site, editions: list[Edition], *, at: datetime) -> list[Strip]:
    strips = []
    for section in sections_of(site):
        own = [edition for edition in editions if edition.section_id in section.ids]
        if own:
            shown, more = own[:_STRIP], own[_STRIP : _STRIP + _MORE]
            cards = _cards(shown, sizes=_STRIP_SIZES, at=at)
            strips.append(Strip(section.link, cards, [filling.card(edition, at=at) for edition in more]))
    return strips


def _cards(editions: list[Edition], *, sizes: str, at: datetime) -> list[Card]:
    """Cards of which the first has a large picture and the others a small one."""
    first = [filling.card(edition, at=at) for edition in editions[:1]]
    return first + [filling.card(edition, at=at, sizes=sizes) for edition in editions[1:]]


def _with_end(front: Front, *, at: datetime) -> Front:
    ends = [card.until for card in front._cards()]
    until = lists.earliest(lists.next_beginning(Edition.objects.all(), at=at), *ends)
    return replace(front, until=until)
