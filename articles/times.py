"""Moments in sentences for people: in the zone of whoever asked, with the zone's name."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format


def printed(moment: datetime | None) -> str:
    """The moment in the active zone: “3 Mar 2026, 14:05 CET”; empty without one.

    The desk's screens run in the newsroom's zone (desk/times.py), programs and jobs in UTC.
    """
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT") if moment else ""
