"""What is in an e-mail: the texts to read, the files that came with it, the messages inside it.

Sources: RFC 2046 (multipart/mixed, alternative, digest, message/rfc822), RFC 2387 (related), RFC 1847 (signed),
RFC 6522 (report), RFC 2183 (disposition), RFC 2392 (cid).
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from typing import NamedTuple

from wires import text
from wires.formats.mail import messages
from wires.formats.refusals import Skipped, Unreadable

#: Endings for files that were sent without a name.
_ENDINGS = {
    "image/jpeg": ".jpg",
    "image/jpg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/tiff": ".tif",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/html": ".html",
    "text/calendar": ".ics",
    "message/rfc822": ".eml",
}
_TEXTS = ("text/plain", "text/html", "text/enriched", "text/markdown")
#: Footers and remainders that mail servers hang on.
_SERVER_MADE = re.compile(r"att\d{5,}\.(?:txt|html?)\Z", re.IGNORECASE)
_NO_NAME = re.compile(r"[^\w.+-]+")
_LONGEST_NAME = 120
_DEEPEST = 12
#: Bytes of a text that show whether it says anything.
_ENOUGH = 50_000


class Attachment(NamedTuple):
    """A file that came with a mail: the name under which a story knows it, its media type, its bytes."""

    name: str
    media_type: str
    data: bytes


@dataclass(slots=True)
class File:
    """A part that is a file."""

    part: Message
    #: Unique among the files of all mails: names like image001.png come with each.
    name: str
    title: str
    media_type: str
    cid: str = ""

    @property
    def is_picture(self) -> bool:
        return self.media_type.startswith("image/")


@dataclass(slots=True)
class Content:
    """The parts of one message, in order."""

    texts: list[Message] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    inner: list[Message] = field(default_factory=list)
    #: Whether a container was not read, since it lies deeper than any mail program puts it.
    is_cut: bool = False
    #: The beginning of all names of its files.
    key: str = ""
    names: set[str] = field(default_factory=set)


def content(message: Message) -> Content:
    """The content of a message. Raises Unreadable for one that is encrypted, Skipped for a report about a mail."""
    told = f"{messages.message_id(message)}\n{message.get('Date')}\n{message.get('Subject')}\n{message.get('From')}"
    found = Content(key=hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()[:12])
    _collect(found, message, depth=0, is_read=True)
    return found


def attachments(message: Message) -> Iterator[Attachment]:
    """The files of a message and of the messages inside it."""
    try:
        found = content(message)
    except Unreadable:
        return
    yield from (Attachment(file.name, file.media_type, messages.payload(file.part)) for file in found.files)
    for inner in found.inner:
        yield from attachments(inner)


def _collect(found: Content, part: Message, *, depth: int, is_read: bool) -> None:
    kind = messages.media_type(part)
    _refuse(part, kind)
    if depth > _DEEPEST:
        found.is_cut = True
    elif kind == "message/rfc822" and part.is_multipart():
        found.inner += [inner for inner in part.get_payload() if isinstance(inner, Message)]
    elif part.is_multipart():
        _collect_container(found, part, kind, depth=depth, is_read=is_read)
    elif _is_text(part, kind):
        found.texts += [part] if is_read else []
    else:
        found.files.append(_file(found, part, kind))


def _refuse(part: Message, kind: str) -> None:
    if kind == "multipart/encrypted" or (
        kind.endswith("pkcs7-mime") and messages.parameter(part, "smime-type") != "signed-data"
    ):
        raise Unreadable("This e-mail is encrypted. Ask its sender for a plain one.")
    if kind.endswith("pkcs7-mime"):
        raise Unreadable("This e-mail is wrapped in its signature (S/MIME) and is not read. Ask for a plain one.")
    if kind == "multipart/report":
        raise Skipped("This is a report about the delivery of a mail, not a story.")


def _collect_container(found: Content, part: Message, kind: str, *, depth: int, is_read: bool) -> None:
    children = [child for child in part.get_payload() if isinstance(child, Message)]
    if kind == "multipart/signed":
        children = children[:1]
    chosen = _best(children) if kind == "multipart/alternative" else None
    for child in children:
        _collect(found, child, depth=depth + 1, is_read=is_read and (chosen is None or child is chosen))


def _best(children: list[Message]) -> Message | None:
    """Of several forms of one text the last (RFC 2046 §5.1.4), unless it says much less than another one."""
    said = [sum(map(_words, _leaves(child))) for child in children]
    enough = [child for child, words in zip(children, said, strict=True) if words and words * 3 >= max(said)]
    return enough[-1] if enough else next(iter(children), None)


def _words(leaf: Message) -> int:
    """Letters of a text, markup apart; 0 for anything else."""
    kind = messages.media_type(leaf)
    if not _is_text(leaf, kind):
        return 0
    beginning = messages.payload(leaf)[:_ENOUGH].decode("latin-1")
    return len(text.line(text.visible(beginning) if kind == "text/html" else beginning))


def _leaves(part: Message, depth: int = 0) -> Iterator[Message]:
    if not part.is_multipart():
        yield part
    elif depth < _DEEPEST and part.get_content_maintype() == "multipart":
        for child in part.get_payload():
            if isinstance(child, Message):
                yield from _leaves(child, depth + 1)


def _is_text(part: Message, kind: str) -> bool:
    """Whether a part is there to be read in the mail, not to be saved."""
    if kind not in _TEXTS:
        return False
    disposition = str(part.get("Content-Disposition") or "").strip().lower()
    return not disposition.startswith("attachment") and not _SERVER_MADE.match(messages.filename(part))


def _file(found: Content, part: Message, kind: str) -> File:
    title = messages.filename(part)
    stem = _NO_NAME.sub("-", title).strip("-.")[-_LONGEST_NAME:] or kind.partition("/")[0]
    if "." not in stem[1:]:
        stem += _ENDINGS.get(kind, "")
    name = f"{found.key}-{stem}"
    if name in found.names:
        name = f"{found.key}-{len(found.names) + 1}-{stem}"
    found.names.add(name)
    cid = next(iter(messages.ids(part, "Content-ID")), "")
    return File(part, name, title, kind, cid)
