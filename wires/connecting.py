"""Setting up the ways in of feeds: saved, given a secret, trusted, looked at now, taken away."""

import base64
import re
import secrets
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.db import transaction

from articles.refusals import refuse
from staff import audit, permissions
from staff.models import User
from wires import sealing, timetable
from wires.models import Connection

#: What a person sets; the rest is written by looks, and never by a form that was open meanwhile.
SETTINGS = (
    "feed",
    "kind",
    "address",
    "username",
    "login",
    "header",
    "folder",
    "afterwards",
    "move_to",
    "is_plain",
    "every",
    "days",
    "begins",
    "ends",
    "active",
)
#: What makes it another place, of which nothing is known yet.
_PLACE = ("feed", "kind", "address", "username", "folder")
_FORGOTTEN: dict[str, Any] = {
    "etag": "",
    "last_modified": "",
    "cursor": {},
    # A look that is going on at the former place may write nothing down any more.
    "lease": None,
    "leased_by": None,
    "leased_until": None,
}
_HOST_KEY = re.compile(r"[\w@.-]+ SHA256:[A-Za-z0-9+/]{43}")
#: How long a push may still be signed with the secret that was replaced.
FORMER_LASTS = timedelta(hours=24)
#: Of secrets in the manner of Standard Webhooks.
PREFIX = "whsec_"


def port_of(address: str, *, usual: int) -> tuple[str, int]:
    """Host and port of an address like `wire.example`, `wire.example:2222` or `sftp://wire.example`."""
    parts = urlsplit(address if "//" in address else f"//{address}")
    return parts.hostname or "", parts.port or usual


@transaction.atomic
def keep_connection(*, connection: Connection, secret: str, by: User | None, at: datetime) -> Connection:
    """Save the way in, new or changed; an empty secret leaves the one that is there. Validation is the form's.

    A secret belongs to its server: with another one it is forgotten, and so is the host key.
    """
    action = "change" if connection.pk else "add"
    permissions.require(by, f"wires.{action}_connection", to="set up ways in")
    former = Connection.objects.select_for_update().filter(pk=connection.pk).first()
    changed = _changed(former, connection)
    written: set[str] = {*SETTINGS, "next_at", "failures", "failing_since", "last_error"}
    if former is None or not is_same_server(former, connection):
        connection.secret = connection.former_secret = connection.host_key = connection.offered_key = ""
        written |= {"secret", "former_secret", "host_key", "offered_key"}
    if set(changed) & set(_PLACE):
        for name, nothing in _FORGOTTEN.items():
            setattr(connection, name, nothing)
        written |= _FORGOTTEN.keys()
    if secret:
        connection.secret = sealing.seal(secret)
        written.add("secret")
    connection.next_at = at if connection.is_looked_at else None
    connection.failures, connection.failing_since, connection.last_error = 0, None, ""
    connection.save(update_fields=written if former else None)
    told = [*changed, *(["secret"] if secret else [])]
    audit.record(by=by, verb=f"{action} way in", subject=connection, at=at, detail={"changed": told} if former else {})
    return connection


@transaction.atomic
def disconnect(*, connection: Connection, by: User | None, at: datetime) -> None:
    """Take the way in away, with its secret and all that is known of it. What it brought stays."""
    permissions.require(by, "wires.delete_connection", to="take ways in away")
    audit.record(by=by, verb="remove way in", subject=connection, at=at, detail={"kind": connection.kind})
    connection.delete()


@transaction.atomic
def renew_secret(*, connection: Connection, by: User | None, at: datetime) -> str:
    """A new secret for a push, to be shown once. The former one opens for another day."""
    permissions.require(by, "wires.change_connection", to="set up ways in")
    found = Connection.objects.select_for_update().get(pk=connection.pk)
    if found.is_looked_at:
        raise refuse("no-push", "Only a push has a secret of ours. Nothing was changed.")
    secret = PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()
    until = at + FORMER_LASTS if found.secret else None
    Connection.objects.filter(pk=found.pk).update(
        secret=sealing.seal(secret), former_secret=found.secret, former_until=until
    )
    audit.record(by=by, verb="renew secret", subject=found, at=at)
    return secret


@transaction.atomic
def accept_host_key(*, connection: Connection, key: str, by: User | None, at: datetime) -> None:
    """Trust the server that shows this key, from now on this one alone."""
    permissions.require(by, "wires.change_connection", to="set up ways in")
    found = Connection.objects.select_for_update().get(pk=connection.pk)
    if not _HOST_KEY.fullmatch(key):
        raise refuse("no-key", "That is no fingerprint of a key. Nothing was accepted; test the way in again.")
    Connection.objects.filter(pk=found.pk).update(
        host_key=key,
        offered_key="",
        failures=0,
        failing_since=None,
        last_error="",
        next_at=at if found.is_looked_at else None,
    )
    audit.record(by=by, verb="accept host key", subject=found, at=at, detail={"key": key, "former": found.host_key})


@transaction.atomic
def look_now(*, connection: Connection, by: User | None, at: datetime) -> None:
    """Let the next look be now, whatever its pace and hours."""
    permissions.require(by, "wires.change_connection", to="set up ways in")
    found = Connection.objects.select_for_update().get(pk=connection.pk)
    if not (found.is_looked_at and found.active):
        raise refuse("not-looked-at", "Nobody looks at this way in: it is switched off, or its agency sends to us.")
    Connection.objects.filter(pk=found.pk).update(next_at=at)
    audit.record(by=by, verb="look now", subject=found, at=at)


def _changed(former: Connection | None, connection: Connection) -> list[str]:
    if former is None:
        return list(SETTINGS)
    names = {"feed": "feed_id"}
    return [
        name
        for name in SETTINGS
        if getattr(former, names.get(name, name)) != getattr(connection, names.get(name, name))
    ]


def is_same_server(one: Connection, other: Connection) -> bool:
    """Whether a secret of the one may be sent to the other."""
    return _server(one) == _server(other)


def _server(connection: Connection) -> tuple[str, str, str, int]:
    scheme = urlsplit(connection.address).scheme if connection.kind == Connection.Kind.HTTP else ""
    return connection.kind, scheme, *port_of(connection.address, usual=0)


def hours_of(connection: Connection) -> timetable.Hours:
    """When it looks, by the clocks of its feed."""
    zone = ZoneInfo(connection.feed.zone)
    return timetable.Hours(zone, tuple(connection.days), connection.begins, connection.ends)
