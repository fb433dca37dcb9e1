"""A web server on this machine that answers as a test wishes, and notes what it was asked."""

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from wires import looking
from wires.models import Connection

#: What answers a path: it writes status, headers and body by itself.
Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Origin:
    """The server: `answers` by path, and the requests that came, path and headers."""

    scheme: str = "http"
    port: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    #: Set at the end of the test, for answers that wait for ever.
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        return f"{self.scheme}://{self.host}{path}"

    def gives(self, path: str, body: bytes = b"", *, status: int = 200, **headers: str) -> str:
        """Answer that path with this; the whole address of it."""
        self.answers[path] = lambda request: send(request, body, status=status, **headers)
        return self.url(path)


def send(request: BaseHTTPRequestHandler, body: bytes, *, status: int = 200, **headers: str) -> None:
    """`etag="1"` is the header ETag, `last_modified` Last-Modified."""
    request.send_response(status)
    for name, value in {"content_length": str(len(body)), **headers}.items():
        request.send_header(name.replace("_", "-"), value)
    request.end_headers()
    request.wfile.write(body)


@contextmanager
def serving(*, certificate: Path | None = None) -> Iterator[Origin]:
    """A server; with a certificate, an encrypted one."""
    origin = Origin(scheme="https" if certificate else "http")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            origin.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            try:
                answer = origin.answers.get(path)
                answer(self) if answer else send(self, b"", status=404)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    origin.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield origin
    finally:
        origin.over.set()
        server.shutdown()
        server.server_close()


def look(connection: Connection, **more: Any) -> int:
    """Look at it, and know what that has changed."""
    found = looking.look(connection_id=connection.pk, **more)
    connection.refresh_from_db()
    return found
