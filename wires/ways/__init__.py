"""The ways in, one module a kind: each opens a look at a server, and this table says which."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from wires import sealing
from wires.arrivals import Way
from wires.guarding import Deadline, Unreachable
from wires.models import Connection
from wires.ways import ftps, mail, sftp, web

#: Kind → what opens a look: raises Unreachable where the server cannot be looked at.
_OPENED: dict[str, Callable[[Connection, str, Deadline], AbstractContextManager[Way]]] = {
    Connection.Kind.HTTP: web.opened,
    Connection.Kind.SFTP: sftp.opened,
    Connection.Kind.FTPS: ftps.opened,
    Connection.Kind.IMAP: mail.opened,
}


def opened(connection: Connection, deadline: Deadline) -> AbstractContextManager[Way]:
    """A look at the server of the connection. Raises Unreachable."""
    try:
        secret = sealing.unseal(connection.secret)
    except sealing.Unsealable as failure:
        raise Unreachable(str(failure)) from failure
    return _OPENED[connection.kind](connection, secret, deadline)
