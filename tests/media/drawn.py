"""Files for the tests, drawn and written here: photographs with real metadata, and bad ones."""

import io
import struct
import zlib
from datetime import UTC, datetime
from typing import Any

from PIL import Image

from media import packets

#: What an agency would say about a picture from the invented port of Halmsund.
FERRY = packets.Fields(
    headline="First ferry leaves Halmsund after the storm",
    title="HALMSUND FERRY 1",
    caption="The ferry Solveig leaves Halmsund harbour at dawn.",
    alt_text="A white ferry between two breakwaters",
    byline="Ása Björklund",
    credit="Nordvik Bildbyrå/Harbour Photo Union",
    source="Nordvik",
    copyright_notice="© 2026 Nordvik Bildbyrå",
    usage_terms="Editorial use only",
    instructions="NO ARCHIVES",
    sublocation="Ferry quay",
    city="Halmsund",
    region="Vestre Nordvik",
    country="Nordmark",
    country_code="NMK",
    keywords=("ferry", "storm"),
    digital_source_type="http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
    taken_at=datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC),
)


def scene(width: int = 60, height: int = 40, mode: str = "RGB") -> Image.Image:
    """Red to the left, blue to the right."""
    picture = Image.new("RGB", (width, height), "#d02020")
    picture.paste("#2020d0", (width // 2, 0, width, height))
    return picture.convert(mode)


def encoded(picture: Image.Image, fmt: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, fmt, **options)
    return buffer.getvalue()


def jpeg(width: int = 60, height: int = 40, **options: Any) -> bytes:
    return encoded(scene(width, height), "JPEG", **options)


def photograph(width: int = 60, height: int = 40, fields: packets.Fields = FERRY) -> bytes:
    """A JPEG that says the same in XMP and IIM."""
    return packets.embedded(jpeg(width, height), xmp=packets.xmp(fields), iim=packets.iim(fields))


def exif(**tags: Any) -> Image.Exif:
    """An EXIF block; Exif tags of the camera (DateTimeOriginal …) go into their own directory."""
    block = Image.Exif()
    names = {"description": 0x010E, "artist": 0x013B, "copyright": 0x8298, "orientation": 0x0112}
    for name, value in tags.items():
        if name in names:
            block[names[name]] = value
    camera = {"taken": 0x9003, "offset": 0x9011}
    for name in camera.keys() & tags.keys():
        block.get_ifd(0x8769)[camera[name]] = tags[name]
    if "latitude" in tags:
        block.get_ifd(0x8825).update({1: "N", 2: tags["latitude"]})
    return block


def png_that_says(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header promises that size: a decompression bomb."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b"")]
    parts = [struct.pack(">I", len(body)) + name + body + _checksum(name + body) for name, body in chunks]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _checksum(data: bytes) -> bytes:
    return struct.pack(">I", zlib.crc32(data))
