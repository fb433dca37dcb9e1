"""Mails are taken once, whoever opens them, and looking changes nothing in the mailbox."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from tests.wires.ways.conftest import Look
from tests.wires.ways.mailbox import MailServer
from wires import sealing, ways
from wires.arrivals import Arrival, LeftOut
from wires.guarding import Deadline, Unreachable
from wires.models import Connection

FIRST, SECOND = b"Subject: Ferry\r\n\r\nIt sails.\r\n", b"Subject: Quay\r\n\r\nIt is dry.\r\n"


@pytest.fixture
def server(trusted: Path) -> Iterator[MailServer]:
    started = MailServer(trusted)
    yield started
    started.stop()


@pytest.fixture
def one(server: MailServer, to: Callable[..., Connection]) -> Connection:
    return to("imap", server.port)


def mails(found: list[Arrival | LeftOut]) -> list[tuple[str, bytes]]:
    return [(mail.filename, mail.data) for mail in found if isinstance(mail, Arrival)]


def test_each_mail_is_a_file_and_comes_once(server: MailServer, one: Connection, look: Look) -> None:
    server.deliver(3, FIRST)
    server.deliver(8, SECOND)
    assert mails(look(one)) == [("3.eml", FIRST), ("8.eml", SECOND)]
    assert look(one) == []
    server.deliver(9, FIRST)
    assert mails(look(one)) == [("9.eml", FIRST)]


def test_looking_marks_nothing_and_opens_the_mailbox_to_be_read_only(
    server: MailServer, one: Connection, look: Look
) -> None:
    server.deliver(3, FIRST)
    look(one)
    assert server.boxes["INBOX"][3].flags == set()
    assert any(command.startswith("EXAMINE") for command in server.said)


def test_a_mail_that_somebody_has_opened_is_taken_all_the_same_and_once(
    server: MailServer, one: Connection, look: Look
) -> None:
    server.deliver(3, FIRST)
    server.boxes["INBOX"][3].flags.add("\\Seen")
    assert len(look(one)) == 1
    for flags in ({"\\Seen"}, set()):
        server.boxes["INBOX"][3].flags = flags
        assert look(one) == []


def test_a_mailbox_that_counts_anew_is_read_anew(server: MailServer, one: Connection, look: Look) -> None:
    server.deliver(300, FIRST)
    look(one)
    server.validity, server.boxes["INBOX"] = 8, {}
    server.deliver(1, SECOND)
    assert mails(look(one)) == [("1.eml", SECOND)]


def test_a_huge_mail_is_left_out_and_stays(server: MailServer, one: Connection, look: Look, settings: Settings) -> None:
    settings.WIRE_MAX_BYTES = 30
    one.afterwards, one.move_to = "move", "Done"
    server.deliver(3, b"x" * 31)
    server.deliver(4, b"x" * 30)
    left, kept = look(one)
    assert isinstance(left, LeftOut)
    assert "it stays in the mailbox" in left.why
    assert kept.filename == "4.eml"
    assert list(server.boxes["INBOX"]) == [3]
    assert not any(command.startswith("UID FETCH 3 (BODY") for command in server.said)
    assert look(one) == []


@pytest.mark.parametrize("moves", [True, False])
def test_what_is_kept_is_moved(server: MailServer, one: Connection, look: Look, moves: bool) -> None:
    server.moves = moves
    one.afterwards, one.move_to = "move", "Done"
    server.deliver(3, FIRST)
    look(one)
    assert server.boxes["INBOX"] == {}
    assert [mail.data for mail in server.boxes["Done"].values()] == [FIRST]


def test_what_is_kept_is_marked_and_nothing_before_that(server: MailServer, one: Connection, look: Look) -> None:
    one.afterwards = "mark"
    server.deliver(3, FIRST)
    look(one, keeps=False)
    assert server.boxes["INBOX"][3].flags == set()
    look(one)
    assert server.boxes["INBOX"][3].flags == {"\\Seen"}


def test_what_a_look_that_died_had_kept_is_put_away_by_the_next(
    server: MailServer, one: Connection, look: Look
) -> None:
    one.afterwards, one.move_to = "move", "Done"
    server.deliver(3, FIRST)
    with ways.opened(one, Deadline(5)) as way:
        for mail in way.arrivals():
            way.kept(mail)
        one.cursor = way.memory()["cursor"]
    assert look(one) == []
    assert server.boxes["INBOX"] == {}


def test_a_mail_that_cannot_be_read_stops_no_other_and_is_given_up_at_last(
    server: MailServer, one: Connection, look: Look
) -> None:
    server.deliver(3, FIRST)
    server.deliver(4, SECOND)
    server.refuses = {3}
    assert mails(look(one)) == [("4.eml", SECOND)]
    assert one.last_error.startswith("3.eml could not be read")
    assert look(one) == []
    [given_up] = look(one)
    assert isinstance(given_up, LeftOut)
    assert look(one) == []


def test_a_mail_that_could_be_read_later_is_taken(server: MailServer, one: Connection, look: Look) -> None:
    server.deliver(3, FIRST)
    server.deliver(4, SECOND)
    server.refuses = {3}
    look(one)
    server.refuses = set()
    assert mails(look(one)) == [("3.eml", FIRST)]


def test_another_mailbox_may_be_chosen(server: MailServer, one: Connection, look: Look) -> None:
    server.deliver(1, FIRST, box="Done")
    one.folder = "Done"
    assert len(look(one)) == 1
    one.folder = "Nowhere"
    with pytest.raises(Unreachable, match="The mailbox Nowhere cannot be opened"):
        look(one)


def test_a_wrong_password_is_a_sentence(server: MailServer, one: Connection, look: Look) -> None:
    one.secret = sealing.seal("paper-ships")
    with pytest.raises(Unreachable, match="does not let anna in") as failure:
        look(one)
    assert "paper" not in str(failure.value)


def test_a_server_that_nobody_trusts_gets_no_password(
    server: MailServer, one: Connection, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(Unreachable, match="could not show who it is"):
        look(one)
    assert server.said == []


@pytest.mark.parametrize("drips", [False, True])
def test_a_server_that_hangs_is_left_in_time(server: MailServer, one: Connection, look: Look, drips: bool) -> None:
    server.hangs, server.drips = not drips, drips
    began = time.monotonic()
    with pytest.raises(Unreachable, match=r"longer than|does not answer"):
        look(one, seconds=0.8)
    assert time.monotonic() - began < 3
