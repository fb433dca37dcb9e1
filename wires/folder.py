"""The watched folder: files that agencies drop, one folder for each feed. Any number may watch.

A file is claimed, its bytes are kept and committed, and only then is it let go; what it says is
read after that. So a watcher killed at any point loses no file and reads none twice.
"""

import hashlib
import logging
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from io import BufferedReader, FileIO
from pathlib import Path

from django.conf import settings
from django.db import DataError, IntegrityError

from ground import clock
from wires import claims, filing, formats, intake, naming
from wires.claims import Claim, NotOurs
from wires.complaints import complain, forget
from wires.faults import FAULTS
from wires.feeding import folder_of
from wires.keeping import File, keep, refuse
from wires.models import Delivery, Feed

logger = logging.getLogger(__name__)

#: Seconds after which a look ends, though more files wait: whoever calls has other things to do.
_BUDGET = 3.0
#: Seconds to wait where another watcher is just claiming files.
_BRIEFLY = 0.05
#: What is kept in one transaction, and how many pictures are taken in before copy is looked for again.
_MOST_FILES, _MOST_BYTES, _MOST_PICTURES = 200, 16 * 1024 * 1024, 4


@dataclass(slots=True)
class _Look:
    """One look into the folder of a feed: the copy that waits to be kept, and how many files are dealt with."""

    feed: Feed
    at: datetime
    copy: list[tuple[Claim, File]] = field(default_factory=list)
    files: int = 0


def watch_once() -> int:
    """Take in what lies in the folders of active feeds. The number of files; call it again and again."""
    _left_unread()
    until = time.monotonic() + _BUDGET
    feeds, files = list(Feed.objects.filter(active=True).order_by("pk")), 0
    while feeds and time.monotonic() < until:
        taken = {feed: _safely(_round, feed) for feed in feeds}
        feeds = [feed for feed, number in taken.items() if number != 0]
        files += sum(filter(None, taken.values()))
        if feeds and not any(taken.values()):
            time.sleep(_BRIEFLY)
    return files


def _left_unread() -> None:
    """What a killed process had only kept. A fault in reading it must not stop what comes in."""
    try:
        intake.read_waiting(at=clock.now())
    except (DataError, IntegrityError, *FAULTS):
        logger.exception("A delivery that was left behind could not be read. It is tried again.")


def _safely(act: Callable[[Feed], int | None], feed: Feed) -> int | None:
    """One round; a folder that cannot be used, or a fault of ours, must not stop the other feeds."""
    folder = folder_of(feed)
    try:
        number = act(feed)
    except (OSError, NotOurs) as obstacle:
        complain(folder, f"The folder of this feed cannot be used: {obstacle}. It is tried again.")
        return 0
    except (DataError, IntegrityError, *FAULTS):
        logger.exception("A look into the folder of the feed %s failed. It is tried again.", feed.slug)
        return 0
    forget(folder)
    return number


def _round(feed: Feed) -> int | None:
    """Claim and keep some files of one feed, then read them. The number of files; None where another watcher claims."""
    folder = folder_of(feed)
    folder.mkdir(parents=True, exist_ok=True)
    look = _Look(feed, at=clock.now())
    with claims.only_watcher(folder) as alone:
        if not alone:
            return None
        for one in [*claims.left_behind(folder), *_claimed(folder)]:
            with _no_further(one):
                _deal_with(look, one)
        deliveries = _keep_copy(look)
    intake.read(deliveries, at=clock.now())
    return look.files


def _claimed(folder: Path) -> list[Claim]:
    """The next settled files: copy first, then pictures."""
    settled = claims.settled(folder)
    copy = (found for found in settled if not naming.is_picture(found.name))
    pictures_too = (found for found in settled if naming.is_picture(found.name))
    return _batch(copy, most=_MOST_FILES) or _batch(pictures_too, most=_MOST_PICTURES)


def _batch(settled: Iterable[Claim], *, most: int) -> list[Claim]:
    """As many as can be claimed and go into one transaction, at least one."""
    chosen: list[Claim] = []
    total = 0
    for one in settled:
        if len(chosen) == most or (chosen and total + one.size > _MOST_BYTES):
            break
        if claims.claim(one):
            chosen.append(one)
            total += one.size
    return chosen


@contextmanager
def _no_further(one: Claim) -> Iterator[None]:
    """What the system will not do with one file must not stop those behind it."""
    try:
        yield
    except OSError as obstacle:
        complain(
            one.path, f"It cannot be taken in ({obstacle.strerror or obstacle}). It stays there and is tried again."
        )
    else:
        forget(one.path)


def _deal_with(look: _Look, one: Claim) -> None:
    """One claimed file, which is refused where we have a fault with it."""
    try:
        _sort(look, one)
    except FAULTS as fault:
        logger.exception("Taking in %s failed.", ascii(str(one.path)))
        kind = type(fault).__name__
        _set_aside(
            look, one, f"could not be taken in: the newsroom has a fault ({kind}). Put it back once that is mended"
        )


def _sort(look: _Look, one: Claim) -> None:
    """Refuse it, file it as a picture, or put it with the copy."""
    if obstacle := _obstacle(one):
        _set_aside(look, one, obstacle)
        return
    data = _bytes(one, most=settings.PHOTO_MAX_BYTES + 1)
    if naming.is_picture(one.name, data[:12]):
        _file_picture(look, one, data)
    else:
        look.copy.append((one, File(one.name, data)))


def _keep_copy(look: _Look) -> list[Delivery]:
    """The deliveries to be read. They are committed before the files are let go."""
    deliveries = keep(feed=look.feed, files=[file for _, file in look.copy], at=look.at) if look.copy else []
    for one, _ in look.copy:
        with _no_further(one):
            _let_go(look, one)
    return deliveries


def _let_go(look: _Look, one: Claim) -> None:
    claims.release(one)
    look.files += 1


def _obstacle(one: Claim) -> str:
    """Why the file is not even read; empty where it may be."""
    limit = settings.PHOTO_MAX_BYTES if naming.is_picture(one.name) else settings.WIRE_MAX_BYTES
    if one.is_link:
        return "is a link to somewhere else, and links are not followed"
    if one.size > limit:
        return f"has {one.size / 2**20:.0f} MB, more than the {limit / 2**20:.0f} allowed"
    if not os.access(one.path, os.R_OK):
        return "may not be read by the newsroom's user"
    return formats.excess(_bytes(one, most=formats.HEAD), size=one.size) if one.size > formats.HEAD else ""


def _bytes(one: Claim, *, most: int) -> bytes:
    with _opened(one) as file:
        return file.read(most)


def _opened(one: Claim) -> BufferedReader:
    """The file itself: should a link have taken its place, OSError."""
    handle = os.open(one.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    return BufferedReader(FileIO(handle))


def _set_aside(look: _Look, one: Claim, why: str) -> None:
    """On the list of deliveries with the reason and the place, then out of the way."""
    place = claims.place_aside(one)
    name, kept = naming.as_text(one.name), naming.as_text(place)
    reason = f"{name} {why}. Nothing was read. The file is kept in {kept}."
    refuse(feed=look.feed, filename=one.name, sha256=_hash(one), reason=reason, at=look.at)
    claims.set_aside(one, place)
    look.files += 1


def _hash(one: Claim) -> str:
    """The SHA-256 of the file, read in pieces; of its name where it cannot be read."""
    try:
        with _opened(one) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return hashlib.sha256(os.fsencode(one.name)).hexdigest()


def _file_picture(look: _Look, one: Claim, data: bytes) -> None:
    try:
        filing.file_picture(feed=look.feed, file=File(one.name, data), at=look.at)
    except filing.NotKept as refusal:
        _set_aside(look, one, f"cannot be used: {refusal}")
    else:
        _let_go(look, one)
