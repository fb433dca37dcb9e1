"""Pieces of pages: the same facts give the same words, and any other fact gives its own."""

from dataclasses import replace
from datetime import UTC, date, datetime
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest

from articles.filling import Card, Link
from readers import pieces
from readers.pieces import Setting, piece

SETTING = Setting(language="en", spoken="en", own="en", lists="en", zone=ZoneInfo("UTC"), today=date(2026, 3, 4))
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
CARD = Card(
    id="1",
    url="/harbour/ferry/",
    headline="Ferry leaves",
    summary="It left.",
    section=Link("Harbour", "/harbour/"),
    source="",
    language="en",
    direction="ltr",
    published_at=NOON,
    updated_at=NOON,
    picture=None,
    sizes="",
    keys=frozenset(),
    until=None,
)


def card(given: Card = CARD, setting: Setting = SETTING, **facts: object) -> str:
    return piece("readers/_card.html", setting=setting, card=given, level=3, **facts)


def test_the_same_facts_are_printed_once() -> None:
    pieces._printed.cache_clear()
    with patch.object(pieces, "render_to_string", wraps=pieces.render_to_string) as printing:
        assert card() == card(replace(CARD))
    assert printing.call_count == 1


def test_another_fact_is_another_piece() -> None:
    assert "Ferry leaves" in card()
    assert "Ferry stays" in card(replace(CARD, headline="Ferry stays"))
    assert "It left." not in card()
    assert "It left." in card(summarised=True)


@pytest.mark.parametrize(
    ("setting", "written"),
    [
        (SETTING, ">12:00<"),
        (replace(SETTING, zone=ZoneInfo("Asia/Muscat")), ">16:00<"),
        (replace(SETTING, today=date(2026, 3, 5)), "4 March"),
        (replace(SETTING, spoken="fr", language="fr"), ">12\xa0h\xa000<"),
    ],
)
def test_a_piece_speaks_as_its_page_does(setting: Setting, written: str) -> None:
    assert written in card(setting=setting)


def test_what_can_change_is_no_fact_of_a_piece() -> None:
    with pytest.raises(TypeError):
        card(marks=["a list"])
