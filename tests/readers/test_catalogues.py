"""The interface's words stand in every catalogue, and the compiled catalogues agree with the readable ones."""

import re
from pathlib import Path

import pytest
from django.utils import translation

from ground import languages
from tests import catalogues

PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")
PATHS = sorted(catalogues.LOCALES.rglob("*.po"))
pytestmark = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.parent.parent.name)


def test_each_language_of_the_interface_but_the_codes_own_has_one(path: Path) -> None:
    assert path in PATHS
    assert {"en", *(path.parent.parent.name for path in PATHS)} == set(languages.INTERFACE)


def test_a_catalogue_has_exactly_the_words_that_the_pages_use(path: Path) -> None:
    assert catalogues.read(path).keys() == catalogues.used()


def test_no_message_is_empty(path: Path) -> None:
    assert [key for key, forms in catalogues.read(path).items() if not all(forms)] == []


def test_a_message_keeps_its_placeholders(path: Path) -> None:
    for (words, many), forms in catalogues.read(path).items():
        for form in forms if not many else forms[-1:]:
            assert sorted(PLACEHOLDER.findall(form)) == sorted(PLACEHOLDER.findall(many or words)), words


def test_a_form_for_few_may_say_its_number_in_words(path: Path) -> None:
    for (_, many), forms in catalogues.read(path).items():
        assert all(set(PLACEHOLDER.findall(form)) <= set(PLACEHOLDER.findall(many)) for form in forms if many), many


def test_the_compiled_catalogue_is_that_of_the_readable_one(path: Path) -> None:
    assert catalogues.read(path.with_suffix(".mo")) == catalogues.read(path)


def test_pages_are_put_into_the_words_of_the_catalogue(path: Path) -> None:
    with translation.override(path.parent.parent.name):
        assert translation.gettext("Top stories") == catalogues.read(path)["Top stories", ""][0]
