"""What a template gets of a photograph, without a query."""

from datetime import UTC, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from media import editing, leasing, renditions
from media.models import Photo
from media.pictures import picture, stills

NOW = datetime.now(UTC)


@pytest.fixture
def ready(ferry: Photo) -> Photo:
    renditions.make(photo_id=ferry.pk)
    return Photo.objects.get(pk=ferry.pk)


def test_a_ready_photograph_has_addresses_in_every_width(
    ready: Photo, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        shown = picture(ready, at=NOW)
    assert shown is not None
    assert shown.src == f"/photos/{ready.public_id}/full-800-1.jpg"
    assert (shown.width, shown.height) == (800, 533)
    assert shown.webp_srcset.startswith(f"/photos/{ready.public_id}/full-320-1.webp 320w, ")
    assert shown.jpg_srcset.endswith("full-900-1.jpg 900w")
    assert (shown.colour, shown.alt) == (ready.dominant_colour, ready.alt_text)


def test_a_crop_has_its_own_shape(ready: Photo) -> None:
    ready.width = 450
    shown = picture(ready, crop="3x2", at=NOW)
    assert shown is not None
    assert (shown.width, shown.height) == (800, 533)


def test_others_are_told_of_the_crop_that_was_made_for_them_first(
    ready: Photo, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        told = stills(ready)
    assert [(still.src.rpartition("/")[2], still.width, still.height) for still in told] == [
        ("social-900-1.jpg", 900, 472), ("3x2-900-1.jpg", 900, 600), ("full-900-1.jpg", 900, 600),
    ]  # fmt: skip


def test_until_it_is_made_others_are_told_of_the_nearest(ready: Photo, ferry: Photo) -> None:
    ready.ready = ["3x2-640.jpg", "3x2-640.webp", "3x2-1300.jpg", "full-2000.jpg"]
    assert [still.src.rpartition("/")[2] for still in stills(ready)] == ["3x2-1300-1.jpg", "full-2000-1.jpg"]
    assert stills(ferry) == ()


def test_the_crop_for_others_is_none_for_pages(ready: Photo) -> None:
    assert picture(ready, crop="social", at=NOW) is None


def test_before_a_size_is_ready_there_is_no_picture(ferry: Photo) -> None:
    assert picture(ferry, at=NOW) is None


def test_the_former_version_is_shown_until_the_new_one_is_made(ready: Photo) -> None:
    photo = editing.set_focal_point(photo=ready, x=0, y=0, by=None)
    before = picture(photo, at=NOW)
    renditions.make(photo_id=photo.pk)
    after = picture(Photo.objects.get(pk=photo.pk), at=NOW)
    assert before is not None
    assert after is not None
    assert before.src.endswith("full-800-1.jpg")
    assert after.src.endswith("full-800-2.jpg")


def test_a_photograph_without_the_right_has_no_picture(ready: Photo) -> None:
    leasing.grant(photo=ready, kind="deny", by=None)
    assert picture(ready, at=NOW) is None


def test_a_killed_photograph_has_no_picture(ready: Photo) -> None:
    assert picture(editing.kill(photo=ready, reason="x", by=None), at=NOW) is None
