"""Files that nobody could read: who has seen to them, so that they stand on the desk's first page no longer."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from staff import audit, permissions
from staff.models import User
from wires import querysets
from wires.models import Delivery

#: How long a file waits to be seen: behind that nobody will ask for it.
WAITS = timedelta(days=7)
#: Whoever works with what agencies send.
_MAY_SEE = ("wires.take_wireitem", "wires.change_feed")


def waiting(*, at: datetime) -> QuerySet[Delivery]:
    """The files that nobody has seen to, the newest first."""
    found = querysets.unread(Delivery.objects.filter(received_at__gt=at - WAITS))
    return found.select_related("feed").defer("raw").order_by("-received_at", "-pk")


def may_see(by: User) -> bool:
    return any(by.has_perm(right) for right in _MAY_SEE)


@transaction.atomic
def see(*, deliveries: QuerySet[Delivery], by: User, at: datetime) -> int:
    """Write down that the person has seen to those of them that could not be read. The number of them.

    One that is read again in vain waits anew. Raises NotAllowed.
    """
    if not may_see(by):
        permissions.require(by, _MAY_SEE[0], to="mark files as seen")
    waiting = list(querysets.unread(deliveries).defer("raw").select_for_update(of=("self",)).order_by("pk"))
    for delivery in waiting:
        delivery.seen_at, delivery.seen_by = at, by
        delivery.save(update_fields=["seen_at", "seen_by"])
        audit.record(by=by, verb="see file", subject=delivery, at=at)
    return len(waiting)
