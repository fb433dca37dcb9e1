"""Jobs that leave traces in a file, for workers that tests start as processes of their own."""

import os
import time
from pathlib import Path

from django.db import transaction
from procrastinate.contrib.django import app


@app.task(name="tests.leave_trace")
def leave_trace(path: str, name: str, seconds: float = 0) -> None:
    """Write `begin` and, `seconds` later, `end`, each with the name and the number of the process."""
    _write(path, "begin", name)
    time.sleep(seconds)
    _write(path, "end", name)


@app.task(name="tests.defer_and_fail")
def defer_and_fail(path: str) -> None:
    """Defer a job in a transaction that is rolled back."""
    with transaction.atomic():
        leave_trace.defer(path=path, name="never")
        _write(path, "begin", "fails")
        raise ValueError("rolls the transaction back")


def _write(path: str, what: str, name: str) -> None:
    with Path(path).open("a") as file:
        file.write(f"{what} {name} {os.getpid()}\n")
