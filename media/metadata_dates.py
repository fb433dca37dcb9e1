"""Dates as cameras and agencies write them, read as moments in UTC."""

import re
from datetime import UTC, datetime, timedelta, timezone

from ground import clock

#: How far ahead of the moment of arrival a clock in another zone may honestly be.
_AHEAD = timedelta(hours=14)

_DAY = r"(?P<y>\d{4})[:\-/. ]?(?P<m>\d{2})?[:\-/. ]?(?P<d>\d{2})?"
_TIME = r"(?P<H>\d{2}):?(?P<M>\d{2})(?::?(?P<S>\d{2})(?:[.,](?P<f>\d+))?)?"
_ZONE = r"(?P<z>Z|UTC|GMT|BST|[+-]\d{2}:?\d{2})"
_MOMENT = re.compile(rf"{_DAY}(?:[T ]*{_TIME})?\s*{_ZONE}?", re.IGNORECASE)
_NAMED_ZONES = {"Z": 0, "UTC": 0, "GMT": 0, "BST": 60}
#: The widest real offset from UTC, in minutes (Line Islands).
_WIDEST_OFFSET = 14 * 60


def read(text: str, *, seen_at: datetime | None = None) -> datetime | None:
    """The moment that the text means, in UTC; None where it means none.

    A text without zone, or with an offset that no place on Earth keeps, counts as UTC: never
    the zone of the machine. A moment more than 14 hours after `seen_at` is read once more with
    day and month changed about, and refused if it is still ahead.
    """
    match = _MOMENT.fullmatch(text.strip())
    if match is None:
        return None
    return next(
        (at for at in (_moment(match), _moment(match, swapped=True)) if _plausible(at, seen_at)),
        None,
    )


def _plausible(at: datetime | None, seen_at: datetime | None) -> bool:
    """A year that nobody can mean is noise, not a date."""
    return at is not None and clock.can_be_meant(at) and (seen_at is None or at <= seen_at + _AHEAD)


def _moment(match: re.Match[str], *, swapped: bool = False) -> datetime | None:
    year, month, day, hour, minute, second = (int(match[name] or 0) for name in "ymdHMS")
    month, day = (day, month) if swapped else (month or 1, day or 1)
    try:
        at = datetime(year, month, day, hour, minute, min(second, 59), _microsecond(match["f"]), _zone(match["z"]))
        return at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _microsecond(fraction: str | None) -> int:
    return int((fraction or "0")[:6].ljust(6, "0"))


def _zone(text: str | None) -> timezone:
    if not text:
        return UTC
    name = text.upper()
    if name in _NAMED_ZONES:
        return timezone(timedelta(minutes=_NAMED_ZONES[name]))
    hours, minutes = int(name[1:3]), int(name[-2:])
    offset = hours * 60 + minutes
    if minutes >= 60 or offset > _WIDEST_OFFSET:
        return UTC
    return timezone(timedelta(minutes=-offset if name[0] == "-" else offset))
