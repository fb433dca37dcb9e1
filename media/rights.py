"""When leases allow a photograph to be shown. Pure; moments are aware."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self


@dataclass(frozen=True)
class Period:
    """A lease: leave ("allow") or a ban ("deny") from a moment until before another."""

    kind: str
    starts_at: datetime | None = None
    ends_at: datetime | None = None

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Self:
        """The period in a row of Photo.lease_periods: {"kind", "starts_at", "ends_at"}, ISO 8601."""
        starts_at, ends_at = (row[name] and datetime.fromisoformat(row[name]) for name in ("starts_at", "ends_at"))
        return cls(row["kind"], starts_at, ends_at)

    def holds(self, at: datetime) -> bool:
        return (self.starts_at is None or self.starts_at <= at) and (self.ends_at is None or at < self.ends_at)


def allow(periods: Iterable[Period], *, at: datetime) -> bool:
    """Whether the leases allow it: no ban holds, and where any leave was given one of them does."""
    return not hindrance(periods, at=at)


def hindrance(periods: Iterable[Period], *, at: datetime) -> str:
    """Why the leases do not allow it, as a sentence; empty where they do."""
    given = list(periods)
    if any(period.kind == "deny" and period.holds(at) for period in given):
        return "A lease denies its use now."
    leaves = [period for period in given if period.kind == "allow"]
    if leaves and not any(period.holds(at) for period in leaves):
        return "None of its leases allows its use now."
    return ""


def next_change(periods: Iterable[Period], *, after: datetime) -> datetime | None:
    """The first moment after that one at which a lease begins or ends; None where none does."""
    edges = (edge for period in periods for edge in (period.starts_at, period.ends_at))
    return min((edge for edge in edges if edge is not None and edge > after), default=None)
