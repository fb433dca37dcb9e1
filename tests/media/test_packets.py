"""Packets put into a photograph come back out of it."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from media import metadata, metadata_iim, metadata_xmp, packets
from tests.media import drawn

LINE = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=60)


def test_the_picture_stays_the_same_to_the_bit() -> None:
    bare, told = (Image.open(io.BytesIO(data)) for data in (drawn.jpeg(), drawn.photograph()))
    assert bare.tobytes() == told.tobytes()


def test_empty_fields_leave_no_trace() -> None:
    assert metadata_xmp.read(packets.xmp(packets.Fields(credit="Nordvik"))) == {"photoshop:Credit": "Nordvik"}
    assert metadata_iim.read(packets.iim(packets.Fields(credit="Nordvik"))) == {"2:110": ["Nordvik"]}


def test_iim_is_cut_where_iim_ends_and_not_inside_a_letter() -> None:
    assert metadata_iim.read(packets.iim(packets.Fields(credit="x" + "å" * 40)))["2:110"] == ["x" + "å" * 15]


def test_a_block_too_long_for_a_segment_is_refused() -> None:
    with pytest.raises(packets.TooLong, match="70"):
        packets.embedded(drawn.jpeg(), xmp=b"x" * 70_000)


@given(LINE, LINE, st.lists(LINE.filter(lambda text: text and not set(text) & set(";,")), max_size=3))
def test_any_text_comes_back_as_it_went_in(caption: str, credit: str, keywords: list[str]) -> None:
    fields = packets.Fields(caption=caption, credit=credit, keywords=tuple(keywords))
    told = metadata.read(packets.embedded(drawn.jpeg(8, 8), xmp=packets.xmp(fields)))
    assert (told.caption, told.credit, told.keywords) == (caption, credit, tuple(dict.fromkeys(keywords)))
