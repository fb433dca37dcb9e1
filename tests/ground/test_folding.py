"""Folding and slugs: the same word is the same string, and any title becomes an address."""

import re
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ground import folding


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fähre", "fahre"),
        ("STRASSE", "straße"),
        ("یک", "يك"),
        ("می‌رود", "میرود"),
        ("مدرسة", "مدرسه"),
        ("  two   words ", "two words"),
    ],
)
def test_what_a_reader_calls_the_same_word_folds_to_the_same(one: str, other: str) -> None:
    assert folding.fold(one) == folding.fold(other)


@given(st.text())
@example("\U0001d400")  # a bold A, which has no small letter of its own
def test_folding_is_idempotent(text: str) -> None:
    assert folding.fold(folding.fold(text)) == folding.fold(text)


def test_folding_is_idempotent_for_every_letter_there_is() -> None:
    letters = map(chr, range(sys.maxunicode + 1))
    assert [letter for letter in letters if folding.fold(folding.fold(letter)) != folding.fold(letter)] == []


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Talks in Halmsund: “very good”", "talks-in-halmsund-very-good"),
        ("Österreichs Flüsse", "osterreichs-flusse"),
        ("It's the mayor's bridge", "its-the-mayors-bridge"),
        ("…", ""),
        ("word " * 40, "-".join(["word"] * 16)),
    ],
)
def test_a_title_becomes_words_joined_by_hyphens(title: str, slug: str) -> None:
    assert folding.slug(title) == slug


@given(st.text(max_size=200))
def test_a_slug_is_short_ascii_without_loose_hyphens(title: str) -> None:
    slug = folding.slug(title)
    assert len(slug) <= folding.SLUG_LENGTH
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug)
