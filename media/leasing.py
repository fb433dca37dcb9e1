"""Giving and ending the right to show a photograph."""

from datetime import datetime
from typing import Literal

from django.db import transaction

from ground import clock
from media import facts
from media.models import Lease, Photo
from staff import audit, permissions
from staff.models import User


class NoTime(ValueError):
    """A lease that would end before it begins."""


@transaction.atomic
def grant(
    *,
    photo: Photo,
    kind: Literal["allow", "deny"],
    by: User | None,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    note: str = "",
) -> Lease:
    """Allow or deny the use of the photograph for a time; an open end is None."""
    permissions.require(by, "media.lease_photo", to="allow or deny the use of photographs")
    if starts_at and ends_at and ends_at <= starts_at:
        raise NoTime("The lease would end before it begins. Nothing was changed. Give it a later end.")
    at = clock.now()
    lease = photo.leases.create(
        kind=kind, starts_at=starts_at, ends_at=ends_at, note=note.strip(), created_at=at, created_by=by
    )
    _tell(photo, by, at, kind, {"from": starts_at, "until": ends_at, "note": note})
    return lease


@transaction.atomic
def end(*, lease: Lease, by: User | None) -> None:
    """Take the lease away. Twice is the same as once."""
    permissions.require(by, "media.lease_photo", to="allow or deny the use of photographs")
    if Lease.objects.filter(pk=lease.pk).delete()[0]:
        _tell(lease.photo, by, clock.now(), f"end {lease.kind}", {"note": lease.note})


def _tell(photo: Photo, by: User | None, at: datetime, verb: str, detail: dict[str, object]) -> None:
    """One row for the log, and the fact: gone where it may not be shown any more, else changed."""
    photo.refresh_from_db()
    audit.record(by=by, verb=verb, subject=photo, at=at, detail=detail)
    fact = facts.photo_changed if photo.is_usable(at=at) else facts.photo_gone
    fact.send(sender=Photo, photo=photo)
