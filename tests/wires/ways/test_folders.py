"""Files on somebody else's server: each is taken once, whole, and put away only when it is kept."""

from collections.abc import Callable
from typing import Any

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from pytest_django.fixtures import Settings

from ground import clock
from tests.world import MORNING, ControlledClock
from wires.arrivals import Arrival, LeftOut
from wires.models import Connection
from wires.ways import listings
from wires.ways.folders import FolderWay, Found, NotTaken, free, printed

NOW = MORNING.timestamp()


class Folder:
    """A folder over there: names with their bytes and times."""

    def __init__(self) -> None:
        self.there: dict[str, tuple[bytes, float]] = {}
        self.moved: dict[str, bytes] = {}
        self.refuses: set[str] = set()
        self.while_read: Callable[[str], None] = lambda _: None
        #: A server whose lists have no exact times.
        self.knows_times = True

    def put(self, name: str, data: bytes, changed: float = NOW - 1000) -> None:
        self.there[name] = (data, changed)

    def files(self) -> list[Found]:
        return [
            Found(name, len(data), changed if self.knows_times else None, str(changed))
            for name, (data, changed) in self.there.items()
        ]

    def read(self, name: str, most: int) -> bytes:
        self._refuse("read", name)
        data = self.there[name][0][: most + 1]
        self.while_read(name)
        return data

    def is_unchanged(self, found: Found) -> bool:
        return found.name in self.there and [found.size, found.said] == [
            len(self.there[found.name][0]),
            str(self.there[found.name][1]),
        ]

    def move(self, name: str, folder: str) -> None:
        self._refuse("move", name)
        self.moved[f"{folder}/{name}"] = self.there.pop(name)[0]

    def delete(self, name: str) -> None:
        self._refuse("delete", name)
        del self.there[name]

    def _refuse(self, what: str, name: str) -> None:
        if {what, name} & self.refuses:
            raise NotTaken(f"could not be {what} (no)")


@pytest.fixture
def folder() -> Folder:
    return Folder()


@pytest.fixture(autouse=True)
def hand() -> Any:
    controlled = ControlledClock()
    with clock.using(controlled):
        yield controlled


def look(folder: Folder, connection: Connection, *, dies: bool = False) -> list[Arrival | LeftOut]:
    """What one look takes; it keeps all of it and writes down what it knows then."""
    way = FolderWay(folder, connection)
    taken = []
    for one in way.arrivals():
        taken.append(one)
        way.kept(one)
    if not dies:
        way.finish()
        connection.cursor = way.memory()["cursor"]
    connection.last_error = " ".join(way.troubles)
    return taken


def names(taken: list[Arrival | LeftOut]) -> list[str]:
    return [one.filename for one in taken]


def test_old_files_are_taken_at_once_the_oldest_first_and_once(folder: Folder) -> None:
    one = Connection()
    folder.put("b", b"2", NOW - 500)
    folder.put("a", b"3", NOW - 300)
    folder.put("c", b"1", NOW - 900)
    assert names(look(folder, one)) == ["c", "b", "a"]
    assert look(folder, one) == []


@pytest.mark.parametrize("knows_times", [True, False])
def test_a_fresh_file_is_taken_once_it_stands_still_over_two_looks(
    folder: Folder, hand: ControlledClock, knows_times: bool
) -> None:
    one, folder.knows_times = Connection(), knows_times
    folder.put("a", b"half", NOW)
    assert look(folder, one) == []
    hand.move(seconds=15)
    folder.put("a", b"half and half", NOW + 14)
    assert look(folder, one) == []
    hand.move(seconds=15)
    assert [taken.data for taken in look(folder, one) if isinstance(taken, Arrival)] == [b"half and half"]


def test_two_looks_at_the_same_moment_are_one(folder: Folder, hand: ControlledClock) -> None:
    one = Connection()
    folder.put("a", b"half", NOW)
    look(folder, one)
    hand.move(seconds=1)
    assert look(folder, one) == []


def test_a_file_that_grows_while_it_is_read_waits(folder: Folder, hand: ControlledClock) -> None:
    one = Connection()
    folder.put("a", b"half")
    folder.while_read = lambda name: folder.put(name, b"half and half", hand.at.timestamp())
    assert look(folder, one) == []
    assert "changed while it was read" in one.last_error
    folder.while_read = lambda _: None
    hand.move(seconds=200)
    assert names(look(folder, one)) == ["a"]


def test_a_file_that_is_written_anew_is_taken_anew(folder: Folder) -> None:
    one = Connection()
    folder.put("a", b"1")
    look(folder, one)
    folder.put("a", b"2", NOW - 400)
    assert names(look(folder, one)) == ["a"]


@pytest.mark.parametrize("name", ["a.tmp", "a.part", "a.PARTIAL", ".a", "a.filepart", "a.lock"])
def test_unfinished_and_hidden_names_are_left_alone(folder: Folder, name: str) -> None:
    folder.put(name, b"1")
    assert look(folder, Connection()) == []


def test_a_file_that_is_too_large_is_left_out_once_and_never_deleted(folder: Folder, settings: Settings) -> None:
    settings.WIRE_MAX_BYTES = 3
    one = Connection(afterwards="delete")
    folder.put("a", b"1234")
    [taken] = look(folder, one)
    assert isinstance(taken, LeftOut)
    assert "it stays on the agency's server" in taken.why
    assert look(folder, one) == []
    assert "a" in folder.there


def test_what_is_kept_is_moved_or_deleted(folder: Folder) -> None:
    folder.put("a", b"1")
    look(folder, Connection(afterwards="move", move_to="done"))
    assert (folder.there, folder.moved) == ({}, {"done/a": b"1"})
    folder.put("a", b"1")
    look(folder, Connection(afterwards="delete"))
    assert folder.there == {}


def test_nothing_is_put_away_before_it_is_kept(folder: Folder) -> None:
    folder.put("a", b"1")
    way = FolderWay(folder, Connection(afterwards="delete"))
    next(way.arrivals())
    way.finish()
    assert "a" in folder.there


def test_what_could_not_be_put_away_is_tried_again_and_not_taken_twice(folder: Folder) -> None:
    one = Connection(afterwards="delete")
    folder.put("a", b"1")
    folder.refuses = {"delete"}
    assert names(look(folder, one)) == ["a"]
    assert one.last_error == "a is kept here, but could not be delete (no)."
    folder.refuses = set()
    assert look(folder, one) == []
    assert folder.there == {}


def test_a_file_that_was_changed_after_it_was_read_is_not_deleted(folder: Folder) -> None:
    folder.put("a", b"1")
    way = FolderWay(folder, Connection(afterwards="delete"))
    for one in way.arrivals():
        folder.put("a", b"2", NOW - 1)
        way.kept(one)
    assert folder.there["a"][0] == b"2"


def test_a_file_that_cannot_be_read_stops_no_other(folder: Folder) -> None:
    one = Connection()
    for name in "abc":
        folder.put(name, name.encode())
    folder.refuses = {"b"}
    assert names(look(folder, one)) == ["a", "c"]
    assert "b could not be read" in one.last_error
    folder.refuses = set()
    assert names(look(folder, one)) == ["b"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("hær.xml", "hær.xml"),
        ("h\u00c3\u00a6r.xml", "hær.xml"),
        ("\u0645.xml", "\u0645.xml"),
    ],
)
def test_names_are_shown_as_they_are_meant(name: str, shown: str) -> None:
    assert printed(name) == shown


def test_a_taken_name_gets_a_number() -> None:
    assert free("a.xml", {"b.xml"}) == "a.xml"
    assert free("a.xml", {"a.xml", "a~2.xml"}) == "a~3.xml"


class Sender(RuleBasedStateMachine):
    """A sender that writes and rewrites as it likes, and looks that sometimes die before they write anything down."""

    def __init__(self) -> None:
        super().__init__()
        self.hand = ControlledClock()
        self._using = clock.using(self.hand)
        self._using.__enter__()
        self.folder = Folder()
        self.connection = Connection(afterwards="delete")
        self.finished: set[bytes] = set()
        self.kept: list[bytes] = []
        self.number = 0

    def teardown(self) -> None:
        self._using.__exit__(None, None, None)

    @rule(name=st.sampled_from("abc"), is_half=st.booleans())
    def write(self, name: str, is_half: bool) -> None:
        """What is written over before it was taken is lost by its sender's own hand."""
        self.number += 1
        whole = b"%d whole" % self.number
        former = self.folder.there.get(name, (b"", 0))[0]
        self.finished.discard(former)
        self.folder.put(name, whole[:-3] if is_half else whole, self.hand.at.timestamp())
        if not is_half:
            self.finished.add(whole)

    @rule(seconds=st.sampled_from([1, 16, 200]), dies=st.booleans())
    def look(self, seconds: int, dies: bool) -> None:
        self.hand.move(seconds=seconds)
        # A sender that is still writing goes on within the time after which a file counts as finished.
        for name, (data, _) in list(self.folder.there.items()):
            if not data.endswith(b"whole"):
                self.folder.put(name, data, self.hand.at.timestamp())
        self.kept += [one.data for one in look(self.folder, self.connection, dies=dies) if isinstance(one, Arrival)]

    @invariant()
    def only_whole_files_are_kept_and_none_is_gone_unkept(self) -> None:
        assert all(data.endswith(b"whole") for data in self.kept)
        there = {data for data, _ in self.folder.there.values()}
        assert self.finished <= there | set(self.kept)


TestSender = Sender.TestCase
TestSender.settings = hypothesis.settings(max_examples=25, stateful_step_count=25, deadline=None)


UNIX = """total 3
drwxr-xr-x 2 wire wire     4096 Mar  3 09:00 sub
-rw-r--r-- 1 wire wire       12 Mar  3 09:01 a story.xml
-rw-r--r--   1 1001     wire     1234567 Dec 31  2025 b.xml
-rw-rw----+ 1 wire 99 Feb 29  2024  spaced.xml
lrwxrwxrwx 1 wire wire        5 Mar  3 09:00 link -> a
"""


def test_a_list_like_ls_is_read() -> None:
    assert listings.of_list(UNIX.replace("\n", "\r\n")) == [
        ("a story.xml", 12, None, "Mar 3 09:01"),
        ("b.xml", 1234567, None, "Dec 31 2025"),
        (" spaced.xml", 99, None, "Feb 29 2024"),
    ]


def test_a_list_of_windows_is_read() -> None:
    text = "03-03-26  09:01AM       <DIR>          sub\r\n03-03-26  09:02AM                 1234 a story.xml\r\n"
    assert listings.of_list(text) == [("a story.xml", 1234, None, "03-03-26 09:02AM")]


def test_facts_of_an_mlsd_are_read() -> None:
    text = (
        "type=cdir;modify=20260303090000; .\r\nType=dir;Modify=20260303090000; sub\r\n"
        "Size=12;Modify=20260303090100.123;Type=file; a; story.xml\r\ntype=file; bare.xml\r\nnothing\r\n"
    )
    found = listings.of_mlsd(text)
    assert found == [("a; story.xml", 12, 1772528460.0, "20260303090100.123"), ("bare.xml", -1, None, "")]


@hypothesis.settings(max_examples=50, deadline=None)
@given(st.text())
def test_no_line_breaks_the_lists(text: str) -> None:
    for row in [*listings.of_list(text), *listings.of_mlsd(text)]:
        assert row[0]
        assert "/" not in row[0]


@hypothesis.settings(max_examples=50, deadline=None)
@given(
    st.text(st.characters(blacklist_characters="/\r\n", blacklist_categories=("Cs",)), min_size=1),
    st.integers(0, 10**12),
)
def test_any_name_comes_through_both_lists(name: str, size: int) -> None:
    assert listings.of_mlsd(f"type=file;size={size}; {name}\r\n")[0][:2] == (name, size)
    assert listings.of_list(f"-rw-r--r-- 1 o g {size} Mar  3 09:01 {name}\r\n")[0][:2] == (name, size)
