"""An ANPA 1312 message taken apart: coding lines, keyword line, head, text, time of sending.

In the form of AP each line of the head begins with ^ and ends with < or =, each paragraph begins with a tab and
each row of a table with BS. Kyodo, AAP and gateways leave these marks out: then the head ends where the text is
indented, at a dateline, or at a line that ends with +.
"""

import re
from dataclasses import dataclass, field

from wires import text, times
from wires.formats.refusals import Unreadable
from wires.formats.telex import datelines, letters, orders
from wires.times import Reading

SOH, STX, ETX, EOT = "\x01", "\x02", "\x03", "\x04"
ROW = "\b"
#: "W2870<US>asian", "a0123KYODO": service level and story number, agency, selector.
FRAME = re.compile(
    r"(?P<level>[A-Za-z])(?P<number>\d{3,4})(?P<agency>[A-Z]{2,12})?(?:[\t ]?(?P<selector>[\w-]{0,20}))[ \t]*"
)
#: "r a BC-US--Ferry-Oskeld 1stLd-Writethru 11-13 0450": priority, category, keyword, version, date, words.
CODING = re.compile(
    r"(?P<priority>[A-Za-z])[ \t]+(?P<category>[A-Za-z])[ \t]*(?P<keyword>(?:AM|PM|BC|AP)s?-\S.{0,120}?)[ \t]+"
    r"(?P<month>\d{1,2})-(?P<day>\d{1,2})[ \t]*(?P<words>\d{0,6})[ \t]*",
    re.IGNORECASE,
)
_BEGINNING = re.compile(rf"^{FRAME.pattern}\r?\n{CODING.pattern}\r?$", re.MULTILINE | re.IGNORECASE)
_CYCLE = re.compile(r"\^?(?:AM|PM|BC|AP)s?-", re.IGNORECASE)
#: "AP-WF-11-13-13 1509GMT": agency, service, month, day, year, hour, minute, zone (AP).
_AMERICAN = re.compile(r"([A-Z]{2,8})-[A-Z]{2,4}-(\d\d)-(\d\d)-(\d{4}|\d\d)\s+(\d\d)(\d\d)\s*([A-Z]{1,5})?")
#: "JST-15:09-13-11-13": zone, hour, minute, day, month, year (Kyodo).
_ZONE_FIRST = re.compile(r"([A-Z]{1,5})-(\d\d):(\d\d)-(\d\d)-(\d\d)-(\d{4}|\d\d)")
#: "13-11-13 15-09-30": day, month, year, hour, minute, second (AAP).
_DAY_FIRST = re.compile(r"(\d\d)-(\d\d)-(\d{4}|\d\d) (\d\d)-(\d\d)-\d\d")
_LINE_END = re.compile(r"\s*[<=>]\s*\Z")
_MOST_HEAD_LINES, _MOST_UNMARKED = 30, 8
_TAIL_LINES = 8


@dataclass(slots=True)
class Message:
    """The parts of one message."""

    frame: dict[str, str]
    coding: dict[str, str]
    #: The line with keyword, version and number of words, as it stands above the text.
    keyword: str = ""
    head: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    #: The agency's short name beside the time of sending.
    agency: str = ""
    sent: Reading = field(default_factory=Reading)
    is_whole: bool = True


def split(told: str) -> list[str]:
    """The messages of a file: each begins with SOH, or where that was lost with its two coding lines."""
    if SOH in told:
        return [part for part in told.split(SOH)[1:] if any(letter.isalnum() for letter in part)]
    starts = [0, *(found.start() for found in _BEGINNING.finditer(told) if found.start())]
    return [told[start:end] for start, end in zip(starts, [*starts[1:], len(told)], strict=True)]


def parse(part: str) -> Message:
    """The parts of a message; raises Unreadable where it has neither of the two coding lines."""
    lines = letters.lines(letters.without_codes(part.partition(EOT)[0]))
    filled = [number for number, line in enumerate(lines) if line.strip()][:2] or [0]
    first, second = (lines[number].strip(f" \t{STX}") for number in (*filled, *filled[-1:])[:2])
    frame, coding = FRAME.fullmatch(first), CODING.fullmatch(second)
    if frame is None or (coding is None and STX not in part):
        raise Unreadable(f"This is no ANPA 1312: “{text.line(first)[:60]}” is no coding line.")
    message = Message(_named(frame), _named(coding))
    told = "\n".join(lines[filled[-1] + 1 :] if coding else lines[filled[0] + 1 :])
    above, stx, inside = told.partition(STX)
    inside, etx, behind = (inside if stx else above).partition(ETX)
    lines = inside.split("\n")
    _take_time(message, behind.split("\n")[:_TAIL_LINES], lines)
    message.is_whole = bool(etx or message.sent != Reading())
    _take_head(message, lines)
    return message


def _named(found: re.Match[str] | None) -> dict[str, str]:
    return {name: (value or "").strip() for name, value in found.groupdict().items()} if found else {}


def _take_time(message: Message, behind: list[str], lines: list[str]) -> None:
    """The time behind the text; where the controls were lost, in its last lines, which go with all behind it."""
    for line in behind:
        if _read_time(message, line):
            return
    if any(line.strip() for line in behind):
        return
    for number in range(len(lines) - 1, max(-1, len(lines) - _TAIL_LINES), -1):
        if _read_time(message, lines[number]):
            del lines[number:]
            return


def _read_time(message: Message, line: str) -> bool:
    line = line.strip()
    if found := _AMERICAN.match(line):
        month, day, year, hour, minute = (int(part) for part in found.groups()[1:6])
        message.agency, zone = found[1], found[7] or ""
    elif found := _ZONE_FIRST.match(line):
        hour, minute, day, month, year = (int(part) for part in found.groups()[1:])
        zone = found[1]
    elif found := _DAY_FIRST.match(line):
        day, month, year, hour, minute = (int(part) for part in found.groups())
        zone = ""
    else:
        return False
    message.sent = times.read_parts((year, month, day, hour, minute), zone=zone)
    return True


def _take_head(message: Message, lines: list[str]) -> None:
    first = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    marked = any(line.startswith("^") for line in lines[first : first + 4])
    head, end = _marked_head(lines, first) if marked else _unmarked_head(lines, first)
    number = next((number for number, line in enumerate(head) if _CYCLE.match(line)), None)
    if number is None:
        # AAP has the headline first, and the keyword without its cycle below.
        number = 1 if len(head) > 1 and _agrees(head[1], message.coding.get("keyword", "")) else None
    if number is not None:
        message.keyword = head.pop(number)
    message.head, message.body = head, lines[end:]


def _agrees(line: str, keyword: str) -> bool:
    """Whether a line holds the words of the keyword in the coding line, where they are joined by hyphens and cut."""
    told, coded = (re.sub(r"\W+", "", words).lower() for words in (line, _CYCLE.sub("", keyword)))
    return bool(coded) and told.startswith(coded[:12])


def _marked_head(lines: list[str], first: int) -> tuple[list[str], int]:
    """The lines that begin with ^, those that go on in the next one joined, and the number of the first behind them."""
    head: list[str] = []
    is_open = False
    for number in range(first, min(len(lines), first + _MOST_HEAD_LINES)):
        line = lines[number]
        if line.startswith("^"):
            head.append(line[1:])
        elif is_open and line.strip() and line[0] not in f"\t{ROW} ":
            head[-1] += f" {line}"
        elif line.strip():
            return [without_mark(line) for line in head], number
        is_open = bool(line.strip()) and not _LINE_END.search(line)
    return [without_mark(line) for line in head], min(len(lines), first + _MOST_HEAD_LINES)


def _unmarked_head(lines: list[str], first: int) -> tuple[list[str], int]:
    head: list[str] = []
    for number in range(first, min(len(lines), first + _MOST_UNMARKED)):
        line = lines[number]
        if not line.strip() or line.startswith(("  ", "\t", ROW)) or _begins_text(line):
            return head, number
        head.append(without_mark(line.rstrip().removesuffix("+")))
        if line.rstrip().endswith("+"):
            # Kyodo breaks its headline into lines.
            named = [head.pop(0)] if _CYCLE.match(head[0]) else []
            return [*named, " ".join(head)], number + 1
    return head[:2], min(len(lines), first + 2)


def _begins_text(line: str) -> bool:
    return bool(datelines.read(line).source) and not orders.is_embargo(line)


def without_mark(line: str) -> str:
    """A line without the sign that sets it left or in the middle."""
    return _LINE_END.sub("", line).strip()
