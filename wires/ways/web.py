"""A file at a web address, asked for again and again: only when it changed are its bytes sent.

Where a login ran out, many servers answer that all is well, with a page that says otherwise. Such an answer is kept,
and it is a failure of the way in as long as it comes.
"""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings

from wires import formats, naming
from wires.arrivals import Arrival, LeftOut, Way
from wires.fetching import Fetched, NotLetIn, Unreachable, fetch
from wires.guarding import Deadline
from wires.models import Connection


@contextmanager
def opened(connection: Connection, secret: str, deadline: Deadline) -> Iterator[Way]:
    """A look at the address."""
    yield WebWay(connection, secret, deadline)


class WebWay:
    """One GET, with what is known of the last one."""

    def __init__(self, connection: Connection, secret: str, deadline: Deadline) -> None:
        self._connection, self._secret, self._deadline = connection, secret, deadline
        self._known = {"etag": connection.etag, "last_modified": connection.last_modified}
        self.troubles: list[str] = []
        self.waiting = ""

    def arrivals(self) -> Iterator[Arrival | LeftOut]:
        found = self._fetched()
        if found.status == 304:
            return
        yield Arrival(found.filename, found.data, found)
        if why := _no_copy(found):
            raise Unreachable(why)

    def _fetched(self) -> Fetched:
        try:
            return fetch(
                self._connection.address,
                most_bytes=settings.WIRE_MAX_BYTES,
                within=self._deadline.left(),
                headers=_credentials(self._connection, self._secret),
                **self._known,
            )
        except NotLetIn as refusal:
            raise Unreachable(f"{refusal} Check the login.", asked=refusal.asked) from refusal

    def kept(self, one: Arrival | LeftOut) -> None:
        """Only now is the file known: one that could not be kept, or is no copy, is asked for again."""
        found: Fetched = one.mark
        if not _no_copy(found):
            self._known = {"etag": found.etag, "last_modified": found.last_modified}

    def finish(self) -> None:
        """On the web nothing is put away."""

    def memory(self) -> dict[str, Any]:
        return self._known


def _no_copy(found: Fetched) -> str:
    """Why no agency can mean this as copy; empty for what is of any format, and for a file that is empty as yet."""
    is_picture = naming.is_picture(found.filename, found.data[:12])
    if is_picture or not found.data.strip() or formats.knows(found.data):
        return ""
    if b"<html" in found.data[:2048].lower():
        return "What was answered is a web page, not wire copy. The login may have expired."
    return "What was answered is in no wire format that is read here. Check the address and the login."


def _credentials(connection: Connection, secret: str) -> dict[str, str]:
    """The headers that let us in; the empty dict where the server asks for nothing."""
    if not (connection.login and secret):
        return {}
    if connection.login == Connection.Login.HEADER:
        return _sendable(connection.header, secret)
    if connection.login == Connection.Login.BEARER:
        return _sendable("Authorization", f"Bearer {secret}")
    pair = base64.b64encode(f"{connection.username}:{secret}".encode()).decode()
    return {"Authorization": f"Basic {pair}"}


def _sendable(name: str, value: str) -> dict[str, str]:
    if not (value.isascii() and value.isprintable()):
        raise Unreachable("The secret holds letters that no header can carry. Type it again.")
    return {name: value}
