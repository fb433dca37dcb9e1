"""Every place where somebody outside can see a story, and what is seen there.

Headlines in this world look like `Story 3 copy 7`, so a page's stories are found by reading it.
"""

import re
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from django.db import connection
from django.test import Client

from articles.models import Article
from tests.truth.keeping import KeepingReader

_PLACE = re.compile(r"<loc>http://localhost:8000([^<]+)</loc>")
_POST = re.compile(r"<h3>(?:<span[^>]*>(Breaking)<\\?/span>(?:\n|\\n))?(Post \d+(?: again)?)<\\?/h3>")
_HEADLINE = re.compile(r"Story \d+ (?:copy|wire) \d+")
SECTIONS = ("harbour", "world")
TAGS = ("ferries", "storm")
#: Where everything public stands. All bodies speak of the wind, and all stories are by one author.
WHOLE = (
    "/",
    "/feeds/front.atom",
    "/feeds/front.rss",
    "/feeds/coverage/storm.json",
    "/coverage/storm/",
    "/latest/",
    "/author/asa/",
    "/search/?q=wind",
    "/search/feed.atom?q=wind",
    "/api/v1/articles?limit=100",
)


def told_by_the_tables(at: datetime) -> set[str]:
    """The headlines that the rows say are public, asked without the project's own queries."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT headline FROM articles_edition WHERE tstzrange(live_from, live_until) @> %s::timestamptz", [at]
        )
        return {row[0] for row in cursor.fetchall()}


def on_the_desk() -> dict[str, str]:
    """Where each story is on its way over the desk, by the headline of its working copy."""
    return dict(Article.objects.values_list("headline", "desk_state"))


def whole(client: KeepingReader) -> Iterator[tuple[str, set[str]]]:
    """The surfaces that show everything public: address and headlines."""
    for path in WHOLE:
        yield path, _read(client, path)


def part(client: KeepingReader, kind: str, slug: str, *, first: Collection[str] = ()) -> set[str]:
    """What the API lists for a section or tag, and its feed; its page shows that and what the desk put first.

    A tag without stories is not known.
    """
    path = f"/{slug}/" if kind == "section" else f"/tag/{slug}/"
    page, listed = _read(client, path), _read(client, f"/api/v1/articles?{kind}={slug}")
    assert page == listed | set(first), (path, page, listed, first)
    assert _read(client, f"/feeds/{kind}/{slug}.atom") == listed, (kind, slug)
    return listed


def corrected(client: KeepingReader) -> set[str]:
    """The headlines in the list of corrections."""
    return _read(client, "/corrections/")


def trending() -> set[str]:
    """The headlines of what is read most; here all were counted. Counting purges nothing: no cache keeps it long."""
    return _headlines(Client().get("/api/v1/trending"))


def linked(client: KeepingReader) -> set[str]:
    """The paths to which a static page leads that has a link to every story."""
    return set(re.findall(r'<a href="(/[^"]+)">told</a>', client.get("/about/").seen))


def related(client: KeepingReader, article: Article) -> set[str]:
    """The headlines that the API tells beside a public story."""
    return _headlines(client.get(f"/api/v1/articles/{article.public_id}/related"))


def told_at(client: KeepingReader, article: Article, public: set[str]) -> int | None:
    """What page and API answer for the story; None while it has no address. They show nothing that is not public."""
    api = client.get(f"/api/v1/articles/{article.public_id}")
    shown = _headlines(api)
    page = client.get(article.path) if article.path else None
    if page is not None:
        assert page.status_code == api.status_code, (article.path, page.status_code, api.status_code)
        shown |= _headlines(page)
    assert shown <= public, (article.path, shown - public)
    return page.status_code if page is not None else None


def mapped(client: KeepingReader) -> set[str]:
    """The paths in the sitemap of the month; the news sitemap has those that are two days old at the most."""
    month, fresh = client.get("/sitemaps/2026-03.xml"), client.get("/news-sitemap.xml")
    listed = set(_PLACE.findall(month.seen)) if month.status_code == 200 else set()
    assert set(_PLACE.findall(fresh.seen)) <= listed
    return listed


def lists_mapped(client: KeepingReader) -> set[str]:
    """The paths in the sitemaps of tags and authors, as the index names these."""
    files = [path for path in _PLACE.findall(client.get("/sitemap.xml").seen) if "tags" in path or "authors" in path]
    return {path for file in files for path in _PLACE.findall(client.get(file).seen)}


def posted(client: KeepingReader) -> set[str]:
    """The headlines of the posts on the live page, which are those that a poll from the beginning tells.

    One that is breaking has the word before it.
    """
    page = client.get("/coverage/storm/live/")
    told = client.get("/coverage/storm/live/updates.json?after=0")
    assert page.status_code == told.status_code
    if page.status_code == 404:
        return set()
    found, polled = (
        {" ".join(said).strip() for said in _POST.findall(answer.content.decode())} for answer in (page, told)
    )
    assert found == polled
    return found


def _read(client: KeepingReader, path: str) -> set[str]:
    response = client.get(path)
    return _headlines(response) if response.status_code != 404 else set()


def _headlines(response: Any) -> set[str]:
    return set(_HEADLINE.findall(response.content.decode()))
