"""The text of an ANPA 1312 message: paragraphs, subheads and agate tables; signs of the code as print has them.

The code has fewer signs than print: `` and '' for quotation marks, _ between spaces for a dash, { for a half.

Sources: ANPA 84-2, Wire Service Transmission Guidelines; AP agate, Zwire format (fields parted by ;).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from wires import text
from wires.formats.anpa_1312.message import ROW, without_mark
from wires.formats.telex import bodies

#: Signs of the code, where they are meant as one, and those of print. Without its row a sign stays as it was sent.
_SIGNS = (
    ("``", re.compile(r"``"), "“"),
    ("''", re.compile(r"''"), "”"),
    ("`", re.compile(r"`([^`'\n]*(?:\w'\w[^`'\n]*)*)'(?!\w)"), r"‘\1’"),
    ("`", re.compile(r"`"), "‘"),
    ("_", re.compile(r"(?:(?<=\s)|\A)_(?=\s|\Z)"), "—"),
    ("{", re.compile(r"\{"), "½"),
)
_PARAGRAPH, _SUBHEAD, _TABLE = "paragraph", "subhead", "table"
#: Letters of a line that is a paragraph, in a text without marks and blank lines.
_LONG = 110


def printed(words: str) -> str:
    """The words with signs of print.

    >>> printed("``It sails,'' she said _ 3{ hours late")
    '“It sails,” she said — 3½ hours late'
    """
    for sign, meant, letter in _SIGNS:
        if sign in words:
            words = meant.sub(letter, words)
    return words


def read(told: Sequence[str], subheads: Sequence[str]) -> str:
    """The lines of a text as HTML, behind subheads that stood in its head."""
    opening = "".join(map(_subhead, subheads))
    if not any(line.startswith(("\t", "^", ROW)) for line in told):
        spaced = (["", line, ""] if len(line) > _LONG else [line] for line in map(printed, told))
        return opening + bodies.read([line for lines in spaced for line in lines])
    grouped = groupby(_units(told), key=lambda unit: unit[0])
    return opening + "".join(_drawn(kind, [words for _, words in units]) for kind, units in grouped)


def _units(told: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each paragraph, subhead and row, with what it is. A row with the heads of columns begins a table."""
    paragraph: list[str] = []
    tables = 0
    for line in told:
        if paragraph and (not line.strip() or line[0] in f"\t ^{ROW}"):
            yield _PARAGRAPH, " ".join(paragraph)
            paragraph = []
        if line.startswith("^"):
            yield _SUBHEAD, line[1:]
        elif line.startswith(ROW):
            tables += line.startswith(f"{ROW}^")
            yield f"{_TABLE}{tables}", line[1:]
        elif line.strip():
            paragraph.append(line.strip())
    if paragraph:
        yield _PARAGRAPH, " ".join(paragraph)


def _drawn(kind: str, units: list[str]) -> str:
    if kind.startswith(_TABLE):
        return _table(units)
    if kind == _SUBHEAD:
        return "".join(map(_subhead, units))
    paragraphs = (bodies.escaped(printed(without_mark(words))) for words in units)
    return "".join(f"<p>{words}</p>" for words in paragraphs if words)


def _subhead(words: str) -> str:
    words = bodies.escaped(printed(without_mark(words)))
    return f"<h3>{words}</h3>" if words else ""


def _table(rows: list[str]) -> str:
    """Rows with fields parted by ; as a table; rows set with fixed spaces, which tell no columns, as lines."""
    filled = [row for row in rows if text.line(row).strip("^ ")]
    if not all(";" in row for row in filled):
        lines = [bodies.escaped(printed(row.lstrip("^"))) for row in filled]
        return f"<p>{'<br>'.join(lines)}</p>" if lines else ""
    heads = next((number for number, row in enumerate(filled) if not row.startswith("^")), len(filled))
    fields = [[printed(field.strip()) for field in row.lstrip("^").split(";")] for row in filled]
    return bodies.table(fields, heads=heads) if fields else ""
