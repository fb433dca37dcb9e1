"""Feeds that fall silent: against what is expected of them, or against their own habit."""

from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from tests import world
from tests.wires.agency import AT, item, received
from wires import alerting, feeding, listening
from wires.models import Alert, Connection, Feed


@pytest.fixture
def feed(db: None) -> Feed:
    return Feed.objects.create(name="Harrow Bay Press", slug="harrow", credit="HBP")


def looks(feed: Feed, **hours: object) -> Connection:
    return Connection.objects.create(feed=feed, kind="http", address="https://harrow.example/wire.json", **hours)


def hourly(feed: Feed, *, days: int) -> datetime:
    """An item every half hour for so many days; when the last one came."""
    for number in range(days * 48 + 1):
        received(feed, item(f"urn:x:{number}"), at=AT + timedelta(minutes=30 * number))
    feed.refresh_from_db()
    return AT + timedelta(days=days)


def test_a_feed_that_says_how_often_it_sends_is_told_of_once_a_silence(feed: Feed) -> None:
    feed.quiet_after = 30
    feed.save()
    received(feed, item())
    assert [listening.tell_silences(at=AT + timedelta(minutes=minutes)) for minutes in (29, 31, 90)] == [0, 1, 0]
    alert = Alert.objects.get()
    assert "Harrow Bay Press has gone quiet" in alert.message
    assert "something is expected every 30 minutes." in alert.message
    received(feed, item("urn:x:2"), at=AT + timedelta(hours=2))
    assert listening.tell_silences(at=AT + timedelta(hours=3)) == 1


def test_it_says_since_when_in_the_newsrooms_zone_and_how_often_in_words(feed: Feed) -> None:
    world.site(zone="Asia/Tokyo")
    Feed.objects.update(quiet_after=1)
    received(feed, item())
    listening.tell_silences(at=AT + timedelta(minutes=5))
    message = Alert.objects.get().message
    assert "nothing has come since 3 Mar 2026, 19:00 JST, though something is expected every minute." in message


def test_a_feed_without_a_setting_is_measured_by_its_own_week(feed: Feed) -> None:
    last = hourly(feed, days=5)
    assert listening.silence(feed, at=last + timedelta(minutes=55)) == ""
    said = listening.silence(feed, at=last + timedelta(hours=2))
    assert "never silent for longer than" in said


def test_a_new_feed_has_no_habit_yet(feed: Feed) -> None:
    received(feed, item())
    feed.refresh_from_db()
    assert listening.silence(feed, at=AT + timedelta(days=2)) == ""


def test_a_feed_that_is_off_is_not_missed(feed: Feed) -> None:
    Feed.objects.update(active=False, quiet_after=1, last_delivery_at=AT)
    assert listening.tell_silences(at=AT + timedelta(days=1)) == 0


def test_nothing_is_expected_while_no_way_in_looks(feed: Feed) -> None:
    feed.quiet_after = 30
    feed.save()
    looks(feed, begins=time(8), ends=time(17))
    received(feed, item(), at=AT.replace(hour=16, minute=45))
    morning = (AT + timedelta(days=1)).replace(hour=8)
    at_night = [AT.replace(hour=hour) for hour in (17, 20, 23)]
    assert [listening.tell_silences(at=moment) for moment in (*at_night, morning)] == [0, 0, 0, 0]
    assert [listening.tell_silences(at=morning + timedelta(minutes=minutes)) for minutes in (14, 16)] == [0, 1]


def test_short_hours_hide_no_silence_of_days(feed: Feed) -> None:
    feed.quiet_after = 180
    feed.save()
    looks(feed, begins=time(8), ends=time(10))
    received(feed, item(), at=AT)
    assert [listening.tell_silences(at=AT + timedelta(days=days)) for days in (1, 2)] == [0, 1]


def test_a_feed_with_one_way_in_that_always_looks_is_always_expected(feed: Feed) -> None:
    feed.quiet_after = 30
    feed.save()
    looks(feed, begins=time(8), ends=time(9))
    looks(feed, active=True)
    received(feed, item(), at=AT)
    assert listening.tell_silences(at=AT.replace(hour=23)) == 1


def test_a_feed_that_never_sent_is_missed_from_when_it_was_set_up(db: None, tmp_path: Path, settings: Settings) -> None:
    settings.WIRE_FOLDER = tmp_path
    feed = feeding.keep_feed(feed=Feed(name="Harrow Bay Press", slug="harrow", quiet_after=1), by=None, at=AT)
    told = [listening.tell_silences(at=AT + timedelta(seconds=seconds)) for seconds in (50, 70, 800)]
    assert told == [0, 1, 0]
    message = Alert.objects.get().message
    assert message.startswith("Harrow Bay Press has never sent anything: nothing has come since 3 Mar 2026, 10:00 UTC")
    later = AT + timedelta(hours=1)
    assert [one.is_silent for one in listening.with_silence(Feed.objects.all())] == [True]  # type: ignore[attr-defined]
    assert alerting.waiting(at=later).count() == 1
    received(feed, item(), at=later)
    assert [one.is_silent for one in listening.with_silence(Feed.objects.all())] == [False]  # type: ignore[attr-defined]
    assert alerting.waiting(at=later).count() == 0


@pytest.mark.parametrize(
    ("change", "begins_anew"), [({"quiet_after": 30}, True), ({"active": True}, True), ({"name": "HBP"}, False)]
)
def test_its_silence_begins_anew_with_a_new_interval_or_once_it_is_on(
    db: None, tmp_path: Path, settings: Settings, change: dict[str, Any], begins_anew: bool
) -> None:
    settings.WIRE_FOLDER = tmp_path
    feed = Feed(name="Harrow Bay Press", slug="harrow", quiet_after=60, active="active" not in change)
    feeding.keep_feed(feed=feed, by=None, at=AT)
    for name, value in change.items():
        setattr(feed, name, value)
    later = AT + timedelta(minutes=50)
    feeding.keep_feed(feed=feed, by=None, at=later)
    assert (listening.silence(feed, at=later + timedelta(minutes=15)) == "") is begins_anew


def test_of_one_that_never_sent_and_says_no_interval_nothing_is_expected(feed: Feed) -> None:
    Feed.objects.update(expected_since=AT)
    assert listening.tell_silences(at=AT + timedelta(days=30)) == 0
