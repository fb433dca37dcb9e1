"""A whole newsroom in a folder of its own, run as a person runs it."""

import http.client
import os
import socket
import subprocess
import sys
from pathlib import Path

from newsroom import cluster, keeper
from tests.newsroom.processes import lives, wait_for

BASE = Path(__file__).resolve().parents[2]


class Site:
    """A newsroom in a folder of its own, with its embedded database."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.port = _free_port()
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("NEWSROOM_", "DJANGO_"))}
        self.environment = {**inherited, "NEWSROOM_VAR": str(var), "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
        self.environment.pop("DATABASE_URL", None)

    def manage(self, *arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, "manage.py", *arguments]
        piped = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        return subprocess.Popen(command, cwd=BASE, env=self.environment, text=True, **piped)

    def serve(self) -> subprocess.Popen[str]:
        """Serve, and wait until all parts are there."""
        serving = self.manage("serve", "--port", str(self.port), "--workers", "2")
        # The first one of a folder collects the static files, too.
        wait_for(lambda: self.answers() and self._is_whole(), seconds=120)
        return serving

    def _is_whole(self) -> bool:
        return len(self.running("manage.py work")) == 1 and len(self.running("webserver")) == 3

    def answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/favicon.ico")
            return connection.getresponse().status > 0
        except (ConnectionError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def running(self, word: str = "") -> list[int]:
        """The processes of this site, oldest first: by their environment, PostgreSQL by its data folder."""
        numbers = sorted(int(folder.name) for folder in Path("/proc").glob("[0-9]*"))
        return [number for number in numbers if self._owns(number) and word in keeper._command_of(number)]

    def _owns(self, number: int) -> bool:
        place = cluster._recorded(self.var / "postgres") or self.var
        if not lives(number):
            return False
        if f"{place}/data" in keeper._command_of(number):
            return True
        try:
            words = Path(f"/proc/{number}/environ").read_bytes().split(b"\0")
        except OSError:
            return False
        return f"NEWSROOM_VAR={self.var}".encode() in words


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
