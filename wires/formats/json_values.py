"""JSON of an agency as plain values: safe to read, however deep or long it is.

Source: RFC 8259.
"""

import json
from typing import Any

from wires.formats.refusals import Unreadable

#: Values, and tags in all its texts, that a file may have at most: each takes memory and time, however short it is.
_MOST_VALUES, _MOST_TAGS = 400_000, 200_000


def looks_like_json(data: bytes) -> bool:
    """Whether the file begins as JSON does: with an object or a list, in any encoding with or without a mark."""
    start = data[:200].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")
    return start[:1] in (b"{", b"[")


def parse(text: str) -> Any:
    """The value of a JSON text; raises Unreadable with line and column where it is none. NaN is null."""
    if max(map(text.count, "[{,")) > _MOST_VALUES or text.count("<") > _MOST_TAGS:
        raise Unreadable(f"The file is JSON with more than {_MOST_VALUES:,} values or {_MOST_TAGS:,} tags, too many.")
    try:
        return json.loads(text, parse_constant=lambda _: None)
    except json.JSONDecodeError as error:
        what = error.msg.removesuffix(" starting at")
        raise Unreadable(
            f"The file is not valid JSON: {what} at line {error.lineno}, column {error.colno}. "
            "It may have been cut off on its way."
        ) from error
    except RecursionError as error:
        raise Unreadable("The file is JSON nested too deep to be read.") from error
    except ValueError as error:
        raise Unreadable("The file is JSON with a number too long to be read.") from error
