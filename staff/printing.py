"""Moments as people read them, in the zone of the page and never without its name; sentences with their end."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

#: How a sentence ends by itself, quoted or not.
_ENDS = (".", "!", "?", ".”", "!”", "?”")


def printed(moment: datetime | None) -> str:
    """The moment in the active zone: “3 Mar 2026, 14:05 CET”; empty without one.

    The desk's screens run in the newsroom's zone (desk/times.py), programs and jobs in UTC.
    """
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    # Somebody typed the second of a planned moment; that of any other says nothing to anybody.
    time = f"{local:%H:%M:%S}" if local.second and not local.microsecond else date_format(local, "TIME_FORMAT")
    return f"{date_format(local, 'DATE_FORMAT')}, {time} {zone_name(local)}"


def brief(moment: datetime, *, at: datetime) -> str:
    """The moment as much as a badge has room for, at that one: “14:05 CET” today, “3 Mar, 14:05 CET” this year."""
    local, today = timezone.localtime(moment), timezone.localtime(at)
    time = f"{date_format(local, 'TIME_FORMAT')} {zone_name(local)}"
    if local.date() == today.date():
        return time
    day = f"{local:%-d %b}" if local.year == today.year else date_format(local, "DATE_FORMAT")
    return f"{day}, {time}"


def zone_name(local: datetime) -> str:
    """The zone of an aware moment in letters: “CET”; where it has only a number (IANA), its city: “(Muscat time)”."""
    letters = local.tzname() or ""
    city = str(local.tzinfo).rsplit("/", 1)[-1].replace("_", " ")
    return letters if letters.isalpha() else f"({city} time)"


def ended(sentence: str) -> str:
    """With a full stop, unless it ends by itself: what a person or an agency wrote may or may not."""
    return sentence if sentence.endswith(_ENDS) else f"{sentence}."
