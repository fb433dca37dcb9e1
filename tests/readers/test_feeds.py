"""The Atom feed: stable ids, dates that move with public changes, and conditional answers."""

from django.test import Client
from lxml import etree

from articles import withdrawing
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
