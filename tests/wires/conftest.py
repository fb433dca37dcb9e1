"""A feed of an invented agency, its folder, and the people who take from it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from pytest_django.fixtures import Settings

from articles.models import Section
from staff.models import User
from tests.wires import certificates
from tests.wires.origin import Origin, serving
from wires.models import Feed


@pytest.fixture(autouse=True)
def folders(settings: Settings, tmp_path: Path) -> Path:
    """Uploads and watched folders of this test alone."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    settings.WIRE_FOLDER = tmp_path / "wire"
    return tmp_path


@pytest.fixture
def feed(db: None) -> Feed:
    section = Section.objects.create(name="Coast", slug="coast")
    return Feed.objects.create(
        name="Harrow Bay Press", slug="harrow", credit="HBP", zone="Asia/Muscat", language="en", section=section
    )


def _of_role(name: str, role: str) -> User:
    user = User.objects.create_user(name, password="quay-lamp-7", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def reporter(db: None) -> User:
    return _of_role("ines", "reporter")


@pytest.fixture
def editor(db: None) -> User:
    return _of_role("odd", "editor")


@pytest.fixture
def wire_manager(db: None) -> User:
    return _of_role("wenche", "wire manager")


@pytest.fixture
def origin(settings: Settings) -> Iterator[Origin]:
    """A web server of the house itself, which may be asked."""
    with serving() as started:
        settings.INSIDE_HOSTS = frozenset({started.host})
        yield started


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return certificates.write(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The certificate, which the system trusts during the test."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    return certificate
