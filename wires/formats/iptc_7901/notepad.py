"""The notepad below a story of dpa: notes, links, places, and after “* * * *” what is not for publication.

It is written in Markdown, and none of it is for readers.
"""

import re
from dataclasses import dataclass, field

from wires import text
from wires.formats.telex import signoffs
from wires.stories import WireRelated

#: "# Notebook", "# Notizblock"; formerly "# # # #".
_NOTEPAD = re.compile(r"#(?: #)*(?: [^\W\d_][^#]{0,30})?\s*\Z")
_PRIVATE = re.compile(
    r"\*(?: \*){2,}\s*\Z|the following information is not (?:intended )?for publication|"
    r"die folgenden informationen sind nicht zur veröffentlichung",
    re.IGNORECASE,
)
_LINK = re.compile(r"\[([^\]]{1,300})\]\s?\(\s*(https?://[^\s()]{1,500})\s*\)")


@dataclass(slots=True)
class Below:
    """The text without what stood below it, and that."""

    body: list[str]
    notes: list[str] = field(default_factory=list)
    related: list[WireRelated] = field(default_factory=list)


def part(lines: list[str], agencies: set[str]) -> Below:
    """The lines for readers, and what stands below them; `agencies` are the short names by which this one signs."""
    number = next((number for number, line in enumerate(lines) if _NOTEPAD.match(line) or _PRIVATE.match(line)), None)
    below = Below(lines if number is None else lines[:number])
    if number is not None:
        _read_notepad(below, signoffs.without(lines[number:], agencies))
    below.body = signoffs.without(below.body, agencies)
    return below


def _read_notepad(below: Below, lines: list[str]) -> None:
    """Links become items that go with the story, all else notes, each section under its title."""
    for title, entries in _sections(lines):
        links = [link for link in map(_LINK.search, entries) if link]
        below.related += [
            WireRelated(role="link", headline=text.line(link[1]), href=text.tidy(link[2])) for link in links
        ]
        notes = [entry for entry in entries if not _LINK.search(entry)]
        below.notes += [title, *notes] if title and notes else notes


def _sections(lines: list[str]) -> list[tuple[str, list[str]]]:
    """Titles and what stands below them, an entry over several lines in one."""
    sections: list[tuple[str, list[str]]] = [("", [])]
    for line in lines:
        words = text.line(line)
        entries = sections[-1][1]
        if not words or _NOTEPAD.match(line) or _PRIVATE.match(words):
            continue
        if line.startswith("##"):
            sections.append((words.lstrip("# "), []))
        elif entries and line.startswith("  "):
            entries[-1] += f" {words}"
        else:
            entries.append(words)
    return sections
