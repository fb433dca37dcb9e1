"""A newsroom of real processes, and those who come to it from outside over HTTP."""

import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

from tests.newsroom.processes import wait_for
from tests.newsroom.site import BASE, Site

#: Web processes of a house; the server has a process more, which watches them.
#: Processes of the web server: each costs two seconds of the machine, and one answers whoever comes here.
_WEB = 1


@dataclass(frozen=True)
class Answer:
    """What came back over HTTP, whatever the status."""

    status: int
    text: str
    headers: Message


class House(Site):
    """A newsroom in a folder of its own, served to whoever knows its address."""

    def __init__(self, var: Path) -> None:
        super().__init__(var)
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment["NEWSROOM_URL"] = self.url

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """A command of manage.py that stays. It writes to a file: a pipe that nobody reads fills, and then it waits."""
        command = [sys.executable, "manage.py", *arguments]
        with (self.var / f"{arguments[0]}.log").open("ab") as log:
            return subprocess.Popen(command, cwd=BASE, env=self.environment, stdout=log, stderr=log)

    def open(self, *, work: int = 1) -> None:
        """Serve with that many workers, and wait until all parts are there."""
        serving = self.start("serve", "--port", str(self.port), "--workers", str(_WEB), "--work", str(work))
        wait_for(lambda: len(self.running("webserver")) == _WEB + 1 and self.answers(), seconds=60)
        wait_for(lambda: len(self.running("manage.py work")) == work)
        assert serving.poll() is None

    def done(self, *arguments: str) -> str:
        """What a command of manage.py printed, once it has ended well."""
        running = self.manage(*arguments)
        told = running.communicate(timeout=120)[0]
        assert running.returncode == 0, told
        return told

    def kill(self) -> None:
        """kill -9 for every process of this house, as if the machine had died."""
        while numbers := self.running():
            for number in numbers:
                _kill(number)

    def get(self, path: str, **headers: str) -> Answer:
        return _answer(urllib.request.Request(self.url + path, headers=headers))

    def put(self, path: str, wish: dict[str, object], headers: dict[str, str]) -> Answer:
        sent = {"Content-Type": "application/json", **headers}
        return _answer(
            urllib.request.Request(self.url + path, method="PUT", data=json.dumps(wish).encode(), headers=sent)
        )


def _kill(number: int) -> None:
    try:
        os.kill(number, signal.SIGKILL)
    except ProcessLookupError:
        return  # it ended with its parent


def _answer(request: urllib.request.Request) -> Answer:
    """Raises OSError or http.client.HTTPException where nobody answers."""
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return Answer(answer.status, answer.read().decode(), answer.headers)
    except urllib.error.HTTPError as refused:
        with refused:
            return Answer(refused.code, refused.read().decode(), refused.headers)
