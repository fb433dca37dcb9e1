"""Metadata to be put into a photograph: an XMP packet, an IIM block, and a JPEG with both.

Pure. The renditions carry who made the picture with them; the demo's drawn photographs get
everything that an agency would send.

Source: ISO 16684-1 (XMP), §7; ISO 16684-3, §1.1.3 (JPEG); IPTC IIM 4.2, §1.5; Adobe Photoshop
file formats (image resource blocks).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from media.metadata_iim import UTF8

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
}
_XMP_MARK = b"http://ns.adobe.com/xap/1.0/\0"
_PHOTOSHOP_MARK = b"Photoshop 3.0\0"
#: What XML 1.0 cannot hold.
_NOT_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])
#: Bytes that the length of a JPEG segment can count, less the length itself.
SEGMENT_LIMIT = 65533


class TooLong(ValueError):
    """A block that is longer than one JPEG segment."""


@dataclass(frozen=True)
class Fields:
    """What goes into a photograph; empty fields are left out. `taken_at` is aware."""

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
    taken_at: datetime | None = None


#: The XMP property of each field and how XMP holds it.
_XMP = {
    "headline": ("photoshop:Headline", "text"),
    "title": ("dc:title", "Alt"),
    "caption": ("dc:description", "Alt"),
    "alt_text": ("Iptc4xmpCore:AltTextAccessibility", "Alt"),
    "byline": ("dc:creator", "Seq"),
    "credit": ("photoshop:Credit", "text"),
    "source": ("photoshop:Source", "text"),
    "copyright_notice": ("dc:rights", "Alt"),
    "usage_terms": ("xmpRights:UsageTerms", "Alt"),
    "instructions": ("photoshop:Instructions", "text"),
    "sublocation": ("Iptc4xmpCore:Location", "text"),
    "city": ("photoshop:City", "text"),
    "region": ("photoshop:State", "text"),
    "country": ("photoshop:Country", "text"),
    "country_code": ("Iptc4xmpCore:CountryCode", "text"),
    "keywords": ("dc:subject", "Bag"),
    "digital_source_type": ("Iptc4xmpExt:DigitalSourceType", "text"),
}
#: The dataset of record 2 for each field, and the bytes that it may hold.
_IIM = {
    "title": (5, 64),
    "keywords": (25, 64),
    "instructions": (40, 256),
    "byline": (80, 32),
    "city": (90, 32),
    "sublocation": (92, 32),
    "region": (95, 32),
    "country_code": (100, 3),
    "country": (101, 64),
    "headline": (105, 256),
    "credit": (110, 32),
    "source": (115, 32),
    "copyright_notice": (116, 128),
    "caption": (120, 2000),
}


def xmp(fields: Fields) -> bytes:
    """The fields as an XMP packet in UTF-8, without padding."""
    properties = "".join(_properties(fields))
    names = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items() if f"<{prefix}:" in properties)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f'<rdf:RDF xmlns:rdf="{_RDF}"><rdf:Description rdf:about=""{names}>'
        f'{properties}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    ).encode("utf-8", "ignore")


def _properties(fields: Fields) -> Iterator[str]:
    for name, (tag, shape) in _XMP.items():
        values = _values(fields, name)
        if values:
            yield f"<{tag}>{_content(values, shape)}</{tag}>"
    if fields.taken_at:
        yield f"<photoshop:DateCreated>{fields.taken_at.isoformat()}</photoshop:DateCreated>"


def _values(fields: Fields, name: str) -> list[str]:
    value = getattr(fields, name)
    return [text for text in ([value] if isinstance(value, str) else value) if text]


def _content(values: Iterable[str], shape: str) -> str:
    texts = [escape(text.translate(_NOT_XML)) for text in values]
    if shape == "text":
        return texts[0]
    language = ' xml:lang="x-default"' if shape == "Alt" else ""
    items = "".join(f"<rdf:li{language}>{text}</rdf:li>" for text in texts)
    return f"<rdf:{shape}>{items}</rdf:{shape}>"


def iim(fields: Fields, *, encoding: str = "utf-8", announced: bool = True) -> bytes:
    """The fields as IIM datasets, each cut at the bytes that IIM allows it.

    With `announced`, dataset 1:90 says that the text is UTF-8, as it should.
    """
    head = _dataset(1, 90, UTF8) if announced else b""
    return head + _dataset(2, 0, b"\0\4") + b"".join(_datasets(fields, encoding)) + b"".join(_date(fields))


def _datasets(fields: Fields, encoding: str) -> Iterator[bytes]:
    for name, (number, limit) in _IIM.items():
        for text in _values(fields, name):
            whole = text.encode(encoding, "replace")[:limit]
            yield _dataset(2, number, whole.decode(encoding, "ignore").encode(encoding))


def _date(fields: Fields) -> Iterator[bytes]:
    if fields.taken_at:
        at = fields.taken_at.astimezone(UTC)
        yield _dataset(2, 55, f"{at:%Y%m%d}".encode())
        yield _dataset(2, 60, f"{at:%H%M%S}+0000".encode())


def _dataset(record: int, number: int, value: bytes) -> bytes:
    return bytes((0x1C, record, number)) + len(value).to_bytes(2) + value


def app13(block: bytes) -> bytes:
    """The IIM datasets as the content of a JPEG's APP13 segment: one Photoshop resource."""
    resource = b"8BIM" + (0x0404).to_bytes(2) + b"\0\0" + len(block).to_bytes(4) + block
    return _PHOTOSHOP_MARK + resource + b"\0" * (len(block) % 2)


def embedded(jpeg: bytes, *, xmp: bytes = b"", iim: bytes = b"") -> bytes:
    """The JPEG with the packet and the datasets put in behind its first markers.

    Nothing is decoded: the picture stays the same to the bit. TooLong where a block does not
    fit a segment.
    """
    at = _behind_app0(jpeg)
    segments = (_segment(0xE1, _XMP_MARK + xmp) if xmp else b"") + (_segment(0xED, app13(iim)) if iim else b"")
    return jpeg[:at] + segments + jpeg[at:]


def _behind_app0(jpeg: bytes) -> int:
    """Where JFIF's own segment ends: it has to stay the first."""
    if jpeg[2:4] != b"\xff\xe0":
        return 2
    return 4 + int.from_bytes(jpeg[4:6])


def _segment(marker: int, content: bytes) -> bytes:
    if len(content) > SEGMENT_LIMIT:
        raise TooLong(f"The metadata is {len(content)} bytes long; a JPEG segment holds {SEGMENT_LIMIT}.")
    return bytes((0xFF, marker)) + (len(content) + 2).to_bytes(2) + content
