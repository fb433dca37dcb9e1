"""Fronts: a draft that readers do not see, a choice that stands from its moment, and the way back."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from articles.models import Article
from articles.refusals import Refused
from newsroom.models import Purge
from readers.fronts import curating
from readers.fronts.curating import Pick
from readers.models import Front, FrontEdition
from staff.models import AuditEntry
from staff.permissions import NotAllowed
from tests import world
from tests.world import ControlledClock


def headlines(reader: Client, path: str = "/") -> list[str]:
    return re.findall(r'class="card-headline"><a href="[^"]+">([^<]+)</a>', reader.get(path).content.decode())


@pytest.fixture
def stories(time: ControlledClock) -> list[Article]:
    """Seven stories of the harbour, the newest last."""
    told = []
    for number in range(7):
        time.move(minutes=1)
        told.append(world.published(f"Story {number}"))
    return told


def drafted(*picks: Pick, front: Front | None = None) -> Front:
    front = front or Front(language="en")
    return curating.draft(front=front, version=front.version, picks=picks, by=None)


def published(*picks: Pick, front: Front | None = None) -> FrontEdition:
    kept = drafted(*picks, front=front)
    return curating.publish(front=kept, version=kept.version, by=None)


def test_what_was_chosen_comes_first_and_no_story_twice(reader: Client, stories: list[Article]) -> None:
    published(Pick(stories[2]), Pick(stories[0], "The first one"))
    found = headlines(reader)
    assert found[:3] == ["Story 2", "The first one", "Story 6"]
    assert len(found) == len(set(found)) == len(stories)


def test_readers_see_nothing_of_a_draft(reader: Client, stories: list[Article]) -> None:
    drafted(Pick(stories[2]))
    assert headlines(reader)[0] == "Story 6"


def test_a_chosen_story_waits_until_it_is_public(reader: Client, stories: list[Article]) -> None:
    waiting = world.draft("Not yet")
    published(Pick(waiting), Pick(stories[1]))
    assert headlines(reader)[0] == "Story 1"
    world.publish(waiting)
    assert headlines(reader)[0] == "Not yet"


def test_a_place_can_end_by_itself(reader: Client, stories: list[Article], time: ControlledClock) -> None:
    published(Pick(stories[2], until=time.at + timedelta(hours=1)))
    assert "max-age=60" in reader.get("/")["Cache-Control"]
    time.move(minutes=59, seconds=50)
    assert "max-age=10" in reader.get("/")["Cache-Control"]
    time.move(seconds=10)
    assert headlines(reader)[0] == "Story 6"


def test_an_end_that_has_passed_is_refused(stories: list[Article], time: ControlledClock) -> None:
    with pytest.raises(Refused, match=r"“Story 2” leaves its place on .+ before readers could see it there"):
        drafted(Pick(stories[1]), Pick(stories[2], until=time.at - timedelta(hours=1)))
    kept = drafted(Pick(stories[2], until=time.at + timedelta(hours=1)))
    with pytest.raises(Refused, match="“Story 2” leaves its place"):
        curating.schedule(front=kept, version=1, begins_at=time.at + timedelta(hours=1), by=None)
    time.move(hours=2)
    with pytest.raises(Refused, match="“Story 2” leaves its place"):
        curating.publish(front=kept, version=1, by=None)
    assert not FrontEdition.objects.exists()


def test_a_moment_is_the_same_in_every_zone(stories: list[Article], time: ControlledClock) -> None:
    until = time.at + timedelta(hours=1)
    kept = drafted(Pick(stories[2], until=until))
    there = Pick(stories[2], until=until.astimezone(ZoneInfo("Asia/Muscat")))
    assert drafted(there, front=kept).version == kept.version
    time.move(hours=2)
    assert drafted(there, Pick(stories[1]), front=kept).version == kept.version + 1


def test_an_end_that_passes_later_hinders_nobody(stories: list[Article], time: ControlledClock) -> None:
    passing = Pick(stories[2], until=time.at + timedelta(hours=1))
    edition = published(passing)
    time.move(hours=2)
    changed = drafted(passing, Pick(stories[1]), front=edition.front)
    assert curating.discard_draft(front=changed, version=changed.version, by=None).slots.count() == 1
    front = Front.objects.get()
    assert curating.publish(front=front, version=front.version, by=None) == edition


def test_a_planned_choice_stands_from_its_second(reader: Client, stories: list[Article], time: ControlledClock) -> None:
    front = drafted(Pick(stories[3]))
    at = time.at + timedelta(hours=1)
    curating.schedule(front=front, version=front.version, begins_at=at, by=None)
    assert headlines(reader)[0] == "Story 6"
    time.move(hours=1)
    assert headlines(reader)[0] == "Story 3"


def test_publishing_drops_what_was_planned(stories: list[Article], time: ControlledClock) -> None:
    front = drafted(Pick(stories[3]))
    curating.schedule(front=front, version=front.version, begins_at=time.at + timedelta(hours=1), by=None)
    curating.publish(front=front, version=front.version, by=None)
    assert not FrontEdition.objects.future(at=time.at).exists()


def test_a_former_choice_comes_back(reader: Client, stories: list[Article], time: ControlledClock) -> None:
    first = published(Pick(stories[1]))
    time.move(minutes=1)
    published(Pick(stories[2]), front=Front.objects.get())
    time.move(minutes=1)
    curating.bring_back(edition=first, by=None)
    assert headlines(reader)[0] == "Story 1"


def test_a_discarded_draft_is_what_was_published(stories: list[Article]) -> None:
    edition = published(Pick(stories[1], "As it stood"))
    front = drafted(Pick(stories[5]), front=Front.objects.get())
    front = curating.discard_draft(front=front, version=front.version, by=None)
    assert curating.drafted(front) == edition.picks


def test_asked_twice_nothing_more_is_written(stories: list[Article]) -> None:
    edition = published(Pick(stories[1]))
    written = AuditEntry.objects.count(), Purge.objects.count()
    front = drafted(Pick(stories[1]), front=Front.objects.get())
    assert curating.publish(front=front, version=front.version, by=None) == edition
    assert (AuditEntry.objects.count(), Purge.objects.count()) == written


def test_a_colleagues_draft_is_not_written_over(stories: list[Article]) -> None:
    front = drafted(Pick(stories[1]))
    with pytest.raises(Refused, match="changed this front"):
        curating.draft(front=front, version=front.version - 1, picks=[Pick(stories[2])], by=None)
    assert [slot.article for slot in front.slots.all()] == [stories[1]]


def test_a_story_twice_and_too_many_are_refused(stories: list[Article]) -> None:
    with pytest.raises(Refused, match=r"12 stories were chosen\..*twice"):
        drafted(*[Pick(stories[0])] * (curating.MOST + 1))


def test_a_story_in_another_language_is_refused(stories: list[Article]) -> None:
    arabic = world.published("أول عبّارة", language="ar")
    with pytest.raises(Refused, match="this front shows English"):
        drafted(Pick(arabic))


def test_choosing_needs_the_right_to_it(stories: list[Article]) -> None:
    reporter = world.person("piet", "reporter")
    with pytest.raises(NotAllowed):
        curating.draft(front=Front(language="en"), version=0, picks=[Pick(stories[0])], by=reporter)


def test_a_section_shows_its_choice_on_its_first_page(reader: Client, stories: list[Article]) -> None:
    other = world.published("From elsewhere", section=world.section("world"))
    published(Pick(stories[0]), Pick(other), front=Front(section=stories[0].section, language="en"))
    found = headlines(reader, "/harbour/")
    assert found[:3] == ["Story 0", "From elsewhere", "Story 6"]
    assert len(found) == len(set(found))


def test_a_section_is_told_when_a_chosen_draft_becomes_public(reader: Client, stories: list[Article]) -> None:
    waiting = world.draft("Not yet", section=world.section("world"))
    published(Pick(waiting), front=Front(section=stories[0].section, language="en"))
    assert f"article:{waiting.public_id}" in reader.get("/harbour/")["Surrogate-Key"].split()


def test_fronts_take_few_queries(
    reader: Client, stories: list[Article], django_assert_max_num_queries: "object"
) -> None:
    published(Pick(stories[0]))
    published(Pick(stories[1]), front=Front(section=stories[0].section, language="en"))
    reader.get("/")
    for path in ("/", "/harbour/"):
        with django_assert_max_num_queries(6):  # type: ignore[operator]
            reader.get(path)
