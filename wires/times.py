"""Times as wires write them: a moment, a time without a zone, or neither."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from ground import clock
from wires import months

#: A date with at least an hour (ISO 8601); a bare date names no moment.
_ISO = re.compile(r"(\d{4}-?\d\d-?\d\d[Tt ]\d\d[\d:.,]*)\s*(.*)", re.DOTALL)
_CLOCK = (
    r"(?P<hour>\d{1,2})[:.h](?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:[.,]\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\b\.?)?\s*(?P<zone>.*)"
)
#: What senders make of "Tue, 3 Mar 2026 10:15:00 +0100" (RFC 5322): other languages, full names, a short year, no
#: seconds, a clock of twelve hours; the month first as in America; figures alone as in East Asia.
_WORDED = tuple(
    re.compile(pattern, re.DOTALL | re.IGNORECASE)
    for pattern in (
        r"(?:[^\W\d]{1,15}\.?,?\s+|[^\W\d]{2,15},)?(?P<day>\d{1,2})(?:st|nd|rd|th|\.|º)?[\s-]+(?:de\s+|d[’'])?"
        r"(?P<month>[^\W\d]{2,15})\.?,?(?:\s+del?)?[\s-]+(?P<year>\d{4}|\d{2}),?\s+(?:[^\W\d]{1,3}\.?\s+)?" + _CLOCK,
        r"(?:[^\W\d]{1,15}\.?,?\s+)?(?P<month>[^\W\d]{2,15})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+"
        r"(?P<year>\d{4}),?\s+(?:at\s+)?" + _CLOCK,
        r"(?P<year>\d{4})\s*[/.年년]\s*(?P<month>\d{1,2})\s*[/.月월]\s*(?P<day>\d{1,2})\s*[日일]?\s+" + _CLOCK,
    )
)
_OFFSET = re.compile(r"(?:GMT|UTC?)?\s*([+−-])(\d\d?):?(\d\d)?(?!\d)", re.IGNORECASE)
#: Names of zones that mean one offset, in minutes. RFC 5322 §4.3 and what agencies add to it.
_NAMED = (
    "Z 0 UT 0 UTC 0 GMT 0 WET 0 EST -300 EDT -240 CST -360 CDT -300 MST -420 MDT -360 PST -480 PDT -420 HST -600 "
    "BST 60 WEST 60 CET 60 MEZ 60 CEST 120 MESZ 120 EET 120 EEST 180 MSK 180 BRT -180 ART -180 HKT 480 SGT 480 "
    "AWST 480 JST 540 KST 540 AEST 600 AEDT 660 NZST 720 NZDT 780"
).split()
_ZONES = dict(zip(_NAMED[::2], map(int, _NAMED[1::2]), strict=True))
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Reading:
    """What a time in a file says. At most one of the three is set; none where the file is silent."""

    #: Aware, in UTC.
    moment: datetime | None = None
    #: Without a zone: the feed's own zone setting decides.
    naive: datetime | None = None
    #: What stands there, where it is not a time.
    raw: str = ""


def read_time(value: Any) -> Reading:
    """The time that a field of a file holds; None, false and blank text count as silence.

    What nobody can mean (ground.clock.can_be_meant) is no time: it is kept as it stands there.
    """
    text = str(value).strip() if isinstance(value, (str, int, float)) and value is not False else ""
    if not text:
        return Reading(raw=f"({type(value).__name__})" if value and not isinstance(value, str) else "")
    try:
        return _sorted_out(_parsed(text))
    except (ValueError, OverflowError):
        return Reading(raw=text[:80])


def read_parts(parts: tuple[int, int, int, int, int], *, zone: str = "") -> Reading:
    """The time with this year, month, day, hour and minute in the named zone; naive without a name.

    Years of two digits are meant as in RFC 5322; a name that no zone has makes no time.
    """
    year, *rest = parts
    raw = " ".join(filter(None, (*(f"{part:02}" for part in parts), zone)))
    east = offset(zone) if zone.strip() else None
    if zone.strip() and east is None:
        return Reading(raw=raw)
    try:
        month, day, hour, minute = rest
        return _sorted_out(datetime(_year(f"{year:02}"), month, day, hour, minute, tzinfo=east))
    except (ValueError, OverflowError):
        return Reading(raw=raw)


def _parsed(text: str) -> datetime:
    """The time by ISO 8601, by RFC 5322 as mail and RSS write it, or in words."""
    if len(text) > _LONGEST:
        raise ValueError(text)
    if found := _ISO.fullmatch(text):
        return _by_iso(text.upper(), *found.groups())
    worded = next(filter(None, (pattern.match(text) for pattern in _WORDED)), None)
    if worded is None:
        raise ValueError(text)
    return _in_words(**worded.groupdict())


def _by_iso(text: str, time: str, zone: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        east = offset(zone)
        if east is None and not zone.isalpha():
            raise
        return datetime.fromisoformat(time.upper()).replace(tzinfo=east)


def _in_words(
    *, year: str, month: str, day: str, hour: str, minute: str, second: str | None, half: str | None, zone: str
) -> datetime:
    number = int(month) if month.isdecimal() else months.month(month)
    if number is None:
        raise ValueError(month)
    hours = int(hour) if not half else int(hour) % 12 + 12 * half.lower().startswith("p")
    # A minute has 60 seconds for whoever writes leap seconds down.
    seconds = min(int(second or 0), 59)
    return datetime(_year(year), number, int(day), hours, int(minute), seconds, tzinfo=offset(zone))


def _year(text: str) -> int:
    """A year of two digits as RFC 5322 §4.3 reads it."""
    year = int(text)
    return year + (2000 if year < 50 else 1900) if len(text) == 2 else year


def offset(text: str) -> timezone | None:
    """The offset that begins the text; None for a name that we do not know or that means several."""
    if offset := _OFFSET.match(text):
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        return timezone(timedelta(minutes=minutes if offset[1] == "+" else -minutes))
    name = re.match(r"[A-Za-z]+", text)
    east = _ZONES.get(name[0].upper()) if name else None
    return None if east is None else timezone(timedelta(minutes=east))


def _sorted_out(time: datetime) -> Reading:
    if not clock.can_be_meant(time):
        raise ValueError(time)
    return Reading(naive=time) if time.tzinfo is None else Reading(moment=time.astimezone(UTC))
