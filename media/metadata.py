"""What a photograph says about itself: XMP first, then IIM, then EXIF.

Pure: bytes in, a frozen description out. It reads anything and never fails; a file that is no
photograph simply says nothing. The order is the IPTC's advice: IIM cuts a credit at 32 bytes,
and most cameras know EXIF alone. Only the date asks EXIF first, which has it from the camera.

Source: IPTC Photo Metadata Standard 2023.1; IPTC IIM 4.2; CIPA DC-008 (Exif 2.32).
"""

import io
import re
import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from PIL import Image

from media import metadata_dates, metadata_exif, metadata_iim, metadata_xmp

#: The formats whose metadata is read, by Pillow's names.
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_UNREADABLE = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    struct.error,
    zlib.error,
)
#: The Photoshop resource that holds IIM.
_IIM_RESOURCE = 0x0404
#: What neither PostgreSQL's text nor XML can hold, and a form should not.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
#: A place of dots and dashes is what a form asks for, not where the picture was taken.
_NO_PLACE = re.compile(r"[\s.\-–]*")
_KEYWORD_ENDS = re.compile(r"[;,]")


@dataclass(frozen=True)
class PhotoMetadata:
    """The fields of the IPTC core that a desk works with; empty text where the file is silent.

    `headline` is the publishable line, `title` the short reference an agency files under.
    `taken_at` is in UTC. `raw` holds everything that was read, as JSON: {"xmp", "iim", "exif"}.
    """

    headline: str = ""
    title: str = ""
    caption: str = ""
    alt_text: str = ""
    byline: str = ""
    credit: str = ""
    source: str = ""
    copyright_notice: str = ""
    usage_terms: str = ""
    instructions: str = ""
    sublocation: str = ""
    city: str = ""
    region: str = ""
    country: str = ""
    country_code: str = ""
    keywords: tuple[str, ...] = ()
    digital_source_type: str = ""
    language: str = ""
    taken_at: datetime | None = None
    raw: dict[str, Any] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """Where it was taken, from near to far: "Harbour, Port Lind, Lindmark"."""
        parts = (
            self.sublocation,
            self.city,
            self.region,
            self.country or self.country_code,
        )
        return ", ".join(dict.fromkeys(part for part in parts if part))


#: Where each text is looked for; the first that is not empty wins. "xmp", "iim" and "exif"
#: name the block, the rest the field in it.
_TEXTS: dict[str, tuple[str, ...]] = {
    "headline": ("xmp photoshop:Headline", "iim 2:105"),
    "title": ("xmp dc:title", "iim 2:05"),
    "caption": ("xmp dc:description", "iim 2:120", "exif ImageDescription"),
    "alt_text": ("xmp Iptc4xmpCore:AltTextAccessibility",),
    "byline": ("xmp dc:creator", "iim 2:80", "exif Artist"),
    "credit": ("xmp photoshop:Credit", "iim 2:110"),
    "source": ("xmp photoshop:Source", "iim 2:115"),
    "copyright_notice": ("xmp dc:rights", "iim 2:116", "exif Copyright"),
    "usage_terms": ("xmp xmpRights:UsageTerms",),
    "instructions": ("xmp photoshop:Instructions", "iim 2:40"),
    "sublocation": ("xmp Iptc4xmpCore:Location", "iim 2:92"),
    "city": ("xmp photoshop:City", "iim 2:90"),
    "region": ("xmp photoshop:State", "iim 2:95"),
    "country": ("xmp photoshop:Country", "iim 2:101"),
    "country_code": ("xmp Iptc4xmpCore:CountryCode", "iim 2:100"),
    "digital_source_type": ("xmp Iptc4xmpExt:DigitalSourceType",),
    "language": ("xmp dc:language", "iim 2:135"),
}
_PLACES = ("sublocation", "city", "region", "country", "country_code")


def read(data: bytes, *, seen_at: datetime | None = None) -> PhotoMetadata:
    """Everything that the bytes of a photograph say about it.

    With `seen_at`, the moment of arrival, dates that lie ahead of it are doubted.
    """
    try:
        raw = _plain(_blocks(data))
    except _UNREADABLE:
        return PhotoMetadata()
    return _described(raw, seen_at)


def _blocks(data: bytes) -> dict[str, Any]:
    with Image.open(io.BytesIO(data), formats=FORMATS) as image:
        photoshop = image.info.get("photoshop")
        iim = photoshop.get(_IIM_RESOURCE, b"") if isinstance(photoshop, dict) else b""
        return {
            "xmp": metadata_xmp.read(_packet(image)),
            "iim": metadata_iim.read(iim if isinstance(iim, bytes) else b""),
            "exif": metadata_exif.read(image),
        }


def _packet(image: Image.Image) -> bytes:
    for name in ("xmp", "XML:com.adobe.xmp"):
        packet = image.info.get(name, b"")
        if packet:
            return packet.encode() if isinstance(packet, str) else bytes(packet)
    return b""


def _described(raw: dict[str, Any], seen_at: datetime | None) -> PhotoMetadata:
    texts = {name: _first(raw, places) for name, places in _TEXTS.items()}
    for name in _PLACES:
        texts[name] = "" if _NO_PLACE.fullmatch(texts[name]) else texts[name]
    return PhotoMetadata(
        **texts,
        keywords=tuple(_keywords(raw)),
        taken_at=_taken_at(raw, seen_at),
        raw={name: block for name, block in raw.items() if block},
    )


def _first(raw: dict[str, Any], places: Iterable[str]) -> str:
    """The first text of the first place that holds one: a byline is the first creator's."""
    for place in places:
        block, name = place.split(" ", 1)
        if name == "ImageDescription":
            found = metadata_exif.caption(raw["exif"])
        else:
            found = next(_texts(raw[block].get(name)), "")
        if found:
            return found
    return ""


def _texts(value: Any) -> Iterator[str]:
    """The texts in a value; structures hold none that a flat field could show."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str) and item.strip():
            yield item.strip()


def _keywords(raw: dict[str, Any]) -> Iterator[str]:
    """Distinct keywords; agencies put several into one, joined by a semicolon or comma."""
    given = list(_texts(raw["xmp"].get("dc:subject"))) or list(_texts(raw["iim"].get("2:25")))
    words = (word.strip() for text in given for word in _KEYWORD_ENDS.split(text))
    yield from dict.fromkeys(word for word in words if word)


def _taken_at(raw: dict[str, Any], seen_at: datetime | None) -> datetime | None:
    iim_day, iim_time = _first(raw, ["iim 2:55"]), _first(raw, ["iim 2:60"])
    written = (
        metadata_exif.moment(raw["exif"]),
        f"{iim_day} {iim_time}" if iim_time else "",
        _first(raw, ["xmp photoshop:DateCreated"]),
        iim_day,
    )
    moments = (metadata_dates.read(text, seen_at=seen_at) for text in written if text)
    return next((at for at in moments if at is not None), None)


def _plain(value: Any) -> Any:
    """The value with the characters left out that a database cannot keep."""
    if isinstance(value, str):
        return _CONTROL.sub("", value)
    if isinstance(value, dict):
        return {_CONTROL.sub("", str(key)): _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value
