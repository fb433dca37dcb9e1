import asyncio
import signal
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from newsroom import working
from newsroom.lineage import end_with_parent


class Command(BaseCommand):
    help = "Do the newsroom's jobs and take in wire files from the watched folder. Any number may run at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--concurrency", type=int, default=2, help="jobs at the same time (default 2)")
        parser.add_argument("--parent", type=int, default=0, help="end when this process (its number) has ended")

    def handle(self, *_: Any, **options: Any) -> None:
        if options["parent"]:
            end_with_parent(signal.SIGTERM, parent=options["parent"])
        asyncio.run(working.work(concurrency=options["concurrency"]))
