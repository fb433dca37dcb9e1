"""EXIF: what the camera wrote, as plain values by the tag's name.

Source: CIPA DC-008 (Exif 2.32), §4.6.4 and §4.6.5.
"""

import math
import struct
import warnings
from collections.abc import Mapping
from typing import Any

from PIL import ExifTags, Image

#: What Pillow raises on EXIF blocks that break off or point outside themselves.
_BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    KeyError,
    IndexError,
    TypeError,
    OverflowError,
    struct.error,
    RuntimeError,
)
#: Captions that cameras write by themselves.
_NO_CAPTION = frozenset(
    {
        "olympus digital camera",
        "sony dsc",
        "dcim",
        "digital camera",
        "minolta digital camera",
    }
)
#: Longest binary value worth keeping beside the edited fields, in bytes; maker notes are longer.
_LONGEST_BINARY = 64
#: Tags of the camera's own block that hold nothing for a desk: maker note, printer matching.
_LEFT_OUT = frozenset({0x927C, 0xC4A5})
_ORIENTATION = 0x0112

# Blocks that break off are everyday and are read as far as they go: no news for the log.
warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")

Tags = dict[str, Any]


def read(image: Image.Image) -> Tags:
    """The tags of the picture by name; empty where there are none or they cannot be read."""
    try:
        exif = image.getexif()
        blocks = [
            (exif, ExifTags.TAGS),
            (exif.get_ifd(ExifTags.IFD.Exif), ExifTags.TAGS),
        ]
        blocks.append((exif.get_ifd(ExifTags.IFD.GPSInfo), ExifTags.GPSTAGS))
        return {name: value for block, names in blocks for name, value in _named(block, names).items()}
    except _BROKEN:
        return {}


def orientation(image: Image.Image) -> int:
    """How the picture must be turned to stand upright: 1 to 8, as Exif numbers it."""
    try:
        value = image.getexif().get(_ORIENTATION, 1)
    except _BROKEN:
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def moment(tags: Tags) -> str:
    """When the picture was taken, to the second, with the offset where the camera gave it."""
    taken = text(tags, "DateTimeOriginal")
    return taken + text(tags, "OffsetTimeOriginal") if taken else ""


def text(tags: Tags, name: str) -> str:
    value = tags.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def caption(tags: Tags) -> str:
    found = text(tags, "ImageDescription")
    return "" if found.lower() in _NO_CAPTION else found


def _named(block: Mapping[int, Any], names: Mapping[int, str]) -> Tags:
    return {names.get(tag, f"0x{tag:04x}"): _plain(value) for tag, value in block.items() if tag not in _LEFT_OUT}


def _plain(value: Any) -> Any:
    """The value as JSON can hold it."""
    if isinstance(value, str):
        return _unmangled(value)
    if isinstance(value, bytes):
        return value.hex() if len(value) <= _LONGEST_BINARY else f"{len(value)} bytes"
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    return value if isinstance(value, int) else _number(value)


def _number(value: Any) -> float | str:
    """A rational as a number; a division by zero, which cameras do write, as text."""
    try:
        number = float(value)
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return str(value)
    return number if math.isfinite(number) else str(number)


def _unmangled(value: str) -> str:
    """Text that Pillow read as Latin-1 although it is UTF-8, which most programs write."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value
