"""Files in a folder of somebody else's server: which of them are finished, and which were taken before.

Who writes to a file over there, nobody can say here. So a file counts as finished when it is
the same at two looks, or has not changed for long; and once it is read, it must still be what
was listed.
"""

import posixpath
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from django.conf import settings

from ground import clock
from wires import naming
from wires.arrivals import Arrival, LeftOut
from wires.models import Connection

#: Seconds after which a file that did not change is taken at the first look. Their clock may be another than ours.
_LONG_UNCHANGED = 120.0
#: Seconds that lie between two looks at which it is the same.
_BETWEEN_LOOKS = 5.0
#: The size of a file where the server does not say it.
UNKNOWN = -1
_UNFINISHED = (".tmp", ".part", ".partial", ".filepart", ".crdownload", ".lock")
#: How many files one look sorts; what is beyond that comes with the next ones.
_MOST_AT_ONCE = 1000
_MOST_TROUBLES = 5


class NotTaken(Exception):
    """One file could not be read or put away. The message is the end of a sentence about it."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file as a server lists it. `changed` is exact (seconds since 1970) or None; `said` what it was listed with."""

    name: str
    size: int
    changed: float | None
    said: str

    @property
    def stamp(self) -> list[Any]:
        return [self.size, self.said]


class Server(Protocol):
    """A folder of a server. Each raises NotTaken for a file, and Unreachable where all of it fails."""

    def files(self) -> list[Found]:
        """What is in the folder, but for folders and links."""

    def read(self, name: str, most: int) -> bytes:
        """The file; one byte more than `most` where it is larger."""

    def is_unchanged(self, found: Found) -> bool:
        """Whether it still is what was listed, as far as the server says."""

    def move(self, name: str, folder: str) -> None:
        """Put it into another folder, under another name where that one is taken."""

    def delete(self, name: str) -> None:
        """Take it away for good."""


class FolderWay:
    """A look into the folder of a server."""

    def __init__(self, server: Server, connection: Connection) -> None:
        self._server, self._connection = server, connection
        self._taken: dict[str, list[Any]] = dict(connection.cursor.get("taken", {}))
        self._seen: dict[str, list[Any]] = dict(connection.cursor.get("seen", {}))
        self._left_there: list[Found] = []
        self.troubles: list[str] = []
        self.waiting = ""

    def arrivals(self) -> Iterator[Arrival | LeftOut]:
        for found in self._ready():
            arrival = self._arrival(found)
            if arrival:
                yield arrival

    def kept(self, one: Arrival | LeftOut) -> None:
        found: Found = one.mark
        self._seen.pop(found.name, None)
        if isinstance(one, Arrival):
            self._taken[found.name] = found.stamp
            self._put_away(found)
        else:
            # It stays where it is, at later looks too.
            self._taken[found.name] = [*found.stamp, "left out"]

    def finish(self) -> None:
        """Put away what was kept by a look that ended before it could."""
        for found in self._left_there:
            self._put_away(found)

    def memory(self) -> dict[str, Any]:
        return {"cursor": {"taken": self._taken, "seen": self._seen}}

    def _ready(self) -> list[Found]:
        """The finished files that were not taken before, the oldest first."""
        listed = {found.name: found for found in self._server.files() if _may_be_taken(found.name)}
        self._taken = {name: stamp for name, stamp in self._taken.items() if name in listed}
        self._left_there = [found for found in listed.values() if self._taken.get(found.name) == found.stamp]
        new = [found for found in listed.values() if self._taken.get(found.name, [])[:2] != found.stamp]
        ready = [found for found in new if self._stands_still(found)]
        now = clock.now().timestamp()
        self._seen = {found.name: self._since(found) or [*found.stamp, now] for found in new}
        if len(new) > len(ready):
            self.waiting = f"{len(new) - len(ready)} files may still be being written, and wait for the next look."
        return sorted(ready, key=lambda found: (found.changed or 0, found.name))[:_MOST_AT_ONCE]

    def _since(self, found: Found) -> list[Any] | None:
        """What an earlier look wrote down of the file, if it is the same still."""
        seen = self._seen.get(found.name, [])
        return seen if seen[:2] == found.stamp else None

    def _stands_still(self, found: Found) -> bool:
        now = clock.now().timestamp()
        seen = self._since(found)
        if seen and now - seen[2] >= _BETWEEN_LOOKS:
            return True
        return found.changed is not None and abs(now - found.changed) >= _LONG_UNCHANGED

    def _arrival(self, found: Found) -> Arrival | LeftOut | None:
        """The file, or why it is left out; None where it is to be tried again."""
        most = settings.PHOTO_MAX_BYTES if naming.is_picture(found.name) else settings.WIRE_MAX_BYTES
        if found.size > most:
            return _too_large(found, most)
        try:
            data = self._server.read(found.name, most)
            unchanged = self._server.is_unchanged(found)
        except NotTaken as trouble:
            self._trouble(found, f"{trouble}. It is tried again")
            return None
        if len(data) > most:
            return _too_large(found, most)
        if not unchanged or found.size not in {len(data), UNKNOWN}:
            self._trouble(found, "changed while it was read. It is tried again")
            self._seen.pop(found.name, None)
            return None
        return Arrival(printed(found.name), data, found)

    def _put_away(self, found: Found) -> None:
        """Move or delete what is kept, unless there is something else by now."""
        wished = self._connection.afterwards
        if wished not in {Connection.Afterwards.MOVE, Connection.Afterwards.DELETE}:
            return
        try:
            if not self._server.is_unchanged(found):
                return
            if wished == Connection.Afterwards.DELETE:
                self._server.delete(found.name)
            else:
                self._server.move(found.name, self._connection.move_to)
        except NotTaken as trouble:
            self._trouble(found, f"is kept here, but {trouble}")
        else:
            del self._taken[found.name]

    def _trouble(self, found: Found, what: str) -> None:
        if len(self.troubles) < _MOST_TROUBLES:
            self.troubles.append(f"{printed(found.name)} {what}.")


def printed(name: str) -> str:
    """The name of a file over there as text: where its letters are bytes (FTP), they are UTF-8 or nothing known."""
    try:
        return naming.as_text(name.encode("latin-1").decode("utf-8"))
    except (UnicodeEncodeError, UnicodeDecodeError):
        return naming.as_text(name)


def free(name: str, taken: Container[str]) -> str:
    """The name, or one beside it where that one is taken."""
    stem, suffix = posixpath.splitext(name)
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{stem}~{number}{suffix}"
    return found


def _may_be_taken(name: str) -> bool:
    return not name.startswith(".") and not name.lower().endswith(_UNFINISHED)


def _too_large(found: Found, most: int) -> LeftOut:
    why = f"has more than the {most / 2**20:.0f} MB allowed. Nothing was read; it stays on the agency's server"
    return LeftOut(printed(found.name), why, found)
