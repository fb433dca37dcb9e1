"""A moment that a line of prose names: “until 09:15 GMT on Tuesday, 3 March 2026”."""

import re
from collections.abc import Iterator

from wires import months
from wires.times import Reading, offset, read_parts

_WORD = r"[^\W\d_]{3,12}"
#: "3 March 2026", "3. März 2026", "le 3 mars 2026", "3 de marzo de 2026", "March 3, 2026".
_DATE_IN_WORDS = re.compile(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?\s*(?:de |of )?({_WORD})|({_WORD})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?)"
    r"(?:\.|,| de)*\s+(\d{4})\b"
)
#: "09:15 GMT", "0915 GMT", "9.15 Uhr MEZ", "9h15 (CET)", "9 a.m. EST".
_HOUR_IN_ZONE = re.compile(
    r"\b(\d{1,2})(?:[:.h]?(\d\d))?\s*(?:([ap])\.?m\b\.?|uhr\b|h(?:rs|ours)?\b)?\s*\(?([a-z]{1,4})\b", re.IGNORECASE
)


def read_words(words: str) -> Reading:
    """The moment that a line of prose names: one date, an hour, a zone. Anything else stays as it stands there.

    >>> read_words("until 09:15 GMT (10:15 CET) on Tuesday, 3 March 2026").moment
    datetime.datetime(2026, 3, 3, 9, 15, tzinfo=datetime.timezone.utc)
    """
    words = " ".join(words.split())
    dates = list(_dates(words))
    # Without the date, whose year reads like an hour before a zone.
    hours = list(_hours(_DATE_IN_WORDS.sub(";", words)))
    named = {read_parts((*dates[0], hour, minute), zone=zone).moment for hour, minute, zone in hours if dates}
    moment = named.pop() if len(dates) == len(named) == 1 else None
    return Reading(moment=moment) if moment else Reading(raw=words[:80])


def _dates(words: str) -> Iterator[tuple[int, int, int]]:
    for day, after, before, second, year in _DATE_IN_WORDS.findall(words):
        number = months.month(after or before)
        if number:
            yield int(year), number, int(day or second)


def _hours(words: str) -> Iterator[tuple[int, int, str]]:
    """Hour, minute and zone, wherever a zone is named behind an hour."""
    for hour, minute, half, zone in _HOUR_IN_ZONE.findall(words):
        if offset(zone) is not None and (minute or half):
            past = int(hour) % 12 + (12 if half.lower() == "p" else 0) if half else int(hour)
            yield past, int(minute or 0), zone
