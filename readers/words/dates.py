"""Dates as readers see them: in the newsroom's zone, with its name, never relative to now.

Pages are kept by caches and printed; “two hours ago” would not stay true there. Each is
written as the language does in which the page speaks (date_styles.py).
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import ngettext_lazy

from ground import languages
from readers.words.date_styles import STYLES, Style
from readers.words.numerals import numerals_lazy

#: From this age on, a story says how old it is.
_OLD = timedelta(days=30)


def full(at: datetime, *, zone: ZoneInfo) -> str:
    """Day and time with the zone's name: “6 February 2026, 14:10 (Muscat time)”."""
    local, style = at.astimezone(zone), _style()
    time = f"{style.clock_time(local)} ({style.zone_of(str(zone))})"
    return style.joined.format(day=style.write(style.dated, local), time=time)


def short(at: datetime, *, zone: ZoneInfo, today: date) -> str:
    """The time if it is today's, else the day: “14:10”, “6 February”, “6 February 2025”.

    A list has many of these; the head of the page names the zone once (`zone_name`).
    """
    local, style = at.astimezone(zone), _style()
    if local.date() == today:
        return style.clock_time(local)
    return style.write(style.day if local.year == today.year else style.dated, local)


def exact(at: datetime, *, zone: ZoneInfo, today: date) -> str:
    """The time, with the day where that is not today's: “14:10”, “6 February, 14:10”; for what is read live."""
    time = _style().clock_time(at.astimezone(zone))
    day = short(at, zone=zone, today=today)
    return time if day == time else _style().joined.format(day=day, time=time)


def of_day(day: date, *, monthly: bool = False) -> str:
    """A day with its weekday, or a month: “Friday 6 February 2026”, “February 2026”."""
    style = _style()
    return style.write(style.month if monthly else style.weekday, day)


def zone_name(zone: ZoneInfo) -> str:
    """What the zone is called: “Muscat time”."""
    return _style().zone_of(str(zone))


def machine(at: datetime, *, zone: ZoneInfo) -> str:
    """The moment for programs, to the second, with the zone's offset (RFC 3339)."""
    return at.astimezone(zone).isoformat(timespec="seconds")


def partial(text: str) -> str:
    """A date of which perhaps only the month or the year is known (ISO 8601, reduced).

    >>> partial("2026-03")
    'March 2026'
    """
    parts, style = [int(part) for part in text.split("-")], _style()
    try:
        return style.write(("{y}", style.month, style.dated)[len(parts) - 1], date(*[*parts, 1, 1][:3]))
    except ValueError:
        return text


def _style() -> Style:
    return STYLES[languages.interface(translation.get_language() or "")]


def age(at: datetime, *, now: datetime) -> str | Promise:
    """How old something is that is no longer new: “more than 3 months”; empty while it is new.

    It is put into words when it is shown, in the language of the page.
    """
    if now - at < _OLD:
        return ""
    months, years = max((now - at).days // 31, 1), (now - at).days // 366
    if years:
        words, number = ngettext_lazy("more than a year", "more than {number} years", years), years
    else:
        words, number = ngettext_lazy("more than a month", "more than {number} months", months), months
    return format_lazy(words, number=numerals_lazy(number))
