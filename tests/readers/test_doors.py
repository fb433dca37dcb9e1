"""Photographs for readers: only while something public shows them."""

from datetime import timedelta

import pytest
from django.test import Client

from articles import publishing, reporting, withdrawing
from articles.models import Article, Coverage
from articles.reporting import Words
from media.models import Lease, Photo
from media.pictures import picture
from tests import world
from tests.world import ControlledClock


def draft_with(photo: Photo) -> Article:
    return world.draft(captions=[{"role": "lead", "photo": photo, "alt": "A ferry"}])


def address(photo: Photo, time: ControlledClock) -> str:
    found = picture(photo, at=time.at)
    assert found
    return found.src


def test_a_photograph_comes_with_its_type_and_may_be_kept_for_ever(
    reader: Client, ferry: Photo, time: ControlledClock
) -> None:
    article = draft_with(ferry)
    world.publish(article)
    response = reader.get(address(ferry, time))
    body = b"".join(response.streaming_content)
    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    assert int(response["Content-Length"]) == len(body)
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert set(response["Surrogate-Key"].split()) == {f"photo:{ferry.public_id}", f"article:{article.public_id}"}


def test_it_is_not_sent_again_to_who_has_it(reader: Client, ferry: Photo, time: ControlledClock) -> None:
    world.publish(draft_with(ferry))
    first = reader.get(address(ferry, time))
    again = reader.get(address(ferry, time), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_nobody_gets_it_before_the_story_or_after_it(reader: Client, ferry: Photo, time: ControlledClock) -> None:
    article, place = draft_with(ferry), address(ferry, time)
    publishing.schedule(article=article, version=1, at=time.at + timedelta(seconds=5), by=None)
    assert reader.get(place).status_code == 404
    time.move(seconds=5)
    assert reader.get(place).status_code == 200
    withdrawing.withdraw(article=article, by=None, notice="A name was wrong.")
    time.move(seconds=1)
    answer = reader.get(place)
    assert (answer.status_code, answer["Cache-Control"]) == (404, "private, no-store")


def test_a_photograph_of_a_live_post_is_there_until_the_post_is_withdrawn(
    reader: Client, ferry: Photo, time: ControlledClock
) -> None:
    storm = Coverage.objects.create(name="Storm", slug="storm", public_from=time.at + timedelta(minutes=1))
    reporting.start_live(coverage=storm, by=None)
    update = reporting.post(coverage=storm, words=Words(headline="Gale", photo=ferry), by=None)
    place = address(ferry, time)
    assert reader.get(place).status_code == 404
    time.move(minutes=1)
    assert place in reader.get(storm.live_path).content.decode()
    answer = reader.get(place)
    assert answer.status_code == 200
    assert {f"live:{storm.pk}", f"coverage:{storm.pk}"} <= set(answer["Surrogate-Key"].split())
    reporting.withdraw(update=update, notice="It was another ferry.", by=None)
    assert reader.get(place).status_code == 404


def test_nobody_gets_it_once_the_right_to_it_has_ended(reader: Client, ferry: Photo, time: ControlledClock) -> None:
    world.publish(draft_with(ferry))
    Lease.objects.create(photo=ferry, kind="deny", starts_at=time.at + timedelta(seconds=30), created_at=time.at)
    place = address(ferry, time)
    assert reader.get(place)["Cache-Control"] == "public, max-age=30"
    time.move(seconds=30)
    assert reader.get(place).status_code == 404


@pytest.mark.parametrize(("name", "width"), [("full-500-1.jpg", 640), ("full-2000-1.webp", 900), ("3x2-1-1.jpg", 320)])
def test_a_size_that_is_not_made_gets_the_nearest_for_a_short_time(
    reader: Client, ferry: Photo, name: str, width: int
) -> None:
    world.publish(draft_with(ferry))
    response = reader.get(f"/photos/{ferry.public_id}/{name}")
    assert response["Cache-Control"] == "public, max-age=60"
    assert f"-{width}-" in response["ETag"]


@pytest.mark.parametrize(
    "name", ["full-640-1.gif", "square-640-1.jpg", "full-640.jpg", "..", "full-0-1.jpg", "x" * 300]
)
def test_what_is_no_photograph_is_not_found(reader: Client, ferry: Photo, name: str) -> None:
    world.publish(draft_with(ferry))
    assert reader.get(f"/photos/{ferry.public_id}/{name}").status_code == 404


def test_robots_are_told_what_to_leave_alone(reader: Client) -> None:
    response = reader.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert b"Disallow: /admin/" in response.content
