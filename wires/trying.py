"""Trying a way in out: what a look would read now. Nothing is kept, marked, or written down."""

import copy
import time
from dataclasses import dataclass, field

from wires import formats, naming, ways
from wires.arrivals import Arrival, LeftOut
from wires.guarding import Deadline, Unreachable
from wires.intake import FAULTS
from wires.models import Connection, Delivery, Feed
from wires.ways.sftp import UnknownHost

#: Seconds for all of it: somebody waits before a screen.
_WITHIN = 25.0
_MOST_FILES = 20


@dataclass(frozen=True, slots=True)
class TriedStory:
    """A story that would be read."""

    headline: str
    status: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TriedFile:
    """A file that would be taken: its format and stories, or the reason why nothing in it can be read."""

    filename: str
    size: int
    format: str = ""
    stories: tuple[TriedStory, ...] = ()
    refusal: str = ""
    #: The very same bytes came before.
    was_kept: bool = False


@dataclass(slots=True)
class Trial:
    """What came of it. `host_key` is one that nobody has accepted yet."""

    connection: Connection
    files: list[TriedFile] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    host_key: str = ""
    seconds: float = 0

    @property
    def went_well(self) -> bool:
        return not self.errors


def try_out(connection: Connection) -> Trial:
    """Look once, as a look would, and tell what would be read."""
    trial = Trial(connection)
    began = time.monotonic()
    if not connection.is_looked_at:
        trial.notes.append("The agency sends to this way in; there is nothing to look at.")
        return trial
    try:
        _look(trial)
    except UnknownHost as failure:
        trial.errors.append(str(failure))
        trial.host_key = failure.key
    except Unreachable as failure:
        trial.errors.append(str(failure))
    trial.seconds = round(time.monotonic() - began, 1)
    return trial


def try_feed(feed: Feed) -> list[Trial]:
    """Each active way in of the feed."""
    return [try_out(one) for one in feed.connections.filter(active=True).select_related("feed").order_by("kind", "pk")]


def _look(trial: Trial) -> None:
    with ways.opened(_as_if_new(trial.connection), Deadline(_WITHIN)) as way:
        for one in way.arrivals():
            trial.files.append(_tried(trial.connection, one))
            if len(trial.files) == _MOST_FILES:
                trial.notes.append(f"Only the first {_MOST_FILES} files are shown.")
                break
        trial.errors += way.troubles
        trial.notes += [way.waiting] if way.waiting else []
        if not (trial.files or trial.notes or trial.errors):
            trial.notes.append("Nothing is there that was not taken before.")


def _as_if_new(connection: Connection) -> Connection:
    """A copy that asks for the whole file of a web address, also where it has not changed."""
    fresh = copy.copy(connection)
    fresh.etag = fresh.last_modified = ""
    return fresh


def _tried(connection: Connection, one: Arrival | LeftOut) -> TriedFile:
    if isinstance(one, LeftOut):
        return TriedFile(one.filename, 0, refusal=f"{one.filename} {one.why}.")
    sha256 = naming.digest_of(one.data)
    was_kept = Delivery.objects.filter(feed=connection.feed_id, sha256=sha256).exists()
    if naming.is_picture(one.filename, one.data[:12]):
        return TriedFile(one.filename, len(one.data), format="picture", was_kept=was_kept)
    stories, refusal = _read(one)
    return TriedFile(one.filename, len(one.data), _format(one.data), stories, refusal, was_kept)


def _read(one: Arrival) -> tuple[tuple[TriedStory, ...], str]:
    try:
        found = formats.read(one.data, filename=one.filename)
    except formats.Unreadable as refusal:
        return (), refusal.reason
    except FAULTS as fault:
        return (), f"The reader has a fault ({type(fault).__name__}: {fault}).".replace("\0", "")
    stories = (
        TriedStory(story.headline or story.slugline or story.guid, story.pubstatus, story.warnings) for story in found
    )
    return tuple(stories), ""


def _format(data: bytes) -> str:
    """The name of the format that would read it, as the table has it; empty where none would."""
    return next((one.name for one in formats.FORMATS if one.recognises(data)), "")
