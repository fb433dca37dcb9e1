"""The writers of feeds: whatever a story says, the feed is well formed and says the same."""

import json
from collections.abc import Callable
from datetime import UTC, datetime

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from readers.feeds import atom, json_feed, rss
from readers.feeds.syndication import Deleted, Entry, Feed, Image, clean

AT = datetime(2026, 1, 1, 0, 30, tzinfo=UTC)
TEXT = st.text(max_size=60)


def feed(text: str, other: str = "") -> Feed:
    image = Image("https://x.example/a.jpg", "image/jpeg", 800, 533, text, other)
    facts = ("urn:uuid:1", text, "https://x.example/a/", "en", other, AT, AT, [text, other], text, image)
    deleted = [Deleted("urn:uuid:2", AT)]
    page, own = "https://x.example/", "https://x.example/feed"
    return Feed("https://x.example/feed", text, page, own, "en", AT, [Entry(*facts)], deleted, other)


@given(TEXT, TEXT)
@pytest.mark.parametrize("write", [atom.write, rss.write])
def test_any_text_is_written_and_read_back(write: Callable[[Feed], bytes], text: str, other: str) -> None:
    root = etree.fromstring(write(feed(text, other)))
    titles = [element.text or "" for element in root.iter("{*}title")]
    # A carriage return in a text is a line end to those who read XML (XML 1.0, §2.11); lxml writes it as a reference.
    assert titles == [clean(text)] * 2


@given(TEXT, TEXT)
def test_json_says_the_same(text: str, other: str) -> None:
    found = json.loads(json_feed.write(feed(text, other)))
    assert [row["id"] for row in found["items"]] == ["urn:uuid:1"]
    assert found["items"][0].get("title", "") == clean(text)


def test_the_year_is_the_years_own_around_new_year() -> None:
    """Not the week's: 1 January 2027 lies in the last week of 2026."""
    told = rss.write(Feed("i", "t", "p", "a", "en", datetime(2027, 1, 1, 8, tzinfo=UTC), []))
    assert b"<lastBuildDate>Fri, 01 Jan 2027 08:00:00 GMT</lastBuildDate>" in told


def test_pictures_bring_their_caption_and_credit() -> None:
    parsed = feedparser.parse(rss.write(feed("The ferry", "R. Hald")))
    assert parsed.entries[0].media_content[0]["url"] == "https://x.example/a.jpg"
    assert parsed.entries[0].media_credit[0]["content"] == "R. Hald"
