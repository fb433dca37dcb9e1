"""When there is nothing, and when something fails."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client

from tests import world


def test_a_page_that_is_not_there_says_what_to_do(reader: Client) -> None:
    response = reader.get("/no/such/page/")
    assert response.status_code == 404
    assert b"Page not found" in response.content
    assert set(response["Surrogate-Key"].split()) == {"path:/no/such/page/", "furniture:site"}


@pytest.mark.parametrize(
    ("path", "language"), [("/ar/no/", "ar"), ("/no/?lang=ar", "ar"), ("/fr/", "en"), ("/no/", "en")]
)
def test_a_missing_page_speaks_the_language_that_its_address_names(reader: Client, path: str, language: str) -> None:
    world.site().languages.create(language="ar")
    response = reader.get(path)
    assert response.status_code == 404
    assert f'<html lang="{language}"' in response.content.decode()


def test_a_missing_page_can_be_searched_from(reader: Client) -> None:
    world.site().languages.create(language="ar")
    assert '<form action="/search/" method="get">' in reader.get("/no/").content.decode()
    assert '<input type="hidden" name="lang" value="ar">' in reader.get("/ar/no/").content.decode()


def test_the_desks_missing_pages_are_kept_by_no_cache(reader: Client) -> None:
    response = reader.get("/api/no-such-endpoint")
    assert response.status_code == 404
    assert response["Cache-Control"] == "private, no-store"


def test_a_failure_is_answered_without_the_database(django_db_blocker: object) -> None:
    text = render_to_string("500.html")
    assert "Something went wrong on our side" in text
    assert "{%" not in (Path(settings.BASE_DIR) / "templates/500.html").read_text()


def test_the_style_sheet_turns_with_the_script() -> None:
    sheet = (Path(settings.BASE_DIR) / "readers/static/readers/newspaper.css").read_text()
    sides = r"left|right|(?:margin|padding|border)-(?:left|right|top|bottom)|float"
    physical = rf"(?<![\w-])(?:{sides}|(?:min-|max-)?(?:width|height))\s*:"
    without_queries = re.sub(r"@media[^{]*\{", "{", sheet)
    assert re.findall(physical, without_queries) == []
