"""The versions of an item: what its agency sent under the same name, and which of it said anything new."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wires import descent
from wires.models import WireItem
from wires.querysets import with_killed

#: The feed and the guid of an item.
Name = tuple[int, str]
_CANCELED = WireItem.Status.CANCELED


@dataclass(frozen=True, slots=True)
class Place:
    """Which version an item is: 1 for the first. A kill, and words sent once more, have that of what came before."""

    number: int
    is_again: bool


#: The place of what nothing else came of.
ONLY = Place(1, is_again=False)


@dataclass(frozen=True, slots=True)
class Version:
    """An item among all that came under its name."""

    item: WireItem
    place: Place

    @property
    def number(self) -> int:
        return self.place.number

    @property
    def is_counted(self) -> bool:
        """Whether it has a number of its own."""
        return self.item.pubstatus != _CANCELED and not self.place.is_again

    def __str__(self) -> str:
        """“Version 2”; of a kill, and of what was sent once more, that it is one."""
        if self.item.pubstatus == _CANCELED:
            return "Kill"
        return f"Version {self.number}{', sent again' if self.place.is_again else ''}"


def of(item: WireItem) -> list[Version]:
    """All of them as they came, the item among them; counted from the first of what it continues.

    Each item knows whether its agency canceled it (`killed`).
    """
    line = WireItem.objects.filter(feed=item.feed_id, guid__in=descent.ancestors(item))
    rows = list(with_killed(line.defer("story", "warnings")).order_by("pk"))
    found = places((row.pk, row.pubstatus, row.wording) for row in rows)
    return [Version(row, found[row.pk]) for row in rows if row.guid == item.guid]


def named(item: WireItem) -> str:
    """“3rd version”."""
    number = next(version.number for version in of(item) if version.item.pk == item.pk)
    return f"{ordinal(number)} version"


def ordinal(value: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th, 21st."""
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def places(rows: Iterable[tuple[int, str, str]]) -> dict[int, Place]:
    """Number of an item → its place, for the number, status and wording of each as they came."""
    found: dict[int, Place] = {}
    count, before = 0, ""
    for pk, status, wording in rows:
        is_again = bool(wording) and wording == before
        if status != _CANCELED:
            count, before = count + (not is_again), wording
        found[pk] = Place(count, is_again)
    return found


def before_kills(items: Sequence[WireItem]) -> dict[Name, WireItem]:
    """What those of the items that are kills cancel: its newest version, stored before or sent along."""
    killed = {(item.feed_id, item.guid) for item in items if item.pubstatus == _CANCELED}
    if not killed:
        return {}
    stored = WireItem.objects.filter(guid__in={guid for _, guid in killed}).exclude(pubstatus=_CANCELED)
    told = [*stored.order_by("pk"), *(item for item in items if item.pubstatus != _CANCELED)]
    return {name: item for item in told if (name := (item.feed_id, item.guid)) in killed}


def name_kills(items: Sequence[WireItem]) -> None:
    """Give kills the headline of what they cancel: on the list “KILL” says nothing."""
    former = before_kills(items)
    for item in items:
        if item.pubstatus == _CANCELED and (before := former.get((item.feed_id, item.guid))):
            item.headline = before.headline or item.headline
