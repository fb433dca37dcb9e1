"""What is written of an item when it is stored: the words that find it, and what it repeats."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.wires.agency import AT, FERRY, data, item, received
from wires import archiving, intake, searching
from wires.models import Feed, WireItem, WireMark, WireSketch, WireWords
from wires.searching import Asked

pytestmark = pytest.mark.django_db
LONG = (
    "The night ferry to Oskeld left an hour late because the bridge could not be closed in time, the harbour master "
    "said. Forty people and three lorries were on board, among them a school choir on its way home from a concert. "
    "Nobody was hurt, and the crossing took as long as on any other day. The company pays for the missed trains."
)


@pytest.fixture
def other(db: None) -> Feed:
    return Feed.objects.create(name="Nordlys", slug="nordlys")


def copy(text: str = LONG) -> str:
    return f"<p>{text}</p>"


def test_an_item_of_another_agency_with_the_same_words_echoes_the_first(feed: Feed, other: Feed) -> None:
    first = received(feed, item(body_xhtml=copy()))
    second = received(other, item("urn:x:2", body_xhtml=copy(f"{LONG} More later.")))
    third = received(other, item("urn:x:3", body_xhtml=copy(f"Update. {LONG}")))
    assert [one.echo_of for one in (first, second, third)] == [None, first, first]


def test_within_one_file_too(feed: Feed) -> None:
    received(feed, item(body_xhtml=copy()), item("urn:x:2", body_xhtml=copy()))
    assert WireItem.objects.get(guid="urn:x:2").echo_of == WireItem.objects.get(guid=FERRY)


def test_versions_of_an_item_are_no_echoes_of_it(feed: Feed, other: Feed) -> None:
    received(feed, item(body_xhtml=copy()))
    received(other, item("urn:x:2", body_xhtml=copy()))
    later = received(feed, item(version="2", body_xhtml=copy(f"{LONG} Two lorries left.")))
    assert later.echo_of is None


def test_after_two_days_it_is_news_again(feed: Feed, other: Feed) -> None:
    received(feed, item(body_xhtml=copy()))
    again = item("urn:x:2", body_xhtml=copy())
    assert received(other, again, at=AT + archiving.ECHOES_WITHIN + timedelta(minutes=1)).echo_of is None


def test_a_kill_echoes_nothing(feed: Feed, other: Feed) -> None:
    received(feed, item(body_xhtml=copy()))
    assert received(other, item("urn:x:2", pubstatus="canceled", body_xhtml=copy())).echo_of is None


def test_sketches_are_kept_for_as_long_as_they_are_compared(feed: Feed) -> None:
    received(feed, item(body_xhtml=copy()))
    assert archiving.forget_sketches(at=AT + timedelta(days=1)) == 0
    assert archiving.forget_sketches(at=AT + timedelta(days=5)) == 1
    assert not WireSketch.objects.exists()
    assert not WireMark.objects.exists()


def test_the_same_file_again_and_a_second_reading_write_no_second_words(feed: Feed) -> None:
    received(feed, item())
    received(feed, item())
    one = WireItem.objects.get()
    intake.replay(delivery=one.delivery, by=None, at=AT)
    assert WireWords.objects.count() == WireItem.objects.count() == 1


def test_a_batch_costs_the_same_queries_as_one_item(feed: Feed) -> None:
    def queries(number: int, start: int) -> int:
        rows = [item(f"urn:x:{start + one}", body_xhtml=copy(f"{LONG} {one}")) for one in range(number)]
        with CaptureQueriesContext(connection) as asked:
            intake.receive(feed=feed, data=data(*rows), filename=f"{start}.json", at=AT)
        return len(asked)

    queries(2, 0)
    assert queries(40, 100) <= queries(2, 200) + 2


def test_items_that_were_stored_before_are_filled_in(feed: Feed) -> None:
    one = received(feed, item(body_xhtml=copy()))
    WireWords.objects.all().delete()
    assert not searching.newest(Asked(words="lorries"), at=AT).exists()
    assert archiving.fill() == one.pk
    assert archiving.fill(after=one.pk) is None
    assert searching.newest(Asked(words="lorries"), at=AT).get() == one


def test_words_longer_than_the_database_takes_do_not_stop_an_item(feed: Feed) -> None:
    assert received(feed, item(body_xhtml=copy("x" * 5000 + " " + "y " * 40_000), headline="Long")).headline == "Long"
