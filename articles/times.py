"""Moments that people give to verbs."""

from datetime import datetime

from articles.refusals import refuse
from ground import clock


def refuse_unmeant(moment: datetime | None, *, field: str) -> None:
    """Raise Refused for a moment that nobody can mean, as a slip of the finger makes one."""
    if moment and not clock.can_be_meant(moment):
        years = f"{clock.FIRST_YEAR} and {clock.LAST_YEAR}"
        said = f"The year {moment.year} cannot be meant, so nothing was changed. Choose a time between {years}."
        raise refuse("time-unlikely", said, field=field)
