"""SFTP: a folder behind SSH. The server's key is one that a person has accepted, or nothing is said to it."""

import base64
import hashlib
import io
import posixpath
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import paramiko

from wires import guarding
from wires.arrivals import Way
from wires.connecting import port_of
from wires.guarding import Deadline, Unreachable
from wires.models import Connection
from wires.ways.folders import FolderWay, Found, NotTaken, free

_USUAL_PORT = 22
_PIECE = 256 * 1024
_Done = TypeVar("_Done")
_PEM = re.compile(r"(?P<begin>-----BEGIN [A-Z ]+-----)(?P<body>.*?)(?P<end>-----END [A-Z ]+-----)", re.DOTALL)
_BROKEN = (paramiko.SSHException, EOFError, OSError)
_KEYS = (paramiko.Ed25519Key, paramiko.ECDSAKey, paramiko.RSAKey)


class UnknownHost(Unreachable):
    """The server shows a key that nobody has accepted: `key` is what it shows."""

    def __init__(self, sentence: str, *, key: str) -> None:
        self.key = key
        super().__init__(sentence)


@contextmanager
def opened(connection: Connection, secret: str, deadline: Deadline) -> Iterator[Way]:
    """A look into the folder. Raises Unreachable, UnknownHost."""
    host, port = port_of(connection.address, usual=_USUAL_PORT)
    transport = paramiko.Transport(guarding.connect(host, port, deadline=deadline))
    try:
        with deadline.ends(transport.close):
            yield FolderWay(_entered(transport, connection, secret, deadline), connection)
    finally:
        transport.close()


def _entered(transport: paramiko.Transport, connection: Connection, secret: str, deadline: Deadline) -> "_Folder":
    try:
        _log_in(transport, connection, secret, deadline)
        client = paramiko.SFTPClient.from_transport(transport)
    except _BROKEN as failure:
        deadline.left()
        raise Unreachable(f"{connection.address} broke off: {_reason(failure)}.") from failure
    if client is None:
        raise Unreachable("The server lets nobody use SFTP.")
    return _Folder(client, transport, connection.folder or ".", deadline)


def _log_in(transport: paramiko.Transport, connection: Connection, secret: str, deadline: Deadline) -> None:
    transport.banner_timeout = transport.auth_timeout = guarding.SILENCE
    if connection.host_key:
        # The kind of key that was accepted, should the server have others too.
        transport.get_security_options().key_types = _of_kind(connection.host_key, transport)
    transport.start_client(timeout=deadline.left(at_most=guarding.SILENCE))
    _check_key(connection, shown=_key(transport.get_remote_server_key()))
    try:
        if secret.lstrip().startswith("-----BEGIN"):
            transport.auth_publickey(connection.username, _private(secret))
        else:
            transport.auth_password(connection.username, secret)
    except paramiko.AuthenticationException as failure:
        raise Unreachable(f"The server does not let {connection.username} in with that password or key.") from failure


def _check_key(connection: Connection, *, shown: str) -> None:
    if connection.host_key == shown:
        return
    if not connection.host_key:
        said = "Nobody has accepted the key of the server yet, so no password was sent to it. Compare it and accept it."
    else:
        said = (
            "The server shows another key than the one that was accepted: it was set up anew, or it is somebody "
            "else's. No password was sent to it. Ask the agency before you accept the new key."
        )
    raise UnknownHost(said, key=shown)


def _key(key: paramiko.PKey) -> str:
    """Kind and fingerprint as `ssh-keygen -l` prints it."""
    digest = base64.b64encode(hashlib.sha256(key.asbytes()).digest()).decode().rstrip("=")
    return f"{key.get_name()} SHA256:{digest}"


def _of_kind(host_key: str, transport: paramiko.Transport) -> tuple[str, ...]:
    kind = host_key.partition(" ")[0]
    known = tuple(transport.get_security_options().key_types)
    # One RSA key signs in several ways.
    wanted = tuple(one for one in known if one == kind or (kind == "ssh-rsa" and one.startswith("rsa-sha2-")))
    return wanted or known


def _private(secret: str) -> paramiko.PKey:
    """The key; a browser's box for passwords has taken the ends of its lines out."""
    found = _PEM.fullmatch(secret.strip())
    body = "".join(found["body"].split()) if found else ""
    lines = [body[start : start + 64] for start in range(0, len(body), 64)]
    text = "\n".join([found["begin"], *lines, found["end"], ""]) if found else secret
    for kind in _KEYS:
        try:
            return kind.from_private_key(io.StringIO(text))
        except (paramiko.SSHException, ValueError, IndexError):
            continue
    raise Unreachable("The private key of this way in cannot be read. It must be without a passphrase.")


class _Folder:
    """The folder, as FolderWay asks for it."""

    def __init__(
        self, client: paramiko.SFTPClient, transport: paramiko.Transport, folder: str, deadline: Deadline
    ) -> None:
        self._sftp, self._transport, self._folder, self._deadline = client, transport, folder, deadline
        client.get_channel().settimeout(guarding.SILENCE)

    def files(self) -> list[Found]:
        try:
            rows = self._sftp.listdir_attr(self._folder)
        except UnicodeDecodeError as failure:
            raise Unreachable("The folder holds a file whose name is not in UTF-8. It must be renamed.") from failure
        except _BROKEN as failure:
            self._still_there(failure)
            raise Unreachable(f"The folder {self._folder} cannot be listed: {_reason(failure)}.") from failure
        return [_found(row) for row in rows if stat.S_ISREG(row.st_mode or stat.S_IFREG)]

    def read(self, name: str, most: int) -> bytes:
        return self._done("could not be read", lambda: self._bytes(name, most))

    def is_unchanged(self, found: Found) -> bool:
        def ask() -> bool:
            row = self._sftp.lstat(self._path(found.name))
            return [row.st_size, str(row.st_mtime)] == found.stamp

        return self._done("could not be looked at", ask)

    def move(self, name: str, folder: str) -> None:
        def act() -> None:
            target = posixpath.join(self._folder, folder)
            to = free(name, set(self._sftp.listdir(target)))
            self._sftp.rename(self._path(name), posixpath.join(target, to))

        self._done(f"could not be moved to {folder}", act)

    def delete(self, name: str) -> None:
        self._done("could not be deleted", lambda: self._sftp.remove(self._path(name)))

    def _bytes(self, name: str, most: int) -> bytes:
        pieces, total = [], 0
        with self._sftp.open(self._path(name), "rb") as file:
            file.prefetch(min(file.stat().st_size or 0, most + 1))
            while total <= most and (piece := file.read(min(_PIECE, most + 1 - total))):
                self._deadline.left()
                pieces.append(piece)
                total += len(piece)
        return b"".join(pieces)

    def _path(self, name: str) -> str:
        return posixpath.join(self._folder, name)

    def _done(self, what: str, act: Callable[[], _Done]) -> _Done:
        try:
            return act()
        except _BROKEN as failure:
            self._still_there(failure)
            raise NotTaken(f"{what} ({_reason(failure)})") from failure

    def _still_there(self, failure: Exception) -> None:
        """Go on only where it was one file that failed, and not the connection."""
        self._deadline.left()
        if isinstance(failure, TimeoutError) or not self._transport.is_active():
            raise Unreachable("The server broke off.") from failure


def _found(row: paramiko.SFTPAttributes) -> Found:
    changed = None if row.st_mtime is None else float(row.st_mtime)
    return Found(row.filename, row.st_size or 0, changed, str(row.st_mtime))


def _reason(failure: Exception) -> str:
    return getattr(failure, "strerror", None) or str(failure) or type(failure).__name__
