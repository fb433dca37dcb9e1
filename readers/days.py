"""Lists by day: the stories of a page under the dates on which they were published."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from zoneinfo import ZoneInfo

from articles.filling import Card

#: With more days than these, and fewer stories a day, a list is grouped by month.
_FEW_DAYS, _WORTH_A_DAY = 7, 2


@dataclass(frozen=True)
class Group:
    """Stories of one day, or of one month (`monthly`), of which `begins` is then the first day."""

    begins: date
    monthly: bool
    cards: list[Card]

    @property
    def day(self) -> date | None:
        """The day that the heading names; below it, the time is enough."""
        return None if self.monthly else self.begins


def grouped(cards: Iterable[Card], *, zone: ZoneInfo) -> list[Group]:
    """The cards, which are newest first, by their days in that zone, or by month where days are sparse."""
    dated = [(card.published_at.astimezone(zone).date(), card) for card in cards]
    days = len({day for day, _ in dated})
    monthly = days > _FEW_DAYS and len(dated) < _WORTH_A_DAY * days
    return list(_groups(dated, monthly=monthly))


def _groups(dated: list[tuple[date, Card]], *, monthly: bool) -> Iterator[Group]:
    def of(row: tuple[date, Card]) -> date:
        return row[0].replace(day=1) if monthly else row[0]

    for day, rows in groupby(dated, key=of):
        yield Group(day, monthly, [card for _, card in rows])
