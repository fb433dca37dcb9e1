"""The desk's first page."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from ground import clock
from tests import world
from tests.desk.conftest import act
from tests.wires.agency import AT, item, received
from tests.world import ControlledClock
from wires import dropping, intake, taking
from wires.models import Feed

HOME = "/admin/"


def test_it_shows_work_plans_and_holds(desk: Client, duty_desk: Client) -> None:
    planned, held = world.draft("A planned one"), world.draft("A held one")
    desk.post(act(planned, "schedule"), {"version": 1, "at": "2031-07-01T14:05"})
    duty_desk.post(act(held, "hold"), {"kind": "legal", "reason": "A minor is named"})
    page = desk.get(HOME).content.decode()
    assert "1 Jul, 14:05 CEST" in page
    assert "Legal: A minor is named" in page
    assert page.count("A planned one") == 2


@pytest.fixture
def feed(db: None) -> Feed:
    return Feed.objects.create(name="Harrow Bay Press", slug="harrow", credit="HBP")


def wire(page: str) -> str:
    """What stands under “Newest on the wire”."""
    return page.split('id="wire">')[1].split("</section>", maxsplit=1)[0]


def test_it_asks_few_queries(desk: Client, feed: Feed, django_assert_max_num_queries: Any) -> None:
    for number in range(10):
        world.published(f"Ferry {number}")
        taking.take(item=received(feed, item(f"urn:x:{number}")), by=None, at=AT)
    with django_assert_max_num_queries(20):
        assert desk.get(HOME).status_code == 200


def test_the_newest_on_the_wire_are_the_rows_of_the_wire_room(desk: Client, feed: Feed) -> None:
    taking.take(item=received(feed, item(headline="Ferry late")), by=None, at=AT)
    received(feed, item(version="2", headline="Ferry later", embargoed="2031-03-03T09:15:00Z"))
    shown = wire(desk.get(HOME).content.decode())
    assert ("Ferry later" in shown, "Ferry late</a>" in shown) == (True, False)
    for mark in ("Embargo until", "2 versions", "Draft"):
        assert mark in shown


def test_what_was_dropped_is_not_on_it_and_what_was_killed_is_marked(desk: Client, feed: Feed) -> None:
    dropping.drop(items=[received(feed, item("urn:x:1", headline="Walrus on the beach"))], by=None, at=AT)
    received(feed, item())
    received(feed, item(version="2", pubstatus="canceled", headline="KILL"))
    shown = wire(desk.get(HOME).content.decode())
    assert "Walrus" not in shown
    assert shown.count("Ferry to Oskeld sails again</a>") == 1
    assert "Canceled" in shown


def test_somebody_without_a_role_sees_none_of_it(db: None) -> None:
    world.draft("A secret")
    nobody = Client()
    nobody.force_login(world.person("nils"))
    page = nobody.get(HOME).content.decode()
    assert "A secret" not in page
    assert "Newest on the wire" not in page


def test_what_nobody_could_read_is_on_it_for_a_day(desk: Client) -> None:
    feed = Feed.objects.create(name="Harrow Bay Press", slug="harrow")
    with clock.using(ControlledClock(clock.now() - timedelta(hours=25))):
        intake.receive(feed=feed, data=b"{", filename="old.json", at=clock.now())
    intake.receive(feed=feed, data=b"[", filename="new.json", at=clock.now())
    page = desk.get(HOME).content.decode()
    assert "new.json" in page
    assert "old.json" not in page


def test_names_in_another_script_keep_to_themselves(desk: Client) -> None:
    feed = Feed.objects.create(name="وكالة المرسى", slug="marsa")
    intake.receive(feed=feed, data=b"{", filename="bad.json", at=clock.now())
    assert "<bdi>وكالة المرسى</bdi>" in desk.get(HOME).content.decode()
