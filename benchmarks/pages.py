"""Uncached pages a second on one core, and queries a page, beside a bare Django view.

Both go through the whole WSGI application with all middleware, without a network; the figures
say what rendering costs, not what a server or a cache adds.
"""

import io
import time
from collections.abc import Callable
from statistics import median
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import path

from benchmarks import stories
from readers import jobs

STORIES = 300
SECONDS = 2.0
ROUNDS = 5
BAR = 0.035


def bare(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (a view gets its request)
    """The least that a Django view can do; it says what it shows, as pages do."""
    return HttpResponse("Harbour")


urlpatterns = [path("bare", bare)]


def run() -> list[str]:
    articles = stories.publish_many(STORIES)
    for article in articles[-20:]:
        jobs.related.relate(article_id=article.pk, at=jobs.clock.now())
    newest = articles[-1]
    pages = {
        "article": newest.path or "",
        "front": "/",
        "section": f"/{newest.section.slug}/" if newest.section else "",
        "tag": "/tag/storm/",
        "feed": "/feeds/front.atom",
    }
    lines = [
        f"  {STORIES} stories; median of {ROUNDS} rounds of {SECONDS / ROUNDS:.1f} s each, in turn with the bare view"
    ]
    return lines + [_line(name, address) for name, address in pages.items()]


def _line(name: str, address: str) -> str:
    get = _getter(address)
    with CaptureQueriesContext(connection) as captured:
        size = len(get())
    queries = len(captured)  # before the log is emptied for the next request
    rates = [(_rate(get), _bare_rate()) for _ in range(ROUNDS)]
    own, beside = median(rate for rate, _ in rates), median(rate for _, rate in rates)
    ratio = median(rate / other for rate, other in rates)
    verdict = f"bar {BAR}: {'met' if ratio >= BAR else 'MISSED'}" if name == "article" else ""
    return (
        f"  {name:8} {own:7.0f} pages/s  {queries:2d} queries  {size / 1024:6.1f} KB  "
        f"{ratio:.3f} of a bare view ({beside:.0f}/s)  {verdict}"
    ).rstrip()


def _rate(get: Callable[[], bytes]) -> float:
    done, start = 0, time.perf_counter()
    while (spent := time.perf_counter() - start) < SECONDS / ROUNDS:
        get()
        done += 1
    return done / spent


def _bare_rate() -> float:
    with override_settings(ROOT_URLCONF="benchmarks.pages"):
        return _rate(_getter("/bare"))


def _getter(address: str) -> Callable[[], bytes]:
    application = WSGIHandler()

    def ask() -> bytes:
        answers: list[str] = []
        body = application(_environ(address), lambda status, *_: answers.append(status))  # type: ignore[arg-type]
        content = b"".join(body)
        body.close()
        if not answers[0].startswith("200"):
            raise SystemExit(f"{address} answered {answers[0]}")
        return content

    return ask


def _environ(address: str) -> dict[str, Any]:
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": address,
        "QUERY_STRING": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
