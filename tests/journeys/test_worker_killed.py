"""A flood of wire files is taken in whole and once, however often the worker that does it is killed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.journeys.house import House
from tests.newsroom.processes import wait_for
from tests.wires.agency import data, drop, item
from wires.feeding import folder_of
from wires.models import Delivery, Feed, WireItem

FILES = 500


@pytest.mark.django_db(transaction=True)
@pytest.mark.long
def test_500_items_are_stored_once_though_their_worker_is_killed_again_and_again(house: House) -> None:
    inbox = folder_of(Feed.objects.create(name="Harrow Bay Press", slug="harrow", credit="HBP"))
    flood(inbox)
    for moment in moments(inbox):
        kill_a_worker(house, at=moment)
        assert stored() < FILES, "all was done before the worker could be killed"
    house.start("work")
    wait_for(lambda: done() >= FILES, seconds=90)
    assert (stored(), WireItem.objects.values("guid").distinct().count()) == (FILES, FILES)
    assert list(Delivery.objects.values_list("state", flat=True)) == ["read"] * FILES
    wait_for(lambda: not list(inbox.rglob("*.json")))


def flood(inbox: Path) -> None:
    """The files of an agency that sends a day's work at once."""
    for number in range(FILES):
        drop(inbox, f"{number}.json", data(item(f"urn:x:{number}", body_xhtml="<p>Dawn at sea.</p>" * 60)))


def moments(inbox: Path) -> Iterator[Callable[[], bool]]:
    """When to kill: files are claimed and not kept; the first are let go, though not read; the first are stored."""
    yield lambda: any((inbox / ".claimed").glob("*"))
    yield lambda: len(list(inbox.rglob("*.json"))) < FILES
    yield lambda: stored() > 0


def kill_a_worker(house: House, *, at: Callable[[], bool]) -> None:
    worker = house.start("work")
    wait_for(at, seconds=60)
    worker.kill()
    worker.wait()


def stored() -> int:
    return WireItem.objects.count()


def done() -> int:
    return Delivery.objects.exclude(state="received").count()
