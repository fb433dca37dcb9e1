"""Whom to name beside a photograph."""

import pytest

from media import crediting


@pytest.mark.parametrize(
    ("byline", "credit", "printed"),
    [
        ("Ása Björklund", "Nordvik", "Ása Björklund/Nordvik"),
        ("Ása Björklund", "", "Ása Björklund"),
        ("", "Nordvik", "Nordvik"),
        ("Nordvik", "NORDVIK", "NORDVIK"),
        ("Ása Björklund", "Nordvik/Ása Björklund", "Nordvik/Ása Björklund"),
        ("Al", "Albatross Pictures", "Al/Albatross Pictures"),
        ("A. (Bo) Tamm", "Nordvik", "A. (Bo) Tamm/Nordvik"),
    ],
)
def test_nobody_is_named_twice(byline: str, credit: str, printed: str) -> None:
    assert crediting.line(byline, credit, default="Staff") == printed


def test_where_nobody_is_named_the_default_stands() -> None:
    assert crediting.line("", "", default="Nordvik") == "Nordvik"
    assert crediting.line("", "") == ""
