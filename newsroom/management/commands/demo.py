import shlex
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ground import clock
from newsroom.demo import accounts, drawing, laying_out, sizes


class Command(BaseCommand):
    help = "Lay the demo newspaper out in an empty database. Run again, it adds nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--force", action="store_true", help="also in a database that has content of its own")

    def handle(self, *_: Any, **options: Any) -> None:
        if accounts.are_there():
            self.stdout.write("The demo is there already; nothing was added.")
        else:
            self._lay_out(force=options["force"])
        self._tell()

    def _lay_out(self, *, force: bool) -> None:
        try:
            accounts.refuse_a_newsroom(force=force)
        except accounts.NotEmpty as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write("Drawing the photographs and laying the demo out…")
        laying_out.lay_out(jpegs=laying_out.drawn(drawing.SCENES), start=clock.now())
        sizes.make_ready(at=clock.now())

    def _tell(self) -> None:
        address = settings.SITE_URL
        lines = [f"Readers: {address}/", f"Editors: {address}/admin/", f"Programs: {address}/api/v1/docs"]
        lines.append(f"Wire files: copy them into {settings.WIRE_FOLDER}/meridian-wire/")
        lines.append(f"Mails: written as files into {settings.EMAIL_FILE_PATH}")
        lines.append(f"Commands: NEWSROOM_VAR={shlex.quote(str(settings.VAR_DIR))} .venv/bin/python manage.py …")
        lines += ["", "Account         Password"]
        self.stdout.write("\n".join([*lines, *accounts.sheet()]))
