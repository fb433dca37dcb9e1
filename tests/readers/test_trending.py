"""What was read most lately, counted anew each minute."""

from datetime import timedelta

from articles.models import Article
from ground import clock
from readers import trending
from readers.models import ReadCount, Trending
from tests import world
from tests.world import ControlledClock


def was_read(article: Article, times: int) -> None:
    ReadCount.objects.create(article=article, slice_at=clock.now(), reads=times)


def counted(language: str = "en") -> list[int]:
    trending.count(at=clock.now())
    return Trending.objects.get(language=language).article_ids


def test_a_read_now_weighs_more_than_one_hours_ago(time: ControlledClock) -> None:
    earlier, now = world.published("Earlier"), world.published("Now")
    was_read(earlier, 3)
    time.move(hours=2)
    was_read(now, 1)
    assert counted() == [now.pk, earlier.pk]


def test_each_language_has_its_list_and_sensitive_stories_are_in_none() -> None:
    english, arabic = world.published("Ferry"), world.published("العبّارة", language="ar")
    sad = world.published("Sad", sensitive=True)
    for article in (english, arabic, sad):
        was_read(article, 5)
    assert counted() == [english.pk]
    assert counted("ar") == [arabic.pk]


def test_a_list_that_nobody_reads_any_more_is_emptied(time: ControlledClock) -> None:
    was_read(world.published(), 5)
    assert len(counted()) == 1
    time.at += trending.WINDOW + timedelta(minutes=1)
    assert counted() == []


def test_old_counts_are_forgotten(time: ControlledClock) -> None:
    was_read(world.published(), 5)
    time.at += 3 * trending.WINDOW
    trending.forget(at=time.at)
    assert not ReadCount.objects.exists()
