"""Pictures that stories name by a web address: fetched once, for the stories that wait for that very address."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.models import Article
from ground import clock
from media.models import Photo
from staff.models import User
from tests.media import drawn
from tests.wires.agency import AT, item, picture, received
from tests.wires.origin import Origin
from tests.world import ControlledClock
from wires import bringing, pictures, taking
from wires.models import Feed, RemotePicture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def hand() -> Iterator[ControlledClock]:
    controlled = ControlledClock(AT)
    with clock.using(controlled):
        yield controlled


@pytest.fixture
def wishing(feed: Feed) -> Feed:
    """A feed that wishes pictures to be fetched."""
    feed.fetch_pictures = True
    feed.save()
    return feed


def taken(feed: Feed, *hrefs: str, guid: str = "urn:1", at: Any = AT) -> Article:
    named = {f"featuremedia{number or ''}": picture(href) for number, href in enumerate(hrefs)}
    return taking.take(item=received(feed, item(guid, associations=named), at=at), by=None, at=at)


def bring(hand: ControlledClock) -> list[bool]:
    """Ask for all whose time has come, and do it as the jobs would."""
    bringing.look_around(at=hand.at)
    due = RemotePicture.objects.filter(next_at__lte=hand.at).order_by("pk")
    return [bringing.bring(picture_id=one.pk) for one in due]


def test_a_picture_is_fetched_for_all_stories_that_name_it_and_once(
    wishing: Feed, origin: Origin, hand: ControlledClock
) -> None:
    href = origin.gives("/1/lead.jpg", drawn.jpeg())
    stories = [taken(wishing, href, guid=f"urn:{number}") for number in range(2)]
    assert bring(hand) == [True]
    assert [story.captions.get().photo for story in stories] == [Photo.objects.get()] * 2
    hand.move(minutes=5)
    assert bring(hand) == []
    assert len(origin.asked) == 1


def test_pictures_of_one_name_are_not_mistaken_for_one_another(
    wishing: Feed, origin: Origin, hand: ControlledClock
) -> None:
    first = origin.gives("/1/lead.jpg", drawn.jpeg(60, 40))
    second = origin.gives("/2/lead.jpg", drawn.jpeg(80, 40))
    stories = [taken(wishing, href, guid=href) for href in (first, second)]
    assert bring(hand) == [True, True]
    assert [story.captions.get().photo.width for story in stories] == [60, 80]  # type: ignore[union-attr]


def test_a_later_story_finds_the_picture_that_came(wishing: Feed, origin: Origin, hand: ControlledClock) -> None:
    href = origin.gives("/1/lead.jpg", drawn.jpeg())
    taken(wishing, href)
    bring(hand)
    assert taken(wishing, href, guid="urn:2").captions.get().photo == Photo.objects.get()


def test_a_picture_may_still_come_through_the_folder(wishing: Feed, origin: Origin, hand: ControlledClock) -> None:
    story = taken(wishing, origin.gives("/1/lead.jpg", status=503))
    bring(hand)
    pictures.file(feed=wishing, filename="lead.jpg", data=drawn.jpeg(), at=AT)
    assert story.captions.get().photo


@pytest.mark.parametrize("what", ["not wished", "a file of the folder", "taken out", "too late"])
def test_others_are_not_fetched(wishing: Feed, origin: Origin, hand: ControlledClock, what: str) -> None:
    if what == "not wished":
        Feed.objects.update(fetch_pictures=False)
    story = taken(wishing, "lead.jpg" if what == "a file of the folder" else origin.gives("/lead.jpg", drawn.jpeg()))
    if what == "taken out":
        story.captions.all().delete()
    if what == "too late":
        hand.move(hours=13)
    assert bring(hand) == []
    assert origin.asked == []


def test_a_failure_is_tried_again_more_and_more_rarely_and_given_up(
    wishing: Feed, origin: Origin, hand: ControlledClock
) -> None:
    story = taken(wishing, origin.gives("/lead.jpg", status=503))
    waits = []
    for _ in range(8):
        assert bring(hand) == [False]
        one = RemotePicture.objects.get()
        if one.next_at:
            assert "It is tried again at" in next(iter(bringing.said_of(story).values()))
            waits.append(one.next_at - hand.at)
            hand.at = one.next_at
    assert waits == sorted(waits)
    assert one.next_at is None
    [said] = bringing.said_of(story).values()
    assert said.startswith("It could not be fetched and is not tried again: 127.0.0.1 answered 503")


def test_what_is_no_picture_is_said_at_once(wishing: Feed, origin: Origin, hand: ControlledClock) -> None:
    story = taken(wishing, origin.gives("/lead.jpg", b"<html>"))
    bring(hand)
    [said] = bringing.said_of(story).values()
    assert "is not tried again" in said
    assert not Photo.objects.exists()


def test_an_address_inside_the_house_is_refused(
    wishing: Feed, origin: Origin, hand: ControlledClock, settings: Any
) -> None:
    settings.INSIDE_HOSTS = frozenset()
    story = taken(wishing, "http://127.0.0.1/lead.jpg")
    bring(hand)
    assert "is not on the public internet" in next(iter(bringing.said_of(story).values()))


def test_each_is_one_job_in_the_queue_of_the_ways(wishing: Feed, origin: Origin, hand: ControlledClock) -> None:
    story = taken(wishing, origin.gives("/lead.jpg"))
    for _ in range(2):
        bringing.look_around(at=hand.at)
    job = ProcrastinateJob.objects.get(task_name="wires.bring_picture")
    assert job.queue_name == "ways"
    assert bringing.said_of(story) == {story.captions.get().uuid: "It is being fetched from the agency."}


def test_a_job_that_died_is_taken_up_again(wishing: Feed, origin: Origin, hand: ControlledClock) -> None:
    taken(wishing, origin.gives("/lead.jpg", drawn.jpeg()))
    bringing.look_around(at=hand.at)
    assert bringing._claim(RemotePicture.objects.get().pk, at=hand.at)
    assert bring(hand) == []
    hand.move(seconds=181)
    assert bring(hand) == [True]


def test_after_a_while_the_same_address_may_be_another_picture(
    wishing: Feed, origin: Origin, hand: ControlledClock
) -> None:
    href = origin.gives("/lead.jpg", drawn.jpeg(60, 40))
    taken(wishing, href)
    bring(hand)
    hand.move(hours=14)
    origin.gives("/lead.jpg", drawn.jpeg(90, 40))
    story = taken(wishing, href, guid="urn:2", at=hand.at)
    assert bring(hand) == [True]
    assert story.captions.get().photo.width == 90  # type: ignore[union-attr]
    assert bringing.forget(at=hand.at + timedelta(days=3)) == 1


def test_the_desk_says_what_a_caption_waits_for(
    wishing: Feed, origin: Origin, hand: ControlledClock, client: Client, editor: User
) -> None:
    story = taken(wishing, origin.gives("/lead.jpg", status=404))
    bring(hand)
    client.force_login(editor)
    text = client.get(reverse("admin:articles_article_change", args=(story.pk,))).content.decode()
    assert "lead.jpg: It could not be fetched yet: 127.0.0.1 answered 404 (Not Found)." in text
