"""Mails of a newsroom without a mail server: each is a file that only its user may read, for mail programs to open."""

from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from ground import clock


class Mailbox(BaseEmailBackend):
    """Writes mails into the folder EMAIL_FILE_PATH, the oldest first by name."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in email_messages:
            _write(folder, message)
        return len(email_messages)


def _write(folder: Path, message: EmailMessage) -> None:
    """Whole or not at all: a link in it lets somebody in, and nobody shall find half of one."""
    place = folder / f"{clock.now():%Y%m%d-%H%M%S-%f}-{uuid4().hex[:8]}.eml"
    draft = place.with_suffix(".part")
    draft.touch(mode=0o600)
    draft.write_bytes(message.message().as_bytes())
    draft.rename(place)
