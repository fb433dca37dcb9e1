"""Trying a way in out: what a look would read now. Nothing is kept, marked, or written down."""

import copy
import time
from dataclasses import dataclass, field, replace

from wires import naming, probing, ways
from wires.arrivals import Arrival, LeftOut
from wires.guarding import Deadline, Unreachable
from wires.models import Connection, Delivery, Feed
from wires.probing import Probe
from wires.ways.sftp import UnknownHost

#: Seconds for all of it: somebody waits before a screen.
_WITHIN = 25.0
_MOST_FILES = 20


@dataclass(slots=True)
class Trial:
    """What came of it. `host_key` is one that nobody has accepted yet."""

    connection: Connection
    files: list[Probe] = field(default_factory=list)
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


def _tried(connection: Connection, one: Arrival | LeftOut) -> Probe:
    if isinstance(one, LeftOut):
        return Probe(one.filename, 0, refusal=f"{one.filename} {one.why}.")
    same = Delivery.objects.filter(feed=connection.feed_id, sha256=naming.digest_of(one.data))
    return replace(probing.probe(one.filename, one.data), was_kept=same.exists())
