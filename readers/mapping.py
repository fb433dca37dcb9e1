"""What the sitemaps list: the stories of each month, the fresh ones, and the pages beside them.

A month is UTC's. Its file changes when one of its stories does, so old ones stay as they are; a
million stories are read in order and sent as they are read.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from articles import filling, reading
from articles.models import Coverage, Edition, Section
from articles.querysets import EditionQuerySet
from readers import tongues
from readers.models import Page
from readers.sitemap import News, Url

#: Stories of one file (sitemaps.org: at most 50,000), and rows that are read at once.
PER_FILE, _CHUNK = 50_000, 2_000
#: What news sitemaps may hold: the last two days, a thousand stories.
FRESH, MOST_NEWS = timedelta(days=2), 1_000


def months(*, at: datetime) -> Iterator[datetime]:
    """The first moments of the months that have public stories, oldest first; a query each, by the index."""
    live = Edition.objects.live(at=at).order_by("first_published_at")
    since = datetime(1, 1, 1, tzinfo=UTC)
    while True:
        found = live.filter(first_published_at__gte=since).values_list("first_published_at", flat=True).first()
        if found is None:
            return
        yield beginning(found)
        since = following(found)


def beginning(moment: datetime) -> datetime:
    """The first moment of the month."""
    return moment.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def following(moment: datetime) -> datetime:
    """The first moment of the next month."""
    return beginning(beginning(moment) + timedelta(days=32))


def of_month(month: datetime) -> EditionQuerySet:
    """All editions of stories that were first published in that month."""
    return Edition.objects.filter(first_published_at__gte=month, first_published_at__lt=following(month))


def files(month: datetime, *, at: datetime) -> int:
    """How many files the month's stories fill."""
    live, number = of_month(month).live(at=at).order_by("first_published_at", "pk"), 1
    while live[number * PER_FILE : number * PER_FILE + 1].exists():
        number += 1
    return number


def stories(month: datetime, number: int, *, at: datetime) -> Iterator[Url]:
    """The stories of one of the month's files, read as they are asked for."""
    first = (number - 1) * PER_FILE
    rows = of_month(month).live(at=at).order_by("first_published_at", "pk").for_cards()
    for row in rows[first : first + PER_FILE].iterator(chunk_size=_CHUNK):
        card = filling.card(row, at=at)
        image = filling.absolute(card.picture.src) if card.picture else ""
        yield Url(filling.absolute(card.url), card.updated_at, image)


def fresh(*, at: datetime) -> list[Edition]:
    """The stories of the news sitemap, newest first. One query."""
    return list(
        Edition.objects.live(at=at).filter(first_published_at__gt=at - FRESH).newest_first().for_cards()[:MOST_NEWS]
    )


def news(editions: list[Edition]) -> Iterator[News]:
    """These as the news sitemap tells them."""
    for row in editions:
        yield News(filling.absolute(row.path), row.headline, row.language, row.first_published_at)


def pages(*, at: datetime) -> list[Url]:
    """The pages that are no stories: the fronts, sections, running stories, what the newspaper says of itself."""
    paths = [tongue.url for tongue in tongues.fronts(reading.furniture())]
    paths += [row.get_absolute_url() for row in Section.objects.all()]
    paths += [row.get_absolute_url() for row in Coverage.objects.live(at=at)]
    paths += list(dict.fromkeys(row.get_absolute_url() for row in Page.objects.live(at=at)))
    return [Url(filling.absolute(path)) for path in paths]
