"""A controlled morning, a reader without cookies, and photographs that are ready."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from ground import clock
from media import renditions
from media.intake import take_in
from media.models import Photo
from readers import reads
from tests import world
from tests.media import drawn
from tests.world import ControlledClock


@pytest.fixture
def time() -> Iterator[ControlledClock]:
    controlled = ControlledClock()
    with clock.using(controlled):
        yield controlled


@pytest.fixture(autouse=True)
def newsroom(db: None, time: ControlledClock, settings: Settings, tmp_path: Path) -> Iterator[None]:
    """The site, a folder for its photographs; nothing that was read is left for the next test."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    world.site(zone="Asia/Muscat", footer="Places and people are invented.")
    yield
    reads.forget()


@pytest.fixture
def reader() -> Client:
    """A browser's first visit; CSRF is checked as it is in earnest."""
    return Client(enforce_csrf_checks=True, headers={"User-Agent": "Mozilla/5.0 (X11) Firefox/140.0"})


@pytest.fixture
def ferry() -> Photo:
    """A photograph of 900 by 600 pixels, ready in all sizes."""
    photo = take_in(data=drawn.photograph(900, 600), filename="ferry.jpg", by=None).photo
    renditions.make(photo_id=photo.pk)
    return Photo.objects.get(pk=photo.pk)
