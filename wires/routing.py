"""What becomes of an item once it is stored: the stories that it updates, and the rules, in the order of coming.

Kills do not wait for this: they are heeded as they are stored (wires.intake). A process killed at
any point leaves items that were not routed, and routing one twice is the same as once.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DataError, IntegrityError, connection, transaction

from ground import clock
from wires import updating
from wires.faults import FAULTS
from wires.models import WireItem, WireUse

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
        concerned = _concerned(items)
        for item in items:
            if item.pk in concerned:
                _route(item)
        WireItem.objects.filter(pk__in=[item.pk for item in items], routed_at=None).update(routed_at=clock.now())
        return len(items)


def _waiting() -> Iterator[WireItem]:
    waiting = WireItem.objects.filter(routed_at=None).order_by("pk")
    yield from waiting.select_related("feed", "delivery").defer("delivery__raw")[:_AT_ONCE]


def _concerned(items: list[WireItem]) -> set[int]:
    """Those for which a story of ours may be: they are looked at one by one, all others are done in one step."""
    names = {item.guid for item in items} | {item.evolved_from for item in items} - {""}
    in_use = WireUse.objects.filter(item__guid__in=names).values_list("item__feed_id", "item__guid")
    used = set(in_use)
    return {
        item.pk
        for item in items
        if item.evolved_from or {(item.feed_id, item.guid), (item.feed_id, item.evolved_from)} & used
    }


def _route(item: WireItem) -> None:
    """One item; a fault of ours must not stop those behind it."""
    try:
        with transaction.atomic():
            if item.pubstatus == WireItem.Status.USABLE:
                updating.heed(item=item, at=clock.now())
            WireItem.objects.filter(pk=item.pk).update(routed_at=clock.now())
    except (DataError, IntegrityError, *FAULTS):
        logger.exception("Item %d could not be routed. It stays on the wire list.", item.pk)


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
