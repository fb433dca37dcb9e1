"""What needs somebody now: alerts, updates, holds and files that nobody could read, one row for each story."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from itertools import zip_longest
from typing import Any

from django.urls import reverse

from articles.models import PublishBlock
from desk import wire_alerts
from desk.situation import LONG
from ground.languages import isolated
from wires import alerting, seeing
from wires.alerting import Kind
from wires.marks import Mark
from wires.models import UpdateOffer

#: Rows that are shown beside the kills, kills that are, and how many of each pile are looked at for them.
_SHOWN, _KILLS, _LOOKED_AT = 8, 20, 100
_LONG_OF_STORY = [f"article__{name}" for name in LONG]


class Pile(Enum):
    """Where those are that are not shown: what they are called, one and more, and the page with all of them."""

    ALERTS = "alert", "alerts", "admin:wires_alert_changelist", "?waits=yes"
    UPDATES = "update", "updates", "admin:desk_wire", "?use=update"
    HOLDS = "hold", "holds", "admin:articles_publishblock_changelist", ""
    DELIVERIES = "file not read", "files not read", "admin:wires_delivery_changelist", "?unread=yes"

    def more(self, number: int) -> "Link":
        """The way to all of them. Where there may be more than were looked at, the number is the least."""
        one, many, page, asked = self.value
        words = f"{number}{'+' if number >= _LOOKED_AT - _SHOWN else ''} more {one if number == 1 else many}"
        return Link(words, reverse(page) + asked)


@dataclass(frozen=True, slots=True)
class Link:
    words: str
    address: str


@dataclass(slots=True, eq=False)
class Need:
    """One row: its marks, what it is about, why, where else to look, and since when."""

    pile: Pile
    story: int | None
    mark: Mark
    title: Link | None
    words: str
    at: datetime
    links: list[Link] = field(default_factory=list)
    whose: str = ""
    marks: list[Mark] = field(default_factory=list)
    is_kill: bool = False

    def __post_init__(self) -> None:
        self.marks = [self.mark]

    def take_in(self, other: "Need") -> None:
        """Say of the same story what else there is."""
        self.marks += [mark for mark in other.marks if mark not in self.marks]
        if other.pile is Pile.UPDATES:
            self.links.append(Link("Update", other.title.address if other.title else ""))


@dataclass(frozen=True, slots=True)
class Needs:
    rows: list[Need]
    more: list[Link]


def needs(user: Any, *, at: datetime) -> Needs:
    """Those that this person may see, the gravest first; a query for each kind."""
    every = _one_of_each_story(_all(user, at))
    kills = [need for need in every if need.is_kill][:_KILLS]
    shown = [*kills, *_by_turns(need for need in every if not need.is_kill)]
    left: dict[Pile, int] = defaultdict(int)
    for need in every:
        left[need.pile] += need not in shown
    rows = [need for need in every if need in shown]
    return Needs(rows, [pile.more(number) for pile, number in left.items() if number])


def _all(user: Any, at: datetime) -> Iterator[Need]:
    if user.has_perm("wires.view_wireitem"):
        yield from _alerts(at)
        yield from _offers()
    if user.has_perm("articles.view_article"):
        yield from _holds()
    if user.has_perm("wires.view_delivery"):
        yield from _failed(at)


def _one_of_each_story(needs: Iterable[Need]) -> list[Need]:
    found: dict[object, Need] = {}
    for need in needs:
        first = found.setdefault(need.story or object(), need)
        if first is not need:
            first.take_in(need)
    return list(found.values())


def _by_turns(needs: Iterable[Need]) -> list[Need]:
    """Of each kind the first, then the second, and so on: twenty kills leave room for an update."""
    piles: dict[Pile, list[Need]] = defaultdict(list)
    for need in needs:
        piles[need.pile].append(need)
    turns = zip_longest(*piles.values())
    return [need for turn in turns for need in turn if need][:_SHOWN]


def _alerts(at: datetime) -> Iterator[Need]:
    """What nobody has seen yet; updates that are offered come by themselves."""
    waiting = alerting.waiting(at=at).exclude(offer__state=UpdateOffer.State.OPEN)
    for alert in alerting.with_senders(waiting)[:_LOOKED_AT]:
        shown = wire_alerts.shown(alert)
        links = [Link(*link) for link in wire_alerts.links(alert)]
        mark = Mark(shown["kind"], shown["tone"])
        is_kill = alert.kind == Kind.KILL  # type: ignore[attr-defined]
        at, words = alert.created_at, shown["message"]
        yield Need(Pile.ALERTS, alert.article_id, mark, None, words, at, links, is_kill=is_kill)


def _offers() -> Iterator[Need]:
    """Updates that wait for the desk, the newest first."""
    waiting = UpdateOffer.objects.filter(state=UpdateOffer.State.OPEN).select_related("article", "item__feed")
    for offer in waiting.defer("item__story", "item__warnings", *_LONG_OF_STORY)[:_LOOKED_AT]:
        title = Link(str(offer.item), reverse("admin:desk_update", args=(offer.pk,)))
        words = f"{offer.said or isolated(str(offer.item.feed)) + '.'} For “{isolated(str(offer.article))}”."
        links = [Link("Story", _story(offer.article_id))]
        yield Need(Pile.UPDATES, offer.article_id, Mark("Update", "info"), title, words, offer.created_at, links)


def _holds() -> Iterator[Need]:
    standing = PublishBlock.objects.filter(lifted_at=None).select_related("article").defer(*_LONG_OF_STORY)
    for hold in standing[:_LOOKED_AT]:
        title = Link(str(hold.article), _story(hold.article_id))
        yield Need(Pile.HOLDS, hold.article_id, Mark("On hold", "danger"), title, str(hold), hold.created_at)


def _failed(at: datetime) -> Iterator[Need]:
    """What agencies sent of late, nobody could read and nobody has seen to: the newest, and a way to the others."""
    found = list(seeing.waiting(at=at)[:_LOOKED_AT])
    for one in found[:1]:
        title = Link(one.filename, reverse("admin:wires_delivery_change", args=(one.pk,)))
        others = [Pile.DELIVERIES.more(len(found) - 1)] if len(found) > 1 else []
        mark = Mark("Not read", "warning")
        yield Need(Pile.DELIVERIES, None, mark, title, one.reason, one.received_at, others, whose=str(one.feed))


def _story(number: int) -> str:
    return reverse("admin:articles_article_change", args=(number,))
