"""A photograph as an item of its own: filed among the photographs, and told by what its file says of itself.

What its agency forbids or cancels in the file holds for the photograph wherever it is used.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import PurePosixPath
from urllib.parse import quote

from media import leasing
from media.models import Photo
from wires import formats, locking, naming, pictures
from wires.faults import FAULTS
from wires.models import Feed
from wires.pictures import UnusableImage
from wires.stories import CANCELED, WireStory

logger = logging.getLogger(__name__)

__all__ = ["UnusableImage", "file", "file_enclosed"]


def file(*, feed: Feed, filename: str, data: bytes, at: datetime, came_at: datetime | None = None) -> list[WireStory]:
    """File the photograph. What the wire list tells of it: one story, or none where the file says nothing in words.

    A file that cancels a photograph is no photograph to be used, and is not filed. Twice is the same as once.
    Raises UnusableImage.
    """
    stories = _described(filename, data)
    # What is forbidden or canceled locks these names later, behind the pictures: that would be out of order.
    locking.guids((feed.pk, story.guid) for story in stories)
    for story in stories:
        if story.pubstatus == CANCELED:
            return stories
    photo = pictures.file(feed=feed, filename=filename, data=data, at=at, came_at=came_at)
    for story in stories:
        pictures.complete(feed, photo, story.images[0])
        _keep_back(feed, photo, story, at)
    return stories


def file_enclosed(
    *, feed: Feed, data: bytes, stories: Sequence[WireStory], at: datetime, came_at: datetime
) -> tuple[list[WireStory], list[str]]:
    """File the photographs that came inside the file of these stories, before anybody can take one of them.

    Those that cancel a photograph, as items of their own, and a sentence for each that cannot be used. What none of
    the stories shows, such as the logo of a letter, is left.
    """
    shown = {image.href for story in stories for image in story.images}
    kills, said = [], []
    for enclosed in formats.enclosed(data) if shown else ():
        if enclosed.name in shown:
            try:
                told = file(feed=feed, filename=enclosed.name, data=enclosed.data, at=at, came_at=came_at)
                kills += [story for story in told if story.pubstatus == CANCELED]
            except UnusableImage as refusal:
                said.append(f"{enclosed.name} cannot be used: {refusal}")
            except FAULTS as fault:
                logger.exception("Filing %s failed.", enclosed.name)
                why = f"the newsroom has a fault ({type(fault).__name__})"
                said.append(f"{enclosed.name} could not be filed: {why}. Read the file again once that is mended.")
    return kills, said


def _described(filename: str, data: bytes) -> list[WireStory]:
    """What the file says of itself, its picture under the file's name and known by its agency's."""
    try:
        stories = formats.read(data)
    except (formats.Unreadable, formats.Skipped):
        return []
    href = quote(PurePosixPath(naming.as_text(filename)).name)
    return [
        replace(story, images=tuple(replace(image, href=href, guid=story.guid) for image in story.images))
        for story in stories
        if story.images and (story.headline or story.summary or story.pubstatus == CANCELED)
    ]


def _keep_back(feed: Feed, photo: Photo, story: WireStory, at: datetime) -> None:
    """Ban the photograph for as long as its agency forbids it: without an end where it names no moment."""
    is_embargoed = story.embargo is not None and story.embargo > at
    if not (story.hold or is_embargoed):
        return
    until = None if story.hold else story.embargo
    note = f"{feed.credit or feed.name} holds it back" + (f": “{story.embargo_raw}”." if story.embargo_raw else ".")
    if not photo.leases.filter(kind="deny", ends_at=until, note=note).exists():
        leasing.grant(photo=photo, kind="deny", ends_at=until, note=note, by=None)
