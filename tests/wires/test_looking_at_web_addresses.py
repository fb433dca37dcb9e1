"""Looking at web addresses: what is asked for again, and what failures, refusals and pages in the place of copy do."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DataError

from staff.models import AuditEntry
from tests.media import drawn
from tests.wires.agency import LARGE, data, item
from tests.wires.origin import Origin, look
from tests.world import ControlledClock
from wires import looking
from wires.models import Connection, Delivery, WireItem

pytestmark = pytest.mark.django_db
LOGIN = b"<!DOCTYPE html>\n<html><title>Log in</title><form method=post></form></html>"


def test_only_what_changed_is_kept(origin: Origin, connect: Any, hand: ControlledClock) -> None:
    url = origin.gives("/wire.json", data(item()), etag='"1"')
    one = connect(url)
    assert look(one) == 1
    assert (one.etag, one.failures, one.last_error) == ('"1"', 0, "")
    assert (one.last_succeeded_at, one.next_at) == (hand.at, hand.at + timedelta(seconds=60))
    assert WireItem.objects.get().delivery.filename == "wire.json"
    origin.gives("/wire.json", b"", status=304)
    hand.move(seconds=60)
    assert look(one) == 0
    assert origin.asked[1][1]["if-none-match"] == '"1"'
    assert one.etag == '"1"'
    assert Delivery.objects.count() == 1


def test_a_file_larger_than_its_format_may_be_is_told_and_not_kept(origin: Origin, connect: Any) -> None:
    one = connect(origin.gives("/wire.json", LARGE))
    look(one)
    delivery = Delivery.objects.get()
    assert (delivery.state, bytes(delivery.raw)) == ("failed", b"")
    assert "is ninjs of 11 MB, more than the 10 MB that are read. It was not kept." in delivery.reason


def test_a_server_that_knows_no_condition_fills_no_list(origin: Origin, connect: Any, hand: ControlledClock) -> None:
    one = connect(origin.gives("/wire.json", data(item())))
    for _ in range(3):
        look(one)
        hand.move(seconds=60)
    assert (len(origin.asked), Delivery.objects.count(), WireItem.objects.count()) == (3, 1, 1)


@pytest.mark.parametrize(
    ("fields", "name", "value"),
    [
        ({"login": "basic", "username": "anna"}, "authorization", "Basic YW5uYTpwYXBlci1ib2F0cw=="),
        ({"login": "bearer"}, "authorization", "Bearer paper-boats"),
        ({"login": "header", "header": "X-Api-Key"}, "x-api-key", "paper-boats"),
    ],
)
def test_it_logs_in_as_the_server_asks(
    origin: Origin, connect: Any, fields: dict[str, str], name: str, value: str
) -> None:
    look(connect(origin.gives("/x", data(item())), secret="paper-boats", **fields))
    assert origin.asked[0][1][name] == value


def test_a_failure_slows_it_down_and_is_said(origin: Origin, connect: Any, hand: ControlledClock) -> None:
    one = connect(origin.gives("/x", status=503))
    look(one)
    assert (one.failures, one.last_succeeded_at) == (1, None)
    assert one.last_error == "127.0.0.1 answered 503 (Service Unavailable)."
    first = one.next_at - hand.at
    assert timedelta(seconds=90) <= first <= timedelta(seconds=120)
    hand.at = one.next_at
    look(one)
    assert (one.failures, one.next_at - hand.at > first) == (2, True)
    origin.gives("/x", data(item()))
    hand.at = one.next_at
    look(one)
    assert (one.failures, one.last_error, one.next_at - hand.at) == (0, "", timedelta(seconds=60))


@pytest.mark.parametrize("status", [401, 403])
def test_a_server_that_lets_nobody_in_makes_one_look_at_the_login(
    origin: Origin, connect: Any, hand: ControlledClock, status: int
) -> None:
    one = connect(origin.gives("/x", status=status, retry_after="1800"))
    look(one)
    assert one.last_error.endswith("). Check the login.")
    assert one.next_at == hand.at + timedelta(seconds=1800)


def test_a_server_that_asks_for_time_gets_it(origin: Origin, connect: Any, hand: ControlledClock) -> None:
    one = connect(origin.gives("/x", status=429, retry_after="1800"))
    look(one)
    assert one.next_at == hand.at + timedelta(seconds=1800)


def test_an_address_that_is_gone_is_switched_off(origin: Origin, connect: Any, hand: ControlledClock) -> None:
    one = connect(origin.gives("/x", status=410))
    look(one)
    assert not one.active
    assert one.last_error.endswith("The way in was switched off.")
    assert AuditEntry.objects.first().verb == "switch off way in"  # type: ignore[union-attr]
    hand.move(days=2)
    assert looking.look_around(at=hand.at) == 0


def test_it_goes_on_asking_for_what_could_not_be_kept(
    origin: Origin, connect: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise DataError("no")

    monkeypatch.setattr(looking, "keep", fail)
    one = connect(origin.gives("/x", data(item()), etag='"1"'))
    look(one)
    assert one.etag == ""
    assert "could not be kept: the newsroom has a fault (DataError)" in one.last_error


def test_a_page_in_the_place_of_copy_is_kept_and_fails_as_long_as_it_comes(
    origin: Origin, connect: Any, hand: ControlledClock
) -> None:
    one = connect(origin.gives("/x", LOGIN, etag='"page"'))
    for failures in (1, 2, 3):
        look(one)
        assert (one.failures, one.etag, one.last_succeeded_at) == (failures, "", None)
        assert one.last_error == "What was answered is a web page, not wire copy. The login may have expired."
        hand.at = one.next_at
    assert [bytes(delivery.raw) for delivery in Delivery.objects.filter(state="failed")] == [LOGIN]
    origin.gives("/x", data(item()), etag='"1"')
    look(one)
    assert (one.failures, one.last_error, one.etag) == (0, "", '"1"')


@pytest.mark.parametrize(
    ("path", "body", "said"),
    [
        ("/x", b"Subscription ended.", "What was answered is in no wire format that is read here."),
        ("/x", b'{"uri": ', ""),
        ("/x", b"\n", ""),
        ("/x.png", drawn.encoded(drawn.scene(), "PNG"), ""),
    ],
)
def test_what_may_be_meant_as_copy_is_no_failure_of_the_way_in(
    origin: Origin, connect: Any, path: str, body: bytes, said: str
) -> None:
    one = connect(origin.gives(path, body))
    look(one)
    assert (one.last_error.startswith(said), bool(one.failures)) == (True, bool(said))


def test_a_secret_that_cannot_be_opened_is_a_sentence(origin: Origin, connect: Any) -> None:
    one = connect(origin.gives("/x"), secret="paper-boats")
    Connection.objects.update(secret="broken")
    look(one)
    assert "Type it again" in one.last_error
    assert origin.asked == []
