"""JSON Feed 1.1 (jsonfeed.org): from plain facts to bytes. Pure."""

import json
from typing import Any

from readers.feeds.syndication import Entry, Feed, clean

TYPE = "application/feed+json"


def write(feed: Feed) -> bytes:
    """The feed as UTF-8. The same facts give the same bytes."""
    facts = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": clean(feed.title),
        "home_page_url": feed.page,
        "feed_url": feed.address,
        "description": clean(feed.description),
        "language": feed.language,
        "items": [_item(entry) for entry in feed.entries],
    }
    return json.dumps(_said(facts), ensure_ascii=False).encode()


def _item(entry: Entry) -> dict[str, Any]:
    summary = clean(entry.summary)
    return _said(
        {
            "id": entry.id,
            "url": entry.address,
            "title": clean(entry.title),
            "content_text": summary or clean(entry.title),
            "summary": summary,
            "image": entry.image.url if entry.image else "",
            "date_published": entry.published.isoformat(timespec="seconds"),
            "date_modified": entry.updated.isoformat(timespec="seconds"),
            "authors": [{"name": clean(name)} for name in entry.authors],
            "tags": [clean(entry.category)],
            "language": entry.language,
        }
    )


def _said(facts: dict[str, Any]) -> dict[str, Any]:
    """Without members that say nothing; a list of items may be empty."""
    return {name: value for name, value in facts.items() if value != ""}
