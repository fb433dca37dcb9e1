"""A mailbox (IMAP, RFC 9051): each mail is a file, taken by its number, whoever has opened it elsewhere.

Whether a mail was read says nothing: somebody may have opened it before we looked, and our
looking marks nothing. What was taken is known by the mailbox's own numbers (UID), which only
grow; should the mailbox begin to count anew (UIDVALIDITY), all of it is read again, and what
was kept before is kept once.
"""

import imaplib
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.conf import settings
from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError, LoginError

from wires import guarding
from wires.arrivals import Arrival, LeftOut, Way
from wires.connecting import port_of
from wires.guarding import Deadline, Unreachable
from wires.models import Connection

_USUAL_PORT = 993
#: Mails that one look takes, and how many of them are asked about at once.
_MOST_AT_ONCE = 500
#: Times that a mail which cannot be read is tried before it is left out.
_MOST_TRIES = 3
_Done = TypeVar("_Done")
_BROKEN = (imaplib.IMAP4.abort, OSError, EOFError)
_REFUSED = (IMAPClientError, imaplib.IMAP4.error, ValueError)


class Refusal(Unreachable):
    """The server goes on, but will not do that."""


@contextmanager
def opened(connection: Connection, secret: str, deadline: Deadline) -> Iterator[Way]:
    """A look into the mailbox. Raises Unreachable."""
    host, port = port_of(connection.address, usual=_USUAL_PORT)
    client = guarding.at_first(host, port, lambda address: _connected(host, address, port, deadline))
    try:
        with deadline.ends(lambda: client.socket().shutdown(socket.SHUT_RDWR)):
            yield MailWay(client, connection, deadline, _entered(client, connection, secret, deadline))
    finally:
        _close(client)


def _connected(host: str, address: str, port: int, deadline: Deadline) -> IMAPClient:
    left, context = deadline.left(at_most=guarding.SILENCE), guarding.tls(host)
    try:
        with deadline.ends(context.hang_up):
            return IMAPClient(address, port, ssl=True, ssl_context=context, timeout=left)
    except imaplib.IMAP4.error as failure:
        raise Unreachable(f"{host} does not answer as a mail server: {failure}.") from failure


def _entered(client: IMAPClient, connection: Connection, secret: str, deadline: Deadline) -> int:
    """The UIDVALIDITY of the mailbox, which is open then."""
    mailbox = connection.folder or "INBOX"
    leaves = connection.afterwards == Connection.Afterwards.LEAVE
    try:
        client.login(connection.username, secret)
        return int(client.select_folder(mailbox, readonly=leaves)[b"UIDVALIDITY"])
    except LoginError as failure:
        raise Unreachable(
            f"{connection.address} does not let {connection.username} in with that password."
        ) from failure
    except _BROKEN as failure:
        deadline.left()
        raise Unreachable(f"{connection.address} broke off: {failure}.") from failure
    except (*_REFUSED, KeyError) as failure:
        raise Unreachable(f"The mailbox {mailbox} cannot be opened: {failure}.") from failure


def _close(client: IMAPClient) -> None:
    try:
        client.logout()
    except (*_BROKEN, *_REFUSED):
        client.shutdown()


class MailWay:
    """A look into a mailbox."""

    def __init__(self, client: IMAPClient, connection: Connection, deadline: Deadline, validity: int) -> None:
        known = connection.cursor if connection.cursor.get("uidvalidity") == validity else {}
        self._client, self._connection, self._deadline = client, connection, deadline
        self._validity, self._last = validity, int(known.get("uid", 0))
        #: Mails below the last one that could not be read, with the times they were tried; and those to be put away.
        self._again: dict[str, int] = dict(known.get("again", {}))
        self._left_there: list[int] = list(known.get("kept", []))
        self.troubles: list[str] = []
        self.waiting = ""

    def arrivals(self) -> Iterator[Arrival | LeftOut]:
        numbers = self._new()
        if len(numbers) > _MOST_AT_ONCE:
            self.waiting = f"{len(numbers) - _MOST_AT_ONCE} more mails wait for the next look."
        sizes = self._ask(lambda: self._client.fetch(numbers[:_MOST_AT_ONCE], ["RFC822.SIZE"])) if numbers else {}
        for number in sorted(sizes):
            one = self._mail(number, int(sizes[number].get(b"RFC822.SIZE", 0)))
            if one:
                yield one

    def kept(self, one: Arrival | LeftOut) -> None:
        number: int = one.mark
        self._last = max(self._last, number)
        self._again.pop(str(number), None)
        if isinstance(one, Arrival) and self._connection.afterwards != Connection.Afterwards.LEAVE:
            self._left_there.append(number)

    def finish(self) -> None:
        """Mark or move what is kept, those of a look that ended before it could among them."""
        if not self._left_there or self._connection.afterwards == Connection.Afterwards.LEAVE:
            return
        try:
            self._put_away(self._left_there)
        except Refusal as refusal:
            self.troubles.append(f"What was kept could not be put away in the mailbox: {refusal}.")
        else:
            self._left_there = []

    def memory(self) -> dict[str, Any]:
        cursor = {"uidvalidity": self._validity, "uid": self._last, "again": self._again, "kept": self._left_there}
        return {"cursor": cursor}

    def _new(self) -> list[int]:
        """Numbers of the mails to be read: those that failed before first, then what came since."""
        found = self._ask(lambda: self._client.search(["UID", f"{self._last + 1}:*"]))
        # The last mail is always within "n:*", even where n is beyond it.
        return sorted({int(number) for number in self._again} | {number for number in found if number > self._last})

    def _mail(self, number: int, size: int) -> Arrival | LeftOut | None:
        """The mail; None where it is to be tried again."""
        name = f"{number}.eml"
        if size > settings.WIRE_MAX_BYTES:
            why = f"is a mail of {size / 2**20:.0f} MB, more than the {settings.WIRE_MAX_BYTES / 2**20:.0f} allowed"
            return LeftOut(name, f"{why}. Nothing was read; it stays in the mailbox", number)
        try:
            answer = self._ask(lambda: self._client.fetch([number], ["BODY.PEEK[]"]))
        except Refusal as refusal:
            return self._tried(number, name, str(refusal))
        data = answer.get(number, {}).get(b"BODY[]")
        if data is None:
            return self._tried(number, name, "the server did not send it")
        return Arrival(name, data, number)

    def _tried(self, number: int, name: str, why: str) -> LeftOut | None:
        self._last = max(self._last, number)
        tries = self._again[str(number)] = self._again.get(str(number), 0) + 1
        if tries >= _MOST_TRIES:
            return LeftOut(name, f"could not be read, {tries} times ({why}). It stays in the mailbox", number)
        self.troubles.append(f"{name} could not be read: {why}. It is tried again.")
        return None

    def _put_away(self, numbers: list[int]) -> None:
        if self._connection.afterwards == Connection.Afterwards.MARK:
            self._ask(lambda: self._client.add_flags(numbers, [b"\\Seen"], silent=True))
        elif self._client.has_capability("MOVE"):
            self._ask(lambda: self._client.move(numbers, self._connection.move_to))
        else:
            self._ask(lambda: self._client.copy(numbers, self._connection.move_to))
            self._ask(lambda: self._client.add_flags(numbers, [b"\\Deleted"], silent=True))
            if self._client.has_capability("UIDPLUS"):
                self._ask(lambda: self._client.uid_expunge(numbers))

    def _ask(self, act: Callable[[], _Done]) -> _Done:
        """The answer. Raises Refusal for what the server will not do, Unreachable where it broke off."""
        try:
            return act()
        except _BROKEN as failure:
            self._deadline.left()
            raise Unreachable(f"The mail server broke off: {failure or type(failure).__name__}.") from failure
        except _REFUSED as failure:
            raise Refusal(str(failure)) from failure
