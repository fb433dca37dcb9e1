"""Numbers as readers see them."""

import pytest
from django.utils import translation

from readers.words import numerals


@pytest.mark.parametrize(("language", "written"), [("en", "1024"), ("fr", "1024"), ("ar", "1024"), ("fa", "۱۰۲۴")])
def test_a_number_is_written_in_the_digits_of_the_language(language: str, written: str) -> None:
    with translation.override(language):
        assert numerals.numerals(1024) == written


def test_the_title_of_a_page_is_put_into_words_when_it_is_shown() -> None:
    title = numerals.page_title("جهان", 12, is_first=False)
    with translation.override("fa"):
        assert "۱۲" in str(title)
    assert str(title) == "جهان, page 12"


def test_a_first_page_is_called_like_the_list() -> None:
    assert numerals.page_title("World", 1, is_first=True) == "World"
