"""Bytes of an agency become items: kept first, read second, each content once."""

from datetime import UTC, datetime, timedelta

import pytest
from pytest_django.fixtures import Settings

from articles.refusals import Refused
from staff.models import AuditEntry, User
from staff.permissions import NotAllowed
from tests.wires.agency import AT, FERRY, data, item, received
from wires import formats, intake, keeping
from wires.models import Delivery, Feed, WireItem

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(minutes=5)


def test_the_bytes_are_kept_as_they_came_and_then_read(feed: Feed) -> None:
    delivery = intake.receive(feed=feed, data=data(item()), filename="story.json", at=AT)
    kept = WireItem.objects.get(delivery=delivery)
    assert (delivery.state, delivery.reason, bytes(delivery.raw)) == ("read", "", data(item()))
    assert (kept.guid, kept.headline, kept.urgency, kept.received_at) == (FERRY, "Ferry to Oskeld sails again", 4, AT)
    feed.refresh_from_db()
    assert feed.last_delivery_at == AT


def test_the_same_bytes_twice_are_one_delivery_and_one_item(feed: Feed) -> None:
    first = intake.receive(feed=feed, data=data(item()), filename="story.json", at=AT)
    second = intake.receive(feed=feed, data=data(item()), filename="again.json", at=LATER)
    assert (first.pk, second.received_at) == (second.pk, AT)
    assert WireItem.objects.count() == 1


def test_the_same_item_in_another_file_is_not_written_again(feed: Feed) -> None:
    received(feed, item())
    again = intake.receive(feed=feed, data=data(item()) + b"\n", filename="again.json", at=LATER)
    assert again.state == "read"
    assert WireItem.objects.count() == 1


def test_a_changed_story_under_the_same_version_is_a_new_item(feed: Feed) -> None:
    received(feed, item())
    received(feed, item(headline="Ferry to Oskeld turns back"), at=LATER)
    newest = WireItem.objects.filter(guid=FERRY).first()
    assert newest
    assert newest.headline == "Ferry to Oskeld turns back"
    assert WireItem.objects.count() == 2


def test_two_feeds_may_send_the_same_story(feed: Feed) -> None:
    other = Feed.objects.create(name="Second wire", slug="second")
    received(feed, item())
    received(other, item())
    assert WireItem.objects.count() == 2


def test_a_file_that_cannot_be_read_is_kept_with_the_reason(feed: Feed) -> None:
    delivery = intake.receive(feed=feed, data=b'{"uri": "urn:cut', filename="cut.json", at=AT)
    assert (delivery.state, bytes(delivery.raw)) == ("failed", b'{"uri": "urn:cut')
    assert "not valid JSON" in delivery.reason
    assert not WireItem.objects.exists()


def test_an_item_that_cannot_be_read_does_not_stop_the_others(feed: Feed) -> None:
    delivery = intake.receive(
        feed=feed, data=data(item(), {"headline": "no name"}, item("urn:x:2")), filename="three.json", at=AT
    )
    first, second = WireItem.objects.order_by("pk")
    assert (delivery.state, first.guid, second.guid) == ("read", FERRY, "urn:x:2")
    assert any("Item 2 of 3" in warning for warning in first.warnings)


def test_an_identifier_too_long_for_the_index_leaves_out_that_item_alone(feed: Feed) -> None:
    delivery = intake.receive(feed=feed, data=data(item("urn:" + "x" * 600), item()), filename="long.json", at=AT)
    assert [kept.guid for kept in WireItem.objects.all()] == [FERRY]
    assert delivery.state == "read"
    assert "identifier has 604 letters" in delivery.reason


def test_letters_that_the_database_refuses_do_not_stop_the_file(feed: Feed) -> None:
    kept = received(feed, item("urn:odd\0:1", headline="A \ud800 B \0 C", version="3\0"))
    assert kept.guid == "urn:odd:1"
    assert kept.version == "3"


def test_an_item_that_the_database_refuses_is_named_and_the_others_stand(
    feed: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = intake._item

    def too_urgent(delivery: Delivery, story: formats.WireStory) -> WireItem:
        made = make(delivery, story)
        made.urgency = 99_999 if story.guid == "urn:x:2" else made.urgency
        return made

    monkeypatch.setattr(intake, "_item", too_urgent)
    delivery = intake.receive(feed=feed, data=data(item(), item("urn:x:2"), item("urn:x:3")), filename="3", at=AT)
    assert set(WireItem.objects.values_list("guid", flat=True)) == {FERRY, "urn:x:3"}
    assert "could not be stored" in delivery.reason


def test_a_fault_in_a_reader_fails_one_file_and_not_the_batch(feed: Feed, monkeypatch: pytest.MonkeyPatch) -> None:
    read = formats.read

    def faulty(raw: bytes, *, filename: str = "") -> list[formats.WireStory]:
        if b"ferry" not in raw:
            raise IndexError("list index out of range")
        return read(raw)

    monkeypatch.setattr(formats, "read", faulty)
    files = [keeping.File("bad.json", b"{}"), keeping.File("good.json", data(item()))]
    intake.read(keeping.keep(feed=feed, files=files, at=AT), at=AT)
    bad, good = Delivery.objects.order_by("filename")
    assert (bad.state, good.state) == ("failed", "read")
    assert "The reader has a fault (IndexError" in bad.reason


def test_an_event_is_kept_and_nothing_is_made_of_it(feed: Feed) -> None:
    delivery = intake.receive(feed=feed, data=data(item(type="event")), filename="event.json", at=AT)
    assert (delivery.state, WireItem.objects.count()) == ("read", 0)
    assert "not a story" in delivery.reason


def test_a_time_without_a_zone_is_in_the_zone_of_its_feed(feed: Feed) -> None:
    kept = received(feed, item(versioncreated="2026-03-03T13:15:00"))
    assert kept.version_created_at == datetime(2026, 3, 3, 9, 15, tzinfo=UTC)


def test_a_language_that_nobody_knows_becomes_that_of_the_feed(feed: Feed) -> None:
    assert received(feed, item(language="tlh")).language == "en"
    assert received(feed, item(language="ar-OM", version="2")).language == "ar"


def test_what_a_killed_process_had_only_kept_is_read_later(feed: Feed) -> None:
    keeping.keep(feed=feed, files=[keeping.File("story.json", data(item()))], at=AT)
    assert intake.read_waiting(at=AT + timedelta(seconds=5)) == 0
    assert intake.read_waiting(at=AT + timedelta(seconds=11)) == 1
    assert intake.read_waiting(at=AT + timedelta(seconds=99)) == 0
    assert Delivery.objects.get().state == "read"


def test_a_file_that_kills_its_readers_fails_in_the_end(feed: Feed, monkeypatch: pytest.MonkeyPatch) -> None:
    keeping.keep(feed=feed, files=[keeping.File("story.json", data(item()))], at=AT)
    monkeypatch.setattr(intake, "read", lambda *_, **__: 0)
    for minutes in range(1, 8):
        intake.read_waiting(at=AT + timedelta(minutes=2 * minutes))
    delivery = Delivery.objects.get()
    assert delivery.state == "failed"
    assert "ended without a word" in delivery.reason


def test_a_failed_file_is_read_again_after_the_mend(
    feed: Feed, wire_manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(formats, "FORMATS", ())
        failed = intake.receive(feed=feed, data=data(item()), filename="story.json", at=AT)
    assert failed.state == "failed"
    again = intake.replay(delivery=failed, by=wire_manager, at=LATER)
    assert (again.state, again.reason, WireItem.objects.count()) == ("read", "", 1)
    assert AuditEntry.objects.filter(verb="read again", actor=wire_manager).count() == 1


def test_reading_a_delivery_again_makes_no_second_item(feed: Feed, wire_manager: User) -> None:
    delivery = received(feed, item()).delivery
    intake.replay(delivery=delivery, by=wire_manager, at=LATER)
    assert WireItem.objects.count() == 1


def test_a_reporter_may_not_read_deliveries_again(feed: Feed, reporter: User) -> None:
    delivery = received(feed, item()).delivery
    with pytest.raises(NotAllowed, match="read deliveries again"):
        intake.replay(delivery=delivery, by=reporter, at=LATER)


def test_what_was_not_kept_cannot_be_read_again(feed: Feed, wire_manager: User, settings: Settings) -> None:
    refused = keeping.refuse(feed=feed, filename="big.json", sha256="a" * 64, reason="It is too big.", at=AT)
    with pytest.raises(Refused, match=r"were not kept. It is too big."):
        intake.replay(delivery=refused, by=wire_manager, at=LATER)


def test_a_failed_file_that_is_sent_again_is_read_again(feed: Feed, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(formats, "FORMATS", ())
        intake.receive(feed=feed, data=data(item()), filename="story.json", at=AT)
    assert intake.receive(feed=feed, data=data(item()), filename="story.json", at=LATER).state == "read"
    assert Delivery.objects.count() == 1
