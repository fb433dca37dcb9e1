"""The demo's readers: reads come in as from browsers, so that something is trending."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import ClassVar

import pytest

from newsroom.demo import reading


class _Door(BaseHTTPRequestHandler):
    """A server that only counts what comes in."""

    bodies: ClassVar[list[tuple[str, str, str]]] = []

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.bodies.append((self.path, body, self.headers["User-Agent"]))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        return


def test_reads_are_sent_as_browsers_do_the_first_story_most() -> None:
    server = HTTPServer(("127.0.0.1", 0), _Door)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}"
    reading.wait_for(url)
    assert reading.send(url, ["first", "second", "third"], reads=40, seconds=0.1) == 40
    server.shutdown()
    paths, bodies, agents = zip(*_Door.bodies, strict=True)
    assert set(paths) == {"/reads"}
    assert bodies.count("first") > bodies.count("third") > 0
    assert agents[0].startswith("Mozilla/5.0")


def test_nobody_reads_where_nothing_answers() -> None:
    with pytest.raises(reading.NoAnswer, match="No reads were sent"):
        reading.wait_for("http://127.0.0.1:9", seconds=0.1)
