"""Watching other processes from a test, and showing them its database."""

import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from django.db import connection


def wait_for(condition: Callable[[], object], *, seconds: float = 30) -> None:
    """Until the condition holds; fails the test after that many seconds."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)


def lives(number: int) -> bool:
    """Whether the process runs; one that ended but was not yet collected does not."""
    try:
        state = Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def end_other_sessions() -> None:
    """The test's database is nobody else's any more; that of a killed process may still hold it for a while."""
    others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_terminate_backend(pid, 10000) {others}")


def address_of_test_database() -> str:
    """For DATABASE_URL of a process that is to see what the test writes."""
    parameters = connection.get_connection_params()
    return f"postgresql://{parameters['user']}@/{parameters['dbname']}?host={quote(str(parameters['host']))}"
