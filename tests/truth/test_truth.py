"""The truth: after every random step, model, tables and every public surface agree."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.truth.machine import Publishing
from tests.truth.translations import Translating

pytestmark = pytest.mark.django_db


def walk(machine: type[Publishing] = Publishing, *, steps: int) -> None:
    """Walk until that many steps were taken and looked at.

    A failure is told as it was found: to shrink a walk over so many pages takes minutes.
    """
    machine.steps = 0
    while machine.steps < steps:
        longest = min(_LONGEST, steps - machine.steps + _TO_BEGIN)
        run_state_machine_as_test(machine, settings=settings(_WALK, stateful_step_count=longest))


#: Steps in one newsroom: then another one is opened.
_LONGEST = 50
#: Those of them with which a newsroom is opened.
_TO_BEGIN = 2
_WALK = settings(
    max_examples=1,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.timeout(900)
@pytest.mark.parametrize("half", [1, 2])
def test_sixty_steps(half: int) -> None:
    """Thirty each, so that two cores walk at once; `--long` takes thousands."""
    walk(steps=30)


@pytest.mark.timeout(900)
def test_forty_steps_among_translations() -> None:
    walk(Translating, steps=40)


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("machine", [Publishing, Translating])
def test_two_thousand_steps(machine: type[Publishing]) -> None:
    walk(machine, steps=2000)
