"""E-mail to a newsroom (RFC 5322 and MIME): from agencies, press offices and correspondents.

The text is the story, plain or HTML; the subject its headline; the Message-ID its guid, letter for letter. What
answers a mail continues it. Forwarded heads, quoted mails, signatures, contacts and small print go into the note
to editors, none of them silently.

A file that came with a mail is called by the first letters of a hash of its mail and its own name, in
`WireImage.href` and `WireRelated.href` as in `attachments`, since each mail has its own image001.png. Filed under
that name in the feed's folder it is found by the story.

Sources: RFC 5322, RFC 2045 to 2047, RFC 2183, RFC 2231, RFC 2387, RFC 2392, RFC 3676; mail programs as they write.
"""

import re

from wires.formats import batch
from wires.formats.mail import messages, parts, story
from wires.formats.mail.parts import Attachment
from wires.formats.refusals import Unreadable
from wires.stories import WireStory

__all__ = ["Attachment", "attachments", "read", "recognises"]

_FIELD = re.compile(rb"([!-9;-~]{2,60}):")
_MBOX_LINE = re.compile(rb"From \S[^\r\n]{0,200}\r?\n")
#: Bytes in which the first fields of a head stand. Servers put long ones before the sender's.
_BEGINNING = 16_000
#: Fields that a mail has and nothing else: of each row one.
_SENDERS = {b"from", b"sender", b"return-path", b"received", b"resent-from"}
_OTHERS = {b"date", b"subject", b"to", b"message-id", b"mime-version", b"delivered-to", b"reply-to", b"resent-date"}


def recognises(data: bytes) -> bool:
    """Whether the file begins with a head of mail fields, one of which names a sender."""
    start = data[:_BEGINNING].lstrip(b"\xef\xbb\xbf \t\r\n")
    envelope = _MBOX_LINE.match(start)
    names = set()
    for line in start[envelope.end() if envelope else 0 :].replace(b"\r\n", b"\n").split(b"\n"):
        field = _FIELD.match(line)
        if field:
            names.add(field[1].lower())
        elif not line.startswith((b" ", b"\t")):
            break
    return bool(names & _SENDERS) and bool(names & _OTHERS)


def read(data: bytes) -> list[WireStory]:
    """The stories of a mail or mailbox in order, more than one where it passes on several messages.

    Raises Unreadable for what is encrypted or too large to be parsed, Skipped for reports and automatic answers.
    """
    return batch.read_several(messages.split(data), lambda one: story.stories(messages.parse(one)))


def attachments(data: bytes) -> list[Attachment]:
    """All files of a mail or mailbox, of forwarded messages too, under the names by which its stories call them.

    What cannot be parsed has none.
    """
    found: list[Attachment] = []
    try:
        mails = messages.split(data)
    except Unreadable:
        return found
    for one in mails:
        try:
            found += parts.attachments(messages.parse(one))
        except Unreadable:
            continue
    return found
