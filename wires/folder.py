"""The watched folder: files that agencies drop, one folder for each feed. Any number may watch.

A file is claimed, its bytes are kept and committed, and only then is it let go; what it says is
read after that. So a watcher killed at any point loses no file and reads none twice.
"""

import hashlib
import os
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from io import BufferedReader, FileIO
from pathlib import Path

from django.conf import settings

from ground import clock
from wires import claims, intake, naming, pictures
from wires.claims import Claim, NotOurs
from wires.complaints import complain, forget
from wires.feeding import folder_of
from wires.keeping import File, keep, refuse
from wires.models import Delivery, Feed

#: Seconds after which a look ends, though more files wait: whoever calls has other things to do.
_BUDGET = 3.0
#: Seconds to wait where another watcher is just claiming files.
_BRIEFLY = 0.05
#: What is kept in one transaction, and how many pictures are taken in before copy is looked for again.
_MOST_FILES, _MOST_BYTES, _MOST_PICTURES = 200, 16 * 1024 * 1024, 4


def watch_once() -> int:
    """Take in what lies in the folders of active feeds. The number of files; call it every second."""
    intake.read_waiting(at=clock.now())
    until = time.monotonic() + _BUDGET
    feeds, files = list(Feed.objects.filter(active=True).order_by("pk")), 0
    while feeds and time.monotonic() < until:
        taken = {feed: _safely(_round, feed) for feed in feeds}
        feeds = [feed for feed, number in taken.items() if number != 0]
        files += sum(filter(None, taken.values()))
        if feeds and not any(taken.values()):
            time.sleep(_BRIEFLY)
    return files


def _safely(act: Callable[[Feed], int | None], feed: Feed) -> int | None:
    """One round; a folder that cannot be used must not stop the other feeds."""
    folder = folder_of(feed)
    try:
        number = act(feed)
    except (OSError, NotOurs) as obstacle:
        complain(folder, f"The folder of this feed cannot be used: {obstacle}. It is tried again.")
        return 0
    forget(folder)
    return number


def _round(feed: Feed) -> int | None:
    """Claim and keep some files of one feed, then read them. The number of files; None where another watcher claims."""
    folder = folder_of(feed)
    folder.mkdir(parents=True, exist_ok=True)
    with claims.only_watcher(folder) as alone:
        if not alone:
            return None
        claimed = _claimed(folder)
        deliveries = _kept(feed, claimed)
    intake.read(deliveries, at=clock.now())
    return len(claimed)


def _claimed(folder: Path) -> list[Claim]:
    """What a dead watcher left, else the next settled files: copy first, then pictures."""
    left = claims.left_behind(folder)
    if left:
        return left
    settled = claims.settled(folder)
    copy = [found for found in settled if not naming.is_picture(found.name)]
    pictures_too = (found for found in settled if naming.is_picture(found.name))
    return _batch(copy, most=_MOST_FILES) or _batch(pictures_too, most=_MOST_PICTURES)


def _batch(settled: Iterable[Claim], *, most: int) -> list[Claim]:
    """As many as can be claimed and go into one transaction, at least one."""
    chosen: list[Claim] = []
    total = 0
    for one in settled:
        total += one.size
        if len(chosen) == most or (chosen and total > _MOST_BYTES):
            break
        if claims.claim(one):
            chosen.append(one)
        else:
            total -= one.size
    return chosen


def _kept(feed: Feed, claimed: list[Claim]) -> list[Delivery]:
    """The deliveries to be read. Every claim is settled: kept and let go, or set aside."""
    at = clock.now()
    copy: list[tuple[Claim, File]] = []
    for one in claimed:
        if obstacle := _obstacle(one):
            _set_aside(feed, one, at, obstacle)
            continue
        data = _bytes(one)
        if naming.is_picture(one.name, data[:12]):
            _file_picture(feed, one, data, at)
        else:
            copy.append((one, File(one.name, data)))
    deliveries = keep(feed=feed, files=[file for _, file in copy], at=at) if copy else []
    for one, _ in copy:
        claims.release(one)
    return deliveries


def _obstacle(one: Claim) -> str:
    """Why the file is not even opened; empty where it may be."""
    limit = settings.PHOTO_MAX_BYTES if naming.is_picture(one.name) else settings.WIRE_MAX_BYTES
    if one.is_link:
        return "is a link to somewhere else, and links are not followed"
    if one.size > limit:
        return f"has {one.size / 2**20:.0f} MB, more than the {limit / 2**20:.0f} allowed"
    return "" if os.access(one.path, os.R_OK) else "may not be read by the newsroom's user"


def _bytes(one: Claim) -> bytes:
    with _opened(one) as file:
        return file.read(settings.PHOTO_MAX_BYTES + 1)


def _opened(one: Claim) -> BufferedReader:
    """The file itself: should a link have taken its place, OSError."""
    handle = os.open(one.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    return BufferedReader(FileIO(handle))


def _set_aside(feed: Feed, one: Claim, at: datetime, why: str) -> None:
    """Out of the way, and on the list of deliveries with the reason and the place."""
    sha256 = _hash(one)
    place = claims.set_aside(one)
    reason = f"{one.name} {why}. Nothing was read. The file is kept in {place}."
    refuse(feed=feed, filename=one.name, sha256=sha256, reason=reason, at=at)


def _hash(one: Claim) -> str:
    """The SHA-256 of the file, read in pieces; of its name where it cannot be read."""
    try:
        with _opened(one) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return hashlib.sha256(os.fsencode(one.name)).hexdigest()


def _file_picture(feed: Feed, one: Claim, data: bytes, at: datetime) -> None:
    try:
        pictures.file(feed=feed, filename=one.name, data=data, at=at)
    except pictures.UnusableImage as refusal:
        _refuse_picture(feed, one, data, str(refusal), at)
    else:
        claims.release(one)


def _refuse_picture(feed: Feed, one: Claim, data: bytes, reason: str, at: datetime) -> None:
    if len(data) > settings.WIRE_MAX_BYTES:
        _set_aside(feed, one, at, f"cannot be used: {reason}")
        return
    refuse(feed=feed, filename=one.name, sha256=hashlib.sha256(data).hexdigest(), reason=reason, at=at, raw=data)
    claims.release(one)
