"""Trying out shows what would be read, and changes nothing here or there."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.media import drawn
from tests.wires.agency import AT, data, item
from tests.wires.origin import Origin
from wires import connecting, looking, trying
from wires.models import Connection, Delivery, Feed, WireItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(feed: Feed, origin: Origin) -> Connection:
    url = origin.gives("/wire.json", data(item(), item("urn:2", headline="Quay dries")), etag='"1"')
    made = Connection(feed=feed, kind="http", address=url)
    return connecting.keep_connection(connection=made, secret="", by=None, at=AT)


def row(connection: Connection) -> dict[str, Any]:
    return Connection.objects.values().get(pk=connection.pk)


def test_it_tells_files_formats_stories_and_changes_nothing(one: Connection) -> None:
    before = row(one)
    trial = trying.try_out(one)
    assert trial.went_well
    [file] = trial.files
    assert (file.filename, file.format, file.refusal, file.was_kept) == ("wire.json", "ninjs", "", False)
    assert [story.headline for story in file.stories] == ["Ferry to Oskeld sails again", "Quay dries"]
    assert row(one) == before
    assert not Delivery.objects.exists()
    assert not WireItem.objects.exists()


def test_after_a_look_it_still_shows_the_file_and_that_it_came_before(one: Connection, origin: Origin) -> None:
    looking.look(connection_id=one.pk)
    one.refresh_from_db()
    assert one.etag == '"1"'
    [file] = trying.try_out(one).files
    assert file.was_kept
    assert "if-none-match" not in origin.asked[-1][1]
    assert one.etag == '"1"'


def test_what_goes_wrong_is_a_sentence(one: Connection, origin: Origin) -> None:
    origin.gives("/wire.json", status=404)
    trial = trying.try_out(one)
    assert trial.errors == ["127.0.0.1 answered 404 (Not Found)."]
    one.refresh_from_db()
    assert (one.failures, one.last_error) == (0, "")


def test_what_cannot_be_read_says_why(one: Connection, origin: Origin) -> None:
    origin.gives("/wire.json", b"nothing")
    trial = trying.try_out(one)
    assert "no format read here" in trial.files[0].refusal
    assert trial.errors == [
        "What was answered is in no wire format that is read here. Check the address and the login."
    ]


def test_a_fault_in_a_reader_is_a_sentence(one: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyError("uri")

    monkeypatch.setattr("wires.formats.read", fail)
    assert "The reader has a fault (KeyError" in trying.try_out(one).files[0].refusal


def test_a_picture_is_named_and_not_filed(one: Connection, origin: Origin) -> None:
    origin.gives("/wire.json", drawn.jpeg())
    assert trying.try_out(one).files[0].format == "a photograph"


def test_a_push_has_nothing_to_be_looked_at(feed: Feed) -> None:
    assert trying.try_out(Connection(feed=feed, kind="push")).notes


def test_the_command_prints_the_same(one: Connection, feed: Feed, origin: Origin) -> None:
    out = StringIO()
    call_command("look", feed.slug, stdout=out)
    assert "wire.json" in out.getvalue()
    assert "    Quay dries (usable)" in out.getvalue()
    origin.gives("/wire.json", status=500)
    with pytest.raises(CommandError, match="Not all of them"):
        call_command("look", feed.slug, stdout=StringIO())
    Connection.objects.update(active=False)
    with pytest.raises(CommandError, match="no way in"):
        call_command("look", feed.slug)
    with pytest.raises(CommandError, match=r"There is no feed nobody\. There are: harrow"):
        call_command("look", "nobody")
