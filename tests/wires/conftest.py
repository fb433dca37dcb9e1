"""A feed of an invented agency, its folder, and the people who take from it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from pytest_django.fixtures import Settings

from articles.models import Section
from ground import clock
from staff.models import User
from tests.wires import certificates
from tests.wires.origin import Origin, serving
from tests.world import ControlledClock
from wires import connecting
from wires.models import Connection, Feed


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
def desk(client: Client, editor: User) -> Client:
    """The browser of an editor who has logged in."""
    client.force_login(editor)
    return client


@pytest.fixture
def hand() -> Iterator[ControlledClock]:
    """A clock that the test moves."""
    controlled = ControlledClock()
    with clock.using(controlled):
        yield controlled


@pytest.fixture
def connect(feed: Feed, hand: ControlledClock) -> Callable[..., Connection]:
    """Makes a way in of the feed, of web addresses unless it is told another kind."""

    def made(address: str = "https://wire.example/x", *, secret: str = "", **fields: Any) -> Connection:
        one = Connection(feed=feed, **{"kind": "http", "address": address, **fields})
        return connecting.keep_connection(connection=one, secret=secret, by=None, at=hand.at)

    return made


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
