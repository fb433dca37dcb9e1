"""The keeper: a small process that runs PostgreSQL as its child for as long as anybody uses it.

Who uses the database holds a shared lock on the file `lock-users` (newsroom/database.py); the kernel frees it on any
kind of end. When nobody is left the keeper stops PostgreSQL and ends. Its own locks say that it lives (`lock-keeper`)
and that PostgreSQL answers (`lock-ready`), so no file can go stale. Run as `python -m newsroom.keeper ORDER`.
"""

import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import IO

from newsroom import cluster
from newsroom.lineage import end_with_parent

USERS, KEEPER, READY = "lock-users", "lock-keeper", "lock-ready"
_LONGEST_LOG = 5_000_000
_STOP_AFTER_FAILURES = 3


def open_lock(path: Path) -> int:
    """A descriptor for flock(2); read only, so that another user's lock file serves too."""
    return os.open(path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)


def is_held(path: Path) -> bool:
    """Whether some process holds the exclusive lock on `path`."""
    return path.exists() and not take(path, fcntl.LOCK_SH)


def take(path: Path, kind: int) -> bool:
    """Take a lock and let it go at once; False if somebody is in the way."""
    descriptor = open_lock(path)
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    return True


class Keeper:
    """PostgreSQL with the locks that tell others about it."""

    def __init__(self, *, home: Path, of: cluster.Cluster, log: IO[bytes]) -> None:
        self.home = home
        self.cluster = of
        self.log = log
        self.asked_to_stop = False
        self.failures = 0
        self.was_ready = False
        self._ready: int | None = None
        self._users = open_lock(home / USERS)

    def run(self) -> None:
        """Until nobody is left or a signal comes. Raises CannotStart if PostgreSQL never answers."""
        server = self._start()
        while not self.asked_to_stop and not self._nobody_is_left():
            if server.poll() is not None:
                self._rest(server)
                server = self._start()
            elif self._ready is None and self._answers(server):
                self._say_ready()
            time.sleep(0.02 if self._ready is None else 0.2)
        self._say_not_ready()
        _stop(server)

    def _start(self) -> subprocess.Popen[bytes]:
        clear_the_way(self.cluster.data, self.cluster.socket)
        # Fast shutdown when the keeper is killed: PostgreSQL must not go on alone.
        before = partial(end_with_parent, signal.SIGINT, parent=os.getpid())
        return self.cluster.start(log=self.log, before=before)

    def _nobody_is_left(self) -> bool:
        try:
            fcntl.flock(self._users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _answers(self, server: subprocess.Popen[bytes]) -> bool:
        """PostgreSQL writes `ready` into the eighth line of its pid file when it takes connections."""
        lines = _pid_file(self.cluster.data)
        return len(lines) >= 8 and lines[0] == str(server.pid) and lines[7].strip() == "ready"

    def _say_ready(self) -> None:
        (self.home / "socket").write_text(str(self.cluster.socket))
        self._ready = open_lock(self.home / READY)
        fcntl.flock(self._ready, fcntl.LOCK_EX)
        self.was_ready, self.failures = True, 0

    def _say_not_ready(self) -> None:
        if self._ready is not None:
            os.close(self._ready)
            self._ready = None

    def _rest(self, server: subprocess.Popen[bytes]) -> None:
        """After an unexpected end: longer from time to time, and give up if it never worked."""
        self._say_not_ready()
        self.failures += 1
        reason = _last_reason(Path(self.log.name))
        # After a kill -9 of PostgreSQL its own children need a moment to notice; that passes.
        patience = 20 if "shared memory" in reason else _STOP_AFTER_FAILURES
        if not self.was_ready and self.failures >= patience:
            raise cluster.CannotStart(f"PostgreSQL ended with status {server.returncode}: {reason}")
        time.sleep(min(0.1 * 2**self.failures, 2))


def _last_reason(log: Path) -> str:
    """What PostgreSQL last complained about."""
    lines = log.read_text(errors="replace").strip().splitlines() or [f"see {log}"]
    reasons = [line for line in lines if "FATAL:" in line or "PANIC:" in line]
    return (reasons or lines)[-1]


def clear_the_way(data: Path, socket: Path) -> None:
    """End what an earlier keeper left behind in `data`, and drop lock files that name another program.

    The number in these files may by now belong to anything; PostgreSQL itself only looks whether it is
    alive (a zombie is) and would refuse to start.
    """
    lines = _pid_file(data)
    number = int(lines[0]) if lines and lines[0].isdecimal() else 0
    until = time.monotonic() + 30
    while number and _is_server(number, data) and time.monotonic() < until:
        os.kill(number, signal.SIGINT)
        time.sleep(0.2)
    if not (number and _is_server(number, data)):
        for left in (data / "postmaster.pid", *socket.glob(".s.PGSQL.*")):
            left.unlink(missing_ok=True)


def _pid_file(data: Path) -> list[str]:
    try:
        return (data / "postmaster.pid").read_text(errors="replace").splitlines()
    except FileNotFoundError:
        return []


def _is_server(number: int, data: Path) -> bool:
    """Whether the process `number` is a PostgreSQL that runs on `data`."""
    return str(data) in _command_of(number) and "postgres" in _command_of(number)


def _command_of(number: int) -> str:
    if Path("/proc/self").exists():
        try:
            return Path(f"/proc/{number}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except (FileNotFoundError, ProcessLookupError):
            return ""
    shown = subprocess.run(["ps", "-o", "command=", "-p", str(number)], capture_output=True, text=True, check=False)
    return shown.stdout


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Fast shutdown, then immediate, then kill: the first is nearly always enough."""
    for number, seconds in ((signal.SIGINT, 20), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
        server.send_signal(number)
        try:
            server.wait(seconds)
        except subprocess.TimeoutExpired:
            continue
        return


def _open_log(path: Path) -> IO[bytes]:
    if path.exists() and path.stat().st_size > _LONGEST_LOG:
        path.replace(path.with_name(f"{path.name}.1"))
    return path.open("ab")


def _is_only_keeper(home: Path) -> bool:
    """Take the keeper's lock for the life of this process. Others look at it for a moment, so try some times."""
    descriptor = open_lock(home / KEEPER)
    for _ in range(20):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(0.02)
            continue
        return True
    return False


def main(order: str) -> None:
    """`order` is JSON: home and wheel (folders), tuning (PostgreSQL settings)."""
    given = json.loads(order)
    home = Path(given["home"])
    os.chdir("/")
    os.umask(0o022)
    if not _is_only_keeper(home):
        return
    try:
        found = cluster.prepare(home=home, wheel=Path(given["wheel"]), tuning=given["tuning"])
        with _open_log(home / "postgres.log") as log:
            keeper = Keeper(home=home, of=found, log=log)
            for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
                signal.signal(number, lambda *_: setattr(keeper, "asked_to_stop", True))
            keeper.run()
    except (cluster.CannotStart, OSError) as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main(sys.argv[1])
