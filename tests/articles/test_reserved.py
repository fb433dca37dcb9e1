"""No slug of a section is an address of the site itself."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import URLPattern, URLResolver, get_resolver

from articles import reserved


def first_words() -> set[str]:
    """What addresses begin with, as far as it is fixed: `api` of `api/v1/…`."""
    return {word for pattern in get_resolver().url_patterns for word in words(pattern)}


def words(pattern: URLPattern | URLResolver, before: str = "") -> set[str]:
    route = before + str(pattern.pattern)
    if isinstance(pattern, URLResolver) and "/" not in route:
        return {word for inner in pattern.url_patterns for word in words(inner, route)}
    found = re.match(r"\^?([a-z0-9._-]+)(?:/|$)", route)
    return {found[1]} if found else set()


def test_every_address_of_the_site_is_reserved() -> None:
    assert first_words() - reserved.RESERVED == set()
    assert {"admin", "api", "tag", "coverage", "photos", "reads", "feeds", "robots.txt"} <= first_words()


@pytest.mark.parametrize("slug", ["admin", "tag", "ar", "reads"])
def test_a_section_cannot_take_one(slug: str) -> None:
    with pytest.raises(ValidationError, match="Choose another word"):
        reserved.check_slug(slug)


@pytest.mark.parametrize("slug", ["Sport", "new_york", "-harbour", "a--b", "harbour\n"])
def test_a_section_cannot_take_what_no_address_begins_with(slug: str) -> None:
    with pytest.raises(ValidationError, match="small Latin letters"):
        reserved.check_slug(slug)


def test_any_other_word_may_be_a_section() -> None:
    reserved.check_slug("conflict")
    reserved.check_slug("middle-east-2")
