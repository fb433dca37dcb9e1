"""What a photograph says: XMP before IIM before EXIF, and never an exception."""

import json
import struct
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import TiffImagePlugin, TiffTags
from PIL.PngImagePlugin import PngInfo

from media import metadata, packets
from media.metadata import PhotoMetadata
from tests.media import drawn

#: Broken blocks are what is tested here.
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:PIL.TiffImagePlugin")

XMP = packets.xmp(drawn.FERRY)
IIM = packets.iim(drawn.FERRY)


def test_every_field_comes_back_from_xmp() -> None:
    told = metadata.read(packets.embedded(drawn.jpeg(), xmp=XMP))
    for name in packets.Fields.__dataclass_fields__:
        assert getattr(told, name) == getattr(drawn.FERRY, name), name


def test_iim_alone_gives_what_iim_can_hold() -> None:
    told = metadata.read(packets.embedded(drawn.jpeg(), iim=IIM))
    assert told.headline == drawn.FERRY.headline
    assert told.byline == "Ása Björklund"
    assert told.credit == "Nordvik Bildbyrå/Harbour Photo"
    assert told.keywords == ("ferry", "storm")
    assert told.taken_at == drawn.FERRY.taken_at
    assert told.place == "Ferry quay, Halmsund, Vestre Nordvik, Nordmark"


def test_exif_alone_gives_caption_byline_copyright_and_date() -> None:
    block = drawn.exif(
        description="Ferry at dawn",
        artist="Ása Björklund".encode(),
        copyright="Nordvik",
        taken="2026:03:04 06:06:07",
        offset="+01:00",
    )
    told = metadata.read(drawn.jpeg(exif=block))
    assert (told.caption, told.byline, told.copyright_notice) == ("Ferry at dawn", "Ása Björklund", "Nordvik")
    assert told.taken_at == datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


def test_xmp_wins_over_iim_and_iim_over_exif() -> None:
    xmp = packets.xmp(packets.Fields(caption="from XMP"))
    iim = packets.iim(packets.Fields(caption="from IIM", copyright_notice="from IIM"))
    block = drawn.exif(description="from EXIF", copyright="from EXIF", artist="from EXIF")
    told = metadata.read(packets.embedded(drawn.jpeg(exif=block), xmp=xmp, iim=iim))
    assert (told.caption, told.copyright_notice, told.byline) == ("from XMP", "from IIM", "from EXIF")


def test_the_camera_knows_best_when_the_picture_was_taken() -> None:
    data = drawn.jpeg(exif=drawn.exif(taken="2026:01:01 10:00:00"))
    told = metadata.read(packets.embedded(data, xmp=XMP, iim=IIM))
    assert told.taken_at == datetime(2026, 1, 1, 10, tzinfo=UTC)


def test_keywords_in_one_string_are_taken_apart_and_not_doubled() -> None:
    fields = packets.Fields(keywords=("ferry;storm", "harbour, ferry", " "))
    told = metadata.read(packets.embedded(drawn.jpeg(), xmp=packets.xmp(fields)))
    assert told.keywords == ("ferry", "storm", "harbour")


def test_keywords_of_iim_come_behind_those_of_xmp_each_once() -> None:
    long = "a keyword that is longer than the sixty-four bytes which IIM has for one"
    xmp = packets.xmp(packets.Fields(keywords=("Ferry", "storm", long)))
    iim = packets.iim(packets.Fields(keywords=("stock", "FERRY", long)))
    told = metadata.read(packets.embedded(drawn.jpeg(), xmp=xmp, iim=iim))
    assert told.keywords == ("Ferry", "storm", long, "stock")


def test_a_place_of_dots_and_dashes_is_none_and_none_is_named_twice() -> None:
    fields = packets.Fields(sublocation="-", city=" . ", region="NMK", country="NMK", country_code="NMK")
    assert metadata.read(packets.embedded(drawn.jpeg(), xmp=packets.xmp(fields))).place == "NMK"


def test_the_caption_a_camera_writes_by_itself_is_none() -> None:
    assert metadata.read(drawn.jpeg(exif=drawn.exif(description="OLYMPUS DIGITAL CAMERA"))).caption == ""


def test_webp_and_png_speak_too() -> None:
    text = PngInfo()
    text.add_itxt("XML:com.adobe.xmp", XMP.decode())
    for data in (drawn.encoded(drawn.scene(), "WEBP", xmp=XMP), drawn.encoded(drawn.scene(), "PNG", pnginfo=text)):
        assert metadata.read(data).headline == drawn.FERRY.headline


def test_a_tiff_speaks_too_its_datasets_as_bytes_or_as_numbers() -> None:
    block = IIM + b"\0" * (-len(IIM) % 4)
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags.tagtype[33723] = TiffTags.UNDEFINED
    tags[33723] = block
    as_bytes = drawn.encoded(drawn.scene(), "TIFF", tiffinfo=tags)
    entries = (struct.pack("<HHL", 33723, *kind) for kind in ((7, len(block)), (4, len(block) // 4)))
    as_numbers = as_bytes.replace(*entries)
    assert as_numbers != as_bytes
    for data in (as_bytes, as_numbers):
        told = metadata.read(data)
        assert (told.mime_type, told.headline) == ("image/tiff", drawn.FERRY.headline)


@pytest.mark.parametrize(
    ("fmt", "mime_type"), [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp"), ("GIF", "image/gif")]
)
def test_the_kind_of_file_and_the_size_of_the_upright_picture_are_told(fmt: str, mime_type: str) -> None:
    told = metadata.read(drawn.encoded(drawn.scene(60, 40), fmt))
    assert (told.mime_type, told.width, told.height) == (mime_type, 60, 40)
    turned = metadata.read(drawn.jpeg(60, 40, exif=drawn.exif(orientation=6)))
    assert (turned.width, turned.height) == (40, 60)


def test_a_picture_that_says_it_is_huge_is_only_asked_what_it_says() -> None:
    assert metadata.read(drawn.png_that_says(100_000, 100_000)).width == 100_000


def test_the_raw_blocks_stay_beside_the_fields_and_fit_a_database() -> None:
    block = drawn.exif(description="a\0b\x01c", latitude=(60.0, 1.0, 2.0), taken="2026:03:04 05:06:07")
    raw = metadata.read(packets.embedded(drawn.jpeg(exif=block), xmp=XMP, iim=IIM)).raw
    assert set(raw) == {"xmp", "iim", "exif"}
    assert raw["iim"]["2:25"] == ["ferry", "storm"]
    assert raw["exif"]["GPSLatitude"] == [60.0, 1.0, 2.0]
    assert "\\u0000" not in json.dumps(raw, allow_nan=False)


@pytest.mark.parametrize("data", [b"", b"hello", b"\xff\xd8\xff", b"%PDF-1.7", drawn.jpeg()[:40]])
def test_what_is_no_photograph_says_nothing(data: bytes) -> None:
    assert metadata.read(data) == PhotoMetadata()


@given(st.binary(max_size=400))
def test_any_bytes_give_metadata_or_nothing(data: bytes) -> None:
    assert metadata.read(data) == PhotoMetadata()


@given(st.binary(max_size=300), st.binary(max_size=300), st.binary(max_size=100))
def test_any_blocks_in_a_picture_give_something_a_database_can_keep(xmp: bytes, iim: bytes, exif: bytes) -> None:
    picture = drawn.jpeg(8, 8, exif=b"Exif\0\0MM\0*\0\0\0\x08" + exif)
    told = metadata.read(packets.embedded(picture, xmp=xmp, iim=b"\x1c\x02\x78" + iim))
    assert "\\u0000" not in json.dumps(told.raw, allow_nan=False)


@given(st.integers(0, 2000), st.binary(min_size=1, max_size=4))
def test_a_damaged_file_gives_metadata_or_nothing(at: int, noise: bytes) -> None:
    data = drawn.photograph(8, 8)
    told = metadata.read(data[:at] + noise + data[at + len(noise) :])
    assert isinstance(told.caption, str)
