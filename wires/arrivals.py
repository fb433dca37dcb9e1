"""What a way in brings: files whole, and those that were left out, one after the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file as it came. `mark` is what its way in knows it by."""

    filename: str
    data: bytes
    mark: Any = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that is not read at all, with the reason as the end of a sentence about it."""

    filename: str
    why: str
    mark: Any = None


class Way(Protocol):
    """A look at one server. Nothing there is changed before `kept`."""

    #: Sentences about single files, which are tried again.
    troubles: list[str]
    #: What lies there and is not taken yet, in words; empty where nothing is.
    waiting: str

    def arrivals(self) -> Iterator[Arrival | LeftOut]:
        """What is new, the oldest first. Raises Unreachable where the server fails as a whole."""

    def kept(self, one: Arrival | LeftOut) -> None:
        """It is kept and committed: remember it, and put it away if that is wished."""

    def finish(self) -> None:
        """All that came is kept: put away what an earlier look could not."""

    def memory(self) -> dict[str, Any]:
        """What the next look must know, by the columns of the connection."""
