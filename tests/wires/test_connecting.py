"""Setting up ways in: who may, what is written down of it, and that no secret ever comes out again."""

from datetime import timedelta
from typing import Any

import pytest

from articles.refusals import Refused
from staff.models import AuditEntry, User
from staff.permissions import NotAllowed
from tests.wires.agency import AT
from wires import connecting, sealing
from wires.models import Connection, Feed

pytestmark = pytest.mark.django_db
KEY = "ssh-ed25519 SHA256:" + "a" * 43


def made(feed: Feed, *, secret: str = "", by: User | None = None, **fields: Any) -> Connection:
    values = {"kind": "sftp", "address": "wire.example", "username": "harbour", **fields}
    return connecting.keep_connection(connection=Connection(feed=feed, **values), secret=secret, by=by, at=AT)


def changed(connection: Connection, *, secret: str = "", by: User | None = None, **fields: Any) -> Connection:
    opened = Connection.objects.get(pk=connection.pk)
    for name, value in fields.items():
        setattr(opened, name, value)
    connecting.keep_connection(connection=opened, secret=secret, by=by, at=AT)
    return Connection.objects.get(pk=connection.pk)


def test_a_new_way_in_is_due_at_once_and_is_in_the_log(feed: Feed, wire_manager: User) -> None:
    one = made(feed, secret="paper-boats", by=wire_manager)
    assert one.next_at == AT
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.actor, entry.subject_name) == ("add way in", wire_manager, f"{feed}: wire.example")


def test_the_secret_is_sealed_and_nowhere_in_the_log(feed: Feed) -> None:
    one = changed(made(feed, secret="paper-boats"), secret="paper-ships", every=120)
    assert sealing.unseal(one.secret) == "paper-ships"
    assert "paper" not in str(list(Connection.objects.values())) + str(list(AuditEntry.objects.values()))
    assert AuditEntry.objects.first().detail == {"changed": ["every", "secret"]}  # type: ignore[union-attr]


def test_an_empty_secret_leaves_the_one_that_is_there(feed: Feed) -> None:
    one = changed(made(feed, secret="paper-boats"), every=120)
    assert sealing.unseal(one.secret) == "paper-boats"


@pytest.mark.parametrize("fields", [{"address": "other.example"}, {"address": "wire.example:2222"}, {"kind": "ftps"}])
def test_a_secret_does_not_go_to_another_server(feed: Feed, fields: dict[str, str]) -> None:
    one = made(feed, secret="paper-boats")
    connecting.accept_host_key(connection=one, key=KEY, by=None, at=AT)
    one = changed(one, **fields)
    assert (one.secret, one.host_key) == ("", "")


def test_a_web_address_on_the_same_server_keeps_its_secret_but_not_without_encryption(feed: Feed) -> None:
    one = made(feed, kind="http", address="https://wire.example/a", secret="paper-boats")
    one = changed(one, address="https://wire.example/b")
    assert one.secret
    assert changed(one, address="http://wire.example/b").secret == ""


def test_of_another_place_nothing_is_known(feed: Feed) -> None:
    one = made(feed)
    Connection.objects.update(cursor={"taken": {"a": [1, "1"]}}, etag='"1"', failures=3, last_error="No.")
    assert changed(one, every=120).cursor == {"taken": {"a": [1, "1"]}}
    one = changed(one, folder="other")
    assert (one.cursor, one.etag, one.failures, one.last_error) == ({}, "", 0, "")


def test_a_form_that_was_open_writes_nothing_over_what_a_look_wrote(feed: Feed) -> None:
    one = made(feed)
    opened = Connection.objects.get(pk=one.pk)
    Connection.objects.update(cursor={"taken": {"a": [1, "1"]}}, last_succeeded_at=AT)
    connecting.keep_connection(connection=opened, secret="", by=None, at=AT)
    one.refresh_from_db()
    assert (one.cursor, one.last_succeeded_at) == ({"taken": {"a": [1, "1"]}}, AT)


def test_a_key_is_trusted_by_a_person_and_replaces_the_former(feed: Feed, wire_manager: User) -> None:
    one = made(feed)
    other = KEY.replace("a" * 43, "b" * 43)
    for key in (KEY, other):
        connecting.accept_host_key(connection=one, key=key, by=wire_manager, at=AT)
    one.refresh_from_db()
    assert one.host_key == other
    assert AuditEntry.objects.first().detail == {"key": other, "former": KEY}  # type: ignore[union-attr]
    with pytest.raises(Refused):
        connecting.accept_host_key(connection=one, key="", by=wire_manager, at=AT)


def test_a_push_gets_a_secret_of_ours_that_is_said_once(feed: Feed) -> None:
    one = made(feed, kind="push", address="")
    secret = connecting.renew_secret(connection=one, by=None, at=AT)
    assert secret.startswith("whsec_")
    one.refresh_from_db()
    assert (sealing.unseal(one.secret), one.former_secret, one.former_until, one.next_at) == (secret, "", None, None)
    connecting.renew_secret(connection=one, by=None, at=AT)
    one.refresh_from_db()
    assert sealing.unseal(one.former_secret) == secret
    assert one.former_until == AT + timedelta(hours=24)
    with pytest.raises(Refused):
        connecting.renew_secret(connection=made(feed), by=None, at=AT)


def test_somebody_may_ask_for_a_look_now(feed: Feed) -> None:
    one = made(feed)
    Connection.objects.update(next_at=AT + timedelta(hours=1))
    connecting.look_now(connection=one, by=None, at=AT)
    one.refresh_from_db()
    assert one.next_at == AT
    with pytest.raises(Refused):
        connecting.look_now(connection=changed(one, active=False), by=None, at=AT)


def test_what_is_taken_away_leaves_what_it_brought(feed: Feed, wire_manager: User) -> None:
    connecting.disconnect(connection=made(feed), by=wire_manager, at=AT)
    assert not Connection.objects.exists()
    assert AuditEntry.objects.first().verb == "remove way in"  # type: ignore[union-attr]


def test_only_those_who_may_set_up_ways_in_do(feed: Feed, editor: User) -> None:
    one = made(feed)
    for act in (
        lambda: made(feed, by=editor),
        lambda: changed(one, by=editor),
        lambda: connecting.disconnect(connection=one, by=editor, at=AT),
        lambda: connecting.renew_secret(connection=one, by=editor, at=AT),
        lambda: connecting.accept_host_key(connection=one, key=KEY, by=editor, at=AT),
        lambda: connecting.look_now(connection=one, by=editor, at=AT),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert Connection.objects.get() == one
