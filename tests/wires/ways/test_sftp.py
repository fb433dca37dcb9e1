"""SFTP against a server of paramiko's: its key is accepted by a person first, and files are taken once."""

import io
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import paramiko
import pytest

from tests.wires.ways.conftest import Look
from wires import sealing, ways
from wires.arrivals import Arrival, LeftOut
from wires.guarding import Deadline, Unreachable
from wires.models import Connection
from wires.ways import sftp
from wires.ways.sftp import UnknownHost

OURS = paramiko.ECDSAKey.generate()


class Handle(paramiko.SFTPHandle):
    """An open file."""

    def stat(self) -> paramiko.SFTPAttributes:
        return paramiko.SFTPAttributes.from_stat(os.fstat(self.readfile.fileno()))


class Files(paramiko.SFTPServerInterface):
    """A folder of this machine, read by anybody who is let in."""

    def __init__(self, server: "Server", *_: object, **__: object) -> None:
        self.root = server.root
        self.server = server
        super().__init__(server)

    def _place(self, path: str) -> Path:
        return self.root / path.lstrip("/").removeprefix("./")

    def list_folder(self, path: str) -> Any:
        if self.server.hangs:
            time.sleep(5)
        try:
            entries = list(self._place(path).iterdir())
        except OSError as failure:
            return paramiko.SFTPServer.convert_errno(failure.errno)
        return [paramiko.SFTPAttributes.from_stat(one.lstat(), one.name) for one in entries]

    def stat(self, path: str) -> Any:
        try:
            return paramiko.SFTPAttributes.from_stat(self._place(path).stat())
        except OSError as failure:
            return paramiko.SFTPServer.convert_errno(failure.errno)

    lstat = stat

    def open(self, path: str, flags: int, attr: Any) -> Any:
        if path.endswith("locked.json"):
            return paramiko.SFTP_PERMISSION_DENIED
        handle = Handle(flags)
        handle.readfile = self._place(path).open("rb")
        handle.filename = path
        return handle

    def remove(self, path: str) -> int:
        self._place(path).unlink()
        return paramiko.SFTP_OK

    def rename(self, oldpath: str, newpath: str) -> int:
        self._place(oldpath).rename(self._place(newpath))
        return paramiko.SFTP_OK


class Server(paramiko.ServerInterface):
    """Lets anna in, with her password or her key."""

    def __init__(self, root: Path) -> None:
        self.root, self.key = root, paramiko.RSAKey.generate(2048)
        self.tried: list[str] = []
        self.hangs = False
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.transports: list[paramiko.Transport] = []

    def check_auth_password(self, username: str, password: str) -> int:
        self.tried.append(password)
        right = (username, password) == ("anna", "paper-boats")
        return paramiko.AUTH_SUCCESSFUL if right else paramiko.AUTH_FAILED

    def check_auth_publickey(self, username: str, key: paramiko.PKey) -> int:
        return paramiko.AUTH_SUCCESSFUL if key.asbytes() == OURS.asbytes() else paramiko.AUTH_FAILED

    def check_channel_request(self, kind: str, chanid: int) -> int:
        return paramiko.OPEN_SUCCEEDED

    def serve(self) -> None:
        while True:
            try:
                client, _ = self.socket.accept()
            except OSError:
                return
            transport = paramiko.Transport(client)
            transport.add_server_key(self.key)
            transport.set_subsystem_handler("sftp", paramiko.SFTPServer, Files)
            self.transports.append(transport)
            # Not waited for: a client that hangs up at the key must not keep the next one out.
            transport.start_server(event=threading.Event(), server=self)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("sftp"))
    threading.Thread(target=server.serve, daemon=True).start()
    yield server
    server.socket.close()
    for transport in server.transports:
        transport.close()


@pytest.fixture
def server(running: Server, tmp_path: Path) -> Server:
    running.root, running.tried, running.hangs = tmp_path, [], False
    return running


def put(server: Server, name: str, data: bytes, *, age: float = 1000) -> Path:
    place = server.root / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)
    os.utime(place, (time.time() - age, time.time() - age))
    return place


@pytest.fixture
def one(server: Server, to: Callable[..., Connection]) -> Connection:
    return to("sftp", server.port, host_key=sftp._key(server.key))


def test_files_are_taken_once_the_oldest_first(server: Server, one: Connection, look: Look) -> None:
    big = os.urandom(3_000_000)
    put(server, "b.bin", big, age=500)
    put(server, "a.json", b"{}", age=400)
    put(server, "sub/c.json", b"{}")
    put(server, "fresh.json", b"{}", age=0)
    assert [(file.filename, file.data) for file in look(one) if isinstance(file, Arrival)] == [
        ("b.bin", big),
        ("a.json", b"{}"),
    ]
    assert look(one) == []


def test_what_is_kept_is_deleted_or_moved_without_overwriting(server: Server, one: Connection, look: Look) -> None:
    put(server, "a.json", b"1")
    put(server, "done/a.json", b"0")
    one.afterwards, one.move_to = "move", "done"
    look(one)
    found = {place.relative_to(server.root).as_posix(): place.read_bytes() for place in server.root.rglob("*.json")}
    assert found == {"done/a.json": b"0", "done/a~2.json": b"1"}
    put(server, "b.json", b"2")
    one.afterwards = "delete"
    look(one)
    assert not (server.root / "b.json").exists()


def test_a_file_that_may_not_be_read_stops_no_other(server: Server, one: Connection, look: Look) -> None:
    put(server, "locked.json", b"{}", age=2000)
    put(server, "a.json", b"{}")
    assert [file.filename for file in look(one)] == ["a.json"]
    assert one.last_error.startswith("locked.json could not be read")


def test_a_folder_is_looked_into(server: Server, one: Connection, look: Look) -> None:
    put(server, "out/a.json", b"{}")
    one.folder = "out"
    assert [file.filename for file in look(one)] == ["a.json"]
    one.folder = "nowhere"
    with pytest.raises(Unreachable, match="The folder nowhere cannot be listed"):
        look(one)


def test_links_and_large_files_are_left(server: Server, one: Connection, look: Look, settings: Any) -> None:
    settings.WIRE_MAX_BYTES = 10
    put(server, "a.json", b"x" * 11)
    (server.root / "passwd").symlink_to("/etc/passwd")
    [left] = look(one)
    assert isinstance(left, LeftOut)


@pytest.mark.parametrize("accepted", ["", "ssh-rsa SHA256:" + "x" * 43])
def test_to_an_unknown_server_no_password_is_sent(server: Server, one: Connection, look: Look, accepted: str) -> None:
    one.host_key = accepted
    with pytest.raises(UnknownHost, match="another key" if accepted else "Nobody has accepted") as failure:
        look(one)
    assert failure.value.key == sftp._key(server.key)
    assert server.tried == []


def test_a_wrong_password_is_a_sentence(server: Server, one: Connection, look: Look) -> None:
    one.secret = sealing.seal("paper-ships")
    with pytest.raises(Unreachable, match="does not let anna in") as failure:
        look(one)
    assert "paper" not in str(failure.value)


def test_a_private_key_serves_though_a_browser_took_its_lines(server: Server, one: Connection, look: Look) -> None:
    text = io.StringIO()
    OURS.write_private_key(text)
    put(server, "a.json", b"{}")
    for secret in (text.getvalue(), text.getvalue().replace("\n", "")):
        one.secret, one.cursor = sealing.seal(secret), {}
        assert len(look(one)) == 1
    one.secret = sealing.seal("-----BEGIN PRIVATE KEY-----x-----END PRIVATE KEY-----")
    with pytest.raises(Unreachable, match="cannot be read"):
        look(one)


def test_a_server_that_hangs_is_left_in_time(server: Server, one: Connection) -> None:
    server.hangs = True
    began = time.monotonic()
    with pytest.raises(Unreachable), ways.opened(one, Deadline(0.8)) as way:
        list(way.arrivals())
    assert time.monotonic() - began < 3


def test_what_is_no_ssh_server_is_a_sentence(to: Callable[..., Connection], look: Look) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        def hang_up() -> None:
            other.accept()[0].close()

        threading.Thread(target=hang_up, daemon=True).start()
        with pytest.raises(Unreachable, match="broke off"):
            look(to("sftp", port))
