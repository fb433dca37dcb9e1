"""Looking at the servers of agencies: each when its time has come, by one worker at a time.

What a look finds is kept and committed, then put away over there and written down as taken, then
read. A worker killed at any point leaves no gap and no double: what was kept and not written
down comes again and is the same delivery.
"""

import logging
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import DataError, IntegrityError, transaction
from django.db.models import Q

from ground import clock
from staff import audit
from wires import connecting, facts, filing, formats, intake, locking, naming, timetable, ways
from wires.arrivals import Arrival, LeftOut, Way
from wires.guarding import Deadline, Unreachable
from wires.keeping import File, keep, refuse
from wires.models import Connection, Delivery
from wires.ways.sftp import UnknownHost

logger = logging.getLogger(__name__)

#: Seconds for all of a look, and those after which it takes no further files.
_WITHIN, _ENOUGH = 240.0, 40.0
#: How long a look may be silent before another one may begin. Longer than _WITHIN.
_LEASE = timedelta(seconds=300)
#: Where more waits over there, or a file may be unfinished, the next look comes this soon.
_SOON = timedelta(seconds=10)
#: What is kept in one transaction.
_MOST_FILES, _MOST_BYTES = 50, 16 * 1024 * 1024
_MOST_DUE = 200
_FAULTS = (DataError, IntegrityError, *intake.FAULTS)


class Overtaken(Exception):
    """Another look has begun, or the way in was changed: this one must write nothing down."""


@dataclass(slots=True)
class _Look:
    """A look that is going on, and what came of it."""

    connection: Connection
    files: int = 0
    troubles: list[str] = field(default_factory=list)
    more: bool = False


@transaction.atomic
def look_around(*, at: datetime) -> int:
    """Tell of the connections whose time has come. However long nobody looked, it is one look for each."""
    free = Q(leased_until=None) | Q(leased_until__lte=at)
    due = Connection.objects.filter(free, active=True, feed__active=True, next_at__lte=at).order_by("next_at")
    connections = list(due.only("pk")[:_MOST_DUE])
    for connection in connections:
        facts.connection_due.send(sender=Connection, connection=connection)
    return len(connections)


def look(*, connection_id: int, job: int | None = None) -> int:
    """Look at a server whose time has come, unless somebody does already. The number of files.

    `job` is the number of the job: run again after its worker died, it takes its own look up.
    """
    connection = _claim(connection_id, job=job, at=clock.now())
    if connection is None:
        return 0
    look = _Look(connection)
    try:
        _take_all(look)
    except Overtaken:
        logger.info("The look at the way in %d was overtaken.", connection_id)
    except Unreachable as failure:
        _end_in_failure(look, failure)
    except (*_FAULTS, OSError) as fault:
        logger.exception("The look at the way in %d failed.", connection_id)
        said = f"The newsroom has a fault ({type(fault).__name__}: {fault}). What was kept is safe; it is tried again."
        _end_in_failure(look, Unreachable(said[:500]))
    else:
        _end_well(look)
    return look.files


@transaction.atomic
def _claim(connection_id: int, *, job: int | None, at: datetime) -> Connection | None:
    """The connection, ours alone until the lease ends; None where it is not due, or somebody else's.

    The row is locked before it is written: an UPDATE that asks for the feed as well would judge the
    row by what it said before another worker claimed it.
    """
    free = Q(leased_until=None) | Q(leased_until__lte=at)
    if job is not None:
        free |= Q(leased_by=job)
    due = Connection.objects.filter(free, pk=connection_id, active=True, feed__active=True, next_at__lte=at)
    connection = due.select_related("feed").select_for_update(of=("self",), skip_locked=True).first()
    if connection is None:
        return None
    connection.lease, connection.leased_by = uuid4(), job
    connection.leased_until, connection.last_tried_at = at + _LEASE, at
    connection.save(update_fields=["lease", "leased_by", "leased_until", "last_tried_at"])
    return connection


def _take_all(look: _Look) -> None:
    """Take what is new over there. No connection to the database is held while the server is waited for."""
    deadline, enough = Deadline(_WITHIN), Deadline(_ENOUGH)
    locking.hold_nothing()
    with ways.opened(look.connection, deadline) as way:
        for batch in _batches(way.arrivals()):
            deliveries = _keep(look, batch, way)
            _write_down(look, way.memory())
            _read(deliveries)
            locking.hold_nothing()
            if enough.is_over:
                look.more = True
                break
        way.finish()
        look.troubles += way.troubles
        look.more = look.more or bool(way.waiting)
        _write_down(look, way.memory())


def _batches(arrivals: Iterator[Arrival | LeftOut]) -> Iterator[list[Arrival | LeftOut]]:
    """What goes into one transaction. What came before the server broke off is kept all the same."""
    batch: list[Arrival | LeftOut] = []
    total = 0
    try:
        for one in arrivals:
            batch.append(one)
            total += len(one.data) if isinstance(one, Arrival) else 0
            if len(batch) == _MOST_FILES or total > _MOST_BYTES:
                yield batch
                batch, total = [], 0
    except Unreachable:
        if batch:
            yield batch
        raise
    if batch:
        yield batch


def _keep(look: _Look, batch: Sequence[Arrival | LeftOut], way: Way) -> list[Delivery]:
    """Keep them, the copy all at once; where one of them cannot be kept, each alone. The deliveries to be read."""
    try:
        deliveries = _kept(look, batch)
    except _FAULTS:
        logger.exception("Files of the way in %d could not be kept together.", look.connection.pk)
        return [delivery for one in batch for delivery in _keep_alone(look, one, way)]
    for one in batch:
        way.kept(one)
    look.files += len(batch)
    return deliveries


def _keep_alone(look: _Look, one: Arrival | LeftOut, way: Way) -> list[Delivery]:
    try:
        deliveries = _kept(look, [one])
    except _FAULTS as fault:
        look.troubles.append(f"{one.filename} could not be kept: the newsroom has a fault ({type(fault).__name__}).")
        return []
    way.kept(one)
    look.files += 1
    return deliveries


def _kept(look: _Look, batch: Iterable[Arrival | LeftOut]) -> list[Delivery]:
    at, feed = clock.now(), look.connection.feed
    copy: list[File] = []
    for one in batch:
        if isinstance(one, LeftOut):
            _refuse(look, one, at)
        elif naming.is_picture(one.filename, one.data[:12]):
            _file_picture(look, one, at)
        elif why := formats.excess(one.data[: formats.HEAD], size=len(one.data)):
            _refuse(look, LeftOut(one.filename, f"{why}. It was not kept", one.mark), at)
        else:
            copy.append(File(one.filename, one.data))
    return keep(feed=feed, files=copy, at=at) if copy else []


def _file_picture(look: _Look, one: Arrival, at: datetime) -> None:
    try:
        filing.file_picture(feed=look.connection.feed, file=File(one.filename, one.data), at=at)
    except filing.NotKept as refusal:
        _refuse(look, LeftOut(one.filename, f"cannot be used: {refusal}", one.mark), at)


def _refuse(look: _Look, one: LeftOut, at: datetime) -> None:
    """On the list of deliveries, with the reason: a file of which only the name is known, or what it was known by."""
    known = f"{look.connection.pk} {one.filename} {one.why}"
    refuse(
        feed=look.connection.feed,
        filename=one.filename,
        sha256=naming.digest(known),
        reason=f"{one.filename} {one.why}.",
        at=at,
    )


def _read(deliveries: Sequence[Delivery]) -> None:
    """A fault in reading them stops nothing: they are kept, and taken up again (wires.intake)."""
    try:
        intake.read(deliveries, at=clock.now())
    except _FAULTS:
        logger.exception("What a look had kept could not be read. It is tried again.")


def _write_down(look: _Look, memory: dict[str, Any]) -> None:
    """What was taken, and that the look goes on. Raises Overtaken."""
    if not _ours(look).update(leased_until=clock.now() + _LEASE, **memory):
        raise Overtaken


def _end_well(look: _Look) -> None:
    at = clock.now()
    pace = timetable.wait(every=look.connection.every, failures=0, spread=0)
    after = min(pace, _SOON) if look.more else pace
    said = " ".join(look.troubles)[:5000]
    _end(look, at, after, failures=0, failing_since=None, last_succeeded_at=at, last_error=said)


def _end_in_failure(look: _Look, failure: Unreachable) -> None:
    at, connection = clock.now(), look.connection
    failures = connection.failures + 1
    if failures == 1:
        logger.warning("The way in %d (%s) failed: %s", connection.pk, connection.place, failure)
    after = timetable.wait(
        every=connection.every,
        failures=failures,
        spread=random.random(),  # noqa: S311 (it only keeps looks apart)
        asked=failure.asked,
    )
    since = connection.failing_since or at
    values: dict[str, Any] = {"failures": failures, "failing_since": since, "last_error": str(failure)[:5000]}
    if isinstance(failure, UnknownHost):
        values["offered_key"] = failure.key
    _end(look, at, after, **values)
    if failure.gone:
        _switch_off(connection, failure, at)


@transaction.atomic
def _switch_off(connection: Connection, failure: Unreachable, at: datetime) -> None:
    """Told of again, though the desk may know already that it failed: nobody asks it any more."""
    values = {"active": False, "failing_since": at, "last_error": f"{failure} The way in was switched off."}
    if Connection.objects.filter(pk=connection.pk, active=True).update(**values):
        audit.record(by=None, verb="switch off way in", subject=connection, at=at, detail={"why": str(failure)})


def _end(look: _Look, at: datetime, after: timedelta, **values: Any) -> None:
    next_at = connecting.hours_of(look.connection).next(at + after)
    _ours(look).update(next_at=next_at, lease=None, leased_by=None, leased_until=None, **values)


def _ours(look: _Look) -> Any:
    return Connection.objects.filter(pk=look.connection.pk, lease=look.connection.lease)
