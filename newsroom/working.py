"""What `manage.py work` does: jobs, those of killed workers, old ones, the watched folder, and what came in there.

Any number of workers may run at once: jobs are claimed by the database, files by wires.folder.
"""

import asyncio
import logging
import os
import signal
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import psycopg
from asgiref.sync import sync_to_async
from django.db import DatabaseError, IntegrityError, close_old_connections, connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException
from procrastinate.psycopg_connector import PsycopgConnector

from newsroom.switchboard import WAYS
from wires import folder, routing

logger = logging.getLogger(__name__)

#: Seconds for running jobs when the worker stops; after that it kills itself and they are run again.
GRACE = 4.0
#: Seconds without a sign of life after which a worker counts as dead.
DEAD_AFTER = 10.0
_HEARTBEAT = 2.0
#: Looks at other people's servers at the same time. They mostly wait, and hold no connection to the database then.
_LOOKS = 8
#: The queues of the house's own jobs: those that name none, and Procrastinate's.
_HOUSE = ("default", "builtin")
#: Threads for the loops below, which must never wait for a job.
_LOOPS = 8
_LOOK_FOR_DEAD = 2.0
_LOOK_AT_FOLDER = 0.25
_LOOK_FOR_ITEMS = 0.25
_PRUNE = 3600.0
#: Hours that jobs in these states are kept.
_KEPT = {("succeeded", "cancelled", "aborted"): 24, ("failed",): 24 * 30}
#: A job that was running each of this many times when its worker died is taken to be the cause.
MOST_ATTEMPTS = 5

# Rows that another worker has locked are skipped, and rows it has already given back no longer say
# `doing`: so no job is given back twice.
_LOST = """
    SELECT job.id, job.attempts
    FROM procrastinate_jobs job
    WHERE job.status = 'doing' AND NOT EXISTS (
        SELECT FROM procrastinate_workers worker
        WHERE worker.id = job.worker_id AND worker.last_heartbeat > now() - make_interval(secs => %s)
    )
    FOR UPDATE OF job SKIP LOCKED
"""
_FORGET = """
    DELETE FROM procrastinate_jobs job
    WHERE status = ANY(%(statuses)s::procrastinate_job_status[]) AND NOT EXISTS (
        SELECT FROM procrastinate_events event
        WHERE event.job_id = job.id AND event.at > now() - make_interval(hours => %(hours)s)
    )
"""


def give_back_lost_jobs(*, seconds: float = DEAD_AFTER) -> int:
    """Put the jobs of workers silent for `seconds` back into the queue. The number of jobs put back."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_LOST, [seconds])
        return sum(_give_back(number, attempts) for number, attempts in cursor.fetchall())


def _give_back(number: int, attempts: int) -> bool:
    if attempts >= MOST_ATTEMPTS:
        logger.error("Job %d failed: its worker died %d times while it ran.", number, attempts)
        _finish(number, "failed")
        return False
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT procrastinate_retry_job_v2(%s, now(), NULL, NULL, NULL)", [number])
    except IntegrityError:
        # Its queueing lock: the same work already waits in the queue.
        _finish(number, "aborted")
        return False
    return True


def _finish(number: int, status: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT procrastinate_finish_job_v1(%s, %s, false)", [number, status])


def prune() -> None:
    """Forget jobs that are long done, and failed ones later."""
    with connection.cursor() as cursor:
        for statuses, hours in _KEPT.items():
            cursor.execute(_FORGET, {"statuses": list(statuses), "hours": hours})


async def work(*, concurrency: int) -> None:
    """Until SIGTERM or SIGINT; within GRACE seconds of that."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.set_default_executor(Threads(concurrency + _LOOKS + _LOOPS, thread_name_prefix="work"))
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, _stop, stopping)
    await asyncio.gather(
        _run_jobs(stopping, concurrency, _HOUSE),
        _run_jobs(stopping, _LOOKS, (WAYS,)),
        _every(_LOOK_FOR_DEAD, give_back_lost_jobs, stopping),
        _every(_PRUNE, prune, stopping),
        _every(_LOOK_AT_FOLDER, folder.watch_once, stopping),
        _every(_LOOK_FOR_ITEMS, routing.route_waiting, stopping),
    )


class Threads(ThreadPoolExecutor):
    """Threads that hold no connection to the database between two jobs: the pool has fewer than there are threads."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        return super().submit(_and_let_go, fn, *args, **kwargs)


def _and_let_go(act: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
    try:
        return act(*args, **kwargs)
    finally:
        close_old_connections()


def _stop(stopping: asyncio.Event) -> None:
    """Begin to end; and die if that takes too long, which other workers notice."""
    if not stopping.is_set():
        killer = threading.Timer(GRACE, os.kill, (os.getpid(), signal.SIGKILL))
        killer.daemon = True
        killer.start()
    stopping.set()


async def _run_jobs(stopping: asyncio.Event, concurrency: int, queues: tuple[str, ...]) -> None:
    """Procrastinate's worker, begun again when it lost the database."""
    while not stopping.is_set():
        try:
            await _until(stopping, _worker(concurrency, queues))
        except (ConnectorException, psycopg.OperationalError) as problem:
            logger.error("The worker lost the database and tries again: %s", problem)  # noqa: TRY400 - a known cause
        if not stopping.is_set():
            await _pause(1, stopping)


async def _worker(concurrency: int, queues: tuple[str, ...]) -> None:
    # The periodic jobs are deferred on the Django connection of this thread, which may have died with the last worker.
    await sync_to_async(close_old_connections)()
    # A second app over the same jobs: they defer on Django's connection and so in its transaction,
    # which they would not if the connector of the one app were replaced.
    connector = await asyncio.to_thread(_worker_connector)
    async with app.with_connector(connector).open_async() as worker_app:
        await worker_app.run_worker_async(
            queues=list(queues),
            concurrency=concurrency,
            update_heartbeat_interval=_HEARTBEAT,
            stalled_worker_timeout=DEAD_AFTER,
            fetch_job_polling_interval=1.0,
            install_signal_handlers=False,
        )


def _worker_connector() -> PsycopgConnector:
    # Short patience: after the database went away a new pool is quicker than the back-off of this one.
    return PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=4, timeout=2.0)


async def _until(stopping: asyncio.Event, running: Awaitable[None]) -> None:
    """Await `running`; once it is time to stop, cancel it and let it finish its jobs."""
    task, asked = asyncio.ensure_future(running), asyncio.ensure_future(stopping.wait())
    await asyncio.wait({task, asked}, return_when=asyncio.FIRST_COMPLETED)
    asked.cancel()
    if not task.done():
        task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        return


async def _every(seconds: float, act: Callable[[], object], stopping: asyncio.Event) -> None:
    """Act again and again: at once while there was something to do, else after a pause."""
    while not stopping.is_set():
        if not await asyncio.to_thread(_safely, act):
            await _pause(seconds, stopping)


def _safely(act: Callable[[], object]) -> object:
    """One round of a loop; a lost database or a full disk must not end the loop."""
    try:
        return act()
    except (DatabaseError, psycopg.OperationalError, OSError):
        logger.exception("%s.%s failed and is tried again.", act.__module__, act.__qualname__)
        return None
    finally:
        close_old_connections()


async def _pause(seconds: float, stopping: asyncio.Event) -> None:
    try:
        await asyncio.wait_for(stopping.wait(), seconds)
    except TimeoutError:
        return
