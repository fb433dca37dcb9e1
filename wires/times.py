"""Times as wires write them: a moment, a time without a zone, or neither."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from ground import clock

#: A date with at least an hour (ISO 8601); a bare date names no moment.
_ISO = re.compile(r"\d{4}-?\d\d-?\d\d[Tt ]\d\d.*", re.DOTALL)

#: "Tue, 3 Mar 2026 09:15:00 +0100"; the day of the week may be missing.
_MAIL = re.compile(r"(?:[A-Za-z]{3}, )?\d{1,2} [A-Za-z]{3} \d{4} \d\d:\d\d")


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


def _parsed(text: str) -> datetime:
    """The time by ISO 8601, or by RFC 5322 as mail and RSS write it."""
    if _ISO.fullmatch(text):
        return datetime.fromisoformat(text.upper())
    if not _MAIL.match(text):
        raise ValueError(text)
    return parsedate_to_datetime(text)


def _sorted_out(time: datetime) -> Reading:
    if not clock.can_be_meant(time):
        raise ValueError(time)
    return Reading(naive=time) if time.tzinfo is None else Reading(moment=time.astimezone(UTC))
