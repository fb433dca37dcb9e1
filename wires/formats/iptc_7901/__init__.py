"""IPTC 7901, the text format of the telex: one message a story, framed by control codes.

    SOH eca100 3 s 586 ccccb dpa 099     service and number, priority, category, words, free words
    Harrow/ferry/                        keywords
    STX 1ST LEAD                         versions, headline, byline; the last line ends with =
    Ferry sails =
    Oskeld (hbp) - The ferry …           the text
    ETX 071341 GMT Okt 15                day and time, month, year

The format has no identifier; German agencies put one of their own into the header. A story is known by its
service, its keywords and the day in the file, so that a “2ND LEAD” has the guid of the story that it replaces; where
the keywords only name a subject, by its headline too (wires.formats.telex.slugs). Its version is what the head
says: “2ND LEAD 3RD NET”. A kill is read as a canceled item for each story that it may mean.

Source: The IPTC Recommended Message Format, IPTC TEC 7901, rev. 5 (1995).
"""

from wires.formats import batch
from wires.formats.iptc_7901 import message
from wires.formats.iptc_7901.message import SOH, STX
from wires.formats.iptc_7901.story import Reader
from wires.formats.telex import letters
from wires.stories import WireStory

#: Bytes in which the header, the keywords and the head stand, and those in which the time of sending does.
_BEGINNING, _END = 2000, 600
_FILLERS = "\ufeff\x00\x16\x7f \t\r\n"


def recognises(data: bytes) -> bool:
    """Whether the file begins with a header line, and with SOH, or a sign of the format behind it.

    Without SOH a line of that shape is not enough: there must be a keyword line or a head that ends as the
    format has it, or a time of sending at the end.
    """
    start = letters.decode(data[:_BEGINNING]).text.lstrip(_FILLERS)
    lines = letters.lines(start)
    if not message.HEADER.fullmatch(lines[0].lstrip(SOH).strip()):
        return False
    if start.startswith(SOH) or STX in start:
        return True
    filled = [line.strip() for line in lines[1:] if line.strip()]
    if any(line.endswith("/") for line in filled[:2]) or any(line.endswith("=") for line in filled[:10]):
        return True
    end = letters.lines(letters.decode(data[-_END:]).text)
    return any(message.STAMP.match(line.strip()) for line in end)


def read(data: bytes) -> list[WireStory]:
    """The stories of a file in order; raises Unreadable where no message in it has a header."""
    decoded = letters.decode(data)
    parts = letters.counted(message.split(decoded.text.lstrip(_FILLERS)))
    return batch.read_several(parts, lambda part: Reader(message.parse(part)).stories(decoded.warnings))
