"""Feeds: stable ids, dates that move with public changes, conditional answers, the same in every format."""

import json
from datetime import timedelta

import feedparser
import pytest
from django.test import Client
from lxml import etree

from articles import withdrawing
from articles.models import Coverage
from ground import clock
from media.models import Photo
from tests import world
from tests.world import ControlledClock

ATOM = {"a": "http://www.w3.org/2005/Atom"}
PATH = "/feeds/front.atom"


def feed(reader: Client) -> etree._Element:
    return etree.fromstring(reader.get(PATH).content)


def text(root: etree._Element, path: str) -> list[str]:
    return root.xpath(path, namespaces=ATOM)


def test_an_entry_has_a_stable_id_and_a_whole_address(reader: Client) -> None:
    article = world.published(summary="The first & only.", bylines=[{"author": None, "name": "Ása Björklund"}])
    root = feed(reader)
    assert text(root, "//a:entry/a:id/text()") == [article.public_id.urn]
    assert text(root, "//a:entry/a:link/@href") == [f"http://localhost:8000{article.path}"]
    assert text(root, "//a:entry/a:summary/text()") == ["The first & only."]
    assert text(root, "//a:entry/a:author/a:name/text()") == ["Ása Björklund"]


def test_updated_moves_with_a_public_change_only(reader: Client, time: ControlledClock) -> None:
    article = world.published()
    moments = []
    for kind in ("minor", "update"):
        time.move(minutes=5)
        world.save(article, body=f"<p>Changed: {kind}.</p>")
        world.publish(article, kind=kind)
        moments += text(feed(reader), "//a:entry/a:updated/text()")
    assert moments == ["2026-03-04T06:00:00+00:00", "2026-03-04T06:10:00+00:00"]


def test_a_withdrawn_story_leaves_the_feed(reader: Client, time: ControlledClock) -> None:
    article = world.published()
    before = reader.get(PATH)
    time.move(minutes=5)
    withdrawing.withdraw(article=article, by=None, notice="A name was wrong.")
    after = reader.get(PATH, headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert b"<entry" not in after.content


def test_a_feed_that_did_not_change_is_not_sent_again(reader: Client) -> None:
    world.published()
    first = reader.get(PATH)
    again = reader.get(PATH, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]


def test_letters_that_xml_cannot_hold_are_left_out(reader: Client) -> None:
    world.published("Ferry \x0bleaves 🚢")
    assert text(feed(reader), "//a:entry/a:title/text()") == ["Ferry leaves 🚢"]


def test_an_empty_feed_is_a_feed(reader: Client) -> None:
    assert text(feed(reader), "/a:feed/a:title/text()") == ["Harbour Post"]


PATHS = ["/feeds/front", "/feeds/section/harbour", "/feeds/tag/ferries", "/feeds/coverage/storm", "/search/feed"]


@pytest.mark.parametrize("fmt", ["atom", "rss", "json"])
@pytest.mark.parametrize("path", PATHS)
def test_each_list_has_its_feed_in_every_format(reader: Client, ferry: Photo, path: str, fmt: str) -> None:
    storm = Coverage.objects.create(name="Storm", slug="storm", public_from=clock.now())
    lead = {"role": "lead", "photo": ferry, "text": "The ferry.", "credit": "R. Hald", "alt": "A ferry"}
    article = world.published("Ferry & sons", tags=["Ferries"], coverages=[storm], captions=[lead])
    answer = reader.get(f"{path}.{fmt}?q=ferry")
    assert answer.status_code == 200
    assert f"article:{article.public_id}" in answer["Surrogate-Key"].split()
    if fmt == "json":
        found = json.loads(answer.content)
        assert found["version"] == "https://jsonfeed.org/version/1.1"
        assert [(row["id"], row["title"]) for row in found["items"]] == [(article.public_id.urn, "Ferry & sons")]
        assert found["items"][0]["image"].startswith("http://localhost:8000/photos/")
        return
    parsed = feedparser.parse(answer.content, response_headers={"content-type": answer["Content-Type"]})
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert [(row.id, row.title, row.link) for row in parsed.entries] == [
        (article.public_id.urn, "Ferry & sons", f"http://localhost:8000{article.path}")
    ]
    assert parsed.entries[0].published_parsed[:5] == (2026, 3, 4, 6, 0)


def test_a_story_that_was_withdrawn_and_stands_elsewhere_is_waited_for(reader: Client, time: ControlledClock) -> None:
    article = world.published("Wrong name")
    withdrawing.withdraw(article=article, by=None, notice="A name was wrong.")
    time.move(minutes=1)
    article = world.save(article, section=world.section("world"))
    withdrawing.reinstate(article=article, by=None, version=article.version)
    withdrawing.plan_take_down(article=article, until=time.at + timedelta(seconds=20), by=None)
    answer = reader.get("/feeds/section/harbour.atom")
    assert b"deleted-entry" not in answer.content
    assert f"article:{article.public_id}" in answer["Surrogate-Key"].split()
    assert "max-age=20" in answer["Cache-Control"]
    time.move(seconds=20)
    assert b"deleted-entry" in reader.get("/feeds/section/harbour.atom").content


@pytest.mark.parametrize(("language", "said"), [("en", "Correction: It was Tuesday."), ("fr", "Rectificatif")])
def test_a_correction_is_told_with_its_story(reader: Client, time: ControlledClock, language: str, said: str) -> None:
    article = world.published("Ferry leaves", summary="At dawn.", language=language)
    time.move(minutes=1)
    world.publish(article, kind="correction", note="It was Tuesday.")
    for fmt in ("atom", "rss", "json"):
        told = reader.get(f"/feeds/front.{fmt}?lang={language}").content.decode()
        assert said in told
        assert told.index("At dawn.") < told.index("It was Tuesday.")


def test_the_feed_of_a_running_story_is_in_its_language(reader: Client) -> None:
    storm = Coverage.objects.create(name="La tempête", slug="storm", language="fr", public_from=clock.now())
    world.published("Le port", language="fr", coverages=[storm])
    world.published("The harbour", coverages=[storm])
    asked = reader.get("/feeds/coverage/storm.atom?lang=en")
    assert (asked.status_code, asked["Location"]) == (301, "/feeds/coverage/storm.atom")
    told = reader.get("/feeds/coverage/storm.atom").content.decode()
    assert "Le port" in told
    assert "The harbour" not in told
    assert 'href="http://localhost:8000/coverage/storm/"' in told


def test_atom_tells_for_a_while_that_a_story_was_withdrawn(reader: Client, time: ControlledClock) -> None:
    article = world.published("Wrong name")
    time.move(minutes=5)
    withdrawing.withdraw(article=article, by=None, notice="A name was wrong.")
    told = reader.get(PATH)
    assert f'deleted-entry ref="{article.public_id.urn}" when="2026-03-04T06:05:00+00:00"' in told.content.decode()
    assert b"Wrong name" not in told.content
    assert not feedparser.parse(told.content).bozo
    time.move(days=14, seconds=1)
    assert b"deleted-entry" not in reader.get(PATH).content


def test_a_feed_is_of_one_language(reader: Client) -> None:
    world.published("Ferry leaves")
    world.published("أول عبّارة", language="ar")
    english, arabic = (reader.get(f"/feeds/section/harbour.rss{query}").content.decode() for query in ("", "?lang=ar"))
    assert ("Ferry leaves" in english, "عبّارة" in english) == (True, False)
    assert ("Ferry leaves" in arabic, "عبّارة" in arabic) == (False, True)
    assert "<language>ar</language>" in arabic


def test_a_page_names_its_feeds(reader: Client) -> None:
    world.published()
    text = reader.get("/harbour/").content.decode()
    for ending, media_type in (("atom", "atom+xml"), ("rss", "rss+xml"), ("json", "feed+json")):
        assert f'type="application/{media_type}" title="Harbour" href="/feeds/section/harbour.{ending}"' in text


@pytest.mark.parametrize("path", ["/feeds/section/none.rss", "/feeds/tag/none.rss", "/feeds/coverage/none.rss"])
def test_a_feed_of_nothing_is_none(reader: Client, path: str) -> None:
    assert reader.get(path).status_code == 404
