"""Index the words of all editions for the search, those already indexed too: after its rules have changed."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from articles import indexing


class Command(BaseCommand):
    """`manage.py reindex`: in batches, each its own transaction; run again, it goes through all once more."""

    help = __doc__

    def handle(self, *_: Any, **__: Any) -> None:
        last: int | None = 0
        number = 0
        while last is not None:
            with transaction.atomic():
                last, done = indexing.reindex(after=last)
            number += done
        self.stdout.write(f"Indexed {number} editions.")
