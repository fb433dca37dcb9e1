"""IIM datasets: their encodings, their lengths, and blocks that break off."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media import metadata_iim, packets

QUAY = packets.Fields(caption="Kaj på Halmsund – “før stormen”", keywords=("kaj", "søster"))


@pytest.mark.parametrize(
    ("encoding", "announced"), [("utf-8", True), ("utf-8", False), ("cp1252", False), ("cp1252", True)]
)
def test_text_is_read_whatever_the_block_announces(encoding: str, announced: bool) -> None:
    found = metadata_iim.read(packets.iim(QUAY, encoding=encoding, announced=announced))
    assert found["2:120"] == [QUAY.caption]
    assert found["2:25"] == ["kaj", "søster"]


def test_latin_1_with_bytes_that_windows_leaves_empty_is_still_read() -> None:
    assert metadata_iim.read(b"\x1c\x02\x78\x00\x03\xe6\x81x") == {"2:120": ["æ\x81x"]}


def test_an_extended_dataset_counts_its_length_in_more_bytes() -> None:
    text = b"a" * 40_000
    block = b"\x1c\x02\x78\x80\x04" + len(text).to_bytes(4) + text + b"\x1c\x02\x50\x00\x02Bo"
    assert metadata_iim.read(block) == {"2:120": ["a" * 40_000], "2:80": ["Bo"]}


def test_a_block_that_breaks_off_gives_what_came_before() -> None:
    assert metadata_iim.read(b"\x1c\x02\x50\x00\x02Bo\x1c\x02\x78\x00\x30Kaj") == {"2:80": ["Bo"], "2:120": ["Kaj"]}
    assert metadata_iim.read(b"\x1c\x02\x50\x00\x02Bo\x1c\x02") == {"2:80": ["Bo"]}


def test_what_follows_no_marker_is_left_alone() -> None:
    assert metadata_iim.read(b"\x1c\x02\x50\x00\x02Bojunk\x1c\x02\x78\x00\x01x") == {"2:80": ["Bo"]}


@given(st.binary(max_size=500))
def test_any_bytes_give_texts(block: bytes) -> None:
    for marked in (block, b"\x1c" + block):
        assert all(isinstance(text, str) for texts in metadata_iim.read(marked).values() for text in texts)
