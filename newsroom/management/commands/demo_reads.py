import signal
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from articles.models import Edition
from ground import clock
from newsroom.demo import reading
from newsroom.lineage import end_with_parent


class Command(BaseCommand):
    help = "Read the demo's stories as readers would: send reads to the running server, which counts them."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--url", default="http://127.0.0.1:8000", help="address of the running server")
        parser.add_argument("--reads", type=int, default=300, help="how many (default 300)")
        parser.add_argument("--seconds", type=float, default=20.0, help="spread over this time (default 20)")
        parser.add_argument("--parent", type=int, default=0, help="end when this process (its number) has ended")

    def handle(self, *_: Any, **options: Any) -> None:
        if options["parent"]:
            end_with_parent(signal.SIGTERM, parent=options["parent"])
        url = options["url"].rstrip("/")
        try:
            reading.wait_for(url)
            arrived = reading.send(url, _live(), reads=options["reads"], seconds=options["seconds"])
        except reading.NoAnswer as problem:
            raise CommandError(str(problem)) from problem
        if options["verbosity"]:
            self.stdout.write(f"{arrived} reads were sent.")


def _live() -> list[str]:
    """The public ids of the live stories, the newest first."""
    live = Edition.objects.live(at=clock.now()).order_by("-first_published_at", "-pk")
    ids = [str(public_id) for public_id in live.values_list("article__public_id", flat=True)]
    connection.close()
    return ids
