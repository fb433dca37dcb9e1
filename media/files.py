"""Where the files of photographs lie, and how they are written and found.

Everything is inside MEDIA_ROOT: originals under the hash of their bytes, renditions under the
photograph's public id and version. Files are written beside their place and renamed into it,
so a name never stands for half a file.
"""

import os
import secrets
import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection

from media import recipes
from media.models import Photo


def original_name(sha256: str, extension: str) -> str:
    return f"photos/{sha256[:2]}/{sha256}.{extension}"


def rendition_name(photo: Photo, version: int, recipe: str, fmt: str) -> str:
    return f"renditions/{photo.public_id}/{version}/{recipe}.{fmt}"


def path(name: str) -> Path:
    """The place of a stored file."""
    return Path(settings.MEDIA_ROOT) / name


def write(name: str, data: bytes) -> None:
    """Store the bytes under that name, whole or not at all, and on the disk when this returns."""
    place = path(name)
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_name(f".{place.name}.{secrets.token_hex(6)}")
    try:
        with draft.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(place)
        _sync_folder(place.parent)
    finally:
        draft.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Put the new name on the disk too: a file without its name is as good as lost."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def lock(sha256: str) -> None:
    """Be the only one to store or remove the original with this hash until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(bytes.fromhex(sha256)[:8], signed=True)])


def remove(name: str) -> None:
    path(name).unlink(missing_ok=True)


def nearest_rendition(*, photo: Photo, crop: str, width: int, fmt: str) -> Path | None:
    """The file of the size that comes nearest to the wanted one; None where none was made.

    Of an older version of the photograph there are no files any more: whoever asks for one
    gets the standing version.
    """
    if photo.state == Photo.State.KILLED or crop not in recipes.CROPS or fmt not in recipes.FORMATS:
        return None
    nearest = recipes.nearest(recipes.made(photo.ready, crop, [fmt]), width)
    if nearest is None:
        return None
    place = path(rendition_name(photo, photo.ready_version, recipes.name(crop, nearest), fmt))
    return place if place.exists() else None


def drop_versions_before(photo: Photo, version: int) -> None:
    """Remove the folders of renditions that a newer version has replaced."""
    folder = path(f"renditions/{photo.public_id}")
    for old in folder.iterdir() if folder.exists() else ():
        if old.name.isdecimal() and int(old.name) < version:
            shutil.rmtree(old, ignore_errors=True)
