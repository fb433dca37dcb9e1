"""Making the pictures of the first pages ready before a reader comes; the workers make the rest."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from django.db import connection

from articles import reading
from articles.models import Edition
from media import renditions
from readers.fronts import arranging


def make_ready(*, at: datetime) -> int:
    """Make the sizes of the photographs on the front and at the head of each section. How many files were made.

    Threads are enough: Pillow works outside the interpreter's lock.
    """
    with ThreadPoolExecutor(max_workers=min(os.cpu_count() or 1, 4)) as pool:
        return sum(pool.map(_make, first_photos(at=at)))


def first_photos(*, at: datetime) -> list[int]:
    """The photographs that a reader sees first: all of the story that leads the front, then one a story."""
    front = arranging.arrange(reading.furniture(), language="", at=at)
    strips = [card for strip in front.strips for card in strip.cards]
    first, sections = front.lead.id if front.lead else "", set[int]()
    shown, photos = {first, *(card.id for card in [*front.second, *strips])}, list[int | None]()
    live = Edition.objects.live(at=at).filter(language=front.language).exclude(lead_photo=None).newest_first()
    for edition in live.for_cards("photo_ids"):
        if str(edition.public_id) in shown or edition.section_id not in sections:
            photos += edition.photo_ids if str(edition.public_id) == first else [edition.lead_photo_id]
        sections.add(edition.section_id)
    return [photo for photo in dict.fromkeys(photos) if photo]


def _make(photo_id: int) -> int:
    try:
        return renditions.make(photo_id=photo_id)
    finally:
        connection.close()
