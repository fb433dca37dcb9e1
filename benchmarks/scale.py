"""What a large archive costs: lists, search, feeds, sitemaps and the desk's list, with few stories and with many.

The same page is asked for in the same run before and after the archive grows. NEWSROOM_BENCH_STORIES says
how many stories that is (100,000 where it is not set).
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from statistics import median
from typing import Any

from django.contrib.auth.models import Group
from django.db import connection
from django.http import StreamingHttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Section
from benchmarks import copies, stories
from benchmarks.settings import BENCH_STORIES
from staff.models import User

FEW, ROUNDS = 100, 7


@dataclass(frozen=True)
class Cost:
    """Milliseconds to the first byte and to the last, and queries."""

    first: float
    whole: float
    queries: int


def run() -> list[str]:
    stories.publish_many(FEW)
    reader, editor = Client(), _editor()
    few = {name: _cost(get) for name, get in _pages(reader, editor).items()}
    began = time.perf_counter()
    there = copies.fill(BENCH_STORIES)
    lines = [f"  {FEW} stories, then {there:,} (made in {time.perf_counter() - began:.0f} s); median of {ROUNDS}"]
    for name, get in _pages(reader, editor).items():
        lines.append(_line(name, few[name], _cost(get)))
    return lines


def _editor() -> Client:
    """An ordinary editor at the desk."""
    person = User.objects.create_user("bench", "bench@example.org", "bench", is_staff=True)
    person.groups.add(Group.objects.get(name="editor"))
    client = Client()
    client.force_login(person)
    return client


def _pages(reader: Client, editor: Client) -> dict[str, Callable[[], Any]]:
    section = Section.objects.order_by("pk").values_list("slug", flat=True)[0]
    paths = {
        "front": "/",
        "section": f"/{section}/",
        "section, page 50": f"/{section}/?page=50",
        "tag": "/tag/storm/",
        "latest": "/latest/",
        "search: rare word": "/search/?q=rare7",
        "search: common word": "/search/?q=harbour",
        "search: two common": "/search/?q=harbour+ferry",
        "search: newest first": "/search/?q=harbour&order=newest",
        "search: nothing": "/search/?q=zeppelin",
        "feed of the front": "/feeds/front.atom",
        "sitemap index": "/sitemap.xml",
        "sitemap of a month": f"/sitemaps/{time.gmtime().tm_year}-{time.gmtime().tm_mon:02d}.xml",
        "sitemap of tags": "/sitemaps/tags-1.xml",
        "news sitemap": "/news-sitemap.xml",
        "api: stories": "/api/v1/articles",
    }
    desk = {
        "desk: list of stories": "/admin/articles/article/",
        "desk: words in the list": "/admin/articles/article/?q=harbour",
    }
    public: dict[str, Callable[[], Any]] = {name: partial(reader.get, path) for name, path in paths.items()}
    return public | {name: partial(editor.get, path) for name, path in desk.items()}


def _cost(get: Callable[[], Any]) -> Cost:
    with CaptureQueriesContext(connection) as captured:
        _timed(get)
    queries = len(captured)  # before the log is emptied for the next request
    times = [_timed(get) for _ in range(ROUNDS)]
    return Cost(median(first for first, _ in times), median(whole for _, whole in times), queries)


def _timed(get: Callable[[], Any]) -> tuple[float, float]:
    begun = time.perf_counter()
    answer = get()
    if not isinstance(answer, StreamingHttpResponse):
        spent = (time.perf_counter() - begun) * 1000
        return spent, spent
    pieces = iter(answer.streaming_content)  # type: ignore[arg-type]
    next(pieces, None)
    first = (time.perf_counter() - begun) * 1000
    for _ in pieces:
        pass
    return first, (time.perf_counter() - begun) * 1000


def _line(name: str, few: Cost, many: Cost) -> str:
    streamed = f"  first byte {many.first:.1f} ms" if many.first < many.whole else ""
    grown = f"{few.whole:8.1f} ms  {many.whole:8.1f} ms  {many.whole / few.whole:6.1f} times"
    return f"  {name:24} {grown}  {many.queries:3d} queries{streamed}"
