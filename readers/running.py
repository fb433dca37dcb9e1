"""What runs now: the stories that are followed over weeks, for the head of the front; the ones reported live first."""

from dataclasses import dataclass
from datetime import datetime

from articles import surrogates
from articles.models import Coverage

#: As many as stand in a line on a desktop.
_MOST = 5


@dataclass(frozen=True)
class Running:
    """A running story. While it is reported live, its live page is where it leads."""

    name: str
    url: str
    is_live: bool


@dataclass(frozen=True)
class RunningStories:
    """Those of a language. `until`: when the clock alone changes them."""

    items: list[Running]
    keys: set[str]
    until: datetime | None


def standing(*, language: str, at: datetime) -> RunningStories:
    """The running stories in that language that readers may see and that are not closed. Two queries."""
    open_ones = Coverage.objects.filter(language=language).exclude(status=Coverage.Status.CLOSED)
    rows = sorted(open_ones.live(at=at), key=lambda row: (not row.is_reported_live(at=at), row.name))[:_MOST]
    opening = open_ones.filter(public_from__gt=at).order_by("public_from").values_list("public_from", flat=True)
    keys = {surrogates.COVERAGES, *map(surrogates.of_coverage, rows)}
    return RunningStories([_running(row, at=at) for row in rows], keys, opening.first())


def _running(row: Coverage, *, at: datetime) -> Running:
    is_live = row.is_reported_live(at=at)
    return Running(row.name, row.live_path if is_live else row.get_absolute_url(), is_live)
