"""FTP over TLS (RFC 4217, explicit): a folder of an old server. Without TLS only where somebody chose that in words."""

import ftplib
import posixpath
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

from wires import guarding
from wires.arrivals import Way
from wires.connecting import port_of
from wires.guarding import Deadline, Unreachable
from wires.models import Connection
from wires.ways import listings
from wires.ways.folders import FolderWay, Found, NotTaken, free

_USUAL_PORT = 21
_PIECE = 64 * 1024
#: Bytes of a list: room for some hundred thousand files.
_LONGEST_LIST = 32 * 2**20
#: Answers of a server that has no such command, or none with that argument (RFC 959 §4.2).
_NO_SUCH_COMMAND = ("500", "501", "502", "504")
_Done = TypeVar("_Done")


class _Encrypted(ftplib.FTP_TLS):
    """Data over TLS too, in the session of the commands: many servers take no other."""

    def ntransfercmd(self, cmd: str, rest: int | str | None = None) -> tuple[socket.socket, int | None]:
        connection, size = ftplib.FTP.ntransfercmd(self, cmd, rest)  # noqa: S321 (TLS follows)
        session = getattr(self.sock, "session", None)
        return self.context.wrap_socket(connection, server_hostname=self.host, session=session), size


@contextmanager
def opened(connection: Connection, secret: str, deadline: Deadline) -> Iterator[Way]:
    """A look into the folder. Raises Unreachable."""
    host, port = port_of(connection.address, usual=_USUAL_PORT)
    ftp = guarding.at_first(host, port, lambda address: _connected(connection, host, address, port, deadline))
    try:
        with deadline.ends(lambda: _hang_up(ftp)):
            _log_in(ftp, connection, secret, deadline)
            yield FolderWay(_Folder(ftp, deadline), connection)
    finally:
        ftp.close()


def _connected(connection: Connection, host: str, address: str, port: int, deadline: Deadline) -> ftplib.FTP:
    # Names of files are bytes: as Latin-1 each of them goes there and back unchanged.
    if connection.is_plain:
        ftp = ftplib.FTP(  # noqa: S321 (somebody chose it in words)
            timeout=deadline.left(at_most=guarding.SILENCE), encoding="latin-1"
        )
    else:
        context = guarding.tls(host)
        ftp = _Encrypted(timeout=deadline.left(at_most=guarding.SILENCE), encoding="latin-1", context=context)
    try:
        with deadline.ends(lambda: _hang_up(ftp)):
            ftp.connect(address, port)
    except (ftplib.Error, EOFError) as failure:
        ftp.close()
        raise Unreachable(f"{host} does not answer as an FTP server: {failure or 'it hung up'}.") from failure
    return ftp


def _log_in(ftp: ftplib.FTP, connection: Connection, secret: str, deadline: Deadline) -> None:
    try:
        if isinstance(ftp, ftplib.FTP_TLS):
            ftp.auth()
        ftp.login(connection.username or "anonymous", secret)
        if isinstance(ftp, ftplib.FTP_TLS):
            ftp.prot_p()
        ftp.voidcmd("TYPE I")
        if connection.folder:
            ftp.cwd(_sent(connection.folder))
    except (ftplib.Error, OSError, EOFError, ValueError) as failure:
        deadline.left()
        raise Unreachable(f"{connection.address} does not let us in: {_reason(failure)}.") from failure


def _hang_up(ftp: ftplib.FTP) -> None:
    if ftp.sock:
        ftp.sock.shutdown(socket.SHUT_RDWR)


class _Folder:
    """The folder, as FolderWay asks for it."""

    def __init__(self, ftp: ftplib.FTP, deadline: Deadline) -> None:
        self._ftp, self._deadline = ftp, deadline

    def files(self) -> list[Found]:
        try:
            return [Found(*row) for row in self._listed()]
        except NotTaken as failure:
            raise Unreachable(f"The folder {failure}.") from failure

    def read(self, name: str, most: int) -> bytes:
        return self._done("could not be read", lambda: self._bytes(f"RETR {name}", most))

    def is_unchanged(self, found: Found) -> bool:
        """By its size and time, as far as the server has commands for them."""
        size = self._asked(f"SIZE {found.name}")
        changed = self._asked(f"MDTM {found.name}") if found.changed is not None else ""
        same_size = not size.isdigit() or found.size == -1 or int(size) == found.size
        return same_size and (not changed or listings.moment(changed) == found.changed)

    def move(self, name: str, folder: str) -> None:
        def act() -> None:
            there = {posixpath.basename(one) for one in self._names(_sent(folder))}
            self._ftp.rename(name, posixpath.join(_sent(folder), free(name, there)))

        self._done(f"could not be moved to {folder}", act)

    def delete(self, name: str) -> None:
        self._done("could not be deleted", lambda: self._ftp.delete(name))

    def _listed(self) -> list[listings.Row]:
        try:
            return listings.of_mlsd(self._list("MLSD"))
        except ftplib.error_perm as refusal:
            if not str(refusal).startswith(_NO_SUCH_COMMAND):
                raise NotTaken(f"could not be listed ({_reason(refusal)})") from refusal
        return self._done("could not be listed", lambda: listings.of_list(self._list("LIST")))

    def _list(self, command: str) -> str:
        try:
            return self._bytes(command, _LONGEST_LIST).decode("latin-1")
        except (OSError, EOFError, ftplib.error_temp, ftplib.error_proto, ftplib.error_reply) as failure:
            self._deadline.left()
            raise Unreachable(f"The server broke off its list: {_reason(failure)}.") from failure

    def _names(self, folder: str) -> list[str]:
        """What is in another folder; some servers answer 550 where nothing is."""
        try:
            return self._bytes(f"NLST {folder}", _LONGEST_LIST).decode("latin-1").splitlines()
        except ftplib.error_perm:
            return []

    def _asked(self, command: str) -> str:
        """The answer to a question about a file; empty where the server does not know the command."""

        def ask() -> str:
            try:
                return self._ftp.sendcmd(command)[4:].strip()
            except ftplib.error_perm as refusal:
                if str(refusal).startswith(_NO_SUCH_COMMAND):
                    return ""
                raise

        return self._done("could not be looked at", ask)

    def _bytes(self, command: str, most: int) -> bytes:
        """What a transfer brings, at most one byte more than `most`."""
        pieces, total = [], 0
        with self._ftp.transfercmd(command) as data:
            while total <= most and (piece := data.recv(min(_PIECE, most + 1 - total))):
                self._deadline.left()
                pieces.append(piece)
                total += len(piece)
        if total > most:
            with suppress(ftplib.Error):
                self._ftp.voidresp()
        else:
            self._ftp.voidresp()
        return b"".join(pieces)

    def _done(self, what: str, act: Callable[[], _Done]) -> _Done:
        try:
            return act()
        except (ftplib.error_perm, ValueError) as refusal:
            raise NotTaken(f"{what} ({_reason(refusal)})") from refusal
        except (ftplib.Error, OSError, EOFError) as failure:
            self._deadline.left()
            raise Unreachable(f"The server broke off: {_reason(failure)}.") from failure


def _sent(name: str) -> str:
    """Words that a person typed, as the bytes that a server today knows them by."""
    return name.encode("utf-8").decode("latin-1")


def _reason(failure: Exception) -> str:
    return (str(failure) or type(failure).__name__).rstrip(".")
