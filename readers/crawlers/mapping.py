"""What the sitemaps list: the stories of each month, the fresh ones, the lists of tags and authors, and other pages.

A month is UTC's. Its file changes when one of its stories does, so old ones stay as they are; a
million stories are read in order and sent as they are read. So are the tags, in blocks of their numbers:
a tag that comes or goes moves no other into another file.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, Max, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from articles import filling, reading, translations
from articles.models import Author, Coverage, Edition, Section, Site, Tag
from articles.querysets import EditionQuerySet
from readers import lists
from readers.crawlers.sitemap import News, Url
from readers.models import Page
from readers.words import tongues

#: Stories of one file (sitemaps.org: at most 50,000), and rows that are read at once.
PER_FILE, _CHUNK = 50_000, 2_000
#: Tags of one file: a file has room for the lists of each in five languages.
PER_BLOCK = PER_FILE // 5
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


def next_change(month: datetime, *, at: datetime) -> datetime | None:
    """The next moment at which the clock alone changes what is listed: of the month's stories or of any translation.

    Two queries.
    """
    translated = Edition.objects.filter(article__translation_group__isnull=False)
    return lists.earliest(of_month(month).next_change(at=at), translated.next_change(at=at))


def files(month: datetime, *, at: datetime) -> int:
    """How many files the month's stories fill."""
    live, number = of_month(month).live(at=at).order_by("first_published_at", "pk"), 1
    while live[number * PER_FILE : number * PER_FILE + 1].exists():
        number += 1
    return number


def stories(month: datetime, number: int, *, at: datetime) -> Iterator[Url]:
    """The stories of one of the month's files, read as they are asked for."""
    first = (number - 1) * PER_FILE
    rows = reading.with_translations(of_month(month).live(at=at), at=at).for_cards("article__translated_from")
    rows = rows.order_by("first_published_at", "pk")
    for row in rows[first : first + PER_FILE].iterator(chunk_size=_CHUNK):
        card = filling.card(row, at=at)
        image = filling.absolute(card.picture.src) if card.picture else ""
        pages = tongues.of_story(card.language, card.url, translations.shown(row, at=at))
        alternates = [(page.tag, page.address) for page in pages]
        yield Url(filling.absolute(card.url), card.updated_at, image, alternates)


def fresh(*, at: datetime) -> list[Edition]:
    """The stories of the news sitemap, newest first. One query."""
    return list(
        Edition.objects.live(at=at).filter(first_published_at__gt=at - FRESH).newest_first().for_cards()[:MOST_NEWS]
    )


def news(editions: list[Edition], *, site: Site) -> Iterator[News]:
    """These as the news sitemap tells them."""
    for row in editions:
        name = tongues.masthead(site, row.language).name.name
        yield News(name, filling.absolute(row.path), row.headline, row.language, row.first_published_at)


def blocks() -> list[int]:
    """The numbers of the files that the tags fill, from 1. One query.

    The first is there before its first tag: a tag may come with a draft, of which readers are told nothing,
    and the index that they have must not become wrong by it. A later file comes with the stories in it.
    """
    filled = _numbered().order_by("block").values_list("block", flat=True).distinct()
    return sorted({1, *filled})


def tags(block: int, *, site: Site, at: datetime) -> Iterator[Url]:
    """The lists of the tags of that block, as far as search engines may show them."""
    rows = _numbered().filter(pk__gte=(block - 1) * PER_BLOCK, pk__lt=block * PER_BLOCK)
    return islice(_lists(rows, "tag_ids", at_least=lists.WORTH_INDEXING, site=site, at=at), PER_FILE)


def authors(*, site: Site, at: datetime) -> Iterator[Url]:
    """The lists of those who have signed public stories."""
    return islice(_lists(Author.objects.all(), "author_ids", at_least=1, site=site, at=at), PER_FILE)


def _numbered() -> QuerySet[Tag]:
    return Tag.objects.annotate(block=F("pk") / PER_BLOCK + 1)


def _lists(things: QuerySet[Any], column: str, *, at_least: int, site: Site, at: datetime) -> Iterator[Url]:
    """The page of each thing in each language in which so many public stories have it, and when they last changed.

    One statement, read as it is asked for: the index of that column is looked into once for each thing.
    """
    live = Edition.objects.live(at=at).filter(**{f"{column}__contains": [OuterRef("pk")]})
    languages = live.order_by("language").values("language").annotate(stories=Count("pk"), changed=Max("updated_at"))
    told = languages.filter(stories__gte=at_least).values(told=JSONObject(language="language", changed="changed"))
    rows = things.order_by("pk").annotate(told=ArraySubquery(told)).only("slug")
    for row in rows.iterator(chunk_size=_CHUNK):
        for said in row.told:
            path = tongues.address(row.get_absolute_url(), language=said["language"], own=site.language)
            yield Url(filling.absolute(path), datetime.fromisoformat(said["changed"]))


def pages(*, at: datetime) -> list[Url]:
    """The pages that are no stories: the fronts, sections, running stories, what the newspaper says of itself."""
    paths = [tongue.url for tongue in tongues.fronts(reading.furniture())]
    paths += [row.get_absolute_url() for row in Section.objects.all()]
    for row in Coverage.objects.live(at=at):
        paths += [row.get_absolute_url(), *([row.live_path] if row.has_live_page(at=at) else [])]
    paths += list(dict.fromkeys(row.get_absolute_url() for row in Page.objects.live(at=at)))
    return [Url(filling.absolute(path)) for path in paths]
