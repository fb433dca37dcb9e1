"""What nobody uses goes when its time has come; what anybody needs stays for ever."""

from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from pytest_django.fixtures import Settings

from staff.models import User
from tests.wires.agency import AT, FERRY, data, item, received
from wires import expiring, intake, routing, taking
from wires.formats import guids
from wires.models import Alert, Delivery, Feed, WireItem

pytestmark = pytest.mark.django_db
HARBOUR, THIRD = "urn:newsml:harrow.example:harbour", "urn:newsml:harrow.example:third"


@pytest.fixture(autouse=True)
def days(settings: Settings) -> None:
    settings.WIRE_KEEP_DAYS = 10


def _left(days: float = 11) -> set[str]:
    """The guids that are there after so many days."""
    expiring.expire(at=AT + timedelta(days=days))
    return set(WireItem.objects.values_list("guid", flat=True))


def _came(feed: Feed, *items: dict[str, Any]) -> None:
    for number, one in enumerate(items):
        received(feed, one, filename=f"{number}.json")


def test_items_and_files_go_after_their_time(feed: Feed) -> None:
    _came(feed, item("urn:x:1"), item("urn:x:2"))
    assert _left(days=9.9) == {"urn:x:1", "urn:x:2"}
    assert _left() == set()
    assert not Delivery.objects.exists()


def test_a_feed_may_have_its_own_time(feed: Feed) -> None:
    Feed.objects.update(keep_days=30)
    _came(feed, item("urn:x:1"))
    assert _left(days=29) == {"urn:x:1"}
    assert _left(days=31) == set()


def test_what_a_story_was_made_from_stays_in_all_its_versions(feed: Feed, editor: User) -> None:
    one = received(feed, item())
    taking.take(item=one, by=editor, at=AT)
    _came(feed, item(version="2", headline="Second"), item("urn:x:1"))
    routing.route_waiting()
    assert _left() == {FERRY}
    assert WireItem.objects.count() == Delivery.objects.count() == 2


def test_what_leads_to_a_story_stays_so_that_a_kill_finds_its_way(feed: Feed, editor: User) -> None:
    _came(feed, item(FERRY), item(HARBOUR, evolvedfrom=FERRY))
    article = taking.take(item=received(feed, item(THIRD, evolvedfrom=HARBOUR)), by=editor, at=AT)
    assert _left() == {FERRY, HARBOUR, THIRD}
    received(feed, item(FERRY, pubstatus="canceled"))
    assert article.blocks.filter(kind="kill").exists()


def test_a_kill_stays_since_its_story_may_still_come(feed: Feed) -> None:
    _came(feed, item(pubstatus="canceled"))
    assert _left(days=1000) == {FERRY}


def test_what_an_alert_tells_of_stays_until_somebody_has_seen_it(feed: Feed, editor: User) -> None:
    nameless = guids.derived("Harrow Bay Press", "kill it")
    _came(feed, item(nameless, pubstatus="canceled"))
    WireItem.objects.update(pubstatus="usable")
    assert _left() == {nameless}
    Alert.objects.update(seen_at=AT, seen_by=editor)
    assert _left() == set()


def test_a_file_that_could_not_be_read_goes_too_and_one_that_waits_never(feed: Feed) -> None:
    intake.receive(feed=feed, data=b"rope", filename="rope.txt", at=AT)
    waiting = intake.receive(feed=feed, data=data(item()), filename="a.json", at=AT)
    WireItem.objects.all().delete()
    Delivery.objects.filter(pk=waiting.pk).update(state="received")
    _left()
    assert list(Delivery.objects.all()) == [waiting]


def test_each_row_is_looked_at_once_however_many_stay(feed: Feed, editor: User) -> None:
    for number in range(5):
        taking.take(item=received(feed, item(f"urn:x:{number}"), filename=f"{number}.json"), by=editor, at=AT)
    _came(feed, *(item(f"urn:y:{number}") for number in range(5)))
    with mock.patch.object(expiring, "_AT_ONCE", 2):
        assert _left() == {f"urn:x:{number}" for number in range(5)}
