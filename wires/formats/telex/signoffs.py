"""Below the text: end marks of the teleprinter, and the initials of author and desk. None of it is for readers."""

import re

from wires import text

#: "./.CVN", "NNNN", "==Kyodo", "(END)".
_END_MARK = re.compile(
    r"\s*(?:\./\..{0,12}|NNNN|\+{4,}|/{3,}|-?30-?|==\w{2,20}|\((?:END|FIN|MORE|SEGUE|SIGUE)\)|MORE)\s*\Z"
)
#: "(SDA/sj)", "/sj", "VDH/FUL/".
_INITIALS = re.compile(r"\(?/?[^\W\d_]{2,5}(?:\s?/\s?[^\W\d_]{1,5}){1,4}/?\)?|/[a-z]{2,4}(?:/[a-z]{2,4})*")
#: "dpa hm bs wjh", "AAP ik/bk".
_SHORT_WORDS = re.compile(r"[\w/-]{1,6}(?: [\w/-]{1,6}){0,8}")
_LONGEST = 45


def is_end_mark(line: str) -> bool:
    """Whether a line only ends the story on a teleprinter."""
    return bool(_END_MARK.match(line))


def without(lines: list[str], agencies: set[str]) -> list[str]:
    """The lines without end marks and initials at their end; `agencies` are the short names that may stand there."""
    kept = list(lines)
    _drop_end(kept)
    if len(kept) > 1 and _signs(text.line(kept[-1]).replace("\\/", "/"), agencies):
        kept.pop()
        _drop_end(kept)
    return kept


def _drop_end(lines: list[str]) -> None:
    while lines and (not lines[-1].strip() or is_end_mark(lines[-1])):
        lines.pop()


def _signs(line: str, agencies: set[str]) -> bool:
    if len(line) > _LONGEST:
        return False
    if _INITIALS.fullmatch(line):
        return True
    return bool(_SHORT_WORDS.fullmatch(line)) and line.split(maxsplit=1)[0].lower() in agencies
