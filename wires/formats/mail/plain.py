"""The plain text of a mail as HTML: flowed lines joined, quoted lines as quotations.

Sources: RFC 3676 (format=flowed, DelSp, space-stuffing, quote depth, signature separator); RFC 4880 §7 (armour of
signed text).
"""

import re
from collections.abc import Iterator
from itertools import groupby

from wires import text
from wires.formats.telex import bodies, letters

_QUOTED = re.compile(r"(?:>[ ]?)+")
#: "[cid:image001.png@01DA…]", "[image: logo]": where pictures stood in the HTML of Outlook and Gmail.
_PICTURE = re.compile(r"\[(?:cid:[^\]\n]{1,200}|image: [^\]\n]{1,200})\]")
#: A separator of hyphens is a signature's only where little follows it.
_SIGNATURE = re.compile(r"--[ ]?\Z")
_MOST_SIGNATURE_LINES = 30
_ARMOUR = re.compile(r"-----BEGIN PGP SIGNED MESSAGE-----\n(?:[!-9;-~]+:.*\n)*\n?")
_ARMOUR_END = "-----BEGIN PGP SIGNATURE-----"


def read(told: str, *, flowed: bool = False, delsp: bool = False) -> tuple[str, str]:
    """The text as HTML, lines quoted with > as quotations, and the signature below it."""
    told = "\n".join(letters.lines(letters.without_codes(told)))
    told = _without_armour(_PICTURE.sub("", told))
    lines = list(_unflowed(told.split("\n"), delsp)) if flowed else told.split("\n")
    body, signature = _parted(lines)
    return "".join(_drawn(body)), "\n".join(filter(None, (text.line(line) for line in signature)))


def _without_armour(told: str) -> str:
    begin = _ARMOUR.search(told[:2000])
    if not begin:
        return told
    signed = told[begin.end() :].partition(_ARMOUR_END)[0]
    return re.sub(r"^- (?=-)", "", signed, flags=re.MULTILINE)


def _unflowed(lines: list[str], delsp: bool) -> Iterator[str]:
    """Paragraphs as one line each: a line that ends with a space goes on in the next of its depth (RFC 3676 §4)."""
    waiting: list[str] = []
    depth = ""
    for line in lines:
        marks = _QUOTED.match(line)
        quoted = marks[0].replace(" ", "") if marks else ""
        words = line[len(quoted) :] if quoted and line.startswith(quoted) else line[marks.end() :] if marks else line
        words = words.removeprefix(" ")
        if waiting and quoted != depth:
            yield f"{depth}{' ' if depth else ''}{''.join(waiting)}"
            waiting = []
        depth = quoted
        if words.endswith(" ") and not _SIGNATURE.match(words):
            waiting.append(words[:-1] if delsp else words)
            continue
        yield f"{depth}{' ' if depth else ''}{''.join(waiting)}{words}"
        waiting = []
    if waiting:
        yield f"{depth}{' ' if depth else ''}{''.join(waiting)}"


def _parted(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines above and below the last separator of a signature."""
    start = max(0, len(lines) - _MOST_SIGNATURE_LINES)
    number = next((number for number in range(len(lines) - 1, start - 1, -1) if _SIGNATURE.match(lines[number])), None)
    if number is None or not any(line.strip() for line in lines[:number]):
        return lines, []
    return lines[:number], lines[number + 1 :]


def _drawn(lines: list[str]) -> Iterator[str]:
    for is_quoted, group in groupby(lines, key=lambda line: line.startswith(">")):
        if is_quoted:
            inner = bodies.read([_QUOTED.sub("", line, count=1) for line in group])
            yield f"<blockquote>{inner}</blockquote>" if inner else ""
        else:
            yield bodies.read(list(group))
