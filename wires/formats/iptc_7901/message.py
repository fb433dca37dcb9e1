"""An IPTC 7901 message taken apart: header, keywords, head, text, time of sending.

Senders and gateways leave out what the standard asks for: the controls SOH, STX and ETX, the keyword line,
the = behind the head, the zone. Each part is then found by its shape.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from wires import months, text, times
from wires.formats.refusals import Unreadable
from wires.formats.telex import datelines, letters, orders, signoffs
from wires.times import Reading

SOH, STX, ETX, EOT = "\x01", "\x02", "\x03", "\x04"
#: "eca100 3 s 586 ccccb   dpa 099": service and number, priority, category, words, free words (§4.2 to §4.10).
HEADER = re.compile(
    r"(?P<service>[^\W\d_]{1,8})(?P<number>\d{1,8})[ \t]+(?P<priority>\d)[ \t]+(?P<category>[^\W\d_]{1,6})[ \t]+"
    r"(?P<words>\d{1,6})(?:[ \t]+(?P<more>\S.{0,80}?))?[ \t]*$",
    re.MULTILINE,
)
#: "071341 GMT Okt 15": day, hour, minute, month, year (§6.2); some put the agency's name before it.
STAMP = re.compile(
    r"\W{0,3}(?:[A-Za-z/]{2,12}\s+)?(\d\d)(\d\d)(\d\d)\s*(?:([A-Za-z]{1,4})\b\s*)??([^\W\d_]{3,12})\.?\s+(\d{4}|\d{2})\b.{0,20}\Z"
)
_TAIL_LINES = 12
_MOST_HEAD_LINES = 15


@dataclass(slots=True)
class Message:
    """The parts of one message."""

    header: dict[str, str]
    slugline: str = ""
    head: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    #: Day, hour, minute, zone, month, year as they stand there; empty where no time of sending does.
    stamp: tuple[str, ...] = ()
    #: Whether an end mark or a time of sending closes it.
    is_whole: bool = True


def split(told: str) -> list[str]:
    """The messages of a file: each begins with SOH, or where those were lost with a header line behind a time."""
    if SOH in told:
        return [part for part in told.split(SOH)[1:] if any(letter.isalnum() for letter in part)]
    starts = [0, *(found.start() for found in HEADER.finditer(told) if found.start() and _ends(told, found.start()))]
    return [told[start:end] for start, end in zip(starts, [*starts[1:], len(told)], strict=True)]


def _ends(told: str, at: int) -> bool:
    """Whether the last line before a place ends a message."""
    before = told[max(0, at - 400) : at].rstrip(f"\x7f \t\r\n{EOT}")
    line = before[max(before.rfind("\n"), before.rfind("\r")) + 1 :]
    return not line or bool(STAMP.match(line) or signoffs.is_end_mark(line))


def parse(part: str) -> Message:
    """The parts of a message; raises Unreadable where its first line is no header."""
    lines = letters.lines(letters.without_codes(part.partition(EOT)[0]))
    number = next((number for number, line in enumerate(lines) if line.strip()), 0)
    header = HEADER.fullmatch(lines[number].strip())
    if header is None:
        raise Unreadable(f"This is no IPTC 7901: “{text.line(lines[number])[:60]}” is no header line.")
    message = Message({name: value or "" for name, value in header.groupdict().items()})
    told = "\n".join(lines[number + 1 :])
    above, stx, inside = told.partition(STX)
    inside, etx, behind = (inside if stx else told).partition(ETX)
    lines = inside.split("\n")
    message.stamp = _stamp(letters.lines(behind)) if etx else _take_stamp(lines)
    message.is_whole = bool(etx or message.stamp)
    if stx:
        message.slugline = " ".join(above.split())
    else:
        lines = _take_slugline(message, lines)
    _take_head(message, lines)
    return message


def _stamp(lines: list[str]) -> tuple[str, ...]:
    found = (STAMP.match(line.strip()) for line in lines[:_TAIL_LINES])
    return next((tuple(part or "" for part in stamp.groups()) for stamp in found if stamp), ())


def _take_stamp(lines: list[str]) -> tuple[str, ...]:
    """The time in the last lines, which go with all behind it."""
    for number in _last_lines(lines):
        stamp = _stamp([lines[number]])
        if stamp:
            del lines[number:]
            return stamp
    return ()


def _last_lines(lines: list[str]) -> Iterator[int]:
    filled = [number for number in range(max(0, len(lines) - 40), len(lines)) if lines[number].strip()]
    return reversed(filled[-_TAIL_LINES:])


def _take_slugline(message: Message, lines: list[str]) -> list[str]:
    """The keywords of a message without STX: its first line, and the next where only together they end with a /."""
    number = next((number for number, line in enumerate(lines) if line.strip()), None)
    if number is None:
        return lines
    line = lines[number].strip()
    if line.endswith("=") or _begins_text(line):
        return lines[number:]
    wraps = "/" in line and not line.endswith("/") and lines[number + 1 :] and lines[number + 1].strip().endswith("/")
    message.slugline = " ".join([line, lines[number + 1].strip()] if wraps else [line])
    return lines[number + 2 :] if wraps else lines[number + 1 :]


def _take_head(message: Message, lines: list[str]) -> None:
    """The lines up to the one that ends with =; without that, up to a blank or indented line or a dateline."""
    first = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    until = first
    for number in range(first, min(len(lines), first + _MOST_HEAD_LINES)):
        line = lines[number]
        if _begins_text(line):
            break
        if line.rstrip().endswith("="):
            until = number + 1
            break
    if until == first:
        until = _until_text(lines, first)
    message.head, message.body = lines[first:until], lines[until:]


def _until_text(lines: list[str], first: int) -> int:
    for number in range(first, min(len(lines), first + _MOST_HEAD_LINES)):
        line = lines[number]
        begins = not line.strip() or line.startswith(("   ", "\t")) or _begins_text(line)
        if begins and (number > first or line.strip()):
            return number
    return first


def _begins_text(line: str) -> bool:
    """Whether a line has a dateline. “Embargo 4 March (HBP) -” looks like one."""
    return bool(datelines.read(line).source) and not orders.is_embargo(line)


def sent(message: Message, zone: str) -> Reading:
    """The time of sending; in `zone` where the message names none, and without one where that is empty."""
    if not message.stamp:
        return Reading()
    day, hour, minute, named, word, year = message.stamp
    month = months.month(word)
    if month is None:
        return Reading(raw=" ".join(filter(None, message.stamp)))
    return times.read_parts((int(year), month, int(day), int(hour), int(minute)), zone=named or zone)
