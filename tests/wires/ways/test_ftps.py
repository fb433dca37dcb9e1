"""FTPS against pyftpdlib: encrypted or not at all, with or without MLSD, whatever the names are."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import OpenSSL
import pytest
from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import FTPHandler, TLS_FTPHandler
from pyftpdlib.servers import FTPServer

from tests.wires.ways.conftest import Look
from tests.wires.ways.test_sftp import put as put_into
from wires import sealing
from wires.arrivals import Arrival
from wires.guarding import Unreachable

assert OpenSSL


class Server:
    """One server; its handler's class is what tests change."""

    def __init__(self, handler: type[FTPHandler], root: Path) -> None:
        self.handler, self.root = handler, root
        authorizer = DummyAuthorizer()
        authorizer.add_user("anna", "paper-boats", str(root), perm="elradfmw")
        handler.authorizer = authorizer
        handler.auth_failed_timeout = 0
        handler.unicode_errors = "surrogateescape"
        self.server = FTPServer(("127.0.0.1", 0), handler)
        self.port = self.server.address[1]
        self.over = False
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self) -> None:
        while not self.over:
            self.server.serve_forever(timeout=0.05, blocking=False)
        self.server.close_all()

    def stop(self) -> None:
        self.over = True
        self.thread.join(timeout=5)


@pytest.fixture
def start(tmp_path: Path, certificate: Path) -> Iterator[Callable[..., Server]]:
    started: list[Server] = []

    def one(*, tls: bool = True, without: tuple[str, ...] = ()) -> Server:
        base: Any = TLS_FTPHandler if tls else FTPHandler
        known = {name: value for name, value in base.proto_cmds.items() if name not in without}
        fields: dict[str, Any] = {"proto_cmds": known}
        if tls:
            fields |= {"certfile": str(certificate), "tls_control_required": True, "tls_data_required": True}
        root = tmp_path / f"ftp{len(started)}"
        root.mkdir()
        started.append(Server(type("Handler", (base,), fields), root))
        return started[-1]

    yield one
    for server in started:
        server.stop()


def put(server: Server, name: str, data: bytes = b"{}", **more: Any) -> Path:
    return put_into(server, name, data, **more)  # type: ignore[arg-type]


def names(found: list[Any]) -> list[str]:
    return [one.filename for one in found]


def test_files_are_taken_encrypted_and_once(start: Any, to: Any, look: Look, trusted: Path) -> None:
    server = start()
    big = bytes(range(256)) * 4000
    put(server, "b.bin", big, age=900)
    put(server, "a.json", age=300)
    put(server, "sub/c.json")
    one = to("ftps", server.port)
    assert [(file.filename, file.data) for file in look(one) if isinstance(file, Arrival)] == [
        ("b.bin", big),
        ("a.json", b"{}"),
    ]
    assert look(one) == []


@pytest.mark.parametrize("without", [("MLSD", "MLST"), ("MLSD", "MLST", "SIZE", "MDTM")])
def test_a_server_without_mlsd_serves_after_two_looks(
    start: Any, to: Any, look: Look, trusted: Path, without: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wires.ways.folders._BETWEEN_LOOKS", 0.0)
    server = start(without=without)
    put(server, "a story.json")
    put(server, "sub/c.json")
    one = to("ftps", server.port)
    assert look(one) == []
    assert names(look(one)) == ["a story.json"]
    assert look(one) == []


def test_odd_names_come_through(start: Any, to: Any, look: Look, trusted: Path) -> None:
    server = start()
    for name in (
        "hær og nå.xml",
        "\u0645\u064a\u0646\u0627\u0621.json",
        "with 'quotes' and ; semicolons.txt",
        "UPPER.XML.Z",
    ):
        put(server, name)
    (server.root / "latin-\udce6.xml").write_bytes(b"{}")
    one = to("ftps", server.port, afterwards="delete")
    look(one)
    fresh = {place.name for place in server.root.iterdir()}
    assert fresh == {"latin-\udce6.xml"}


def test_what_is_kept_is_moved_without_overwriting(start: Any, to: Any, look: Look, trusted: Path) -> None:
    server = start()
    put(server, "a.json", b"1")
    put(server, "done/a.json", b"0")
    look(to("ftps", server.port, afterwards="move", move_to="done"))
    assert (server.root / "done" / "a.json").read_bytes() == b"0"
    assert (server.root / "done" / "a~2.json").read_bytes() == b"1"
    assert not (server.root / "a.json").exists()


def test_a_folder_is_looked_into(start: Any, to: Any, look: Look, trusted: Path) -> None:
    server = start()
    put(server, "ut/å/a.json")
    assert names(look(to("ftps", server.port, folder="ut/å"))) == ["a.json"]
    with pytest.raises(Unreachable, match="does not let us in"):
        look(to("ftps", server.port, folder="nowhere"))


def test_a_certificate_that_nobody_trusts_gets_no_password(start: Any, to: Any, look: Look) -> None:
    server = start()
    tried: list[str] = []
    server.handler.on_login_failed = server.handler.on_login = lambda *said: tried.append(str(said))
    with pytest.raises(Unreachable, match=r"certificate|does not let us in"):
        look(to("ftps", server.port))
    assert tried == []


def test_a_server_without_encryption_gets_no_password_unless_somebody_chose_it(
    start: Any, to: Any, look: Look, trusted: Path
) -> None:
    server = start(tls=False)
    put(server, "a.json")
    with pytest.raises(Unreachable, match="does not let us in"):
        look(to("ftps", server.port))
    assert names(look(to("ftps", server.port, is_plain=True))) == ["a.json"]


def test_a_wrong_password_is_a_sentence(start: Any, to: Any, look: Look, trusted: Path) -> None:
    one = to("ftps", start().port, secret=sealing.seal("paper-ships"))
    with pytest.raises(Unreachable, match="does not let us in: 530") as failure:
        look(one)
    assert "paper" not in str(failure.value)


def test_a_file_that_may_not_be_read_stops_no_other(start: Any, to: Any, look: Look, trusted: Path) -> None:
    server = start()
    put(server, "a.json", age=3000)
    put(server, "b.json", age=2000)
    real = server.handler.ftp_RETR
    server.handler.ftp_RETR = lambda self, file: (
        self.respond("550 No.") if file.endswith("a.json") else real(self, file)
    )
    one = to("ftps", server.port)
    assert names(look(one)) == ["b.json"]
    assert one.last_error.startswith("a.json could not be read (550 No)")


def test_a_server_that_hangs_is_left_in_time(start: Any, to: Any, look: Look, trusted: Path) -> None:
    server = start()
    server.handler.ftp_MLSD = lambda *_: None
    began = time.monotonic()
    with pytest.raises(Unreachable, match=r"longer than|broke off"):
        look(to("ftps", server.port), seconds=1)
    assert time.monotonic() - began < 4


def test_a_server_that_greets_for_ever_is_left_in_time(to: Any, look: Look) -> None:
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as other:

        def greet() -> None:
            client, _ = other.accept()
            with client, suppress(OSError):
                while not over.wait(0.02):
                    client.sendall(b"220-welcome\r\n")

        threading.Thread(target=greet, daemon=True).start()
        began = time.monotonic()
        with pytest.raises(Unreachable):
            look(to("ftps", other.getsockname()[1]), seconds=0.6)
        over.set()
    assert time.monotonic() - began < 3
