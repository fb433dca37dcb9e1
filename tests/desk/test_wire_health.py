"""The health of the feeds, what the desk is told of, and files that are tried without being kept."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import Settings

from ground import clock
from staff.models import User
from tests import world
from tests.wires import agency
from tests.wires.agency import AT, item, received
from wires import failing, intake, keeping, listening, seeing
from wires.models import Alert, Connection, Delivery, Feed, WireItem

HEALTH = "/admin/wire/health/"


@pytest.fixture
def feed(db: None, settings: Settings, tmp_path: Path) -> Feed:
    settings.WIRE_FOLDER = tmp_path / "wire"
    return Feed.objects.create(name="Harrow Bay Press", slug="harrow", credit="HBP")


def looks(feed: Feed, **hours: object) -> Connection:
    return Connection.objects.create(feed=feed, kind="http", address="https://harrow.example/wire.json", **hours)


def text(desk: Client, address: str) -> str:
    answer = desk.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_shows_the_last_item_the_error_and_the_silence(desk: Client, feed: Feed) -> None:
    Feed.objects.update(quiet_after=30)
    received(feed, item())
    intake.receive(feed=feed, data=b"{not json", filename="broken.json", at=AT)
    listening.tell_silences(at=AT + timedelta(days=1))
    page = text(desk, HEALTH)
    for words in ("Gone quiet", "Ferry to Oskeld sails again", "broken.json", "0 items today", "Test this feed"):
        assert words in page
    room = text(desk, "/admin/wire/")
    assert "Gone quiet" in room


def broken(feed: Feed, at: datetime) -> None:
    intake.receive(feed=feed, data=b"{not json", filename="broken.json", at=at)


def refused(feed: Feed, at: datetime) -> None:
    keeping.refuse(feed=feed, filename="huge.xml", sha256="0" * 64, reason="huge.xml is huge.", at=at)


@pytest.mark.parametrize("fail", [broken, refused])
def test_the_last_error_of_a_feed_is_told_also_where_it_came_before(
    desk: Client, feed: Feed, fail: Callable[[Feed, datetime], None]
) -> None:
    fail(feed, AT - timedelta(minutes=5))
    received(feed, item())
    assert "last file 3 Mar, 11:00 CET" in text(desk, HEALTH)
    fail(feed, AT + timedelta(minutes=1))
    page = text(desk, HEALTH)
    assert "last file 3 Mar, 11:01 CET" in page
    assert "Last error, 3 Mar, 11:01 CET" in page
    assert Delivery.objects.count() == 2


def test_files_that_were_not_read_are_told_until_somebody_has_seen_to_them(
    desk: Client, feed: Feed, editor: User
) -> None:
    for number, fail in enumerate((broken, refused), start=1):
        fail(feed, clock.now())
        received(feed, item(f"urn:x:{number}"), at=clock.now())
        assert f"{number} file{'s' if number > 1 else ''} not read</span>" in text(desk, HEALTH)
        assert (">broken.json</bdi></a>" if number == 1 else ">2 files</a>") in strip(desk)
    seeing.see(deliveries=Delivery.objects.all(), by=editor, at=clock.now())
    assert "not read</span>" not in text(desk, HEALTH)
    assert ">Well</span>" in text(desk, HEALTH)
    assert "Not read" not in strip(desk)


def strip(desk: Client) -> str:
    """The line above the list of the wire room."""
    return text(desk, "/admin/wire/").split('class="wire-strip"')[1].split("</p>")[0]


def test_what_nobody_has_seen_to_for_a_week_is_told_no_more(desk: Client, feed: Feed) -> None:
    broken(feed, clock.now() - timedelta(days=8))
    assert "Not read" not in strip(desk)


def test_a_feed_that_never_sent_goes_quiet_as_others_do(desk: Client, feed: Feed) -> None:
    Feed.objects.update(quiet_after=1, expected_since=AT)
    listening.tell_silences(at=AT + timedelta(minutes=13))
    page = text(desk, HEALTH)
    assert "Gone quiet" in page
    assert "Nothing yet" not in page
    assert "no file yet</span>" in text(desk, "/admin/wire/")


def test_a_way_in_that_keeps_failing_is_the_state_of_its_feed(desk: Client, feed: Feed) -> None:
    received(feed, item())
    one = looks(feed, failures=2, failing_since=AT, last_error="harrow.example answered 401 (Unauthorized).")
    assert "Way in fails" not in text(desk, HEALTH) + text(desk, "/admin/wire/")
    Connection.objects.update(failures=3)
    page = text(desk, HEALTH)
    assert "Way in fails" in page
    assert "https://harrow.example/wire.json keeps failing" in page
    assert "harrow.example answered 401 (Unauthorized)." in page
    assert "Way in fails" in text(desk, "/admin/wire/")
    manager = Client()
    manager.force_login(world.person("wenche", "wire manager"))
    address = f"/admin/wires/connection/{one.pk}/change/"
    assert (address in page, address in text(manager, HEALTH)) == (False, True)


def test_a_way_in_that_switched_itself_off_is_the_state_of_its_feed(desk: Client, feed: Feed) -> None:
    looks(feed, active=False, failures=1, failing_since=AT, last_error="It is gone.")
    page = text(desk, HEALTH)
    assert "Way in switched off" in page
    assert "Nothing comes any more by the way in https://harrow.example/wire.json" in page


def test_an_alert_of_a_way_in_leads_to_it_or_to_its_feed(desk: Client, feed: Feed) -> None:
    one = looks(feed, failures=3, failing_since=AT, last_error="It is gone.")
    failing.tell_failures(at=AT)
    [told] = desk.get("/admin/wire/alerts/").json()["alerts"]
    assert (told["kind"], told["tone"]) == ("Failure", "warning")
    ((_, about),) = told["links"]
    assert desk.get(about)["Location"] == f"/admin/wires/feed/{feed.pk}/change/"
    manager = Client()
    manager.force_login(world.person("wenche", "wire manager"))
    assert manager.get(about)["Location"] == f"/admin/wires/connection/{one.pk}/change/"


def test_of_a_single_item_one_item_is_told(desk: Client, feed: Feed) -> None:
    received(feed, item(), at=clock.now())
    assert "1 item today" in text(desk, HEALTH)


def test_a_file_is_tried_and_nothing_is_kept(desk: Client, feed: Feed) -> None:
    files = [
        SimpleUploadedFile("good.json", agency.data(item(), item("urn:x:2", headline="Second"))),
        SimpleUploadedFile("bad.json", b"{not json"),
    ]
    page = desk.post(f"{HEALTH}{feed.pk}/test/", {"files": files}).content.decode()
    for words in ("ninjs", "Ferry to Oskeld sails again", "Second", "bad.json", "is not valid JSON"):
        assert words in page
    assert not WireItem.objects.exists()
    assert not Delivery.objects.exists()


def test_what_waits_in_the_folder_is_told(desk: Client, feed: Feed, settings: Settings) -> None:
    place = agency.drop(Path(settings.WIRE_FOLDER) / "harrow", "new.json", agency.data(item()))
    assert "Ferry to Oskeld sails again" in text(desk, f"{HEALTH}{feed.pk}/test/")
    assert place.exists()


def test_from_the_test_of_a_feed_its_ways_in_are_tried_by_who_may(desk: Client, feed: Feed) -> None:
    manager, address = Client(), f"{HEALTH}{feed.pk}/test/"
    manager.force_login(world.person("wenche", "wire manager"))
    assert "Its ways in" not in text(manager, address)
    looks(feed)
    assert "Its ways in" not in text(desk, address)
    [action] = re.findall(r'action="(/admin/wires/[^"]+)"', text(manager, address))
    assert "What waits in its folder, and a file of yours" in manager.post(action).content.decode()


def test_unseen_alerts_are_told_on_every_screen_until_somebody_has_seen_them(desk: Client, feed: Feed) -> None:
    one = received(feed, item(pubstatus="canceled"))
    alert = Alert.objects.create(item=one, message="HBP canceled it.", created_at=clock.now())
    assert 'name="desk-alerts"' in text(desk, "/admin/")
    told = desk.get("/admin/wire/alerts/").json()["alerts"]
    assert [(row["kind"], row["message"]) for row in told] == [("Kill", "HBP canceled it.")]
    desk.post(f"/admin/wire/alerts/{alert.pk}/seen/")
    assert desk.get("/admin/wire/alerts/").json()["alerts"] == []


def test_only_who_publishes_is_offered_to_mark_a_kill_as_seen(desk: Client, reporter_desk: Client, feed: Feed) -> None:
    one = received(feed, item(pubstatus="canceled"))
    alert = Alert.objects.create(item=one, message="HBP canceled it.", created_at=clock.now())
    assert desk.get("/admin/wire/alerts/").json()["alerts"][0]["seen"]
    answer = reporter_desk.get("/admin/wire/alerts/").json()
    assert (answer["alerts"][0]["seen"], answer["token"]) == ("", "")
    assert reporter_desk.post(f"/admin/wire/alerts/{alert.pk}/seen/").status_code == 403
    assert len(desk.get("/admin/wire/alerts/").json()["alerts"]) == 1


def test_what_was_hidden_in_a_browser_is_left_out_and_the_next_are_told(desk: Client, feed: Feed) -> None:
    alerts = [
        Alert.objects.create(item=received(feed, item(f"urn:x:{one}")), message=str(one), created_at=clock.now())
        for one in range(22)
    ]
    shown = desk.get("/admin/wire/alerts/").json()
    hidden = ".".join(str(row["id"]) for row in shown["alerts"])
    answer = desk.get(f"/admin/wire/alerts/?hidden={hidden}.x.").json()
    assert [row["id"] for row in answer["alerts"]] == [alerts[1].pk, alerts[0].pk]


def test_of_unseen_alerts_the_kill_comes_first(desk: Client, feed: Feed) -> None:
    sent = [received(feed, item(pubstatus="canceled")), *(received(feed, item(f"urn:x:{one}")) for one in range(25))]
    for number, about in enumerate(sent):
        Alert.objects.create(item=about, message=str(number), created_at=AT + timedelta(minutes=number))
    answer = desk.get("/admin/wire/alerts/").json()
    assert [row["kind"] for row in answer["alerts"][:2]] == ["Kill", "Alert"]
    assert answer["more"]
    assert desk.get(answer["all"]).status_code == 200


def test_two_versions_are_compared_word_by_word(desk: Client, feed: Feed) -> None:
    received(feed, item())
    received(feed, item(version="2", body_xhtml="<p>The ferry sailed at noon.</p><p>Forty people were on board.</p>"))
    last = received(feed, item(version="3", headline="Ferry sails"))
    page = text(desk, f"/admin/wire/items/{last.pk}/changes/")
    assert "Version 3: what changed since version 2" in page
    assert "<del>noon.</del><ins>dawn.</ins>" in page
    first = WireItem.objects.order_by("pk").values_list("pk", flat=True)[0]
    assert "since version 1" in text(desk, f"/admin/wire/items/{last.pk}/changes/?with={first}")
