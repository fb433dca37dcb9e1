"""Dates as readers see them: in the newsroom's zone, with its name, never relative to now.

Pages are kept by caches and printed; “two hours ago” would not stay true there.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import dateformat
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import ngettext_lazy

from articles.times import zone_name

#: From this age on, a story says how old it is.
_OLD = timedelta(days=30)


def full(at: datetime, *, zone: ZoneInfo) -> str:
    """Day and time with the zone's name: “6 February 2026, 14:10 (Muscat time)”."""
    local = at.astimezone(zone)
    return f"{dateformat.format(local, 'j F Y, H:i')} {zone_name(local)}"


def short(at: datetime, *, zone: ZoneInfo, now: datetime) -> str:
    """The time if it is today's, else the day: “14:10 GMT”, “6 February”, “6 February 2025”."""
    local, today = at.astimezone(zone), now.astimezone(zone)
    if local.date() == today.date():
        return f"{dateformat.format(local, 'H:i')} {zone_name(local)}"
    return dateformat.format(local, "j F" if local.year == today.year else "j F Y")


def day(at: datetime, *, zone: ZoneInfo) -> str:
    """The day with its weekday: “Friday 6 February 2026”."""
    return dateformat.format(at.astimezone(zone), "l j F Y")


def of_day(day: date, *, monthly: bool = False) -> str:
    """A day with its weekday, or a month: “Friday 6 February 2026”, “February 2026”."""
    return dateformat.format(day, "F Y" if monthly else "l j F Y")


def machine(at: datetime, *, zone: ZoneInfo) -> str:
    """The moment for programs, to the second, with the zone's offset (RFC 3339)."""
    return at.astimezone(zone).isoformat(timespec="seconds")


def partial(text: str) -> str:
    """A date of which perhaps only the month or the year is known (ISO 8601, reduced).

    >>> partial("2026-03")
    'March 2026'
    """
    parts = [int(part) for part in text.split("-")]
    written = ("Y", "F Y", "j F Y")[len(parts) - 1]
    try:
        return dateformat.format(date(*[*parts, 1, 1][:3]), written)
    except ValueError:
        return text


def age(at: datetime, *, now: datetime) -> str | Promise:
    """How old something is that is no longer new: “more than 3 months”; empty while it is new.

    It is put into words when it is shown, in the language of the page.
    """
    if now - at < _OLD:
        return ""
    months, years = max((now - at).days // 31, 1), (now - at).days // 366
    if years:
        return format_lazy(ngettext_lazy("more than {number} year", "more than {number} years", years), number=years)
    return format_lazy(ngettext_lazy("more than {number} month", "more than {number} months", months), number=months)
