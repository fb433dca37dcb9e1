"""The clock: the only place where time is read.

Verbs and views ask `now()` at the edge and pass the moment in. `after_lock()` is for the
publishing verbs: it reads the database's own clock, and only after the row lock is held, so
that two publications of one story can never be given their moments in the wrong order.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Protocol

from django.db import connection

#: The years in which a moment can lie that somebody writes down. Nearer to the ends of the calendar
#: there are zones in which it could not be printed any more.
FIRST_YEAR, LAST_YEAR = 1800, 2199


class Clock(Protocol):
    """What tells the time: aware datetimes in UTC, microsecond resolution."""

    def now(self) -> datetime: ...

    def after_lock(self) -> datetime: ...


class SystemClock:
    """This machine's clock for reading, the database's for writing."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def after_lock(self) -> datetime:
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            return cursor.fetchone()[0].astimezone(UTC)


_clock: Clock = SystemClock()


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _clock.now()


def after_lock() -> datetime:
    """The database's moment, to be asked for once the article row is locked."""
    return _clock.after_lock()


def can_be_meant(moment: datetime) -> bool:
    """Whether somebody can mean that moment: it lies in FIRST_YEAR to LAST_YEAR."""
    return FIRST_YEAR <= moment.year <= LAST_YEAR


@contextmanager
def using(clock: Clock) -> Iterator[None]:
    """Tell the time by another clock inside the block, in the whole process: for tests and the demo."""
    global _clock  # noqa: PLW0603
    former, _clock = _clock, clock
    try:
        yield
    finally:
        _clock = former
