"""IPTC-IIM: the datasets in the Photoshop block of a photograph.

Source: IPTC IIM 4.2, §1.5 (datasets), §1.6 (extended length), dataset 1:90 (coded character set).
"""

from collections import defaultdict
from collections.abc import Iterator

_MARKER = 0x1C
#: The escape sequence by which dataset 1:90 announces UTF-8 (ISO/IEC 2022).
UTF8 = b"\x1b%G"
_BINARY = frozenset({(1, 0), (1, 90), (2, 0)})

Datasets = dict[str, list[str]]


def read(block: bytes) -> Datasets:
    """The texts of each dataset by its number ("2:120"), in file order; empty where none is.

    Many agencies write UTF-8 without announcing it and many announce nothing and write
    Latin-1, so an unannounced text is tried as UTF-8 first: Latin-1 with accents is next to
    never valid UTF-8.
    """
    found: Datasets = defaultdict(list)
    for record, number, value in _datasets(block):
        if (record, number) not in _BINARY:
            found[f"{record}:{number:02d}"].append(_text(value))
    return dict(found)


def _datasets(block: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    while at + 5 <= len(block) and block[at] == _MARKER:
        record, number = block[at + 1], block[at + 2]
        size = int.from_bytes(block[at + 3 : at + 5])
        at += 5
        if size & 0x8000:
            width = size & 0x7FFF
            size = int.from_bytes(block[at : at + width])
            at += width
        yield record, number, block[at : at + size]
        at += size


def _text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("cp1252", "replace") if _all_printable(value) else value.decode("latin-1")


def _all_printable(value: bytes) -> bool:
    """Whether Windows-1252 has a letter for every byte: five of its places are empty."""
    return not any(byte in value for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D))
