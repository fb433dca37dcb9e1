"""What a photograph says about itself: XMP first, then IIM, then EXIF.

Pure: bytes in, a frozen description out. It reads anything and never fails; a file that is no
photograph simply says nothing. The order is the IPTC's advice: IIM cuts a credit at 32 bytes,
and most cameras know EXIF alone. (The Metadata Working Group put EXIF first, when most programs
wrote XMP carelessly.) Only the date asks EXIF first, which has it from the camera. Keywords are
those of XMP and IIM together: programs that know one of them drop no word of the other's.

Source: IPTC Photo Metadata Standard 2023.1; IPTC IIM 4.2; CIPA DC-008 (Exif 2.32).
"""

import io
import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from PIL import Image, TiffImagePlugin

from media import metadata_dates, metadata_exif, metadata_iim, metadata_xmp

#: The formats whose metadata is read, by Pillow's names.
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF")
#: What many cameras make of JPEG (MPO) is one for all others.
_MIME_TYPES = {**{name: f"image/{name.lower()}" for name in FORMATS}, "MPO": "image/jpeg"}
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
#: The Photoshop resource and the TIFF tag that hold IIM.
_IIM_RESOURCE, _IIM_TAG = 0x0404, 33723
#: What neither PostgreSQL's text nor XML can hold, and a form should not.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
#: A place of dots and dashes is what a form asks for, not where the picture was taken.
_NO_PLACE = re.compile(r"[\s.\-–]*")
_KEYWORD_ENDS = re.compile(r"[;,]")
#: Bytes at which IIM cuts a keyword.
_KEYWORD_LIMIT = 64

# Nothing is decoded here, so a picture may say that it is as large as it likes.
Image.MAX_IMAGE_PIXELS = None


@dataclass(frozen=True)
class PhotoMetadata:
    """The fields of the IPTC core that a desk works with; empty text where the file is silent.

    `headline` is the publishable line, `title` the short reference an agency files under.
    `taken_at` is in UTC. `raw` holds everything that was read, as JSON: {"xmp", "iim", "exif"}.
    `mime_type` is empty where the file is no picture; width and height are those of the upright one.
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
    mime_type: str = ""
    width: int | None = None
    height: int | None = None
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
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            raw = _plain(_blocks(image))
            size = _upright(image)
            mime_type = _MIME_TYPES[image.format or ""]
    except _UNREADABLE:
        return PhotoMetadata()
    return replace(_described(raw, seen_at), mime_type=mime_type, width=size[0], height=size[1])


def _blocks(image: Image.Image) -> dict[str, Any]:
    return {
        "xmp": metadata_xmp.read(_packet(image)),
        "iim": metadata_iim.read(_iim(image)),
        "exif": metadata_exif.read(image),
    }


def _upright(image: Image.Image) -> tuple[int, int]:
    width, height = image.size
    return (height, width) if metadata_exif.orientation(image) >= 5 else (width, height)


def _iim(image: Image.Image) -> bytes:
    """The datasets, from a JPEG's Photoshop block or the tags that a TIFF has for them."""
    photoshop = image.info.get("photoshop")
    if isinstance(photoshop, dict):
        block = photoshop.get(_IIM_RESOURCE, b"")
        return block if isinstance(block, bytes) else b""
    if not isinstance(image, TiffImagePlugin.TiffImageFile):
        return b""
    # The bytes as they stand there: Photoshop says that they are numbers, of which Pillow gives the first.
    return bytes(image.tag_v2._tagdata.get(_IIM_TAG, b""))


def _packet(image: Image.Image) -> bytes:
    for name in ("xmp", "XML:com.adobe.xmp"):
        packet = image.info.get(name, b"")
        if packet:
            return packet.encode() if isinstance(packet, str) else bytes(packet)
    return b""


def _described(raw: dict[str, Any], seen_at: datetime | None) -> PhotoMetadata:
    texts: dict[str, Any] = {name: first(raw, *places) for name, places in _TEXTS.items()}
    for name in _PLACES:
        texts[name] = "" if _NO_PLACE.fullmatch(texts[name]) else texts[name]
    return PhotoMetadata(
        **texts,
        keywords=tuple(_keywords(raw)),
        taken_at=_taken_at(raw, seen_at),
        raw={name: block for name, block in raw.items() if block},
    )


def first(raw: Mapping[str, Any], *places: str) -> str:
    """The first text of the first place that holds one: "xmp dc:title", "iim 2:05". A byline is the first creator's."""
    return next(each(raw, *places), "")


def each(raw: Mapping[str, Any], *places: str) -> Iterator[str]:
    """All texts of those places, in order."""
    for place in places:
        block, name = place.split(" ", 1)
        if name == "ImageDescription":
            yield from filter(None, [metadata_exif.caption(raw.get("exif", {}))])
        else:
            yield from _texts(raw.get(block, {}).get(name))


def _texts(value: Any) -> Iterator[str]:
    """The texts in a value; structures hold none that a flat field could show."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str) and item.strip():
            yield item.strip()


def _keywords(raw: dict[str, Any]) -> Iterator[str]:
    """Distinct keywords; agencies put several into one, joined by a semicolon or comma."""
    xmp = [*each(raw, "xmp dc:subject")]
    # A keyword that IIM cut is there in XMP.
    given = [*xmp, *(text for text in each(raw, "iim 2:25") if not _is_cut(text, xmp))]
    distinct: dict[str, str] = {}
    for text in given:
        for word in filter(None, map(str.strip, _KEYWORD_ENDS.split(text))):
            distinct.setdefault(word.casefold(), word)
    yield from distinct.values()


def _is_cut(text: str, whole: list[str]) -> bool:
    cut = len(text.encode()) >= _KEYWORD_LIMIT - 3
    return cut and any(other.startswith(text.rstrip("\N{REPLACEMENT CHARACTER}")) for other in whole)


def _taken_at(raw: dict[str, Any], seen_at: datetime | None) -> datetime | None:
    iim_day, iim_time = first(raw, "iim 2:55"), first(raw, "iim 2:60")
    written = (
        metadata_exif.moment(raw["exif"]),
        f"{iim_day} {iim_time}" if iim_time else "",
        first(raw, "xmp photoshop:DateCreated"),
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
