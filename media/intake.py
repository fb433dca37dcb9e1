"""Taking a photograph in: checked, read and stored once, however often it is sent."""

import hashlib
from dataclasses import dataclass
from pathlib import PurePath
from typing import Protocol

from django.conf import settings
from django.db import DatabaseError, transaction

from ground import clock, languages
from media import facts, files, metadata, pixels, renditions
from media.metadata import PhotoMetadata
from media.models import Photo
from media.pixels import UnusableImage
from staff import audit, permissions
from staff.models import User

__all__ = ["Intake", "UnusableImage", "take_in"]

#: Fields of Photo that come from the file under the same name.
_FROM_FILE = (
    "caption",
    "alt_text",
    "byline",
    "credit",
    "source",
    "copyright_notice",
    "usage_terms",
    "instructions",
    "place",
    "digital_source_type",
)


class Readable(Protocol):
    """An open file or an upload."""

    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True)
class Intake:
    """The photograph, and whether these bytes were new."""

    photo: Photo
    created: bool


def take_in(
    *, data: bytes | Readable, filename: str, by: User | None, defaults: dict[str, str] | None = None
) -> Intake:
    """Store the photograph with what it says about itself; bytes already here give the first one.

    Where the file of the first one is lost, these bytes take its place and its sizes are made again.
    `defaults` fill the fields about which the file is silent. UnusableImage, with a sentence,
    where the bytes are no photograph, broken or too large; nothing is stored then.
    """
    permissions.require(by, "media.add_photo", to="take photographs in")
    content = _bytes(data)
    sha256 = hashlib.sha256(content).hexdigest()
    first = Photo.objects.filter(sha256=sha256).first()
    if first:
        return _known(first, content, by)
    photo = _described(content, sha256=sha256, filename=filename, by=by, defaults=defaults or {})
    return _stored(photo, content)


def _bytes(data: bytes | Readable) -> bytes:
    """The bytes of an upload, read no further than one byte past the limit."""
    limit = settings.PHOTO_MAX_BYTES
    content = data if isinstance(data, bytes) else data.read(limit + 1)
    if len(content) > limit:
        raise UnusableImage(
            f"The file is larger than the {limit // 1_048_576} MB that are allowed.",
            "Nothing was stored. Save it smaller and send it again.",
        )
    return content


def _described(content: bytes, *, sha256: str, filename: str, by: User | None, defaults: dict[str, str]) -> Photo:
    measured = pixels.inspect(content, max_pixels=settings.PHOTO_MAX_PIXELS)
    at = clock.now()
    told = metadata.read(content, seen_at=at)
    return Photo(
        sha256=sha256,
        original=files.original_name(sha256, measured.extension),
        filename=_short_name(filename),
        width=measured.width,
        height=measured.height,
        byte_size=len(content),
        mime_type=measured.mime_type,
        dominant_colour=measured.dominant_colour,
        source_metadata=told.raw,
        taken_at=told.taken_at,
        keywords=list(told.keywords),
        created_at=at,
        created_by=by,
        **_texts(told, defaults),
    )


def _texts(told: PhotoMetadata, defaults: dict[str, str]) -> dict[str, str]:
    """The texts of the file where it has them, else those given with it."""
    found = {name: getattr(told, name) for name in _FROM_FILE}
    found["title"] = told.headline or told.title
    found["language"] = languages.known(told.language, default="") if told.language else ""
    return {name: text or defaults.get(name, "") for name, text in found.items()}


def _short_name(filename: str) -> str:
    """The name without folders, which some browsers send along, and without unprintable letters."""
    name = PurePath(filename.replace("\\", "/")).name
    return "".join(letter for letter in name if letter.isprintable())[-255:]


@transaction.atomic
def _stored(photo: Photo, content: bytes) -> Intake:
    """File first, then row: a row never lacks its file.

    The lock on the hash is held until the transaction ends, so nobody else can be writing or
    removing the file while it is not yet known whether the row will stand.
    """
    files.lock(photo.sha256)
    first = Photo.objects.filter(sha256=photo.sha256).first()
    if first:
        return _known(first, content, photo.created_by)
    files.write(str(photo.original), content)
    _insert(photo)
    audit.record(by=photo.created_by, verb="take in", subject=photo, at=photo.created_at)
    facts.photo_taken_in.send(sender=Photo, photo=photo)
    return Intake(photo, created=True)


@transaction.atomic
def _known(photo: Photo, content: bytes, by: User | None) -> Intake:
    """The photograph that has these bytes. Its file is written if it is lost."""
    files.lock(photo.sha256)
    if not files.path(str(photo.original)).exists():
        files.write(str(photo.original), content)
        audit.record(by=by, verb="bring back original", subject=photo, at=clock.now())
        photo = Photo.objects.select_for_update().get(pk=photo.pk)
        renditions.ask(photo)
    return Intake(photo, created=False)


def _insert(photo: Photo) -> None:
    try:
        with transaction.atomic():
            photo.save(force_insert=True)
    except DatabaseError:
        if not Photo.objects.filter(sha256=photo.sha256).exists():
            files.remove(str(photo.original))
        raise
