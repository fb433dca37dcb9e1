"""Numbers of rows, as they come in addresses and in what is typed."""

from typing import Any

#: The largest number that a row can have, and its digits (PostgreSQL, bigint).
_LARGEST, _DIGITS = 2**63 - 1, 19


def number(text: Any) -> int | None:
    """The number that stands there in digits; None for what names no row, however long it is."""
    digits = str(text or "")
    if not digits.isdecimal() or len(digits) > _DIGITS or int(digits) > _LARGEST:
        return None
    return int(digits)
