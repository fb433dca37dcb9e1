"""Files of a watched folder, claimed by one watcher at a time. Knows nothing of what is in them.

Whoever watches a folder holds the kernel's lock on `.lock` in it, which is free again the
moment that its process dies. A claimed file lies in `.claimed`, where no sender can write over
it, until it is kept; what the next watcher finds there was left by one that died. `.claimed` and
`.refused` are ours and closed to everybody else: what lies there counts as finished.
"""

import fcntl
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from wires import settling
from wires.complaints import complain, forget

_UNFINISHED = (".tmp", ".part", ".partial", ".filepart", ".crdownload")
_CLAIMED, _REFUSED = ".claimed", ".refused"
#: A file to which nobody writes (settling.has_writer).
_PROBE = ".probe"


class NotOurs(Exception):
    """What should be a folder of ours is something else, or somebody else's. The message says which."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A file that is ours or may become so: `name` is its path inside the watched folder, with slashes."""

    folder: Path
    name: str
    size: int
    changed: int
    is_link: bool = False

    @property
    def path(self) -> Path:
        return self.folder / _CLAIMED / self.name


@contextmanager
def only_watcher(folder: Path) -> Iterator[bool]:
    """Whether this process is the one that may claim here, for as long as the block lasts.

    Raises NotOurs where the claimed files would not be out of everybody's reach.
    """
    handle = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            _make_private(folder)
            yield True
    finally:
        os.close(handle)


def left_behind(folder: Path) -> list[Claim]:
    """The files that a watcher had claimed when it died.

    Folders in which none is left go: their names may be those of files one day.
    """
    found = list(_files(folder, folder / _CLAIMED))
    for place, _ in reversed(list(_folders(folder / _CLAIMED))[1:]):
        with suppress(OSError):
            place.rmdir()
    return found


def settled(folder: Path) -> list[Claim]:
    """The files that stand still, oldest first. Nothing is claimed by looking."""
    return sorted(
        (found for found in _files(folder, folder) if found.is_link or _stands_still(found)),
        key=lambda found: (found.changed, found.name),
    )


def claim(found: Claim) -> bool:
    """Move the file out of its sender's reach. False where it is not finished or cannot be moved now."""
    place = found.folder / found.name
    if os.path.lexists(found.path) or not (found.is_link or _is_finished(found)):
        return False
    try:
        found.path.parent.mkdir(parents=True, exist_ok=True)
        place.rename(found.path)
    except FileNotFoundError:
        return False
    except OSError as refusal:
        complain(place, f"It cannot be taken ({refusal.strerror}). It stays where it is.")
        return False
    forget(place)
    return True


def release(claimed: Claim) -> None:
    """Forget the file, which is kept elsewhere; one that its sender goes on writing goes back to its place."""
    now = claimed.path.lstat()
    unchanged = (now.st_size, now.st_mtime_ns) == (claimed.size, claimed.changed)
    if unchanged and not settling.has_writer(claimed.path, probe=claimed.folder / _CLAIMED / _PROBE):
        claimed.path.unlink()
    else:
        _move(claimed, _free(claimed.folder / claimed.name))


def place_aside(claimed: Claim) -> Path:
    """Where `set_aside` may put the file."""
    return _free(claimed.folder / _REFUSED / claimed.name)


def set_aside(claimed: Claim, place: Path) -> None:
    """Put the file where it is not looked at again."""
    _move(claimed, place)


def _make_private(folder: Path) -> None:
    """Our own folders in it, which nobody else may look into."""
    for ours in (folder / _CLAIMED, folder / _REFUSED):
        with suppress(FileExistsError):
            ours.mkdir(mode=0o700)
        found = ours.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
            raise NotOurs(f"{ours.name} is no folder of ours. Nothing is taken from here until it is removed.")
        if stat.S_IMODE(found.st_mode) != 0o700:
            ours.chmod(0o700)
    os.close(os.open(folder / _CLAIMED / _PROBE, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600))


def _files(folder: Path, start: Path) -> Iterator[Claim]:
    """Every file and link below `start` that is not hidden or unfinished."""
    for _, entries in _folders(start):
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False) and not entry.name.lower().endswith(_UNFINISHED):
                yield from _file(folder, start, entry)


def _folders(start: Path) -> "Iterator[tuple[Path, list[os.DirEntry[str]]]]":
    """`start` and each folder below it with its entries, the outer first; hidden ones and links are not entered."""
    waiting = [start]
    while waiting:
        folder = waiting.pop()
        entries = [entry for entry in _entries(folder) if not entry.name.startswith(".")]
        waiting += [Path(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False)]
        yield folder, entries


def _entries(folder: Path) -> "list[os.DirEntry[str]]":
    """What is in a folder; nothing where it may not be read, and that is said once."""
    try:
        entries = list(os.scandir(folder))
    except FileNotFoundError:
        return []
    except OSError as refusal:
        complain(folder, f"The folder cannot be read ({refusal.strerror}). What is in it is not taken.")
        return []
    forget(folder)
    return entries


def _file(folder: Path, start: Path, entry: "os.DirEntry[str]") -> Iterator[Claim]:
    try:
        seen = entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return
    except OSError as refusal:
        complain(Path(entry.path), f"It cannot be looked at ({refusal.strerror}). It stays where it is.")
        return
    name = Path(entry.path).relative_to(start).as_posix()
    if stat.S_ISREG(seen.st_mode) or entry.is_symlink():
        yield Claim(folder, name, seen.st_size, seen.st_mtime_ns, is_link=entry.is_symlink())


def _stands_still(found: Claim) -> bool:
    return settling.may_be_finished(size=found.size, still=_still(found))


def _is_finished(found: Claim) -> bool:
    probe = found.folder / _CLAIMED / _PROBE
    return settling.is_finished(found.folder / found.name, still=_still(found), probe=probe)


def _still(found: Claim) -> float:
    """Seconds since it changed; a time ahead of ours is of a sender with another clock."""
    return abs(time.time() - found.changed / 1e9)


def _move(claimed: Claim, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    claimed.path.rename(place)


def _free(place: Path) -> Path:
    """The place, or one beside it where that name is taken."""
    number, free = 1, place
    while os.path.lexists(free):
        number += 1
        free = place.with_name(f"{place.stem}~{number}{place.suffix}")
    return free
