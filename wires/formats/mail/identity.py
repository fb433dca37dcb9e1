"""Who sent a mail, and which story it is about.

A mail has an identifier, and names those that it answers. An update sent into a thread continues the mail before,
but a plain answer (“Re:”) is no new version of anything. A kill sent into a thread cancels its first mail, since
that is what all that came behind it continue.

Source: RFC 5322 §3.6.4 (Message-ID, In-Reply-To, References).
"""

from dataclasses import dataclass
from datetime import datetime
from email.message import Message
from email.utils import parseaddr

from wires.formats import guids
from wires.formats.mail import messages
from wires.formats.telex.slugs import Identity


@dataclass(frozen=True, slots=True)
class Known:
    """The identifiers of a mail: its own, and those of the thread before it, the first first."""

    guid: str
    thread: tuple[str, ...]

    def of_story(self, *, continues: bool) -> Identity:
        """The identity of a story, which may continue the mail before it in the thread."""
        return Identity(guid=self.guid, evolved_from=self.thread[-1] if self.thread and continues else "")

    def of_kill(self) -> Identity:
        """As `of_story`, for a mail that cancels what it answers; one that answers nothing names no story."""
        return Identity(guid=self.thread[0] if self.thread else guids.derived("mail", self.guid), evolved_from="")


def known(message: Message, *, subject: str, words: str, moment: datetime | None) -> Known:
    """The identifiers of a mail. Where it has none of its own, one from sender, subject and day, else its words."""
    own = messages.message_id(message)
    before = [*messages.ids(message, "References"), *messages.ids(message, "In-Reply-To")]
    thread = tuple(dict.fromkeys(name for name in before if name != own))
    if not own:
        _, address = parseaddr(messages.field(message, "From"))
        what = (subject, moment.date().isoformat()) if subject and moment else (subject, words)
        own = guids.derived(f"mail {address}", *what)
    return Known(own, thread)


def sender(message: Message) -> str:
    """The name of the sender as it was sent, else the address."""
    for name in ("From", "Sender", "Return-Path"):
        told = messages.field(message, name)
        if told:
            shown, address = parseaddr(told)
            return shown.strip(" \"'") or address or told
    return ""
