"""What a large archive costs: lists, search, feeds, sitemaps, the desk's list and the wire room, small and large.

The same page is asked for in the same run before and after the archive grows. NEWSROOM_BENCH_STORIES says
how many stories that is, and how many items of the wire (100,000 where it is not set).
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from statistics import median
from typing import Any
from urllib.parse import quote

from django.contrib.auth.models import Group
from django.db import connection
from django.http import StreamingHttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Section
from benchmarks import copies, intake, stories
from benchmarks.settings import BENCH_STORIES
from ground import clock
from staff.models import User
from wires.intake import receive
from wires.models import Feed

FEW, ROUNDS = 100, 7


@dataclass(frozen=True)
class Cost:
    """Milliseconds to the first byte and to the last, and queries."""

    first: float
    whole: float
    queries: int


def run() -> list[str]:
    stories.publish_many(FEW)
    _send(FEW)
    reader, editor = Client(), _editor()
    few = {name: _cost(get) for name, get in _pages(reader, editor).items()}
    began = time.perf_counter()
    there, sent = copies.fill(BENCH_STORIES), copies.fill_wire(BENCH_STORIES)
    made = f"{there:,} and {sent:,} (made in {time.perf_counter() - began:.0f} s)"
    lines = [f"  {FEW} stories and as many items of the wire, then {made}; median of {ROUNDS}"]
    for name, get in _pages(reader, editor).items():
        lines.append(_line(name, few[name], _cost(get)))
    return lines


def _send(number: int) -> None:
    """Items of two agencies, nothing like each other."""
    for one, file in enumerate(intake.files(number)):
        feed, _ = Feed.objects.get_or_create(slug=f"bench-{one % 2}", defaults={"name": f"Bench {one % 2}"})
        receive(feed=feed, data=file.data, filename=file.filename, at=clock.now())


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
        "wire: newest": "/admin/wire/",
        "wire: before a week": f"/admin/wire/?before={_week_ago()}",
        "wire: rare word": "/admin/wire/?q=rare7",
        "wire: common word": "/admin/wire/?q=harbour",
        "wire: common and not": "/admin/wire/?q=harbour+-ferry",
        "wire: phrase": "/admin/wire/?q=%22harbour+council%22",
        "wire: nothing": "/admin/wire/?q=zeppelin",
        "wire: feed, urgent": f"/admin/wire/?feed={Feed.objects.order_by('pk')[0].pk}&urgency=2",
        "wire: in use": "/admin/wire/?use=in",
        "wire: health": "/admin/wire/health/",
    }
    public: dict[str, Callable[[], Any]] = {name: partial(reader.get, path) for name, path in paths.items()}
    return public | {name: partial(editor.get, path) for name, path in desk.items()}


def _week_ago() -> str:
    return quote(f"{(clock.now() - timedelta(days=7)).isoformat()},1")


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
