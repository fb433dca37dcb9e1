"""A clock that only the test moves."""

from collections.abc import Iterator

import pytest

from ground import clock
from tests.world import ControlledClock


@pytest.fixture
def time() -> Iterator[ControlledClock]:
    controlled = ControlledClock()
    with clock.using(controlled):
        yield controlled
