"""Languages: what agencies write as a language, and which way it is written."""

import pytest

from ground import languages


@pytest.mark.parametrize(
    ("tag", "language"), [("en-GB", "en"), ("AR", "ar"), ("no", "nb"), ("nn_NO", "nb"), ("xx", "en"), ("", "en")]
)
def test_a_tag_means_a_language_that_the_desk_knows(tag: str, language: str) -> None:
    assert languages.known(tag) == language


@pytest.mark.parametrize(("tag", "direction"), [("ar", "rtl"), ("fa-IR", "rtl"), ("he", "rtl"), ("en", "ltr")])
def test_the_direction_follows_the_language(tag: str, direction: str) -> None:
    assert languages.direction(tag) == direction


def test_a_language_is_named_in_itself() -> None:
    assert languages.name("fa") == "فارسی"


@pytest.mark.parametrize(("words", "written"), [("HBP", "HBP"), ("وكالة", "\u2068وكالة\u2069"), ("", "")])
def test_a_name_from_right_to_left_is_set_apart(words: str, written: str) -> None:
    assert languages.isolated(words) == written
