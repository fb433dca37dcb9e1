"""A scheduled story appears on its second though nothing runs but the web server."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from articles import publishing
from articles.models import Article, Edition
from ground import clock
from tests import world
from tests.journeys.house import House

HEADLINE = "Ferry leaves Halmsund"
#: What a reader finds: whether the front page shows the story, and the status of its own page.
BEFORE, AFTER = (False, 404), (True, 200)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seconds", [3, pytest.param(20, marks=pytest.mark.long)])
def test_a_scheduled_story_needs_no_worker_to_appear(house: House, seconds: float) -> None:
    world.site()
    house.open(work=0)
    edition = scheduled(world.draft(HEADLINE), after=timedelta(seconds=seconds))
    watch(lambda: found(house, edition.path), begins=edition.live_from)
    assert house.running("manage.py work") == []
    assert Edition.objects.get().began_announced_at is None


def scheduled(article: Article, *, after: timedelta) -> Edition:
    return publishing.schedule(article=article, version=article.version, at=clock.now() + after, by=None)


def found(house: House, path: str) -> tuple[bool, int]:
    front = house.get("/")
    assert front.status == 200
    return HEADLINE in front.text, house.get(path).status


def watch(look: Callable[[], tuple[bool, int]], *, begins: datetime) -> None:
    """Look again and again, until once the moment has come. A look that straddles it may find either."""
    looks_before = 0
    while True:
        began_at, seen = clock.now(), look()
        if clock.now() < begins:
            looks_before += 1
            assert seen == BEFORE
        elif began_at >= begins:
            assert seen == AFTER
            break
    assert looks_before, "nobody looked before the moment"
