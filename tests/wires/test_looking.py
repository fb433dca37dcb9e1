"""Looking at servers: when their time has come, once at a time, and nothing is lost or doubled by whatever happens."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from time import sleep
from typing import Any

import pytest
from django.db import DataError, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from ground import clock
from media.models import Photo
from staff.models import AuditEntry
from tests.media import drawn
from tests.together import at_once
from tests.wires.agency import LARGE, data, item
from tests.wires.origin import Origin
from tests.world import ControlledClock
from wires import connecting, intake, keeping, looking, ways
from wires.arrivals import Arrival, LeftOut
from wires.guarding import Unreachable
from wires.models import Connection, Delivery, Feed, WireItem

pytestmark = pytest.mark.django_db
LOGIN = b"<!DOCTYPE html>\n<html><title>Log in</title><form method=post></form></html>"


@pytest.fixture
def hand() -> Iterator[ControlledClock]:
    """A clock that the test moves."""
    controlled = ControlledClock()
    with clock.using(controlled):
        yield controlled


@pytest.fixture
def connect(feed: Feed, hand: ControlledClock) -> Callable[..., Connection]:
    def made(address: str = "https://wire.example/x", *, secret: str = "", **fields: Any) -> Connection:
        one = Connection(feed=feed, **{"kind": "http", "address": address, **fields})
        return connecting.keep_connection(connection=one, secret=secret, by=None, at=hand.at)

    return made


class Server:
    """A way in that gives what a test puts there, and notes what is put away."""

    def __init__(self, *files: Arrival | LeftOut) -> None:
        self.files = list(files)
        self.away: list[str] = []
        self.breaks_after: int | None = None
        self.troubles: list[str] = []
        self.waiting = ""

    def arrivals(self) -> Iterator[Arrival | LeftOut]:
        for number, one in enumerate(self.files):
            if number == self.breaks_after:
                raise Unreachable("The server broke off.", asked=900)
            if one.filename not in self.away:
                yield one

    def kept(self, one: Arrival | LeftOut) -> None:
        self.away.append(one.filename)

    def finish(self) -> None:
        pass

    def memory(self) -> dict[str, Any]:
        return {"cursor": {"away": self.away}}


def files(*names: str) -> list[Arrival]:
    return [Arrival(name, data(item(f"urn:{name}"))) for name in names]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    one = Server(*files("a.json", "b.json", "c.json"))

    @contextmanager
    def opened(*_: object) -> Iterator[Server]:
        yield one

    monkeypatch.setattr(ways, "opened", opened)
    return one


def look(connection: Connection, **more: Any) -> int:
    found = looking.look(connection_id=connection.pk, **more)
    connection.refresh_from_db()
    return found


class TestAWebAddress:
    def test_only_what_changed_is_kept(self, origin: Origin, connect: Any, hand: ControlledClock) -> None:
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

    def test_a_file_larger_than_its_format_may_be_is_told_and_not_kept(self, origin: Origin, connect: Any) -> None:
        one = connect(origin.gives("/wire.json", LARGE))
        look(one)
        delivery = Delivery.objects.get()
        assert (delivery.state, bytes(delivery.raw)) == ("failed", b"")
        assert "is ninjs of 11 MB, more than the 10 MB that are read. It was not kept." in delivery.reason

    def test_a_server_that_knows_no_condition_fills_no_list(
        self, origin: Origin, connect: Any, hand: ControlledClock
    ) -> None:
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
        self, origin: Origin, connect: Any, fields: dict[str, str], name: str, value: str
    ) -> None:
        look(connect(origin.gives("/x", data(item())), secret="paper-boats", **fields))
        assert origin.asked[0][1][name] == value

    def test_a_failure_slows_it_down_and_is_said(self, origin: Origin, connect: Any, hand: ControlledClock) -> None:
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
        self, origin: Origin, connect: Any, hand: ControlledClock, status: int
    ) -> None:
        one = connect(origin.gives("/x", status=status, retry_after="1800"))
        look(one)
        assert one.last_error.endswith("). Check the login.")
        assert one.next_at == hand.at + timedelta(seconds=1800)

    def test_a_server_that_asks_for_time_gets_it(self, origin: Origin, connect: Any, hand: ControlledClock) -> None:
        one = connect(origin.gives("/x", status=429, retry_after="1800"))
        look(one)
        assert one.next_at == hand.at + timedelta(seconds=1800)

    def test_an_address_that_is_gone_is_switched_off(self, origin: Origin, connect: Any, hand: ControlledClock) -> None:
        one = connect(origin.gives("/x", status=410))
        look(one)
        assert not one.active
        assert one.last_error.endswith("The way in was switched off.")
        assert AuditEntry.objects.first().verb == "switch off way in"  # type: ignore[union-attr]
        hand.move(days=2)
        assert looking.look_around(at=hand.at) == 0

    def test_it_goes_on_asking_for_what_could_not_be_kept(
        self, origin: Origin, connect: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(**_: object) -> None:
            raise DataError("no")

        monkeypatch.setattr(looking, "keep", fail)
        one = connect(origin.gives("/x", data(item()), etag='"1"'))
        look(one)
        assert one.etag == ""
        assert "could not be kept: the newsroom has a fault (DataError)" in one.last_error

    def test_a_page_in_the_place_of_copy_is_kept_and_fails_as_long_as_it_comes(
        self, origin: Origin, connect: Any, hand: ControlledClock
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
        self, origin: Origin, connect: Any, path: str, body: bytes, said: str
    ) -> None:
        one = connect(origin.gives(path, body))
        look(one)
        assert (one.last_error.startswith(said), bool(one.failures)) == (True, bool(said))

    def test_a_secret_that_cannot_be_opened_is_a_sentence(self, origin: Origin, connect: Any) -> None:
        one = connect(origin.gives("/x"), secret="paper-boats")
        Connection.objects.update(secret="broken")
        look(one)
        assert "Type it again" in one.last_error
        assert origin.asked == []


class TestWhen:
    def test_a_long_outage_is_followed_by_one_look(self, server: Server, connect: Any, hand: ControlledClock) -> None:
        one = connect()
        hand.move(days=30)
        assert looking.look_around(at=hand.at) == 1
        assert looking.look_around(at=hand.at) == 1
        assert ProcrastinateJob.objects.filter(task_name="wires.look", status="todo").count() == 1
        look(one)
        assert looking.look_around(at=hand.at) == 0

    def test_looks_are_asked_for_in_the_queue_of_the_ways(self, connect: Any, hand: ControlledClock) -> None:
        one = connect()
        looking.look_around(at=hand.at)
        job = ProcrastinateJob.objects.get()
        assert (job.queue_name, job.args) == ("ways", {"connection_id": one.pk})

    def test_what_rolls_back_asks_for_nothing(self, connect: Any, hand: ControlledClock) -> None:
        connect()
        with transaction.atomic():
            looking.look_around(at=hand.at)
            transaction.set_rollback(True)
        assert not ProcrastinateJob.objects.exists()

    @pytest.mark.parametrize("what", ["connection", "feed", "push", "early"])
    def test_others_are_not_looked_at(self, server: Server, connect: Any, hand: ControlledClock, what: str) -> None:
        one = connect(kind="push", address="") if what == "push" else connect()
        if what == "early":
            Connection.objects.update(next_at=hand.at + timedelta(seconds=1))
        elif what != "push":
            (Connection if what == "connection" else Feed).objects.update(active=False)
        assert looking.look_around(at=hand.at) == 0
        assert look(one) == 0
        assert not Delivery.objects.exists()

    def test_outside_its_hours_it_waits_for_them(self, server: Server, connect: Any, hand: ControlledClock) -> None:
        """06:00 in UTC is 10:00 where the feed is."""
        one = connect(begins=time(8), ends=time(10, 1))
        look(one)
        hand.at = one.next_at
        assert one.next_at == datetime(2026, 3, 5, 4, 0, tzinfo=hand.at.tzinfo)

    def test_where_more_waits_it_comes_back_soon(self, server: Server, connect: Any, hand: ControlledClock) -> None:
        server.waiting = "2 files wait."
        one = connect(every=3600)
        look(one)
        assert one.next_at == hand.at + timedelta(seconds=10)


class TestOneAtATime:
    def test_a_lease_keeps_others_away_until_it_ends(self, server: Server, connect: Any, hand: ControlledClock) -> None:
        one = connect()
        assert looking._claim(one.pk, job=1, at=hand.at)
        assert looking.look_around(at=hand.at) == 0
        assert look(one, job=2) == 0
        hand.move(seconds=301)
        assert looking.look_around(at=hand.at) == 1
        assert look(one, job=2) == 3

    def test_a_job_that_is_run_again_takes_its_own_look_up(
        self, server: Server, connect: Any, hand: ControlledClock
    ) -> None:
        one = connect()
        assert looking._claim(one.pk, job=1, at=hand.at)
        assert look(one, job=1) == 3
        assert (one.lease, one.leased_by, one.leased_until) == (None, None, None)

    def test_who_was_overtaken_writes_nothing_down(
        self, server: Server, connect: Any, hand: ControlledClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        one = connect()
        kept = server.kept
        monkeypatch.setattr(
            server, "kept", lambda each: (Connection.objects.update(lease=None, leased_until=None), kept(each))
        )
        look(one)
        assert (one.cursor, one.last_succeeded_at) == ({}, None)
        assert Delivery.objects.count() == 3

    def test_another_place_is_not_filled_with_what_was_taken_at_the_former(
        self, server: Server, connect: Any, hand: ControlledClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        one = connect()

        def moved(each: Arrival) -> None:
            opened = Connection.objects.get(pk=one.pk)
            opened.address = "https://other.example/x"
            connecting.keep_connection(connection=opened, secret="", by=None, at=hand.at)

        monkeypatch.setattr(server, "kept", moved)
        look(one)
        assert (one.cursor, one.address, one.next_at) == ({}, "https://other.example/x", hand.at)

    @pytest.mark.django_db(transaction=True)
    def test_of_two_workers_one_looks(self, server: Server, connect: Any) -> None:
        one = connect()
        found = at_once(*[lambda: looking.look(connection_id=one.pk)] * 4)
        assert sorted(found) == [0, 0, 0, 3]

    @pytest.mark.django_db(transaction=True)
    def test_who_comes_while_another_claims_does_not_look(
        self, server: Server, connect: Any, hand: ControlledClock
    ) -> None:
        one, claimed = connect(), threading.Event()

        def claim() -> None:
            with transaction.atomic():
                looking._claim(one.pk, job=1, at=hand.at)
                claimed.set()
                sleep(0.5)

        def come() -> int:
            claimed.wait(10)
            return looking.look(connection_id=one.pk, job=2)

        assert at_once(claim, come)[1] == 0


class TestWhatItFinds:
    def test_pictures_and_what_is_left_out_go_their_own_ways(self, server: Server, connect: Any) -> None:
        server.files += [Arrival("lead.jpg", drawn.jpeg()), Arrival("bad.jpg", b"x"), LeftOut("huge.xml", "is huge")]
        assert look(connect()) == 6
        assert Photo.objects.count() == 1
        failed = dict(Delivery.objects.filter(state="failed").values_list("filename", "reason"))
        assert failed["huge.xml"] == "huge.xml is huge."
        assert failed.keys() == {"huge.xml", "bad.jpg"}

    def test_a_file_with_a_fault_stops_no_other(
        self, server: Server, connect: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = keeping.keep

        def fail(*, files: Any, **more: Any) -> Any:
            if any(file.filename == "b.json" for file in files):
                raise DataError("no")
            return real(files=files, **more)

        monkeypatch.setattr(looking, "keep", fail)
        one = connect()
        look(one)
        assert sorted(Delivery.objects.values_list("filename", flat=True)) == ["a.json", "c.json"]
        assert server.away == ["a.json", "c.json"]
        assert "b.json could not be kept" in one.last_error

    def test_what_came_before_the_server_broke_off_is_kept(
        self, server: Server, connect: Any, hand: ControlledClock
    ) -> None:
        server.breaks_after = 2
        one = connect()
        look(one)
        assert WireItem.objects.count() == 2
        assert (one.cursor, one.failures) == ({"away": ["a.json", "b.json"]}, 1)
        assert one.next_at == hand.at + timedelta(seconds=900)
        server.breaks_after = None
        hand.at = one.next_at
        look(one)
        assert WireItem.objects.count() == 3

    def test_a_fault_of_ours_is_a_failure_like_any_other(
        self, server: Server, connect: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(server, "finish", lambda: {}["nothing"])
        one = connect()
        look(one)
        assert one.last_error.startswith("The newsroom has a fault (KeyError")
        assert Delivery.objects.count() == 3

    def test_much_is_taken_in_several_looks(
        self, server: Server, connect: Any, hand: ControlledClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(looking, "_MOST_FILES", 1)
        monkeypatch.setattr(looking, "_ENOUGH", 0.0)
        one = connect(every=3600)
        assert look(one) == 1
        assert one.next_at == hand.at + timedelta(seconds=10)


class _Killed(BaseException):
    """kill -9, as far as Python code can tell."""


STEPS = ["claim", "keep", "kept", "write", "read", "finish", "end"]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("is_done", [False, True], ids=["before", "after"])
def test_a_worker_killed_at_any_step_leaves_no_gap_and_no_double(
    server: Server, connect: Any, hand: ControlledClock, monkeypatch: pytest.MonkeyPatch, step: str, is_done: bool
) -> None:
    names = {"claim": "_claim", "keep": "keep", "write": "_write_down", "end": "_end"}
    place, name = {
        "kept": (server, "kept"),
        "finish": (server, "finish"),
        "read": (intake, "read"),
    }.get(step, (looking, names.get(step, "")))
    real = getattr(place, name)

    def die(*args: Any, **more: Any) -> None:
        if is_done:
            real(*args, **more)
        raise _Killed

    one = connect()
    with monkeypatch.context() as patched:
        patched.setattr(place, name, die)
        with pytest.raises(_Killed):
            look(one, job=1)
    hand.move(seconds=12)
    look(one, job=1)
    intake.read_waiting(at=hand.move(seconds=60))
    assert sorted(server.away) == sorted({*server.away}) == ["a.json", "b.json", "c.json"]
    assert sorted(Delivery.objects.values_list("filename", "state")) == [
        ("a.json", "read"),
        ("b.json", "read"),
        ("c.json", "read"),
    ]
    assert WireItem.objects.count() == 3
