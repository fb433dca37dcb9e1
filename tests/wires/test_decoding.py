"""Bytes into text: no letter goes without a warning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wires.decoding import decode


@given(st.text(alphabet=st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    assert decode(("{" + text).encode()).text == "{" + text


@given(st.text(alphabet=st.characters(codec="cp1252", exclude_characters="\0")))
def test_windows_1252_comes_back_with_a_warning_where_it_is_no_utf_8(text: str) -> None:
    data = f'{{"{text}'.encode("cp1252")
    decoded = decode(data + b"\xe9 ")
    assert decoded.text.endswith("é ")
    assert decoded.warnings


def test_the_quotation_marks_of_windows_1252_are_read() -> None:
    decoded = decode("“caf\u00e9” – €5".encode("cp1252"))
    assert decoded.text == "“café” – €5"
    assert decoded.warnings


@pytest.mark.parametrize(
    ("declared", "encoding", "words"),
    [
        ("euc-kr", "cp949", "똠방각하"),
        ("gb2312", "gb18030", "朱镕基"),
        ("Shift_JIS", "cp932", "㈱髙木"),
        ("iso-8859-9", "cp1254", "“İstanbul”"),
    ],
)
def test_letters_that_a_named_encoding_gained_later_are_read(declared: str, encoding: str, words: str) -> None:
    decoded = decode(words.encode(encoding), declared=declared)
    assert (decoded.text, decoded.warnings) == (words, ())
