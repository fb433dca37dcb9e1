"""A delivery that is read again by a mended reader: its items are replaced, those in use stay."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from articles.withdrawing import lift_hold
from staff.models import User
from tests.wires.agency import AT, FERRY, item, received
from wires import formats, intake, taking
from wires.models import Alert, Delivery, Feed, WireItem

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(minutes=5)


@pytest.fixture
def again(wire_manager: User, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Delivery]:
    """Reads the delivery of an item again, by a reader that now finds these facts in every story."""
    read = formats.read

    def again(one: WireItem, **facts: Any) -> Delivery:
        mended = lambda raw: [replace(story, **facts) for story in read(raw)]  # noqa: E731
        monkeypatch.setattr(formats, "read", mended)
        return intake.replay(delivery=one.delivery, by=wire_manager, at=LATER)

    return again


def test_what_is_read_now_takes_the_place_of_what_was_read_before(feed: Feed, again: Callable[..., Delivery]) -> None:
    again(received(feed, item()), headline="Mended")
    assert WireItem.objects.get().headline == "Mended"


def test_an_item_that_a_story_was_made_from_stays_and_is_not_doubled(
    feed: Feed, editor: User, again: Callable[..., Delivery]
) -> None:
    unused = received(feed, item(), item("urn:x:2"))
    used = WireItem.objects.get(guid=FERRY)
    taking.take(item=used, by=editor, at=AT)
    again(unused, headline="Mended")
    assert set(WireItem.objects.values_list("guid", "headline")) == {(FERRY, used.headline), ("urn:x:2", "Mended")}


def test_a_kill_that_only_the_mended_reader_finds_reaches_the_story(
    feed: Feed, editor: User, again: Callable[..., Delivery]
) -> None:
    one = received(feed, item())
    article = taking.take(item=one, by=editor, at=AT)
    again(one, pubstatus="canceled")
    assert article.blocks.get().kind == "kill"
    assert WireItem.objects.count() == 2


def test_a_kill_that_is_read_again_alerts_nobody_a_second_time(
    feed: Feed, editor: User, again: Callable[..., Delivery]
) -> None:
    article = taking.take(item=received(feed, item()), by=editor, at=AT)
    kill = received(feed, item(pubstatus="canceled", version="2"))
    lift_hold(block=article.blocks.get(), reason="The agency said sorry", by=None)
    again(kill, headline="Mended")
    assert Alert.objects.get().item == kill
    assert not article.blocks.filter(lifted_at=None).exists()


def test_where_nothing_can_be_read_now_what_was_read_stays(
    feed: Feed, wire_manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = received(feed, item())
    monkeypatch.setattr(formats, "FORMATS", ())
    assert intake.replay(delivery=one.delivery, by=wire_manager, at=LATER).state == "failed"
    assert WireItem.objects.get() == one


def test_an_item_of_another_delivery_is_not_touched(feed: Feed, again: Callable[..., Delivery]) -> None:
    other = received(feed, item(version="2"))
    again(received(feed, item()), headline="Mended")
    assert WireItem.objects.filter(pk=other.pk).exists()
    assert WireItem.objects.count() == 2
