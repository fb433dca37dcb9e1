"""Which file is a picture, and where the picture of a story may lie."""

import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wires import naming


@pytest.mark.parametrize(
    ("href", "names"),
    [
        ("ferry.JPG", ["ferry.jpg"]),
        ("./ferry.jpg", ["ferry.jpg"]),
        ("pictures/ferry.jpg", ["pictures/ferry.jpg", "ferry.jpg"]),
        ("https://pictures.example/a/b/Ferry%20one.jpg?size=full#top", ["ferry one.jpg"]),
    ],
)
def test_a_picture_is_looked_for_by_its_path_then_by_its_name(href: str, names: list[str]) -> None:
    assert naming.candidates(href, beside="story.json") == names


def test_a_picture_beside_its_story_comes_before_one_further_away() -> None:
    names = naming.candidates("pictures/ferry.jpg", beside="march/story.json")
    assert names == ["march/pictures/ferry.jpg", "march/ferry.jpg", "pictures/ferry.jpg", "ferry.jpg"]


@pytest.mark.parametrize(
    "href",
    [
        "../other/ferry.jpg",
        "a/../../ferry.jpg",
        "%2e%2e/ferry.jpg",
        "..\\ferry.jpg",
        "/%2fetc/passwd/..",
        "https://pictures.example/..%2f..%2fferry.jpg",
        "https://pictures.example/a/",
        ".hidden.jpg",
        ".\u200b./ferry.jpg",
        "\U00018cd6\\ferry.jpg",
        "http://[broken/ferry.jpg",
        "",
    ],
)
def test_an_address_that_leads_elsewhere_is_not_looked_for(href: str) -> None:
    assert naming.candidates(href, beside="story.json") == []


@given(
    st.text("ab./\\%0\0\u200b\U00018cd6", max_size=12) | st.text(max_size=60),
    st.sampled_from(["story.json", "march/story.json", "a/b/story.json"]),
)
def test_no_address_leads_out_of_the_folder(href: str, beside: str) -> None:
    for name in naming.candidates(href, beside=beside):
        assert not name.startswith("/")
        assert ".." not in posixpath.normpath(name).split("/")
        assert len(name) <= 255


def test_a_picture_is_known_by_its_ending_or_its_first_bytes() -> None:
    assert naming.is_picture("FERRY.JPEG")
    assert naming.is_picture("ferry", b"\xff\xd8\xff\xe0")
    assert not naming.is_picture("ferry.json", b'{"uri": "x"}')


def test_a_name_that_is_no_text_becomes_one() -> None:
    assert naming.printable("fil\udce9.json").encode()
    assert len(naming.printable("a" * 400 + ".json")) == 255


def test_a_key_fits_its_column_though_a_letter_becomes_two_in_lower_case() -> None:
    assert len(naming.key("İ" * 200 + ".jpg")) == 255
    assert naming.candidates("İ" * 200 + ".jpg", beside="story.json") == [naming.key("İ" * 200 + ".jpg")]


def test_a_path_for_a_sentence_is_whole() -> None:
    assert naming.as_text("a" * 400 + "\udce9") == "a" * 400 + "\N{REPLACEMENT CHARACTER}"
