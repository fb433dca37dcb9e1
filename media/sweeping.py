"""Removing files that no photograph owns: what a rolled back intake or a killed job left behind."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.db import transaction

from media import files
from media.models import Photo

#: How long a file may lie without a row. Longer than any transaction lasts.
GRACE = timedelta(hours=1)
#: What an original, or the half of one, is called: the hash of its bytes. What else lies there is somebody's own.
_OURS = re.compile(r"\.?[0-9a-f]{64}\..+")


def sweep_originals(*, at: datetime) -> int:
    """Remove originals older than an hour that no row names, and half-written files. Returns how many went."""
    originals = (place for place in files.path("photos").glob("??/*") if _OURS.fullmatch(place.name))
    drafts = files.path("renditions").glob("*/*/.*")
    return sum(_removed(place, at=at) for place in (*originals, *drafts) if _is_old(place, at=at))


def _is_old(place: Path, *, at: datetime) -> bool:
    try:
        return datetime.fromtimestamp(place.stat().st_mtime, UTC) < at - GRACE
    except FileNotFoundError:
        return False


@transaction.atomic
def _removed(place: Path, *, at: datetime) -> bool:
    """Whether the file was an orphan, and is gone. Asked under the lock of whoever may be storing it."""
    if not place.name.startswith("."):
        files.lock(place.stem)
        if not _is_old(place, at=at) or Photo.objects.filter(sha256=place.stem).exists():
            return False
    place.unlink(missing_ok=True)
    return True
