"""Alerts of the wire: who has seen them."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from staff import audit, permissions
from staff.models import User
from wires.models import Alert


@transaction.atomic
def see(*, alerts: Iterable[Alert], by: User, at: datetime) -> int:
    """Write down that the person has seen them. The number that nobody had seen before."""
    permissions.require(by, "wires.take_wireitem", to="mark alerts as seen")
    return sum(_see(alert, by, at) for alert in alerts)


def _see(alert: Alert, by: User, at: datetime) -> bool:
    new = Alert.objects.filter(pk=alert.pk, seen_at=None).update(seen_at=at, seen_by=by)
    if new:
        audit.record(by=by, verb="see alert", subject=alert, at=at)
    return bool(new)
