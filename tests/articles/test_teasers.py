"""Teasers: whole sentences, else whole words, and never more than fits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.teasers import MOST, teaser

LONG = "At the last election 41 of 260 seats went to nobody who had asked for them, and the parties have argued since. "


@pytest.mark.parametrize(
    ("summary", "short"),
    [
        ("It left.", "It left."),
        ("  It\nleft. ", "It left."),
        (LONG * 2, LONG.strip()),
        (LONG + "“They know,” he said.", LONG + "“They know,” he said."),
        ("غادرت العبّارة الميناء متأخرة بعد العاصفة. " * 6, ("غادرت العبّارة الميناء متأخرة بعد العاصفة. " * 4).strip()),
        ("word " * 60, "word " * 35 + "word…"),
        (
            "A. B. Smith and Dr. Jones " + "of the harbour " * 20,
            "A. B. Smith and Dr. Jones " + "of the harbour " * 9 + "of the harbour of…",
        ),
    ],
)
def test_a_teaser_ends_where_a_sentence_or_a_word_does(summary: str, short: str) -> None:
    assert teaser(summary) == short


@given(st.lists(st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=12), max_size=60))
def test_no_word_and_no_number_is_cut(words: list[str]) -> None:
    short = teaser(" ".join(words))
    kept = short.split()
    assert len(short) <= MOST + 1
    assert kept[:-1] == words[: len(kept) - 1]
    for last, word in zip(kept[-1:], words[len(kept) - 1 :], strict=False):
        rest = word.removeprefix(last.removesuffix("…"))
        assert not any(letter.isalnum() for letter in rest), (last, word)
