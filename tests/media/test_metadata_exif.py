"""EXIF as cameras write it, whole and broken."""

import io

import pytest
from PIL import Image

from media import metadata_exif
from tests.media import drawn

#: Broken blocks are what is tested here.
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:PIL.TiffImagePlugin")


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def test_tags_are_found_by_name_in_all_three_directories() -> None:
    block = drawn.exif(artist="Ása".encode(), taken="2026:03:04 05:06:07", offset="+01:00", latitude=(60.0, 0.0, 0.0))
    tags = metadata_exif.read(opened(drawn.jpeg(exif=block)))
    assert tags["GPSLatitudeRef"] == "N"
    assert metadata_exif.text(tags, "Artist") == "Ása"
    assert metadata_exif.moment(tags) == "2026:03:04 05:06:07+01:00"


@pytest.mark.parametrize(("orientation", "read"), [(1, 1), (6, 6), (8, 8), (0, 1), (9, 1)])
def test_an_orientation_that_does_not_exist_is_upright(orientation: int, read: int) -> None:
    assert metadata_exif.orientation(opened(drawn.jpeg(exif=drawn.exif(orientation=orientation)))) == read


@pytest.mark.parametrize(
    "block", [b"Exif\0\0", b"Exif\0\0MM\0*\0\0\0\x08\xff\xff\xff", b"Exif\0\0XX\0*" + b"\xff" * 60]
)
def test_a_broken_block_says_nothing(block: bytes) -> None:
    image = opened(drawn.jpeg(exif=block))
    assert metadata_exif.read(image) == {}
    assert metadata_exif.orientation(image) == 1
