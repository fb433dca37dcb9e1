"""The web server process of `manage.py serve`: Granian, which runs newsroom.wsgi in worker processes.

Run as `python -m newsroom.webserver HOST PORT WORKERS THREADS PARENT`; stops on SIGTERM.
"""

import signal
import sys
from collections.abc import Callable
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from newsroom.lineage import end_with_parent, watch_parent

#: Seconds for answers under way when the server stops; below the supervisor's own patience.
_LAST_ANSWERS = 3


def load(target: str) -> Callable[..., Any]:
    """The WSGI callable, loaded in a worker that does not outlive the server."""
    watch_parent(signal.SIGKILL)
    module, name = target.split(":")
    __import__(module)
    loaded: Callable[..., Any] = getattr(sys.modules[module], name)
    return loaded


def main(host: str, port: str, workers: str, threads: str, parent: str) -> None:
    end_with_parent(signal.SIGTERM, parent=int(parent))
    Server(
        "newsroom.wsgi:application",
        address=host,
        port=int(port),
        interface=Interfaces.WSGI,
        workers=int(workers),
        # One thread for each database connection of the process: more would only wait for one.
        blocking_threads=int(threads),
        respawn_failed_workers=True,
        workers_kill_timeout=_LAST_ANSWERS,
        log_level=LogLevels.error,
    ).serve(target_loader=load)


if __name__ == "__main__":
    main(*sys.argv[1:])
