"""What would be read of a file, told without keeping or changing anything."""

import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from wires import formats, titles
from wires.faults import FAULTS
from wires.feeding import folder_of
from wires.models import Feed
from wires.stories import WireStory

#: Files of a folder that are looked at, and their size.
_MOST_FILES, _MOST_BYTES = 20, 50 * 2**20


@dataclass(frozen=True, slots=True)
class Probe:
    """One file: what kind it is, the stories in it, or why it would not be read."""

    filename: str
    byte_size: int
    format: str = ""
    stories: tuple[WireStory, ...] = ()
    refusal: str = ""
    milliseconds: int = 0
    #: The very same bytes came before.
    was_kept: bool = False

    @property
    def told(self) -> list[tuple[str, WireStory, list[str]]]:
        """Each story with what it is called and the warnings that are its own."""
        shared = {warning for warning, _ in self.shared_warnings}
        return [
            (
                titles.title(one, filename=self.filename),
                one,
                [warning for warning in _once(one) if warning not in shared],
            )
            for one in self.stories
        ]

    @property
    def shared_warnings(self) -> list[tuple[str, int]]:
        """The warnings of more than one story, with the number of these."""
        counted = Counter(warning for one in self.stories for warning in _once(one))
        return [(warning, number) for warning, number in counted.items() if number > 1]


def _once(story: WireStory) -> list[str]:
    return list(dict.fromkeys(story.warnings))


def probe(filename: str, data: bytes) -> Probe:
    """As the intake would read it now."""
    began, name = time.perf_counter(), format_of(data)
    try:
        stories, refusal = tuple(formats.read(data)), ""
    except (formats.Unreadable, formats.Skipped) as refused:
        stories, refusal = (), refused.reason
    except FAULTS as fault:
        stories, refusal = (), f"The reader has a fault ({type(fault).__name__}: {fault}).".replace("\0", "")
    spent = round((time.perf_counter() - began) * 1000)
    return Probe(filename, len(data), name, stories, refusal, spent)


def format_of(data: bytes) -> str:
    """The name of the format that a file is taken for; empty where it is none that is read here."""
    return next((one.name for one in formats.FORMATS if one.recognises(data)), "")


def folder(feed: Feed) -> list[Probe]:
    """What lies in the feed's folder and waits, oldest first."""
    return [_of_file(path, folder_of(feed)) for path in sorted(_waiting(folder_of(feed)), key=_age)[:_MOST_FILES]]


def _waiting(folder: Path) -> Iterable[Path]:
    if not folder.is_dir():
        return []
    return [path for path in folder.rglob("*") if path.is_file() and not _is_ours(path.relative_to(folder))]


def _is_ours(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _of_file(path: Path, folder: Path) -> Probe:
    name = str(path.relative_to(folder))
    try:
        if path.stat().st_size > _MOST_BYTES:
            return Probe(name, path.stat().st_size, refusal="It is larger than what is looked at here.")
        return probe(name, path.read_bytes())
    except OSError as obstacle:
        return Probe(name, 0, refusal=f"It cannot be read: {obstacle}.")
