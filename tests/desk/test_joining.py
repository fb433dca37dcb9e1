"""A save that came too late: joined with what was saved meanwhile if that is asked for, and never by itself."""

from typing import Any

import pytest
from django.test import Client

from articles.models import Article
from tests import world
from tests.desk.conftest import change, story

OPENED = "<p>It left at dawn.</p><p>Forty were on board.</p><p>The sea was calm.</p>"
SAVED = OPENED.replace("dawn.</p>", "dawn.</p><p>The harbour was shut.</p>").replace("calm", "rough")
TYPED = OPENED.replace("dawn.", "dawn. It was late.")
BOTH = SAVED.replace("dawn.", "dawn. It was late.")


@pytest.fixture
def ferry(db: None) -> Article:
    """A story of which somebody has saved a second version while the first was open."""
    article = world.draft(body=OPENED)
    return world.save(article, by=world.person("rolf", "reporter"), body=SAVED, summary="Rolf’s summary")


def sent(desk: Client, article: Article, **fields: Any) -> tuple[int, str]:
    answer = desk.post(change(article), story(version=1, **{"headline": article.headline, "body": TYPED, **fields}))
    article.refresh_from_db()
    return answer.status_code, answer.content.decode()


def test_both_are_shown_before_anything_is_saved(desk: Client, ferry: Article) -> None:
    status, page = sent(desk, ferry)
    assert (status, ferry.version) == (409, 2)
    assert 'name="_join" value="2"' in page
    assert "<ins>The harbour was shut.</ins>" in page
    assert "<ins>Rolf’s summary</ins>" in page
    assert "It was late.</ins>" not in page
    assert 'name="version" value="1"' in page


def test_both_are_saved_as_the_save_of_whoever_asks(desk: Client, ferry: Article) -> None:
    status, _ = sent(desk, ferry, _join=2, headline="Typed by Anna")
    assert (status, ferry.version) == (302, 3)
    assert (ferry.body, ferry.headline, ferry.summary) == (BOTH, "Typed by Anna", "Rolf’s summary")
    assert str(ferry.changed_by) == "anna"


def test_what_was_not_seen_is_not_joined(desk: Client, ferry: Article) -> None:
    world.save(ferry, body=SAVED.replace("rough", "wild"))
    status, page = sent(desk, ferry, _join=2)
    assert (status, ferry.version) == (409, 3)
    assert 'name="_join" value="3"' in page


@pytest.mark.parametrize(
    "typed", [{"body": OPENED.replace("calm", "flat")}, {"summary": "Anna’s summary"}], ids=["paragraph", "summary"]
)
def test_what_both_changed_is_not_offered_as_one(desk: Client, ferry: Article, typed: dict[str, str]) -> None:
    status, page = sent(desk, ferry, _join=2, **typed)
    assert (status, ferry.version) == (409, 2)
    assert "_join" not in page
    assert "Copy what you need" in page


def test_more_than_words_is_not_joined(desk: Client, ferry: Article) -> None:
    world.save(ferry, tags=["Ferries"])
    assert "_join" not in sent(desk, ferry)[1]
