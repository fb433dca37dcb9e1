"""Banners: above every page of their language, until they end by themselves or are taken away."""

from datetime import timedelta

import pytest
from django.test import Client

from articles import addressing, withdrawing
from articles.models import Article
from articles.refusals import Refused
from readers import announcing
from readers.models import Banner
from staff.permissions import NotAllowed
from tests import world
from tests.world import ControlledClock

TEXT = "Strait closed to shipping"


def banner(time: ControlledClock, **fields: object) -> Banner:
    given = {"text": TEXT, "shown_from": time.at, "shown_until": time.at + timedelta(hours=1), **fields}
    return announcing.announce(banner=Banner(**given), by=None)


def seen(reader: Client, path: str = "/") -> bool:
    return TEXT in reader.get(path).content.decode()


def test_it_stands_above_every_page_until_its_end(reader: Client, time: ControlledClock) -> None:
    article = world.published()
    banner(time)
    assert all(seen(reader, path) for path in ("/", "/harbour/", article.path, "/nothing/"))
    time.move(minutes=59, seconds=50)
    assert "max-age=10" in reader.get("/harbour/")["Cache-Control"]
    time.move(seconds=10)
    assert not seen(reader)


def test_it_leads_to_its_story_and_goes_with_it(reader: Client, time: ControlledClock) -> None:
    article = world.published()
    banner(time, article=article)
    answer = reader.get("/harbour/")
    assert f'<a href="{article.path}">{TEXT}</a>' in answer.content.decode()
    assert f"article:{article.public_id}" in answer["Surrogate-Key"].split()
    time.move(seconds=1)
    withdrawing.withdraw(article=article, by=None, notice="Gone.")
    assert not seen(reader)


@pytest.mark.parametrize("typed", ["{path}", "{path}?from=mail#top", "{slashless}", "{former}"])
def test_the_address_of_a_story_is_the_story(reader: Client, time: ControlledClock, typed: str) -> None:
    article = world.published()
    former = article.path or ""
    addressing.move(article=article, slug="storm", by=None)
    article.refresh_from_db()
    path = typed.format(path=article.path, slashless=(article.path or "").rstrip("/"), former=former)
    put_up = banner(time, path=path)
    assert (put_up.article, put_up.path) == (article, "")
    assert f'<a href="{article.path}">{TEXT}</a>' in reader.get("/harbour/").content.decode()
    time.move(seconds=1)
    withdrawing.withdraw(article=article, by=None, notice="Gone.")
    assert not seen(reader)


def test_an_address_of_another_page_stays_as_it_was_typed(time: ControlledClock) -> None:
    assert banner(time, path="/latest/?page=2").path == "/latest/?page=2"


def test_a_planned_one_waits(reader: Client, time: ControlledClock) -> None:
    banner(time, shown_from=time.at + timedelta(minutes=10))
    assert not seen(reader)
    time.move(minutes=10)
    assert seen(reader)


def test_pages_in_another_language_have_none(reader: Client, time: ControlledClock) -> None:
    arabic: Article = world.published("أول عبّارة", language="ar")
    banner(time)
    assert not seen(reader, arabic.path or "")


def test_taken_away_it_is_gone_at_once(reader: Client, time: ControlledClock) -> None:
    put_up = banner(time)
    time.move(minutes=1)
    announcing.clear(banner=put_up, by=None)
    assert not seen(reader)
    assert announcing.clear(banner=put_up, by=None).shown_until == time.at


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"shown_until": timedelta(0)}, "ends before it begins"),
        ({"shown_until": timedelta(days=3)}, "at most 2 days"),
        ({"path": "//elsewhere.example/"}, "address of this site"),
        ({"path": "/\\elsewhere.example/"}, "address of this site"),
        ({"path": "https://elsewhere.example/"}, "address of this site"),
    ],
)
def test_what_cannot_be_put_up_is_refused(time: ControlledClock, fields: dict[str, object], why: str) -> None:
    given = {name: time.at + value if isinstance(value, timedelta) else value for name, value in fields.items()}
    with pytest.raises(Refused, match=why):
        banner(time, **given)


def test_a_reporter_may_not(time: ControlledClock) -> None:
    wanted = Banner(text=TEXT, shown_from=time.at, shown_until=time.at + timedelta(hours=1))
    with pytest.raises(NotAllowed):
        announcing.announce(banner=wanted, by=world.person("piet", "reporter"))
