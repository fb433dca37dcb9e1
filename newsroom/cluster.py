"""One PostgreSQL cluster on disk: where its data, programs and socket lie, and which user it runs as.

Standard library only, because the keeper runs it without the project's packages.
"""

import hashlib
import locale
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

NAME = "newsroom"
PORT = "5432"
#: Where root keeps what an ordinary user must read, when the project's own folder is closed to that user.
OUTSIDE = Path("/var/lib/newsroom")
#: A unix socket's address holds 104 bytes on macOS and 108 on Linux (sun_path, unix(7)).
_LONGEST_SOCKET = 100
#: Settings for a small machine; everything else is PostgreSQL's default.
TUNING = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "effective_cache_size": "512MB",
    "synchronous_commit": "on",
    "max_wal_size": "512MB",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
}


class CannotStart(Exception):
    """PostgreSQL cannot run here; the message is one sentence for a person."""


@dataclass(frozen=True)
class Cluster:
    """What is needed to run PostgreSQL: folders, and the user when it is not the present one."""

    data: Path
    programs: Path
    socket: Path
    user: pwd.struct_passwd | None
    tuning: Mapping[str, str]

    @property
    def command(self) -> list[str]:
        quoted = str(self.socket).replace('"', '""')
        settings = {**TUNING, **self.tuning, "unix_socket_directories": f'"{quoted}"', "port": PORT}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [str(self.programs / "postgres"), "-D", str(self.data), *options]

    def start(self, *, log: IO[bytes], before: Callable[[], None]) -> subprocess.Popen[bytes]:
        """PostgreSQL in the foreground; `before` runs in the child, after it took the other user."""
        return subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=self.data,
            env=_environment(),
            preexec_fn=before,  # noqa: PLW1509
            **_as(self.user),
        )


def prepare(*, home: Path, wheel: Path, tuning: Mapping[str, str]) -> Cluster:
    """The cluster of the folder `home`, made when it is missing, with PostgreSQL from `wheel`.

    Raises CannotStart.
    """
    user = _user(home)
    place = _place(home, user)
    cluster = Cluster(place / "data", _programs(wheel, user), _socket(home, place, user), user, tuning)
    if not cluster.data.exists():
        _create(cluster)
    if user is None and cluster.data.stat().st_uid != os.geteuid():
        owner = pwd.getpwuid(cluster.data.stat().st_uid).pw_name
        raise CannotStart(f"The database in {cluster.data} belongs to {owner}; start it as {owner} or as root.")
    return cluster


def remove(home: Path) -> None:
    """Delete the cluster of `home` wherever it lies. The server must have ended."""
    place = _recorded(home)
    if place is not None and place.parent == OUTSIDE:
        shutil.rmtree(place, ignore_errors=True)
    shutil.rmtree(home, ignore_errors=True)


def _environment() -> dict[str, str]:
    """Nothing of the caller's: LC_ALL may name a locale that is not installed, PGDATA another cluster."""
    return {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}


def _as(user: pwd.struct_passwd | None) -> dict[str, Any]:
    return {} if user is None else {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _user(home: Path) -> pwd.struct_passwd | None:
    """Who runs PostgreSQL, which refuses root: as root the owner of the data or of the folder, else nobody."""
    if os.geteuid() != 0:
        return None
    place = _recorded(home) or home
    for folder in (place / "data", home.parent):
        owner = folder.stat().st_uid if folder.exists() else 0
        if owner and (known := [user for user in pwd.getpwall() if user.pw_uid == owner]):
            return known[0]
    ordinary = [user for user in pwd.getpwall() if user.pw_uid]
    if not ordinary:
        raise CannotStart("PostgreSQL does not run as root and there is no other user; add one, or set DATABASE_URL.")
    return next((user for user in ordinary if user.pw_name == "nobody"), ordinary[0])


def _recorded(home: Path) -> Path | None:
    """Where the data of `home` lies: the record says `.` for inside, or names a folder outside."""
    record = home / "place"
    return home / record.read_text() if record.exists() else None


def _place(home: Path, user: pwd.struct_passwd | None) -> Path:
    """The folder that holds the data: `home`, or one outside where `home` is closed to the user."""
    place = _recorded(home)
    if place is None:
        inside = user is None or _can(user, "/bin/sh", "-c", 'cd "$1"', "sh", str(home))
        place = home if inside else _outside(home)
        _write(home / "place", "." if inside else str(place))
    elif place != home:
        _check_outside(home, place)
    return place


def _outside(home: Path) -> Path:
    OUTSIDE.mkdir(mode=0o755, parents=True, exist_ok=True)
    place = Path(tempfile.mkdtemp(prefix="var-", dir=OUTSIDE))
    place.chmod(0o755)
    _write(place / "home", str(home))
    return place


def _check_outside(home: Path, place: Path) -> None:
    """A folder that was copied together with its record must not run the first one's data."""
    if not (place / "home").exists():
        raise CannotStart(f"The database of {home} lay in {place}, which is gone; delete {home} to begin an empty one.")
    if (place / "home").read_text() != str(home):
        raise CannotStart(
            f"The database in {place} belongs to {(place / 'home').read_text()}; "
            f"if that folder was moved here, write {home} into {place / 'home'}."
        )


def _write(path: Path, text: str) -> None:
    draft = path.with_name(f"{path.name}.new")
    draft.write_text(text)
    draft.replace(path)


def _can(user: pwd.struct_passwd, *command: str) -> bool:
    """Whether `user` may run a command: tried, because rights are more than mode bits."""
    try:
        done = subprocess.run(command, capture_output=True, cwd="/", env=_environment(), check=False, **_as(user))
    except PermissionError:
        return False
    return done.returncode == 0


def _programs(wheel: Path, user: pwd.struct_passwd | None) -> Path:
    """The folder of PostgreSQL's programs, copied out where the user cannot read the installed ones."""
    installed = wheel / "pginstall18" / "bin"
    if user is None or _can(user, str(installed / "initdb"), "--version"):
        return installed
    made = installed.stat()
    copy = OUTSIDE / f"programs-{made.st_dev:x}-{made.st_ino:x}-{made.st_mtime_ns:x}"
    if not copy.exists():
        _copy(wheel, copy)
    return copy / wheel.name / "pginstall18" / "bin"


def _copy(wheel: Path, copy: Path) -> None:
    """What the server needs of the wheel, with its libraries beside it (its rpath is relative)."""
    copy.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix="copying-", dir=copy.parent))
    for part in ("bin", "lib", "share"):
        shutil.copytree(wheel / "pginstall18" / part, draft / wheel.name / "pginstall18" / part, symlinks=True)
    libraries = wheel.with_name(f"{wheel.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, draft / libraries.name)
    for folder, _, files in os.walk(draft):
        for path in (Path(folder), *(Path(folder, file) for file in files)):
            path.chmod(path.stat().st_mode | (0o055 if path.stat().st_mode & 0o100 else 0o044))
    try:
        draft.rename(copy)
    except OSError:
        shutil.rmtree(draft)
        if not copy.exists():
            raise


def _socket(home: Path, place: Path, user: pwd.struct_passwd | None) -> Path:
    """A folder for the socket that only the user enters; the same one each time, for those who wait to reconnect."""
    inside = place / "run"
    plain = not set(str(inside)) & set(",\"'\\")
    if plain and len(os.fsencode(inside)) + len(f"/.s.PGSQL.{PORT}") <= _LONGEST_SOCKET:
        return _private(inside, user)
    owner = os.geteuid() if user is None else user.pw_uid
    name = hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
    for number in range(100):
        folder = Path(f"/tmp/newsroom-{owner}-{name}-{number}")  # noqa: S108 - checked by _private
        try:
            return _private(folder, user)
        except (CannotStart, PermissionError):
            continue
    raise CannotStart(f"Other users hold all names /tmp/newsroom-{owner}-{name}-…; ask them to delete these.")


def _private(folder: Path, user: pwd.struct_passwd | None) -> Path:
    """The folder with mode 0700, owned by the user; never one that somebody else put there."""
    owner = os.geteuid() if user is None else user.pw_uid
    if not folder.exists():
        folder.mkdir(mode=0o700)
        os.chown(folder, owner, -1)
    found = folder.lstat()
    if found.st_uid != owner or folder.is_symlink():
        raise CannotStart(f"The folder {folder} belongs to another user; delete it and start again.")
    if found.st_mode & 0o077:
        folder.chmod(0o700)
    return folder


def _create(cluster: Cluster) -> None:
    """initdb and the database, built aside and renamed when whole: a kill in between leaves no half cluster."""
    draft = cluster.data.with_name("data.new")
    shutil.rmtree(draft, ignore_errors=True)
    _private(draft, cluster.user)
    program = str(cluster.programs / "initdb")
    sync = ["--no-sync"] if cluster.tuning.get("fsync") == "off" else []
    kind = ["--username", NAME, "--auth", "trust", "--encoding", "UTF8", "--locale-provider", "builtin"]
    _run(cluster, [program, "-D", str(draft), *kind, *_locale(), *sync], said="")
    single = [str(cluster.programs / "postgres"), "--single", "-D", str(draft), "template1"]
    _run(cluster, single, said=f"CREATE DATABASE {NAME}\n")
    draft.rename(cluster.data)


def _locale() -> list[str]:
    """PostgreSQL's own C.UTF-8 for order and letters; libc's beside it where the machine has it."""
    try:
        locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
    except locale.Error:
        return ["--locale", "C", "--builtin-locale", "C.UTF-8"]
    return ["--locale", "C.UTF-8"]


def _run(cluster: Cluster, command: list[str], *, said: str) -> None:
    done = subprocess.run(
        command,
        input=said,
        text=True,
        capture_output=True,
        cwd="/",
        env=_environment(),
        check=False,
        **_as(cluster.user),
    )
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines() or [f"status {done.returncode}"]
        raise CannotStart(f"{Path(command[0]).name} could not make the database in {cluster.data}: {lines[-1]}")
