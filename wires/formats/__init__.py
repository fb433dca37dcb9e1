"""The wire formats: bytes of an agency in, neutral stories out.

A new format is a module with `recognises` and `read`, one line in FORMATS and its samples.
"""

from collections.abc import Callable
from dataclasses import dataclass

from wires.formats import (
    anpa_1312,
    ap_media,
    iptc_7901,
    mail,
    newsml_1,
    newsml_g2,
    ninjs,
    nitf,
    photographs,
    ritzau,
    syndication,
)
from wires.formats.mail import Attachment
from wires.formats.refusals import Skipped, Unreadable
from wires.stories import WireStory

__all__ = ["FORMATS", "HEAD", "Attachment", "Format", "Skipped", "Unreadable", "enclosed", "excess", "knows", "read"]

#: Bytes of a file in which its format shows.
HEAD = 64 * 1024


@dataclass(frozen=True, slots=True)
class Format:
    """One way of writing wire copy. `recognises` looks at the bytes only as far as it must."""

    name: str
    recognises: Callable[[bytes], bool]
    read: Callable[[bytes], list[WireStory]]
    #: More bytes are not even parsed: 10 MB of any of these fit into 200 MB of memory and a second.
    most_bytes: int = 10 * 2**20
    #: The files inside a file, by the names under which its stories know them.
    enclosed: Callable[[bytes], list[Attachment]] | None = None


#: In the order in which they are tried; the first that recognises a file reads it.
FORMATS: tuple[Format, ...] = (
    Format("a photograph", photographs.recognises, photographs.read, photographs.MOST_BYTES),
    Format("AP Media API", ap_media.recognises, ap_media.read),
    Format("ninjs", ninjs.recognises, ninjs.read),
    Format("NITF", nitf.recognises, nitf.read),
    Format("NewsML-G2", newsml_g2.recognises, newsml_g2.read),
    Format("NewsML 1", newsml_1.recognises, newsml_1.read),
    Format("Ritzau", ritzau.recognises, ritzau.read),
    Format("RSS or Atom", syndication.recognises, syndication.read),
    Format("ANPA 1312", anpa_1312.recognises, anpa_1312.read, most_bytes=2 * 2**20),
    Format("IPTC 7901", iptc_7901.recognises, iptc_7901.read, most_bytes=2 * 2**20),
    Format("e-mail", mail.recognises, mail.read, most_bytes=30 * 2**20, enclosed=mail.attachments),
)


def read(data: bytes) -> list[WireStory]:
    """The stories of a file, in file order, at least one; raises Unreadable with the reason."""
    if not data:
        raise Unreadable("The file is empty.")
    if not data.strip(b" \t\r\n\0"):
        raise Unreadable(f"The file holds nothing but blanks, {len(data):,} of them.")
    wire_format = _format_of(data)
    if wire_format:
        if why := _excess(wire_format, len(data)):
            raise Unreadable(f"The file {why}.")
        return wire_format.read(data)
    begins = data[:40].decode("utf-8", "replace").strip()
    raise Unreadable(f"The file is in no format read here. It begins with {begins!r}.")


def excess(head: bytes, *, size: int) -> str:
    """Why a file of so many bytes is not even kept, from its first HEAD bytes; empty where its format allows them.

    Whoever keeps it first and refuses it then holds up what waits behind it.
    """
    wire_format = _format_of(head)
    return _excess(wire_format, size) if wire_format else ""


def enclosed(data: bytes) -> list[Attachment]:
    """The files that came inside the file; none in most formats."""
    wire_format = _format_of(data)
    return wire_format.enclosed(data) if wire_format and wire_format.enclosed else []


def knows(data: bytes) -> bool:
    """Whether the file is of a format that is read here, well made or not."""
    return _format_of(data) is not None


def _format_of(data: bytes) -> Format | None:
    return next((wire_format for wire_format in FORMATS if wire_format.recognises(data)), None)


def _excess(wire_format: Format, size: int) -> str:
    if size <= wire_format.most_bytes:
        return ""
    most = wire_format.most_bytes / 2**20
    return f"is {wire_format.name} of {size / 2**20:.0f} MB, more than the {most:.0f} MB that are read"
