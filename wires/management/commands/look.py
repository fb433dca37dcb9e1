"""Try the ways in of a feed out and print what would be read. Nothing is kept or marked."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wires import trying
from wires.models import Feed
from wires.probing import Probe
from wires.trying import Trial


class Command(BaseCommand):
    help = "Try the ways in of a feed out and print what would be read; nothing is kept, marked or changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("feed", metavar="FEED", help="the name of its folder")

    def handle(self, *, feed: str, **_: Any) -> None:
        found = Feed.objects.filter(slug__iexact=feed).first()
        if found is None:
            known = ", ".join(Feed.objects.values_list("slug", flat=True)) or "none"
            raise CommandError(f"There is no feed {feed}. There are: {known}.")
        trials = trying.try_feed(found)
        if not trials:
            raise CommandError(f"{found} has no way in that is switched on, but its folder.")
        for trial in trials:
            for line in _lines(trial):
                self.stdout.write(line)
        if not all(trial.went_well for trial in trials):
            raise CommandError("Not all of them could be looked at.")


def _lines(trial: Trial) -> Iterator[str]:
    yield f"{trial.connection.get_kind_display()}: {trial.connection.place} ({trial.seconds} s)"
    yield from (f"  ! {sentence}" for sentence in trial.errors)
    if trial.host_key:
        yield f"  It shows the key {trial.host_key}."
    yield from (f"  {sentence}" for sentence in trial.notes)
    for file in trial.files:
        yield from _of_file(file)


def _of_file(file: Probe) -> Iterator[str]:
    said = [f"{file.byte_size} bytes", file.format, "came before" if file.was_kept else ""]
    yield f"  {file.filename} ({', '.join(filter(None, said))})"
    if file.refusal:
        yield f"    not read: {file.refusal}"
    for story in file.stories:
        yield f"    {story.headline or story.slugline or story.guid} ({story.pubstatus})"
        yield from (f"      ! {warning}" for warning in story.warnings)
