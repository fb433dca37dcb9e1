"""An e-mail as a tree of parts, and its header fields in plain letters, whatever senders do to them.

The parser of the standard library is kept from what makes it slow or lets it fail: fields too long, too many
fields or parts, parts too deep.

Sources: RFC 5322 (messages), RFC 2045 to 2047 (MIME), RFC 2231 (parameters), RFC 6532 (UTF-8 in fields), RFC 4155
(mbox).
"""

import binascii
import re
from base64 import b64decode
from email.message import Message
from email.parser import BytesParser
from email.policy import Compat32
from quopri import decodestring

from wires import decoding, text
from wires.formats.refusals import Unreadable

#: Letters of a header field that are read: all that are needed of the longest list of references.
_LONGEST_FIELD, _LONGEST_PARAMETERS = 10_000, 2_000
#: The parser compares each line with the boundary of each part around it, and makes an object for each part.
_MOST_FIELDS, _MOST_BOUNDARIES, _MOST_PARTS = 20_000, 100, 5_000
_BOUNDARY = re.compile(rb"boundary\s*[*=]|message/rfc822", re.IGNORECASE)
_MBOX = re.compile(rb"(?:\A|\r?\n)From \S[^\r\n]*\d\d:\d\d(?::\d\d)? [^\r\n]*\d{4}[^\r\n]*\r?\n(?=[!-9;-~]+:)")
_ESCAPED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_ENCODED = re.compile(r"=\?([^?\s*]{1,40})(?:\*[^?\s]*)?\?([bq])\?([^?]{0,2000})\?=", re.IGNORECASE)
_BETWEEN = re.compile(r"(\?=)\s+(=\?[^?\s]+\?[bq]\?)", re.IGNORECASE)
_FOLDED = re.compile(r"\r?\n(?=[ \t])|[\r\n]+")
_MESSAGE_ID = re.compile(r"<\s*([^<>\s]{1,900})\s*>")
_MEDIA_TYPE = re.compile(r"[a-z0-9.+_-]{1,60}/[a-z0-9.+_-]{1,100}")
_MOST_IDS = 200
_MOST_MESSAGES = 500


class _Policy(Compat32):
    """Fields as they were sent, but not more of them, nor more of each, than is needed."""

    #: One element: the number of fields of this message so far.
    counted: list[int] = []  # noqa: RUF012 (the policy's way to declare a setting; each parser gets its own)

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        self.counted[0] += 1
        if self.counted[0] > _MOST_FIELDS:
            raise Unreadable(f"This is an e-mail with more than {_MOST_FIELDS:,} header fields, too many to read.")
        name, _, value = sourcelines[0].partition(":")
        longest = _LONGEST_PARAMETERS if name.lower().startswith("content-") else _LONGEST_FIELD
        told = [value.lstrip(" \t")[:longest], *(line[:longest] for line in sourcelines[1 : longest // 10])]
        return name, "".join(told)[:longest].rstrip("\r\n")

    def header_fetch_parse(self, name: str, value: str) -> str:  # type: ignore[override] # noqa: ARG002
        return value


def split(data: bytes) -> list[bytes]:
    """The messages of a file: one, or those of a mailbox in mbox format."""
    starts = [found.end() for found in _MBOX.finditer(data)]
    if not starts or data[: starts[0]].strip().count(b"\n"):
        return [data.lstrip(b"\xef\xbb\xbf \t\r\n")]
    if len(starts) > _MOST_MESSAGES:
        raise Unreadable(f"The mailbox holds {len(starts):,} mails, more than the {_MOST_MESSAGES:,} that are read.")
    ends = [found.start() for found in _MBOX.finditer(data)][1:]
    cut = (data[start:end] for start, end in zip(starts, [*ends, len(data)], strict=True))
    return [_ESCAPED_FROM.sub(rb"\1", mail) for mail in cut]


def parse(data: bytes) -> Message:
    """The tree of a message; raises Unreadable for one with too many parts or fields."""
    if len(_BOUNDARY.findall(data)) > _MOST_BOUNDARIES:
        raise Unreadable(f"This is an e-mail of more than {_MOST_BOUNDARIES} containers, too many to read.")
    if b"oundary" in data and data.count(b"\n--") > 2 * _MOST_PARTS:
        raise Unreadable(f"This is an e-mail of more than {_MOST_PARTS:,} parts, too many to read.")
    try:
        return BytesParser(policy=_Policy(counted=[0])).parsebytes(data)  # type: ignore[call-arg]
    except RecursionError as error:
        raise Unreadable("This is an e-mail with parts nested too deep to be read.") from error


def field(message: Message, name: str) -> str:
    """The first field of this name on one line, its encoded words as letters; empty where there is none."""
    return text.line(plain(str(message.get(name) or "")))


def plain(value: str) -> str:
    """A field's value as letters: encoded words (RFC 2047), UTF-8 as RFC 6532 has it, or bytes of Windows."""
    value = _FOLDED.sub("", value)
    value = _BETWEEN.sub(r"\1\2", value)
    pieces: list[str] = []
    position = 0
    waiting, charset = b"", ""
    for word in _ENCODED.finditer(value):
        between = value[position : word.start()]
        # A letter may be cut in two between encoded words of one charset, against the standard.
        if waiting and (between or word[1].lower() != charset):
            pieces.append(_decoded(waiting, charset))
            waiting = b""
        pieces.append(_as_sent(between))
        waiting, charset, position = waiting + _bytes_of(word[2], word[3]), word[1].lower(), word.end()
    if waiting:
        pieces.append(_decoded(waiting, charset))
    return "".join([*pieces, _as_sent(value[position:])])


def _bytes_of(encoding: str, word: str) -> bytes:
    """What an encoded word encodes; where it is broken, the word itself."""
    written = word.encode("ascii", "surrogateescape")
    if encoding.lower() == "q":
        return decodestring(written, header=True)
    try:
        return b64decode(written + b"=" * (-len(written) % 4))
    except binascii.Error:
        return written


def _decoded(data: bytes, charset: str) -> str:
    return decoding.decode(data, declared=charset).text


def _as_sent(piece: str) -> str:
    return piece if piece.isascii() else decoding.decode(piece.encode("utf-8", "surrogateescape")).text


def ids(message: Message, *names: str) -> list[str]:
    """The message identifiers in these fields, letter for letter without their brackets, in order and each once."""
    told = " ".join(_FOLDED.sub(" ", str(message.get(name) or "")) for name in names)
    return list(dict.fromkeys(text.tidy(found) for found in _MESSAGE_ID.findall(told)[-_MOST_IDS:]))


def message_id(message: Message) -> str:
    """The identifier of the message itself; also one that was sent without the brackets."""
    bare = field(message, "Message-ID")
    return next(iter(ids(message, "Message-ID")), "") or (bare if bare and " " not in bare else "")


def media_type(part: Message) -> str:
    """The media type of a part; what is none counts as any file."""
    kind = part.get_content_type()
    return kind if _MEDIA_TYPE.fullmatch(kind) else "application/octet-stream"


def parameter(part: Message, name: str) -> str:
    """A parameter of the media type in lower case, such as charset; empty where there is none."""
    try:
        value = part.get_param(name) or ""
    except (LookupError, TypeError, ValueError):
        return ""
    return text.line(str(value[2] if isinstance(value, tuple) else value)).lower()


def filename(part: Message) -> str:
    """The name that a part was sent under (RFC 2183, RFC 2231; RFC 2047 where senders use that); empty without."""
    try:
        name = part.get_filename() or ""
    except (LookupError, TypeError, ValueError):
        return ""
    return text.line(plain(str(name)))


def payload(part: Message) -> bytes:
    """The bytes of a part, decoded from its transfer encoding as far as that goes."""
    try:
        data = part.get_payload(decode=True)
    except (LookupError, ValueError):
        return b""
    return data if isinstance(data, bytes) else b""


def size(part: Message) -> int:
    """The bytes of a part, as nearly as can be told without decoding it."""
    try:
        told = len(str(part.get_payload()))
    except (LookupError, ValueError):
        return len(payload(part))
    return told * 3 // 4 if field(part, "Content-Transfer-Encoding").lower() == "base64" else told
