"""Doing things at the same moment, each in a thread with its own database session."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection


def at_once(*actions: Callable[[], Any]) -> list[Any]:
    """Start all together; return what each returned or raised, in the order given."""
    start = threading.Barrier(len(actions))
    outcomes: list[Any] = [None] * len(actions)

    def run(number: int, action: Callable[[], Any]) -> None:
        start.wait()
        try:
            outcomes[number] = action()
        except Exception as failure:  # noqa: BLE001 (handed to the test, which looks at it)
            outcomes[number] = failure
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads), "a session waits for ever"
    return outcomes


def failures(outcomes: Sequence[Any]) -> list[BaseException]:
    return [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
