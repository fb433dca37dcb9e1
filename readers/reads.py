"""Counting reads: added up in this process, written every ten seconds by one statement.

A read is a story's public id and nothing else: no cookie, no address. What is not yet written
is lost with a killed process; a stopped one writes it first.
"""

import logging
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from multiprocessing.util import Finalize
from threading import Lock, Timer
from uuid import UUID

from django.db import DatabaseError, connection

from articles.models import Edition
from ground import clock

logger = logging.getLogger(__name__)
#: Seconds between two writings.
EVERY = 10
#: Reads are counted in slices of this length.
SLICE = timedelta(minutes=5)
#: How many stories are remembered between two writings; reads of others are not counted.
MOST = 20_000
_ROBOT = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|scan|fetch|monitor|preview|headless|lighthouse|facebookexternalhit|"
    r"curl|wget|python|httpx|okhttp|java/|go-http|libwww|node|axios|feed|archiv",
    re.IGNORECASE,
)
_ADD = """
    INSERT INTO readers_readcount (article_id, slice_at, reads)
    SELECT live.article_id, %s, given.reads
    FROM ({live}) AS live(article_id, public_id)
    JOIN unnest(%s::uuid[], %s::int[]) AS given(public_id, reads) USING (public_id)
    ORDER BY live.article_id
    ON CONFLICT (article_id, slice_at) DO UPDATE SET reads = readers_readcount.reads + EXCLUDED.reads
"""


class Tally:
    """Reads of this process that are not written yet."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._reads: Counter[UUID] = Counter()
        self._timer: Timer | None = None
        self._at_exit: Finalize | None = None

    def add(self, reads: dict[UUID, int]) -> None:
        """Add the reads, as far as there is room, and see to it that they are written."""
        with self._lock:
            for public_id, number in reads.items():
                if public_id in self._reads or len(self._reads) < MOST:
                    self._reads[public_id] += number
            if self._timer is None and self._reads:
                self._wait()

    def take(self) -> dict[UUID, int]:
        """All reads, which are then no longer here."""
        with self._lock:
            if self._timer:
                self._timer.cancel()
                self._timer = None
            taken, self._reads = dict(self._reads), Counter()
        return taken

    def _wait(self) -> None:
        self._timer = Timer(EVERY, _write_and_let_go)
        self._timer.daemon = True
        self._timer.start()
        # The server's workers are forked; only this is run when one of them ends (multiprocessing.util).
        self._at_exit = self._at_exit or Finalize(None, _write_and_let_go, exitpriority=10)


_tally = Tally()


def note(*, public_id: UUID, agent: str) -> None:
    """Count one read, unless the user agent is a robot's or none."""
    if agent and not _ROBOT.search(agent):
        _tally.add({public_id: 1})


def write(*, at: datetime) -> int:
    """Write what was added up and return how many stories that were; ids of nothing public are dropped.

    What a broken connection keeps from being written is kept for the next time.
    """
    reads = _tally.take()
    if not reads:
        return 0
    try:
        return _insert(reads, at=at)
    except DatabaseError:
        logger.warning("The reads of %s stories could not be written and were kept for later.", len(reads))
        _tally.add(reads)
        return 0


def forget() -> None:
    """Drop what was added up and not written."""
    _tally.take()


def slice_of(at: datetime) -> datetime:
    """The beginning of the slice in which the moment lies."""
    seconds = SLICE.total_seconds()
    return datetime.fromtimestamp(at.timestamp() // seconds * seconds, UTC)


def _insert(reads: dict[UUID, int], *, at: datetime) -> int:
    live = Edition.objects.live(at=at).filter(article__public_id__in=list(reads)).order_by()
    sql, parameters = live.values_list("article_id", "article__public_id").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_ADD.format(live=sql), [slice_of(at), *parameters, list(reads), list(reads.values())])
        return cursor.rowcount


def _write_and_let_go() -> None:
    """Write from a thread of its own, which gives its connection back."""
    try:
        write(at=clock.now())
    finally:
        connection.close()
