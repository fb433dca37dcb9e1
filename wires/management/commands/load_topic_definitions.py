"""Load what IPTC says that each Media Topic is about: it is shown where topics are chosen."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.refusals import Refused
from wires import topic_keeping


class Command(BaseCommand):
    """The file is IPTC's own, https://cv.iptc.org/newscodes/mediatopic/?format=json&lang=x-all, or a topic a line."""

    help = "Load the definitions of IPTC Media Topics from a file of theirs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *_: Any, file: Path, **__: Any) -> None:
        try:
            number = topic_keeping.load_definitions(file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, Refused) as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{number} definitions are loaded.")
