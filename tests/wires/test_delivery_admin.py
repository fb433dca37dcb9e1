"""Files as they came, on the desk."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ground import clock
from staff.models import User
from tests.wires.agency import AT, data, item, received
from wires import formats, intake, keeping
from wires.models import Delivery, Feed, WireItem

pytestmark = pytest.mark.django_db
LIST = "/admin/wires/delivery/"


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def of(one: Delivery, *, view: str = "change") -> str:
    return reverse(f"admin:wires_delivery_{view}", args=(one.pk,))


def test_a_large_delivery_is_not_read_to_show_its_beginning(desk: Client, feed: Feed) -> None:
    content = b'{"headline": "' + b"x" * 900_000 + b'\0"}'
    delivery = intake.receive(feed=feed, data=content, filename="story.json", at=AT)
    with CaptureQueriesContext(connection) as asked:
        shown = page(desk, of(delivery))
    assert "x" * 3000 in shown
    assert len(shown) < 100_000
    assert "878.9" in shown
    assert not [query for query in asked if ' "wires_delivery"."raw"' in query["sql"]]


def test_a_failed_delivery_shows_its_reason_and_is_read_again(
    client: Client, feed: Feed, wire_manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(wire_manager)
    with monkeypatch.context() as broken:
        broken.setattr(formats, "FORMATS", ())
        failed = intake.receive(feed=feed, data=data(item()), filename="story.json", at=AT)
    assert "in no format read here" in page(client, "/admin/wires/delivery/")
    assert "in no format read here" in page(client, of(failed))
    answer = client.post(of(failed, view="replay"), follow=True)
    assert "its items are on the list" in answer.content.decode()
    assert WireItem.objects.count() == 1


def test_several_deliveries_are_read_again_at_once(client: Client, feed: Feed, wire_manager: User) -> None:
    client.force_login(wire_manager)
    kept = keeping.keep(feed=feed, files=[keeping.File("a", data(item())), keeping.File("b", b"{")], at=AT)
    chosen = {"action": "read_again", "_selected_action": [delivery.pk for delivery in kept]}
    client.post("/admin/wires/delivery/", chosen)
    assert set(Delivery.objects.values_list("filename", "state")) == {("a", "read"), ("b", "failed")}


def test_an_editor_may_look_at_deliveries_and_not_read_them_again(desk: Client, feed: Feed) -> None:
    delivery = received(feed, item()).delivery
    assert "Read again" not in page(desk, of(delivery))
    assert desk.post(of(delivery, view="replay")).status_code == 403


def test_the_bytes_are_handed_out_as_they_came_and_never_as_a_page(desk: Client, feed: Feed) -> None:
    content = b'{"uri": "<script>"}'
    delivery = intake.receive(feed=feed, data=content, filename='march/od"d é.html', at=AT)
    answer = desk.get(of(delivery, view="raw"))
    assert (answer.content, answer["Content-Type"]) == (content, "application/octet-stream")
    assert answer["Content-Disposition"] == 'attachment; filename="od\'d ?.html"'


def test_whoever_saw_to_a_file_says_so_on_its_page(desk: Client, feed: Feed, editor: User) -> None:
    failed = intake.receive(feed=feed, data=b"{", filename="cut.json", at=clock.now())
    assert "cut.json" in page(desk, f"{LIST}?unread=yes")
    assert "Mark as seen" in page(desk, of(failed))
    assert "cut.json" in page(desk, "/admin/")
    desk.post(of(failed, view="seen"))
    shown = page(desk, of(failed))
    assert f"Seen by <bdi>{editor}" in shown
    assert "Mark as seen" not in shown
    assert "cut.json" not in page(desk, f"{LIST}?unread=yes")
    assert "cut.json" not in page(desk, "/admin/")


def test_files_are_seen_to_from_their_lists(desk: Client, feed: Feed) -> None:
    first, second = (
        intake.receive(feed=feed, data=b"{" * size, filename=f"{size}.json", at=clock.now()) for size in (1, 2)
    )
    assert desk.post(of(first, view="seen"), {"next": "health"}).headers["Location"] == "/admin/wire/health/"
    health = page(desk, "/admin/wire/health/")
    assert (of(first, view="seen") in health, of(second, view="seen") in health) == (False, True)
    desk.post(LIST, {"action": "mark_as_seen", "_selected_action": [second.pk]})
    assert "None that nobody has seen to." in page(desk, "/admin/wire/health/")


def test_whoever_works_with_no_wire_sees_to_no_file(client: Client, feed: Feed) -> None:
    failed = intake.receive(feed=feed, data=b"{", filename="cut.json", at=clock.now())
    client.force_login(User.objects.create_user("tor", is_staff=True))
    client.post(of(failed, view="seen"))
    assert Delivery.objects.get().seen_at is None
