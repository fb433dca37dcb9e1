"""Tables of a clean body as readers get them: figures lined up by their units, no head that says nothing.

Figures, that is numbers with a sign, per cent or currency, are read down a column, so their units
have to stand below one another; words are read along a row. Whether a cell is one cannot be asked
in CSS. Nor can a body be cleaned of empty heads: while somebody writes, their words are yet to
come, and one with a photograph is empty only once that is not shown.
"""

import html as entities
import re
from itertools import count

#: A number in any digits, with what may stand before, in and after it (Unicode category Sc is spelt out).
_FIGURE = re.compile(
    r"[(~≈<>]?[+\-−–±]?\s?(?:[A-Z]{3}\s?|[$£€¥¢₣₤₦₩₪₫₱₹₺₽₾₿﷼])?[+\-−–±]?"
    r"\d(?:[\d.,'’٫٬\s]*\d)?"
    r"\s?(?:[%٪‰°]|[A-Z]{3}|[$£€¥¢₣₤₦₩₪₫₱₹₺₽₾₿﷼])?\)?"
)
#: What stands for a figure that there is none of.
_NONE = re.compile(r"[-−–—]?")
_ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<(t[dh])\b([^>]*)>(.*?)</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
#: What says something in a cell without words.
_SHOWN = re.compile(r"<(?:figure|div)\b")
_SCOPE = re.compile(r' scope="[^"]*"')
#: The space before a unit that is a sign, at the end of a head: it would stand alone on a second line.
_BEFORE_UNIT = re.compile(r"\s+(?=[^\w\s<>&;]$)")


def ready(table: str) -> str:
    """The table for readers: figures and the heads of their columns marked, a head without a word a mere cell."""
    return _CELL.sub(_without_empty_head, _lined_up(table))


def _without_empty_head(cell: re.Match[str]) -> str:
    """Who listens to the table would be told that there is a head, and not which."""
    if cell[1] == "td" or _words(cell) or _SHOWN.search(cell[3]):
        return cell[0]
    return f"<td{_SCOPE.sub('', cell[2])}>{cell[3]}</td>"


def _lined_up(table: str) -> str:
    """The table with `class="number"` on each figure, and on the heads of columns that hold nothing else."""
    columns = set() if "span=" in table else _columns(table)
    return _ROW.sub(lambda row: _marked(row[0], columns), table)


def _columns(table: str) -> set[int]:
    """The places, from 0, of the columns whose cells below the head are all figures, or a dash for one."""
    rows = [cells for cells in map(_cells, _ROW.findall(table)) if _has_data(cells)]
    width = max(map(len, rows), default=0)
    columns = [[cells[place] for cells in rows if place < len(cells)] for place in range(width)]
    return {place for place, column in enumerate(columns) if _holds_figures(column)}


def _cells(row: str) -> list[re.Match[str]]:
    return list(_CELL.finditer(row))


def _has_data(cells: list[re.Match[str]]) -> bool:
    return any(cell[1] == "td" for cell in cells)


def _holds_figures(column: list[re.Match[str]]) -> bool:
    return any(map(_is_figure, column)) and all(_is_figure(cell) or _NONE.fullmatch(_words(cell)) for cell in column)


def _is_figure(cell: re.Match[str]) -> bool:
    return cell[1] == "td" and bool(_FIGURE.fullmatch(_words(cell)))


def _words(cell: re.Match[str]) -> str:
    return entities.unescape(_TAG.sub("", cell[3])).strip()


def _marked(row: str, columns: set[int]) -> str:
    places = count()

    def mark(cell: re.Match[str]) -> str:
        lines_up = next(places) in columns or _is_figure(cell)
        words = _BEFORE_UNIT.sub("\N{NO-BREAK SPACE}", cell[3])
        return f'<{cell[1]} class="number"{cell[2]}>{words}</{cell[1]}>' if lines_up else cell[0]

    return _CELL.sub(mark, row)
