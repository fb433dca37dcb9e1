"""Files damaged on their way: bytes and elements of samples replaced, cut, doubled, put into one another."""

import re

from hypothesis import strategies as st

_PIECE = re.compile(rb"<[^<>]*>[^<>]*")
_VALUE = re.compile(rb"\"[^\"<>]*\"|>[^<>]+<")


@st.composite
def damaged(draw: st.DrawFn, files: list[bytes], *, signs: tuple[bytes, ...] = ()) -> bytes:
    """A file after one to three accidents; `signs` mean something in the format and may stand anywhere."""
    data = draw(st.sampled_from(files))
    accidents = [_cut, _overwritten, _doubled, _spliced, _refilled]
    for accident in draw(st.lists(st.sampled_from(accidents), min_size=1, max_size=3)):
        data = accident(draw, data, draw(st.sampled_from(files)))
    if signs and draw(st.booleans()):
        at = draw(st.integers(0, len(data)))
        data = data[:at] + draw(st.sampled_from(signs)) + data[at:]
    return data


def _cut(draw: st.DrawFn, data: bytes, other: bytes) -> bytes:
    return data[: draw(st.integers(0, len(data)))]


def _overwritten(draw: st.DrawFn, data: bytes, other: bytes) -> bytes:
    at, lost = draw(st.integers(0, len(data))), draw(st.integers(0, 8))
    return data[:at] + draw(st.binary(max_size=6)) + data[at + lost :]


def _doubled(draw: st.DrawFn, data: bytes, other: bytes) -> bytes:
    """An element, or its beginning, a second time."""
    pieces = _PIECE.findall(data) or [data]
    piece = draw(st.sampled_from(pieces))
    return data.replace(piece, piece * draw(st.integers(0, 3)), 1)


def _spliced(draw: st.DrawFn, data: bytes, other: bytes) -> bytes:
    """A stretch of another file between two elements of this one."""
    begin = draw(st.integers(0, len(other)))
    stretch = other[begin : begin + draw(st.integers(0, 400))]
    at = draw(st.sampled_from([0, *(found.end() for found in _PIECE.finditer(data))]))
    return data[:at] + stretch + data[at:]


def _refilled(draw: st.DrawFn, data: bytes, other: bytes) -> bytes:
    """Another value in an attribute, or other words in an element: mostly the file stays well made."""
    found = draw(st.sampled_from([*_VALUE.finditer(data)] or [re.match(b"", data)]))
    words = draw(st.text(max_size=12) | st.sampled_from(["0", "-1", "9999-12-31T23:59:59Z", "canceled", "é" * 40]))
    filling = words.replace("&", "").replace("<", "").replace('"', "").encode("utf-8", "replace")
    return data[: found.start() + 1] + filling + data[found.end() - 1 :] if found and found[0] else data
