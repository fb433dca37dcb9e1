"""Files stand whole under their name, and the nearest size is found."""

from pathlib import Path

import pytest

from media import editing, files, renditions
from media.models import Photo


@pytest.fixture
def ready(ferry: Photo) -> Photo:
    renditions.make(photo_id=ferry.pk)
    return Photo.objects.get(pk=ferry.pk)


def test_a_write_leaves_the_file_and_nothing_else(uploads: Path) -> None:
    files.write("photos/ab/abc.jpg", b"one")
    files.write("photos/ab/abc.jpg", b"two")
    assert [place.read_bytes() for place in uploads.rglob("*.*")] == [b"two"]


@pytest.mark.parametrize(("asked", "given"), [(1, 320), (640, 640), (641, 800), (5000, 900)])
def test_the_nearest_size_is_found(ready: Photo, asked: int, given: int) -> None:
    place = files.nearest_rendition(photo=ready, crop="full", width=asked, fmt="webp")
    assert place is not None
    assert place.name == f"full-{given}.webp"


@pytest.mark.parametrize(("crop", "fmt"), [("square", "jpg"), ("full", "exe"), ("../..", "jpg")])
def test_a_size_that_is_no_recipe_is_not_found(ready: Photo, crop: str, fmt: str) -> None:
    assert files.nearest_rendition(photo=ready, crop=crop, width=320, fmt=fmt) is None


def test_before_any_is_made_there_is_none(ferry: Photo) -> None:
    assert files.nearest_rendition(photo=ferry, crop="full", width=320, fmt="jpg") is None


def test_of_a_killed_photograph_none_is_found(ready: Photo) -> None:
    photo = editing.kill(photo=ready, reason="x", by=None)
    assert files.nearest_rendition(photo=photo, crop="full", width=320, fmt="jpg") is None
