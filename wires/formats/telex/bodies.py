"""The text of a wire story: plain lines as paragraphs, lists and tables of the vocabulary.

Sources: IPTC 7901 rev. 5 §5 (paragraphs, columns parted by US); AP agate (fields parted by ;); dpa notepad (rows
between |).
"""

import html as entities
import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from wires import text

_ITEM = re.compile(r"[ \t]*([*•▪·])[ \t]+(?=\S)")
_MARKS = " \t\u00a0|*•▪·"
_INDENTED = re.compile(r"(?: {2,}|\t|\u00a0)")
_GAP = re.compile(r"\s{2,}|[\t\x1f]")
#: A field of a table in which a result stands.
_NUMBER = re.compile(r"[-+(]?\d[\d.,:;/()½¼¾%–-]*\Z")
#: Letters that a line has at most where paragraphs are broken into lines.
_LONG = 110
#: Columns by gaps need as many rows, else a line of prose that was set with wide spaces may look like one.
_LEAST_ROWS = 3
#: More rows are no table that anybody reads, and cost the time of a whole delivery.
_MOST_ROWS = 2000


def read(lines: Sequence[str]) -> str:
    """The lines as HTML. Blank lines part paragraphs, and so does an indent where blank lines do not."""
    return "".join(_block(block) for block in _blocks(lines))


def table(rows: Sequence[Sequence[str]], *, heads: int = 0) -> str:
    """Rows of fields as a table; the first `heads` rows name the columns. A row of one field spans all of them."""
    if len(rows) > _MOST_ROWS:
        return f"<p>{'<br>'.join(escaped(' '.join(row)) for row in rows)}</p>"
    width = max(map(len, rows))
    drawn = [_row(row, width, is_head=number < heads) for number, row in enumerate(rows)]
    head = f"<thead>{''.join(drawn[:heads])}</thead>" if heads else ""
    return f"<table>{head}<tbody>{''.join(drawn[heads:])}</tbody></table>" if drawn[heads:] else ""


def _row(row: Sequence[str], width: int, *, is_head: bool) -> str:
    tag = "th" if is_head or (len(row) == 1 and width > 1) else "td"
    span = f' colspan="{width}"' if len(row) == 1 and width > 1 else ""
    fields = [*row, *[""] * (0 if span else width - len(row))]
    return f"<tr>{''.join(f'<{tag}{span}>{escaped(field)}</{tag}>' for field in fields)}</tr>"


def escaped(words: str) -> str:
    """Words for a place inside an element."""
    return entities.escape(text.line(words), quote=False)


def _blocks(lines: Sequence[str]) -> Iterator[list[str]]:
    for is_blank, group in groupby(lines, key=lambda line: not line.strip()):
        if not is_blank:
            yield from _paragraphs(list(group))


def _is_prose(block: list[str]) -> bool:
    """Whether no line has a mark of a list, a table or an indent: of most paragraphs that is all there is to know."""
    return not any(line[0] in _MARKS for line in block) and not _GAP.search(block[0].strip())


def _paragraphs(block: list[str]) -> Iterator[list[str]]:
    """The block parted before each indented line, unless all lines are indented or it is a list or a table."""
    if _is_prose(block):
        yield block
        return
    indented = [bool(_INDENTED.match(line)) for line in block]
    if _is_table(block) or _ITEM.match(block[0]) or (all(indented) and max(map(len, block)) <= _LONG):
        yield block
        return
    start = 0
    for number in range(1, len(block)):
        if indented[number]:
            yield block[start:number]
            start = number
    yield block[start:]


def _block(block: list[str]) -> str:
    if _is_prose(block):
        return text.from_plain("\n".join(block)).html
    if _is_piped(block):
        return table([[field.strip() for field in line.strip()[1:-1].split("|")] for line in block])
    if _is_table(block):
        return table([_GAP.split(line.strip()) for line in block])
    if len(block) > 1 and sum(bool(_ITEM.match(line)) for line in block) > 1 and _ITEM.match(block[0]):
        return f"<ul>{''.join(f'<li>{escaped(item)}</li>' for item in _items(block))}</ul>"
    return text.from_plain("\n".join(line.strip() for line in block)).html


def _is_piped(block: list[str]) -> bool:
    return all(len(line) > 2 and line[0] == line[-1] == "|" for line in map(str.strip, block))


def _is_table(block: list[str]) -> bool:
    """Whether the lines have as many columns each, and results or more than two in them."""
    if _is_piped(block):
        return True
    if len(block) < _LEAST_ROWS or not all(_GAP.search(line.strip()) for line in block):
        return False
    rows = [_GAP.split(line.strip()) for line in block]
    widths = {len(row) for row in rows}
    return len(widths) == 1 and (widths.pop() > 2 or all(_NUMBER.match(row[-1]) for row in rows))


def _items(block: list[str]) -> Iterator[str]:
    item = ""
    for line in block:
        mark = _ITEM.match(line)
        if mark and item:
            yield item
            item = ""
        item += " " + line[mark.end() if mark else 0 :]
    yield item
