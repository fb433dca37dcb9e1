"""What is typed into the search box becomes words, phrases and exclusions, whatever it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import search_words


@pytest.mark.parametrize(
    ("typed", "wanted", "unwanted"),
    [
        ("harbour strike", ("harbour", "strike"), ()),
        ("“harbour strike” ferry", ("harbour strike", "ferry"), ()),
        ("ferry -storm", ("ferry",), ("storm",)),
        ('ferry -"night storm"', ("ferry",), ("night storm",)),
        ('"never closed', ("never", "closed"), ()),
        ("Café  CAFÉ", ("cafe", "cafe"), ()),
        ("e-mail", ("e mail",), ()),
        ("& | ! ( ) : *", (), ()),
        ("-", (), ()),
        ("", (), ()),
    ],
)
def test_words_phrases_and_exclusions(typed: str, wanted: tuple[str, ...], unwanted: tuple[str, ...]) -> None:
    asked = search_words.asked(typed, language="en")
    assert (asked.wanted, asked.unwanted) == (wanted, unwanted)


def test_persian_and_arabic_keyboards_ask_for_the_same_word() -> None:
    for language in ("fa", "ar"):
        assert search_words.asked("كتاب", language=language) == search_words.asked("کتاب", language=language)


@given(st.text(max_size=400), st.sampled_from(["en", "ar", "fa", "fr", "xx"]))
def test_anything_can_be_typed(typed: str, language: str) -> None:
    asked = search_words.asked(typed, language=language)
    assert len(asked.wanted) + len(asked.unwanted) <= search_words.MOST_WORDS
    for query in (asked.every, asked.any, asked.none):
        assert "\x00" not in query
        query.encode()
