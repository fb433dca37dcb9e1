"""The sitemaps, and robots.txt, which names them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse

from articles import filling, reading, surrogates
from articles.models import Coverage, Edition
from ground import clock
from ground.shown import shown
from readers import lists
from readers.crawlers import mapping, robots, sitemap
from readers.crawlers.sitemap import Url
from readers.models import Page

#: How long a copy may go without being looked at anew: ends of stories and of pictures' rights are not all asked for.
_LONGEST = timedelta(hours=1)
_XML = "application/xml; charset=utf-8"


def index(request: HttpRequest) -> HttpResponse:
    """The index: the files of pages, authors and tags, and those of each month."""
    at = _awaiting_news(request)
    return HttpResponse(b"".join(sitemap.index(_files(at))), content_type=_XML)


def _awaiting_news(request: HttpRequest) -> datetime:
    """The moment of an answer that any story changes which comes, changes or goes."""
    at = clock.now()
    changes = Edition.objects.next_change(at=at)
    shown(request, surrogates.LATEST, until=lists.earliest(changes, at + _LONGEST))
    return at


def _files(at: datetime) -> Iterator[Url]:
    for name in ("pages", "authors", *(f"tags-{block}" for block in mapping.blocks())):
        yield Url(filling.absolute(f"/sitemaps/{name}.xml"))
    for month in mapping.months(at=at):
        for number in range(1, mapping.files(month, at=at) + 1):
            part = f"-{number}" if number > 1 else ""
            yield Url(filling.absolute(f"/sitemaps/{month:%Y-%m}{part}.xml"))


def month(request: HttpRequest, year: str, month: str, number: str = "1") -> StreamingHttpResponse:
    """The stories of a month, sent as they are read."""
    at = clock.now()
    try:
        beginning = datetime(int(year), int(month), 1, tzinfo=UTC)
    except ValueError:
        raise Http404 from None
    changes = mapping.next_change(beginning, at=at)
    shown(request, surrogates.of_month(beginning), surrogates.PICTURED, until=lists.earliest(changes, at + _LONGEST))
    if int(number) > mapping.files(beginning, at=at) or not mapping.of_month(beginning).live(at=at).exists():
        raise Http404
    return StreamingHttpResponse(sitemap.urls(mapping.stories(beginning, int(number), at=at)), content_type=_XML)


def pages(request: HttpRequest) -> HttpResponse:
    """The pages that are no stories."""
    at = clock.now()
    opening = [row.public_from for row in Coverage.objects.filter(public_from__gt=at)]
    opening += [row.public_from for row in Page.objects.filter(public_from__gt=at)]
    shown(request, surrogates.FURNITURE, surrogates.COVERAGES, surrogates.PAGES, until=lists.earliest(*opening))
    return HttpResponse(b"".join(sitemap.urls(mapping.pages(at=at))), content_type=_XML)


def authors(request: HttpRequest) -> StreamingHttpResponse:
    """The pages of those who sign stories, sent as they are read."""
    at, site = _awaiting_news(request), reading.furniture()
    shown(request, surrogates.FURNITURE)
    return StreamingHttpResponse(sitemap.urls(mapping.authors(site=site, at=at)), content_type=_XML)


def tags(request: HttpRequest, block: str) -> StreamingHttpResponse:
    """The pages of a block of tags, sent as they are read."""
    at, site = _awaiting_news(request), reading.furniture()
    shown(request, surrogates.FURNITURE)
    if int(block) not in mapping.blocks():
        raise Http404
    return StreamingHttpResponse(sitemap.urls(mapping.tags(int(block), site=site, at=at)), content_type=_XML)


def news(request: HttpRequest) -> HttpResponse:
    """The stories of the last two days."""
    at, site = clock.now(), reading.furniture()
    rows = mapping.fresh(at=at)
    oldest = min((row.first_published_at + mapping.FRESH for row in rows), default=None)
    changes = Edition.objects.next_change(at=at)
    shown(request, surrogates.LATEST, surrogates.FURNITURE)
    shown(request, until=lists.earliest(changes, oldest))
    return HttpResponse(b"".join(sitemap.news(mapping.news(rows, site=site))), content_type=_XML)


def robots_txt(request: HttpRequest) -> HttpResponse:
    """What robots are asked to leave alone."""
    shown(request, surrogates.FURNITURE)
    sitemaps = [filling.absolute(path) for path in ("/sitemap.xml", "/news-sitemap.xml")]
    text = robots.write(_chosen(), sitemaps=sitemaps)
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def _chosen() -> dict[str, str]:
    """What the site asks; without the database the defaults: a failing robots.txt stops search engines altogether."""
    try:
        policy: dict[str, str] = reading.furniture().robots_policy
    except DatabaseError:
        return {}
    return policy
