"""Looking at servers: when their time has come, once at a time, and nothing is lost or doubled by whatever happens."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from time import sleep
from typing import Any

import pytest
from django.db import DataError, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from media.models import Photo
from tests.media import drawn
from tests.together import at_once
from tests.wires.agency import data, item
from tests.wires.origin import look
from tests.world import ControlledClock
from wires import connecting, intake, keeping, looking, ways
from wires.arrivals import Arrival, LeftOut
from wires.guarding import Unreachable
from wires.models import Connection, Delivery, Feed, WireItem

pytestmark = pytest.mark.django_db


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
