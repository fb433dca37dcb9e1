"""Ways in on the desk, as a wire manager sees and sets them; a secret goes in and never out."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from staff.models import AuditEntry, User
from tests.wires.agency import AT, data, item
from tests.wires.origin import Origin
from wires import connecting, connection_admin, sealing, trying
from wires.models import Connection, Delivery, Feed

pytestmark = pytest.mark.django_db
LIST, ADD = "/admin/wires/connection/", "/admin/wires/connection/add/"
SECRET = "paper-boats-at-sea-and-ships"
KEY = "ssh-ed25519 SHA256:" + "a" * 43


@pytest.fixture
def desk(client: Client, wire_manager: User) -> Client:
    client.force_login(wire_manager)
    return client


def typed(feed: Feed, **fields: Any) -> dict[str, Any]:
    values = {
        "feed": feed.pk,
        "kind": "sftp",
        "address": "wire.example",
        "username": "anna",
        "typed_secret": SECRET,
        "afterwards": "leave",
        "every": 60,
        "active": "on",
    }
    return {**values, **fields}


def made(feed: Feed, **fields: Any) -> Connection:
    values = {"kind": "sftp", "address": "wire.example", "username": "anna", **fields}
    return connecting.keep_connection(connection=Connection(feed=feed, **values), secret=SECRET, by=None, at=AT)


def at(one: Connection, view: str = "change") -> str:
    return reverse(f"admin:wires_connection_{view}", args=(one.pk,))


def faults(answer: Any) -> dict[str, list[str]]:
    return answer.context["adminform"].form.errors


def test_a_way_in_is_added_and_its_secret_is_shown_nowhere(desk: Client, feed: Feed) -> None:
    answer = desk.post(ADD, typed(feed, days=["0", "4"], begins="08:00", ends="17:00"), follow=True)
    one = Connection.objects.get()
    assert sealing.unseal(one.secret) == SECRET
    assert (one.days, AuditEntry.objects.get().verb) == ([0, 4], "add way in")
    pages = [answer, desk.get(LIST), desk.get(at(one))]
    assert all(SECRET not in page.content.decode() and one.secret not in page.content.decode() for page in pages)
    assert "There is one. Leave empty to keep it." in pages[2].content.decode()


def test_an_empty_secret_keeps_the_one_that_is_there(desk: Client, feed: Feed) -> None:
    one = made(feed)
    desk.post(at(one), typed(feed, typed_secret="", every=120))
    one.refresh_from_db()
    assert (one.every, sealing.unseal(one.secret)) == (120, SECRET)


def test_another_server_needs_its_own_secret(desk: Client, feed: Feed) -> None:
    one = made(feed)
    answer = desk.post(at(one), typed(feed, typed_secret="", address="other.example"))
    assert list(faults(answer)) == ["typed_secret"]
    one.refresh_from_db()
    assert one.address == "wire.example"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"address": ""}, "address"),
        ({"address": "anna@wire.example"}, "address"),
        ({"address": "wire.example:port"}, "address"),
        ({"username": ""}, "username"),
        ({"is_plain": "on"}, "is_plain"),
        ({"afterwards": "mark"}, "afterwards"),
        ({"afterwards": "move"}, "move_to"),
        ({"begins": "08:00"}, "ends"),
        ({"every": "5"}, "every"),
        ({"days": ["7"]}, "days"),
        ({"kind": "http", "address": "wire.example", "login": "basic"}, "address"),
        ({"kind": "http", "address": "https://wire.example/"}, "login"),
        ({"kind": "http", "address": "https://a:b@wire.example/", "login": "basic"}, "address"),
        ({"kind": "http", "address": "http://wire.example/", "login": "basic"}, "address"),
        ({"kind": "http", "address": "https://wire.example/", "login": "header", "header": "X: y"}, "header"),
        ({"kind": "imap", "afterwards": "delete"}, "afterwards"),
        ({"kind": "push"}, "address"),
        ({"kind": "push", "address": "", "typed_secret": "short"}, "typed_secret"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(desk: Client, feed: Feed, fields: dict[str, Any], field: str) -> None:
    answer = desk.post(ADD, typed(feed, **fields))
    assert list(faults(answer)) == [field]
    assert not Connection.objects.exists()


def test_a_push_gets_a_secret_that_is_shown_once(desk: Client, feed: Feed) -> None:
    answer = desk.post(ADD, typed(feed, kind="push", address="", username="", typed_secret=""))
    one = Connection.objects.get()
    secret = sealing.unseal(one.secret)
    assert secret in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert f"/api/v1/wire/{feed.slug}" in answer.content.decode()
    assert secret not in desk.get(at(one)).content.decode()
    answer = desk.post(at(one, "secret"))
    one.refresh_from_db()
    assert sealing.unseal(one.secret) in answer.content.decode()
    assert sealing.unseal(one.former_secret) == secret


def test_the_list_says_how_each_of_them_is(desk: Client, feed: Feed) -> None:
    for fields in (
        {"failures": 3, "last_error": "No server."},
        {"offered_key": KEY},
        {"last_error": "a.json could not be read."},
        {"last_succeeded_at": AT},
        {"active": False},
        {},
    ):
        Connection.objects.filter(pk=made(feed).pk).update(**fields)
    text = desk.get(LIST).content.decode()
    for word in (
        "Failed 3 times",
        "No server.",
        "Key to be accepted",
        "With troubles",
        "Works",
        "Switched off",
        "Not tried yet",
    ):
        assert word in text
    assert "delete_selected" not in text


def test_a_test_shows_what_would_be_read(desk: Client, feed: Feed, origin: Origin) -> None:
    one = made(feed, kind="http", address=origin.gives("/wire.json", data(item())))
    for address in (at(one, "test"), reverse("admin:wires_connection_test_feed", args=(feed.pk,))):
        text = desk.post(address).content.decode()
        assert "Ferry to Oskeld sails again" in text
        assert "wire.json" in text
    assert not Delivery.objects.exists()


def test_the_form_of_a_feed_leads_to_its_ways_in(desk: Client, feed: Feed) -> None:
    one = made(feed)
    text = desk.get(reverse("admin:wires_feed_change", args=(feed.pk,))).content.decode()
    assert at(one) in text
    assert f"{ADD}?feed={feed.pk}" in text
    assert "Test this feed" in text
    assert "once the feed is saved" in desk.get("/admin/wires/feed/add/").content.decode()


def test_a_key_is_accepted_and_a_look_asked_for(desk: Client, feed: Feed) -> None:
    one = made(feed)
    Connection.objects.update(offered_key=KEY, next_at=None)
    assert "Accept this key" in desk.get(at(one)).content.decode()
    desk.post(at(one, "accept"), {"key": KEY})
    desk.post(at(one, "look"))
    one.refresh_from_db()
    assert (one.host_key, one.offered_key) == (KEY, "")
    assert one.next_at is not None
    assert "no fingerprint" in desk.post(at(one, "accept"), {"key": "x"}, follow=True).content.decode()


def test_one_is_taken_away_by_its_verb(desk: Client, feed: Feed) -> None:
    desk.post(at(made(feed), "delete"), {"post": "yes"})
    assert not Connection.objects.exists()
    assert AuditEntry.objects.first().verb == "remove way in"  # type: ignore[union-attr]


@pytest.mark.parametrize("view", ["test", "look", "accept", "secret"])
def test_buttons_are_posts_of_wire_managers(client: Client, editor: User, desk: Client, feed: Feed, view: str) -> None:
    one = made(feed)
    assert desk.get(at(one, view))["Location"] == at(one)
    assert desk.put(at(one, view)).status_code == 405
    client.force_login(editor)
    assert client.post(at(one, view)).status_code == 403
    assert client.get(LIST).status_code == 403
    assert "Other ways in" not in client.get(reverse("admin:wires_feed_change", args=(feed.pk,))).content.decode()


def test_the_address_of_the_test_of_a_feed_leads_to_the_page_with_its_button(desk: Client, feed: Feed) -> None:
    made(feed)
    answer = desk.get(reverse("admin:wires_connection_test_feed", args=(feed.pk,)), follow=True)
    assert answer.redirect_chain == [(f"/admin/wire/health/{feed.pk}/test/", 302)]
    assert "Look what it has now" in answer.content.decode()


def test_of_one_that_is_off_no_next_look_is_told(desk: Client, feed: Feed) -> None:
    one = made(feed, active=False)
    assert desk.get(LIST).content.decode().count('<span class="wire-time">–</span>') == 1
    assert ("Next look", "–") in connection_admin.facts(one)["rows"]
    Connection.objects.update(active=True)
    Feed.objects.update(active=False)
    assert desk.get(LIST).content.decode().count('<span class="wire-time">–</span>') == 1


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.0, "It took under a tenth of a second."), (1.2, "It took 1.2 seconds.")]
)
def test_how_long_a_test_took_is_never_nothing(
    desk: Client, feed: Feed, monkeypatch: pytest.MonkeyPatch, seconds: float, said: str
) -> None:
    monkeypatch.setattr(trying, "try_out", lambda one: trying.Trial(one, seconds=seconds))
    assert said in desk.post(at(made(feed), "test")).content.decode()


def test_the_page_of_a_secret_leads_to_how_files_are_signed(desk: Client, feed: Feed) -> None:
    answer = desk.post(at(made(feed, kind="push", address="", username=""), "secret"))
    assert 'href="/api/v1/docs#/wire/send_wire_file"' in answer.content.decode()


def test_a_warning_of_several_items_is_told_once(desk: Client, feed: Feed, origin: Origin) -> None:
    odd = [item(f"urn:{number}", urgency=99) for number in range(3)]
    one = made(feed, kind="http", address=origin.gives("/x", data(*odd, item("urn:3", versioncreated="noon"))))
    page = desk.post(at(one, "test")).content.decode()
    warnings = re.findall(r'<li dir="auto">([^<]+)</li>', page)
    assert [warning.startswith("3 items: ") for warning in warnings] == [False, True]
