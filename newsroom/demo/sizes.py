"""Making the pictures of the first pages ready before a reader comes; the workers make the rest."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from django.db import connection

from articles.models import Edition
from media import renditions


def make_ready(*, at: datetime) -> int:
    """Make the sizes of every photograph that live stories show. How many files were made.

    Threads are enough: Pillow works outside the interpreter's lock.
    """
    shown = Edition.objects.live(at=at).order_by("-live_from").values_list("photo_ids", flat=True)
    photos = dict.fromkeys(pk for ids in shown for pk in ids)
    with ThreadPoolExecutor(max_workers=min(os.cpu_count() or 1, 4)) as pool:
        return sum(pool.map(_make, photos))


def _make(photo_id: int) -> int:
    try:
        return renditions.make(photo_id=photo_id)
    finally:
        connection.close()
