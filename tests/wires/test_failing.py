"""Ways in that keep failing: the desk is told once, and until they succeed or somebody sets them up anew."""

from datetime import timedelta
from typing import Any

import pytest

from ground import clock
from tests.wires.agency import data, item
from tests.wires.origin import Origin
from tests.world import ControlledClock
from wires import alerting, connecting, failing, looking
from wires.alerting import Kind
from wires.models import Alert, Connection, Feed

pytestmark = pytest.mark.django_db


def look(connection: Connection, hand: ControlledClock, *, times: int = 1) -> int:
    """Look as often as that, each time when it is due; how many alerts come of it."""
    for _ in range(times):
        connection.refresh_from_db()
        hand.at = max(hand.at, connection.next_at or hand.at)
        looking.look(connection_id=connection.pk)
    connection.refresh_from_db()
    return failing.tell_failures(at=hand.at)


def waiting() -> list[str]:
    return [alert.message for alert in alerting.waiting(at=clock.now())]


def test_the_desk_is_told_once_of_a_way_in_that_keeps_failing(
    origin: Origin, connect: Any, hand: ControlledClock
) -> None:
    one = connect(origin.gives("/wire.json", status=503))
    assert [look(one, hand) for _ in range(5)] == [0, 0, 1, 0, 0]
    [message] = waiting()
    assert message == (
        f"Harrow Bay Press: The way in {origin.url('/wire.json')} keeps failing, since 4 Mar 2026, 06:00 UTC. "
        "127.0.0.1 answered 503 (Service Unavailable)."
    )
    assert alerting.waiting(at=hand.at).get().kind == Kind.FAILURE  # type: ignore[attr-defined]


def test_once_it_succeeds_it_is_told_no_more_and_the_next_row_of_failures_is(
    origin: Origin, connect: Any, hand: ControlledClock
) -> None:
    one = connect(origin.gives("/wire.json", status=503))
    look(one, hand, times=3)
    origin.gives("/wire.json", data(item()))
    look(one, hand)
    assert (waiting(), list(failing.failing())) == ([], [])
    origin.gives("/wire.json", status=503)
    assert look(one, hand, times=3) == 1
    assert len(waiting()) == 1


def test_a_way_in_that_switched_itself_off_is_told_until_somebody_sets_it_up(
    origin: Origin, connect: Any, hand: ControlledClock
) -> None:
    one = connect(origin.gives("/wire.json", status=410))
    assert look(one, hand) == 1
    [message] = waiting()
    assert message.startswith(f"Harrow Bay Press: Nothing comes any more by the way in {one.place}, since ")
    assert message.endswith("The way in was switched off.")
    connecting.keep_connection(connection=one, secret="", by=None, at=hand.at)
    assert (waiting(), list(failing.failing())) == ([], [])


def test_of_one_that_is_switched_off_after_failures_the_desk_is_told_again(
    origin: Origin, connect: Any, hand: ControlledClock
) -> None:
    one = connect(origin.gives("/wire.json", status=503))
    look(one, hand, times=3)
    Alert.objects.update(seen_at=hand.at)
    origin.gives("/wire.json", status=410)
    assert look(one, hand) == 1
    assert ["Nothing comes any more" in message for message in waiting()] == [True]


def test_one_that_a_person_switched_off_is_not_missed(origin: Origin, connect: Any, hand: ControlledClock) -> None:
    one = connect(origin.gives("/wire.json", status=503))
    look(one, hand, times=2)
    one.active = False
    connecting.keep_connection(connection=one, secret="", by=None, at=hand.at)
    assert failing.tell_failures(at=hand.at) == 0


def test_of_a_feed_that_is_off_nothing_is_told(origin: Origin, connect: Any, hand: ControlledClock) -> None:
    one = connect(origin.gives("/wire.json", status=503))
    for _ in range(3):
        looking.look(connection_id=one.pk)
        hand.move(seconds=timedelta(hours=1).total_seconds())
    Feed.objects.update(active=False)
    assert failing.tell_failures(at=hand.at) == 0


def test_a_long_error_is_cut(origin: Origin, connect: Any, hand: ControlledClock) -> None:
    one = connect(origin.gives("/wire.json"))
    Connection.objects.update(failures=3, failing_since=hand.at, last_error="x" * 5000)
    assert failing.tell_failures(at=hand.at) == 1
    assert Alert.objects.get().message.endswith("xxx …")
    assert len(Alert.objects.get().message) < 500
    assert one.feed.alerts.get().connection == one
