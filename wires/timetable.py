"""When to look next: the pace of a way in, slower after failures, within its hours. Pure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

#: However often it failed, it is tried again within this; a server may ask for longer.
_LONGEST_WAIT = timedelta(hours=1)
_LONGEST_ASKED = timedelta(hours=24)
#: Doublings of the pace, after which the longest wait counts anyway.
_MOST_DOUBLINGS = 16


@dataclass(frozen=True, slots=True)
class Hours:
    """The days (Monday is 0) and the hours in which it looks, by the clocks of a zone. Nothing given: always.

    A span over midnight belongs to the day on which it begins.
    """

    zone: ZoneInfo
    days: tuple[int, ...] = ()
    begins: time | None = None
    ends: time | None = None

    def include(self, at: datetime) -> bool:
        local = at.astimezone(self.zone).replace(tzinfo=None)
        return any(begin <= local < end for begin, end in self._spans(local))

    def next(self, at: datetime) -> datetime:
        """The first moment from `at` on that lies within them."""
        if self.include(at):
            return at
        local = at.astimezone(self.zone).replace(tzinfo=None)
        begins = (begin.replace(tzinfo=self.zone).astimezone(UTC) for begin, _ in self._spans(local))
        return min(begin for begin in begins if begin > at)

    def lasted(self, since: datetime, until: datetime) -> timedelta:
        """For how long of this time it has looked; of more than thirty days the last thirty count."""
        end = until.astimezone(self.zone).replace(tzinfo=None)
        begin = max(since.astimezone(self.zone).replace(tzinfo=None), end - timedelta(days=30))
        dates = [begin.date() + timedelta(days=number) for number in range(-1, (end - begin).days + 2)]
        spans = (self._span(datetime.combine(day, time())) for day in dates if self._has(day))
        return sum((max(min(last, end) - max(first, begin), timedelta()) for first, last in spans), timedelta())

    def _spans(self, local: datetime) -> list[tuple[datetime, datetime]]:
        """Of yesterday and the next eight days: among them is the one that lasts, and the one that comes next."""
        dates = [local.date() + timedelta(days=number) for number in range(-1, 9)]
        return [self._span(datetime.combine(day, time())) for day in dates if self._has(day)]

    def _has(self, day: date) -> bool:
        return not self.days or day.weekday() in self.days

    def _span(self, midnight: datetime) -> tuple[datetime, datetime]:
        begin = datetime.combine(midnight, self.begins or time())
        end = datetime.combine(midnight, self.ends or time())
        return begin, end if end > begin else end + timedelta(days=1)


def wait(*, every: int, failures: int, spread: float, asked: float = 0) -> timedelta:
    """How long to wait after a look, the `failures` in a row included.

    `spread`, between 0 and 1, keeps ways in that failed together apart. `asked` are the seconds
    for which the server asked.
    """
    pace = timedelta(seconds=every)
    if not failures:
        return max(pace, _bounded(asked))
    slower = min(pace * 2 ** min(failures, _MOST_DOUBLINGS), max(pace, _LONGEST_WAIT))
    return max(slower * (0.75 + spread / 4), pace, _bounded(asked))


def _bounded(asked: float) -> timedelta:
    return min(timedelta(seconds=max(asked, 0)), _LONGEST_ASKED)
