import os
import socket
import sys
from argparse import ArgumentParser, ArgumentTypeError
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection

from newsroom.supervising import Part, Tree


class Command(BaseCommand):
    help = "Run the site: web server, workers and, without DATABASE_URL, the database. Stop it with Ctrl-C."
    # The processes it starts check themselves.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
        parser.add_argument("--port", type=_port, default=8000, help="port to listen on (default 8000)")
        parser.add_argument("--workers", type=int, default=_cores(), help="web processes (default: one for each core)")
        parser.add_argument("--work", type=int, default=1, help="processes for jobs (default 1)")

    def handle(self, *_: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        _refuse_port_in_use(host, port)
        try:
            _ensure_database()
        except OperationalError as problem:
            raise CommandError(str(problem)) from problem
        self._collect_static_files_once()
        tree = Tree([_web(host, port, options["workers"]), *_work(options["work"])], say=self._say)
        self._say(f"Newsroom starts on http://{_written(host)}:{port}/ - Ctrl-C ends it.")
        tree.run(tick=self._keep_database)
        with suppress(KeyboardInterrupt):  # asked once more: without waiting for the database
            _release_database()
        self._say("Newsroom has ended.")

    def _collect_static_files_once(self) -> None:
        """Pages name static files by their hash, so without the list of hashes none can be made."""
        if not (settings.STATIC_ROOT / "staticfiles.json").exists():
            self._say("Static files are collected once; this takes some seconds.")
            call_command("collectstatic", interactive=False, verbosity=0)

    def _keep_database(self) -> None:
        try:
            _ensure_database(patience=2)
        except OperationalError as problem:
            self._say(str(problem))

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def _port(given: str) -> int:
    if not (given.isdecimal() and 0 < int(given) < 65536):
        raise ArgumentTypeError(f"{given} is no port; write a number from 1 to 65535.")
    return int(given)


def _cores() -> int:
    return min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, 8)


def _written(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _web(host: str, port: int, workers: int) -> Part:
    threads = settings.DATABASES["default"]["OPTIONS"].get("pool", {}).get("max_size", 8)
    arguments = [host, str(port), str(workers), str(threads), str(os.getpid())]
    return Part("The web server", [sys.executable, "-m", "newsroom.webserver", *arguments])


def _work(number: int) -> list[Part]:
    command = [sys.executable, sys.argv[0], "work", "--parent", str(os.getpid())]
    return [Part(f"Worker {position}", command) for position in range(1, number + 1)]


def _refuse_port_in_use(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            raise CommandError(
                f"Cannot listen on {_written(host)}:{port}: {problem.strerror}. "
                "Stop what uses it, or choose another with --port."
            ) from problem


def _is_embedded() -> bool:
    return bool(connection.settings_dict["ENGINE"] == "newsroom.embedded")


def _ensure_database(*, patience: float = 90) -> None:
    """Start the embedded server; this process then holds it without a connection of its own."""
    if _is_embedded():
        with connection.wrap_database_errors:
            connection.ensure_server(patience=patience)  # type: ignore[attr-defined]


def _release_database() -> None:
    if _is_embedded():
        connection.release_server()  # type: ignore[attr-defined]
