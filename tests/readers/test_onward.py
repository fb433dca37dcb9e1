"""Where to read on: picks, what belongs together, what others read."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from articles import publishing, withdrawing
from articles.models import Article
from ground import clock
from readers import related, trending
from readers.models import Trending
from tests import world
from tests.world import ControlledClock


def block(reader: Client, article: Article, name: str) -> list[str]:
    """The headlines of a block on the story's page."""
    text = reader.get(article.path).content.decode()
    found = re.search(rf'<section class="{name}".*?</section>', text, re.DOTALL)
    return re.findall(r'card-headline"><a href="[^"]+">([^<]+)<', found[0]) if found else []


def count_as_read(*articles: Article) -> None:
    """These, and others further down that make the list long enough."""
    others = [world.published(f"Also read {number}") for number in range(trending.FEWEST)]
    ids = [article.pk for article in [*articles, *others]]
    Trending.objects.update_or_create(language="en", defaults={"article_ids": ids, "counted_at": clock.now()})


@pytest.mark.parametrize("address", ["{path}", "/api/v1/articles/{id}/related", "/api/v1/articles/{id}"])
def test_a_pick_that_is_not_public_yet_is_waited_for(reader: Client, time: ControlledClock, address: str) -> None:
    draft, planned = world.draft("Draft"), world.draft("Planned")
    publishing.schedule(article=planned, version=1, at=time.at + timedelta(seconds=20), by=None)
    article = world.published(related=[draft, planned])
    answer = reader.get(address.format(path=article.path, id=article.public_id))
    keys = answer["Surrogate-Key"].split()
    assert {f"article:{pick.public_id}" for pick in (draft, planned)} <= set(keys)
    assert "max-age=20" in answer["Cache-Control"]


def test_the_desks_picks_come_first(reader: Client) -> None:
    same_tag, pick = world.published("Same tag", tags=["Ferries"]), world.published("Pick")
    article = world.published(tags=["Ferries"], related=[pick])
    related.relate(article_id=article.pk, at=clock.now())
    assert block(reader, article, "related") == ["Pick", "Same tag"]
    assert same_tag.pk in article.related_stories.article_ids


def test_a_withdrawn_story_is_recommended_no_more(reader: Client, time: ControlledClock) -> None:
    pick = world.published("Pick")
    article = world.published(related=[pick])
    count_as_read(pick)
    time.move(seconds=1)
    withdrawing.withdraw(article=pick, by=None, notice="A name was wrong.")
    text = reader.get(article.path).content.decode()
    assert "Pick" not in text
    assert "Related Articles" not in text


def test_no_story_is_on_a_page_twice(reader: Client) -> None:
    pick, read = world.published("Pick"), world.published("Much read")
    article = world.published(related=[pick])
    count_as_read(article, pick, read)
    assert block(reader, article, "related") == ["Pick"]
    assert block(reader, article, "trending")[0] == "Much read"


def test_a_list_that_nobody_counted_lately_is_not_shown(reader: Client, time: ControlledClock) -> None:
    article, read = world.published(), world.published("Much read")
    count_as_read(read)
    assert block(reader, article, "trending")[0] == "Much read"
    time.at += trending.STALE
    assert block(reader, article, "trending") == []


def test_a_list_of_few_says_nothing_and_is_not_shown(reader: Client) -> None:
    article, *others = (world.published(f"Story {number}") for number in range(trending.FEWEST))
    read = [row.pk for row in (article, *others)]
    Trending.objects.create(language="en", article_ids=read, counted_at=clock.now())
    assert block(reader, article, "trending") == []


def test_one_story_that_only_shares_a_tag_is_no_list(reader: Client) -> None:
    world.published("First", tags=["Ferries"])
    article = world.published(tags=["Ferries"])
    related.relate(article_id=article.pk, at=clock.now())
    assert block(reader, article, "related") == []
    world.published("Second", tags=["Ferries"])
    related.relate(article_id=article.pk, at=clock.now())
    assert len(block(reader, article, "related")) == related.FEWEST


def test_the_page_ends_when_a_story_that_it_recommends_does(reader: Client, time: ControlledClock) -> None:
    pick = world.published("Pick")
    article = world.published(related=[pick])
    withdrawing.plan_take_down(article=pick, until=time.at + timedelta(seconds=7), by=None)
    response = reader.get(article.path)
    assert "max-age=7," in response["Cache-Control"]
    assert f"article:{pick.public_id}" in response["Surrogate-Key"]
