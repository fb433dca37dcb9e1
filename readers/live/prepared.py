"""What the template of a live page gets, and the answer to its polls."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from articles.models import Coverage, Site
from readers import rendering
from readers.live import structured
from readers.live.posts import Changes, LivePage, Post
from readers.rendering import Head
from readers.words.numerals import page_title

#: Seconds between two polls.
EVERY = 10


def prepare(coverage: Coverage, page: LivePage, *, keys_only: bool, site: Site, at: datetime) -> dict[str, Any]:
    """All of it, with the head."""
    is_open = coverage.is_reported_live(at=at)
    return {
        "head": _head(coverage, page, keys_only=keys_only, is_open=is_open),
        "coverage": coverage,
        "is_open": is_open,
        "key_points": coverage.points,
        "live": page,
        "keys_only": keys_only,
        "newer_url": _address(coverage, page.newer, keys_only=keys_only),
        "older_url": _address(coverage, page.older, keys_only=keys_only),
        "poll_url": f"{coverage.live_path}updates.json" if is_open and page.is_newest and not keys_only else "",
        "every": str(EVERY),
        "closed_title": _closed_title(coverage),
        "data": structured.live_blog(coverage, page.posts, site=site),
    }


def changes(coverage: Coverage, found: Changes, *, site: Site, at: datetime) -> dict[str, Any]:
    """The answer to a poll: {cursor, closed, closing, reload, pinned, events, posts: [{id, at, html}]}.

    The posts are in the order of the changes. As HTML: `closing`, the line that says when the page was closed, empty
    while it runs; `pinned` and `events`, what is marked now, so that what was withdrawn stands nowhere any more.
    """
    is_open = coverage.is_reported_live(at=at)
    return {
        "cursor": found.cursor,
        "closed": not is_open,
        "closing": "" if is_open else _closing(coverage, site=site, at=at),
        "reload": found.is_cut,
        "pinned": _part("readers/_pinned.html", coverage, site=site, at=at, post=found.pinned),
        "events": _part("readers/_key_events.html", coverage, site=site, at=at, events=found.key_events),
        "posts": [_changed(post, coverage, site=site, at=at) for post in found.posts],
    }


def _closing(coverage: Coverage, *, site: Site, at: datetime) -> str:
    return _part("readers/_closed.html", coverage, site=site, at=at)


def _changed(post: Post, coverage: Coverage, *, site: Site, at: datetime) -> dict[str, Any]:
    html = _part("readers/_post.html", coverage, site=site, at=at, post=post)
    return {"id": post.id, "at": post.published_at.isoformat(), "html": html}


def _part(template: str, coverage: Coverage, *, site: Site, at: datetime, **facts: Any) -> str:
    return rendering.fragment(template, site=site, language=coverage.language, at=at, coverage=coverage, **facts)


def _closed_title(coverage: Coverage) -> str | Promise:
    return format_lazy("{}: {}", coverage.name, _("as it was reported live"))


def _head(coverage: Coverage, page: LivePage, *, keys_only: bool, is_open: bool) -> Head:
    title = format_lazy("{}: {}", coverage.name, _("live updates")) if is_open else _closed_title(coverage)
    return Head(
        page_title(title, page.number, is_first=page.is_newest),
        path=_address(coverage, page.number, keys_only=keys_only) or coverage.live_path,
        description=coverage.summary,
        language=coverage.language,
        indexed=not keys_only,
        picture=next((post.figure.picture for post in page.posts if post.figure), None),
        previous=_address(coverage, page.newer, keys_only=keys_only),
        next=_address(coverage, page.older, keys_only=keys_only),
    )


def _address(coverage: Coverage, number: int | None, *, keys_only: bool) -> str:
    """The one address of that page; empty where there is none."""
    if number is None:
        return ""
    said = {**({"key": "1"} if keys_only else {}), **({"page": str(number)} if number else {})}
    return f"{coverage.live_path}?{urlencode(said)}" if said else coverage.live_path
