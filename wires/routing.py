"""What becomes of an item once it is stored: the stories that it updates, and the rules, in the order of coming.

Kills do not wait for this: they are heeded as they are stored (wires.intake). A process killed at
any point leaves items that were not routed, and routing one twice is the same as once.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DataError, IntegrityError, connection, transaction
from django.db.models import Case, F, Value, When

from articles.zone import newsroom_time
from ground import clock
from wires import ruling, updating
from wires.faults import FAULTS
from wires.models import WireItem, WireUse
from wires.rules.evaluating import Decision

logger = logging.getLogger(__name__)

_AT_ONCE = 200
#: Of PostgreSQL's advisory locks the one of whoever routes.
_ROUTER = 0x726F7574


def route_waiting() -> int:
    """Deal with the next items that wait, if nobody else does. The number of items."""
    with _only_router() as alone:
        items = list(_waiting()) if alone else []
        if not items:
            return 0
        used, decided = _used(items), ruling.decide(items)
        for item in items:
            if item.pk in decided or _is_concerned(item, used):
                _route(item, decided.get(item.pk), used)
        _be_done_with(items)
        return len(items)


def _waiting() -> Iterator[WireItem]:
    waiting = WireItem.objects.filter(routed_at=None).order_by("pk")
    yield from waiting.select_related("feed", "delivery").defer("delivery__raw")[:_AT_ONCE]


def _used(items: list[WireItem]) -> set[tuple[int, str]]:
    """Feed and guid of what stories of ours were made from, as far as these items may continue it."""
    names = {item.guid for item in items} | {item.evolved_from for item in items} - {""}
    return set(WireUse.objects.filter(item__guid__in=names).values_list("item__feed_id", "item__guid"))


def _is_concerned(item: WireItem, used: set[tuple[int, str]]) -> bool:
    """Whether a story of ours may be about it: such are looked at one by one, all others are done in one step."""
    return bool(item.evolved_from or {(item.feed_id, item.guid), (item.feed_id, item.evolved_from)} & used)


def _route(item: WireItem, decision: Decision | None, used: set[tuple[int, str]]) -> None:
    """One item; a fault of ours must not stop those behind it."""
    try:
        with transaction.atomic(), newsroom_time():
            at, took = clock.now(), []
            if item.pubstatus == WireItem.Status.USABLE and _is_concerned(item, used):
                took = updating.heed(item=item, at=at)
            if decision and ruling.carry_out(item=item, decision=decision, took=took, at=at):
                used.add((item.feed_id, item.guid))
            _be_done_with([item])
    except (DataError, IntegrityError, *FAULTS):
        logger.exception("Item %d could not be routed. It stays on the wire list.", item.pk)


def _be_done_with(items: list[WireItem]) -> None:
    """Never again by this way: the stories have been offered it, and the rules were asked."""
    asked = When(ruled_at=None, pubstatus=WireItem.Status.USABLE, then=Value(clock.now()))
    rows = WireItem.objects.filter(pk__in=[item.pk for item in items], routed_at=None)
    rows.update(routed_at=clock.now(), ruled_at=Case(asked, default=F("ruled_at")))


@contextmanager
def _only_router() -> Iterator[bool]:
    """Whether this process is the one that routes, until the block ends or the process dies."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_ROUTER])
        alone = cursor.fetchone() == (True,)
        try:
            yield alone
        finally:
            if alone:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_ROUTER])
