"""The newspaper while it is made: a clock of its own, its people, and what is there already, by name."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from articles.models import Article, Author, Coverage, Section
from newsroom.demo import agency
from staff.models import User
from wires.models import Feed

#: How long before its first story a picture was taken.
_TAKEN_BEFORE = timedelta(minutes=90)


class Playback:
    """A clock that stands where the demo sets it: the verbs read it as they read the real one."""

    def __init__(self, start: datetime) -> None:
        self.start = self.at = start

    def now(self) -> datetime:
        return self.at

    def after_lock(self) -> datetime:
        return self.at

    def go_to(self, minutes_before: int) -> datetime:
        """Stand at so many minutes before the demo is laid out."""
        self.at = self.start - timedelta(minutes=minutes_before)
        return self.at


@dataclass
class House:
    """The newspaper while it is made."""

    playback: Playback
    people: dict[str, User]
    told: dict[str, dict[str, Any]]
    jpegs: dict[str, bytes]
    feeds: dict[str, Feed] = field(default_factory=dict)
    sections: dict[str, Section] = field(default_factory=dict)
    authors: dict[str, Author] = field(default_factory=dict)
    coverages: dict[str, Coverage] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)
    photographs: dict[str, bytes] = field(default_factory=dict)

    @property
    def editor(self) -> User:
        return self.people["editor"]

    def photograph(self, scene: str) -> bytes:
        """The scene with its words in it: the same bytes for every story, so that it is stored once."""
        if scene not in self.photographs:
            taken_at = (self.playback.at - _TAKEN_BEFORE).replace(microsecond=0)
            self.photographs[scene] = agency.photograph(self.jpegs[scene], self.told[scene], taken_at=taken_at)
        return self.photographs[scene]
