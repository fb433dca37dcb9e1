"""A folder of uploads for each test, and the people of the picture desk."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.dispatch import Signal
from pytest_django.fixtures import Settings

from media import facts
from media.intake import take_in
from media.models import Photo
from staff.models import User
from tests.media import drawn


@pytest.fixture(autouse=True)
def uploads(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    return tmp_path / "uploads"


@pytest.fixture
def picture_editor(db: None) -> User:
    user = User.objects.create_user("runa", is_staff=True)
    names = ("add_photo", "change_photo", "view_photo", "kill_photo", "lease_photo")
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    return User.objects.get(pk=user.pk)


@pytest.fixture
def passer_by(db: None) -> User:
    """Someone with an account and no rights."""
    return User.objects.create_user("tor")


@pytest.fixture
def ferry(db: None) -> Photo:
    """A photograph of 900 by 600 pixels, taken in and not yet made ready."""
    return take_in(data=drawn.photograph(900, 600), filename="ferry.jpg", by=None).photo


@pytest.fixture
def heard() -> Iterator[dict[str, list[Photo]]]:
    """The photographs that each fact named, by the fact."""
    told: dict[str, list[Photo]] = defaultdict(list)
    listeners = {name: fact for name, fact in vars(facts).items() if isinstance(fact, Signal)}
    hears = {name: lambda photo, name=name, **_: told[name].append(photo) for name in listeners}
    for name, fact in listeners.items():
        fact.connect(hears[name])
    yield told
    for name, fact in listeners.items():
        fact.disconnect(hears[name])
