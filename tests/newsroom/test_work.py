"""`manage.py work`: every job is done, by one worker at a time, whatever happens to the workers."""

import logging
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from newsroom import switchboard, working
from tests.newsroom.processes import address_of_test_database, end_other_sessions, wait_for
from tests.newsroom.slow_jobs import defer_and_fail, leave_trace
from tests.together import at_once

BASE = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def start_worker() -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Starts `manage.py work` on the test database."""
    started: list[subprocess.Popen[bytes]] = []
    environment = {"DJANGO_SETTINGS_MODULE": "tests.newsroom.work_settings", "DATABASE_URL": address_of_test_database()}

    def start() -> subprocess.Popen[bytes]:
        command = [sys.executable, "manage.py", "work"]
        worker = subprocess.Popen(command, cwd=BASE, env={**os.environ, **environment}, stderr=subprocess.DEVNULL)
        started.append(worker)
        return worker

    yield start
    for worker in started:
        worker.kill()
        worker.wait()
    end_other_sessions()


@pytest.fixture
def trace(tmp_path: Path) -> Path:
    """The file in which the jobs leave their traces."""
    path = tmp_path / "trace"
    path.touch()
    return path


def lines(trace: Path, what: str) -> list[str]:
    return [line for line in trace.read_text().splitlines() if line.startswith(what)]


def states() -> list[str]:
    jobs = ProcrastinateJob.objects.filter(task_name__startswith="tests.")
    return sorted(jobs.values_list("status", flat=True))


def silent_worker() -> int:
    """A worker that was last heard of an hour ago."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour') RETURNING id"
        )
        return int(cursor.fetchone()[0])


def claim_all(*, worker: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s", [worker])


def test_two_workers_do_each_of_many_jobs_once(start_worker, trace):
    for number in range(60):
        leave_trace.defer(path=str(trace), name=str(number), seconds=0.02)

    start_worker(), start_worker()
    wait_for(lambda: states() == ["succeeded"] * 60, seconds=30)

    done = sorted(line.split()[1] for line in lines(trace, "begin"))
    assert done == sorted(str(number) for number in range(60))
    assert len({line.split()[2] for line in lines(trace, "begin")}) == 2


@pytest.mark.long
def test_the_job_of_a_killed_worker_is_run_again_by_another(start_worker, trace):
    leave_trace.defer(path=str(trace), name="long", seconds=3)
    first = start_worker()
    wait_for(lambda: lines(trace, "begin"))

    first.kill()
    start_worker()

    wait_for(lambda: states() == ["succeeded"], seconds=25)
    assert len(lines(trace, "begin")) == 2
    assert len(lines(trace, "end")) == 1


def test_servers_that_hang_hold_up_neither_the_house_nor_one_another(start_worker, trace):
    hung = leave_trace.configure(queue="ways")
    for number in range(working._LOOKS - 1):
        hung.defer(path=str(trace), name=f"hung{number}", seconds=60)
    start_worker()
    wait_for(lambda: len(lines(trace, "begin")) == working._LOOKS - 1)

    hung.defer(path=str(trace), name="another")
    for number in range(3):
        leave_trace.defer(path=str(trace), name=f"house{number}")

    wait_for(lambda: len(lines(trace, "end")) == 4, seconds=10)


def test_a_thread_holds_no_connection_between_two_jobs() -> None:
    with working.Threads(1) as threads:
        assert threads.submit(lambda: connection.ensure_connection() or connection.connection).result() is not None
        assert threads.submit(lambda: connection.connection).result() is None


def test_every_job_is_in_a_queue_that_a_worker_serves() -> None:
    served = {*working._HOUSE, switchboard.WAYS}
    assert {task.queue for task in app.tasks.values()} <= served
    assert set(switchboard.QUEUES.values()) <= served
    assert switchboard.QUEUES.keys() <= app.tasks.keys()


def test_a_worker_that_is_asked_to_stop_finishes_its_job(start_worker, trace):
    leave_trace.defer(path=str(trace), name="short", seconds=1.5)
    worker = start_worker()
    wait_for(lambda: lines(trace, "begin"))

    worker.terminate()

    assert worker.wait(5) == 0
    assert len(lines(trace, "end")) == 1
    assert states() == ["succeeded"]


@pytest.mark.long
def test_a_job_too_long_for_the_grace_is_killed_and_given_back(start_worker, trace):
    leave_trace.defer(path=str(trace), name="long", seconds=60)
    worker = start_worker()
    wait_for(lambda: lines(trace, "begin"))

    worker.send_signal(signal.SIGINT)

    assert worker.wait(5) == -signal.SIGKILL
    assert working.give_back_lost_jobs(seconds=0) == 1
    assert states() == ["todo"]


def test_a_job_defers_in_its_own_transaction(start_worker, trace):
    defer_and_fail.defer(path=str(trace))

    start_worker()
    wait_for(lambda: states() == ["failed"])

    assert len(lines(trace, "begin")) == 1


def test_jobs_of_living_workers_are_left_alone(trace):
    leave_trace.defer(path=str(trace), name="x")
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES RETURNING id")
        claim_all(worker=cursor.fetchone()[0])

    assert working.give_back_lost_jobs() == 0
    assert states() == ["doing"]


def test_two_workers_that_look_at_once_give_a_job_back_once(trace):
    for number in range(20):
        leave_trace.defer(path=str(trace), name=str(number))
    claim_all(worker=silent_worker())

    given_back = at_once(*[working.give_back_lost_jobs] * 4)

    assert sum(given_back) == 20
    assert set(ProcrastinateJob.objects.values_list("attempts", flat=True)) == {1}


def test_a_job_that_killed_its_worker_five_times_fails(trace, caplog):
    leave_trace.defer(path=str(trace), name="poison")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET attempts = 5")
    claim_all(worker=silent_worker())

    assert working.give_back_lost_jobs() == 0
    assert states() == ["failed"]
    assert "its worker died 5 times" in caplog.text


def test_jobs_done_are_forgotten_after_a_day_and_failed_ones_after_a_month(trace):
    old = {"succeeded": 25, "failed": 24 * 31}
    kept = {"succeeded": 23, "failed": 25, "todo": 24 * 60}
    for status, hours in [*old.items(), *kept.items()]:
        number = leave_trace.defer(path=str(trace), name=status)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE procrastinate_jobs SET status = %s WHERE id = %s", [status, number])
            cursor.execute(
                "UPDATE procrastinate_events SET at = now() - make_interval(hours => %s) WHERE job_id = %s",
                [hours, number],
            )

    working.prune()

    assert states() == sorted(kept)


@pytest.mark.parametrize("problem", [OSError("the disk is full"), OperationalError("the connection is closed")])
def test_a_round_that_fails_is_logged_and_does_not_end_the_loop(problem, caplog):
    def watch_once() -> int:
        raise problem

    with caplog.at_level(logging.ERROR):
        working._safely(watch_once)

    assert "watch_once failed and is tried again" in caplog.text
    assert str(problem) in caplog.text


def test_a_lost_job_whose_like_already_waits_is_not_queued_twice(trace):
    leave_trace.configure(queueing_lock="one").defer(path=str(trace), name="lost")
    claim_all(worker=silent_worker())
    leave_trace.configure(queueing_lock="one").defer(path=str(trace), name="waits")

    assert working.give_back_lost_jobs() == 0
    assert states() == ["aborted", "todo"]
