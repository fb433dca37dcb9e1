"""What the picture desk does to a photograph: its words, its focal point, the end of its use."""

from typing import Any

from django.db import transaction
from django.db.models import Q

from ground import clock
from media import facts
from media.models import Photo
from staff import audit, permissions
from staff.models import AuditEntry, User

#: The fields that may be edited. What the file said stays in source_metadata.
EDITED = (
    "title",
    "caption",
    "alt_text",
    "byline",
    "credit",
    "source",
    "copyright_notice",
    "usage_terms",
    "instructions",
    "place",
    "taken_at",
    "keywords",
    "digital_source_type",
    "language",
)
#: The fields that every rendition carries inside: with them the renditions are made again.
_EMBEDDED = {"byline", "credit", "copyright_notice", "usage_terms", "digital_source_type"}


class NotEditable(ValueError):
    """A field that is not the desk's to change."""


class OutsidePicture(ValueError):
    """A focal point that does not lie in the picture."""


@transaction.atomic
def edit(*, photo: Photo, by: User | None, fields: dict[str, Any]) -> Photo:
    """Change these fields of EDITED; the others stay. Nothing changed, nothing recorded."""
    permissions.require(by, "media.change_photo", to="edit photographs")
    if wrong := sorted(set(fields) - set(EDITED)):
        raise NotEditable(f"{', '.join(wrong)} cannot be edited. Nothing was changed.")
    current = Photo.objects.select_for_update().get(pk=photo.pk)
    changed = {name: value for name, value in fields.items() if getattr(current, name) != value}
    if not changed:
        return current
    for name, value in changed.items():
        setattr(current, name, value)
    outdated = not _EMBEDDED.isdisjoint(changed)
    current.version += outdated
    current.save(update_fields=[*changed, "version"])
    _tell(current, by, "edit", {"fields": sorted(changed)})
    facts.photo_changed.send(sender=Photo, photo=current)
    if outdated:
        facts.photo_outdated.send(sender=Photo, photo=current)
    return current


@transaction.atomic
def set_focal_point(*, photo: Photo, x: float, y: float, by: User | None) -> Photo:
    """Say what the crops must keep, in parts of the width and height from the top left.

    Readers see the former crop until the new one is made.
    """
    permissions.require(by, "media.change_photo", to="edit photographs")
    if not (0 <= x <= 1 and 0 <= y <= 1):
        raise OutsidePicture(f"The focal point {x}, {y} lies outside the picture. Nothing was changed. Use 0 to 1.")
    current = Photo.objects.select_for_update().get(pk=photo.pk)
    if (current.focal_x, current.focal_y) == (x, y):
        return current
    current.focal_x, current.focal_y = x, y
    current.version += 1
    current.save(update_fields=["focal_x", "focal_y", "version"])
    _tell(current, by, "set focal point", {"x": x, "y": y})
    facts.photo_outdated.send(sender=Photo, photo=current)
    return current


def last_change(*, photo: Photo, field: str) -> AuditEntry | None:
    """The newest entry of the log about this field of the photograph."""
    is_of_field = Q(verb="edit", detail__fields__contains=[field])
    if field.startswith("focal_"):
        is_of_field = Q(verb="set focal point")
    about = AuditEntry.objects.filter(subject_type=photo._meta.label_lower, subject_id=str(photo.pk))
    return about.filter(is_of_field).first()


@transaction.atomic
def kill(*, photo: Photo, reason: str, by: User | None) -> Photo:
    """Take the photograph out of use, everywhere and for good. Twice is the same as once."""
    permissions.require(by, "media.kill_photo", to="kill photographs")
    current = Photo.objects.select_for_update().get(pk=photo.pk)
    if current.state == Photo.State.KILLED:
        return current
    current.state, current.state_reason = Photo.State.KILLED, reason
    current.save(update_fields=["state", "state_reason"])
    _tell(current, by, "kill", {"reason": reason})
    facts.photo_gone.send(sender=Photo, photo=current)
    return current


def _tell(photo: Photo, by: User | None, verb: str, detail: dict[str, Any]) -> None:
    audit.record(by=by, verb=verb, subject=photo, at=clock.now(), detail=detail)
