"""Making the sizes of a photograph: one decoding, from the widest to the narrowest.

May run twice, at once or after a kill: what is there already is left, what is missing is made.
"""

import io
import logging
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import transaction
from PIL import ExifTags, Image

from ground import clock
from media import facts, files, packets, pixels, recipes
from media.models import Photo, Rendition
from media.recipes import Rung
from staff import audit, permissions
from staff.models import User

logger = logging.getLogger(__name__)
#: How each format is written: small, and good enough that nobody sees a difference at arm's length.
_SAVED: dict[str, dict[str, Any]] = {
    "webp": {"format": "WEBP", "quality": 80, "method": 4},
    "jpg": {"format": "JPEG", "quality": 82, "progressive": True, "optimize": True},
}
_LOST = "The file of the original is missing. Send the same file again: its sizes are made then."
_UNUSABLE = "{what} No sizes could be made of it. Save it once more as a JPEG and send that."
_NOT_STORED = (
    "The sizes could not be stored ({cause}). The original is kept, and so are the sizes that were there. It is tried"
    " again by itself for five hours; after that choose “Make the sizes again”."
)
File = tuple[Rung, str]


class OriginalLost(Exception):
    """The photograph's own file is not where it was stored."""


@transaction.atomic
def make_again(*, photo: Photo, by: User | None) -> Photo:
    """Ask for the sizes once more, when a fault is mended or files were lost; of a killed photograph nothing."""
    permissions.require(by, "media.change_photo", to="have sizes made again")
    current = Photo.objects.select_for_update().get(pk=photo.pk)
    if current.state != Photo.State.KILLED:
        ask(current)
        audit.record(by=by, verb="make sizes again", subject=current, at=clock.now())
    return current


def ask(photo: Photo) -> None:
    """Have the missing sizes made, in the caller's transaction. A photograph that failed is given a new chance."""
    if photo.state == Photo.State.FAILED:
        photo.state, photo.state_reason = Photo.State.NEW, ""
        photo.save(update_fields=["state", "state_reason"])
    facts.photo_outdated.send(sender=Photo, photo=photo)


def make(*, photo_id: int) -> int:
    """Make the renditions that the photograph's version still lacks. Returns how many.

    A photograph whose original is gone or cannot be used becomes "failed", with the reason. So does one whose
    sizes the disk does not take, until an attempt succeeds: the OSError is raised, for it may pass.
    """
    photo = Photo.objects.filter(pk=photo_id).exclude(state=Photo.State.KILLED).first()
    if photo is None:
        return 0
    missing = _missing(photo)
    try:
        made = [_kept(photo, rung, fmt, data) for rung, fmt, data in _encoded(photo, missing)]
    except OriginalLost:
        _fail(photo, _LOST)
        return 0
    except pixels.UnusableImage as fault:
        _fail(photo, _UNUSABLE.format(what=fault.what))
        return 0
    except OSError as fault:
        _fail(photo, _NOT_STORED.format(cause=fault.strerror or fault))
        raise
    _announce(photo, made)
    return len(made)


def _missing(photo: Photo) -> list[File]:
    """The files of the ladder that have no row, or whose file is lost."""
    rows = Rendition.objects.filter(photo=photo, version=photo.version)
    kept = {(row.recipe, row.format) for row in rows if files.path(row.name).exists()}
    ladder = recipes.rungs(photo.width, photo.height)
    return [(rung, fmt) for rung in ladder for fmt in recipes.CROPS[rung.crop].formats if (rung.name, fmt) not in kept]


def _encoded(photo: Photo, missing: list[File]) -> Iterator[tuple[Rung, str, bytes]]:
    """The missing files one after the other, so that only one is in memory."""
    if not missing:
        return
    extra, whole = _embedded(photo), _decoded(photo, width=_needed_width(photo, missing))
    with pixels.working():
        for crop in dict.fromkeys(rung.crop for rung, _ in missing):
            box = recipes.box(crop, *whole.size, focal_x=photo.focal_x, focal_y=photo.focal_y)
            cut = whole if box == (0, 0, *whole.size) else whole.crop(box)
            for rung, picture in _steps(cut, dict.fromkeys(rung for rung, _ in missing if rung.crop == crop)):
                for fmt in (fmt for wanted, fmt in missing if wanted == rung):
                    yield rung, fmt, _written(picture, fmt, extra)


def _decoded(photo: Photo, *, width: int) -> Image.Image:
    try:
        source = files.path(str(photo.original)).open("rb")
    except FileNotFoundError as fault:
        raise OriginalLost from fault
    with source:
        return pixels.upright(source, width=width, max_pixels=settings.PHOTO_MAX_PIXELS)


def _needed_width(photo: Photo, missing: list[File]) -> int:
    """The width of the whole picture at which the widest missing crop has its pixels."""
    parts = (rung.width / recipes.cropped(rung.crop, photo.width, photo.height)[0] for rung, _ in missing)
    return min(photo.width, round(photo.width * max(parts)))


def _steps(cut: Image.Image, rungs: dict[Rung, None]) -> Iterator[tuple[Rung, Image.Image]]:
    """Each size from the last one that is at least twice as wide: quick, and as sharp as from the whole."""
    sources = [cut]
    for rung in rungs:
        source = next((wide for wide in reversed(sources) if wide.width >= 2 * rung.width), cut)
        picture = source.resize((rung.width, rung.height), Image.Resampling.LANCZOS)
        sources.append(picture)
        yield rung, picture


def _embedded(photo: Photo) -> dict[str, bytes]:
    """Who made it and whose it is, as EXIF and XMP. Nothing else of the source goes along: no place."""
    exif = Image.Exif()
    for tag, text in ((ExifTags.Base.Artist, photo.byline), (ExifTags.Base.Copyright, photo.copyright_notice)):
        if text:
            exif[tag] = text.encode("utf-8", "replace")
    fields = packets.Fields(
        byline=photo.byline,
        credit=photo.credit,
        copyright_notice=photo.copyright_notice,
        usage_terms=photo.usage_terms,
        digital_source_type=photo.digital_source_type,
    )
    blocks = {"exif": exif.tobytes() if len(exif) else b"", "xmp": packets.xmp(fields)}
    return {name: block for name, block in blocks.items() if 0 < len(block) < packets.SEGMENT_LIMIT - 100}


def _written(picture: Image.Image, fmt: str, extra: dict[str, Any]) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, **_SAVED[fmt], **extra)
    return buffer.getvalue()


def _kept(photo: Photo, rung: Rung, fmt: str, data: bytes) -> Rendition:
    name = files.rendition_name(photo, photo.version, rung.name, fmt)
    files.write(name, data)
    return Rendition(
        photo=photo,
        recipe=rung.name,
        format=fmt,
        version=photo.version,
        name=name,
        byte_size=len(data),
        width=rung.width,
        height=rung.height,
    )


@transaction.atomic
def _announce(photo: Photo, made: list[Rendition]) -> None:
    """Rows, then the photograph's list of them in one statement; the fact only if that changed.

    A version that moved on meanwhile is left to its own job.
    """
    current = Photo.objects.select_for_update().get(pk=photo.pk)
    if current.version != photo.version or current.state == Photo.State.KILLED:
        return
    Rendition.objects.bulk_create(made, ignore_conflicts=True)
    Rendition.objects.filter(photo=current).exclude(version=current.version).delete()
    rows = Rendition.objects.filter(photo=current).order_by("recipe", "format")
    ready = [f"{row.recipe}.{row.format}" for row in rows]
    transaction.on_commit(lambda: files.drop_versions_before(current, current.version))
    if made or (current.ready, current.ready_version, current.state) != (ready, current.version, Photo.State.READY):
        current.ready, current.ready_version = ready, current.version
        current.state, current.state_reason = Photo.State.READY, ""
        current.save(update_fields=["ready", "ready_version", "state", "state_reason"])
        facts.photo_changed.send(sender=Photo, photo=current)


@transaction.atomic
def _fail(photo: Photo, reason: str) -> None:
    logger.error("Photograph %s failed: %s", photo.pk, reason)
    Photo.objects.filter(pk=photo.pk, version=photo.version).exclude(state=Photo.State.KILLED).update(
        state=Photo.State.FAILED, state_reason=reason
    )
