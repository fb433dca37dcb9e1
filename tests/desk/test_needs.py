"""What needs somebody now, as the desk's first page tells it."""

from collections.abc import Iterator
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from articles import withdrawing
from articles.models import Article
from ground import clock
from tests import world
from tests.wires.agency import AT, item, received
from wires import intake, taking, updating
from wires.models import Alert, Feed

HOME = "/admin/"


@pytest.fixture
def feed(db: None) -> Feed:
    return Feed.objects.create(name="Harrow Bay Press", slug="harrow", credit="HBP", updates="offer")


def taken(feed: Feed, number: int) -> Article:
    return taking.take(item=received(feed, item(f"urn:x:{number}", headline=f"Story {number}")), by=None, at=AT)


def killed(feed: Feed, number: int) -> Article:
    """A story that its agency kills, and that is on hold for it."""
    story = taken(feed, number)
    received(feed, item(f"urn:x:{number}", version="2", pubstatus="canceled"))
    return story


def updated(feed: Feed, number: int) -> Article:
    story = taken(feed, number)
    later = item(f"urn:x:{number}", version="2", headline=f"Update {number}", body_xhtml="<p>At noon.</p>")
    updating.heed(item=received(feed, later, at=AT + timedelta(hours=1)), at=AT)
    return story


def shown(desk: Client) -> str:
    page = desk.get(HOME).content.decode()
    return unescape(page.split('id="needs">')[1].split("</section>", maxsplit=1)[0]) if 'id="needs">' in page else ""


def rows(desk: Client) -> Iterator[str]:
    return iter(shown(desk).split("<li>")[1:])


def test_a_killed_story_has_one_row_with_both_marks(desk: Client, feed: Feed) -> None:
    killed(feed, 1)
    (row,) = rows(desk)
    assert (">Kill<" in row, ">On hold<" in row) == (True, True)
    assert "is on hold. HBP canceled “Story 1”." in row


def test_a_hold_of_which_everybody_knows_has_a_row_still(desk: Client, feed: Feed) -> None:
    killed(feed, 1)
    Alert.objects.update(seen_at=AT, seen_by=world.person("dora", "duty editor"))
    (row,) = rows(desk)
    assert "On hold" in row


def marks(desk: Client) -> list[str]:
    """The first mark of each row."""
    return [row.split("</span>")[0].rsplit(">", 1)[1] for row in rows(desk)]


def test_all_kills_are_shown_and_what_readers_see_still_comes_first(desk: Client, feed: Feed) -> None:
    public = taken(feed, 99)
    world.save(public, section=world.section())
    world.publish(public)
    Feed.objects.update(on_kill=Feed.OnKill.ALERT)
    received(feed, item("urn:x:99", version="2", pubstatus="canceled"))
    for number in range(12):
        killed(feed, number)
    assert marks(desk) == ["Kill"] * 13
    assert "“Story 99” is public and was left so" in next(rows(desk))


def test_of_a_flood_of_kills_the_rest_is_a_link_away(desk: Client, feed: Feed) -> None:
    for number in range(22):
        killed(feed, number)
    assert len(marks(desk)) == 20
    assert '<a href="/admin/wires/alert/?waits=yes">2 more alerts</a>' in shown(desk)


def test_kills_do_not_bury_updates_holds_and_files(desk: Client, feed: Feed) -> None:
    for number in range(10):
        killed(feed, number)
    for number in range(10, 20):
        updated(feed, number)
    withdrawing.hold(article=world.draft("A held one"), kind="legal", reason="A minor is named", by=None)
    for name in ("bad.json", "worse.json", "worst.json"):
        intake.receive(feed=feed, data=f"[{name}".encode(), filename=name, at=clock.now())
    assert marks(desk) == ["Kill"] * 10 + ["Update"] * 6 + ["On hold", "Not read"]
    for more in ("4 more updates", "2 more files not read"):
        assert more in shown(desk)
    assert '<a href="/admin/wire/?use=update">' in shown(desk)


def test_names_from_right_to_left_turn_no_sentence_around(desk: Client, feed: Feed) -> None:
    feed.name, feed.credit = "وكالة المرسى", ""
    feed.save()
    story = updated(feed, 1)
    Article.objects.filter(pk=story.pk).update(headline="انفجار")
    said = "\u2068وكالة المرسى\u2069 sent a 2nd version: 2 paragraphs and the headline changed."
    assert f"{said} For “\u2068انفجار\u2069”." in shown(desk)


def test_an_update_of_a_story_that_is_on_hold_is_one_row(desk: Client, feed: Feed) -> None:
    story = updated(feed, 1)
    withdrawing.hold(article=story, kind="legal", reason="A minor is named", by=None)
    (row,) = rows(desk)
    assert (">Update<" in row, ">On hold<" in row) == (True, True)


def test_where_nothing_waits_nothing_is_said(desk: Client, feed: Feed) -> None:
    taken(feed, 1)
    assert shown(desk) == ""
