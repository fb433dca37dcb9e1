"""Servers on this machine for the ways in: what is trusted, and a look at one."""

from collections.abc import Callable
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from wires import sealing, ways
from wires.arrivals import Arrival, LeftOut
from wires.guarding import Deadline
from wires.models import Connection

Look = Callable[..., list[Arrival | LeftOut]]


@pytest.fixture
def to(settings: Settings) -> Callable[..., Connection]:
    """A way in to a port of this machine, which may be spoken to."""

    def connection(kind: str, port: int, **fields: Any) -> Connection:
        settings.INSIDE_HOSTS = frozenset({f"127.0.0.1:{port}"})
        values = {"username": "anna", "secret": sealing.seal("paper-boats"), **fields}
        return Connection(kind=kind, address=f"127.0.0.1:{port}", **values)

    return connection


@pytest.fixture
def look() -> Look:
    """All that one look takes, kept and written down."""

    def taken(connection: Connection, *, seconds: float = 20, keeps: bool = True) -> list[Arrival | LeftOut]:
        found = []
        with ways.opened(connection, Deadline(seconds)) as way:
            for one in way.arrivals():
                found.append(one)
                if keeps:
                    way.kept(one)
            if keeps:
                way.finish()
                for name, value in way.memory().items():
                    setattr(connection, name, value)
            connection.last_error = " ".join(way.troubles)
        return found

    return taken
