"""A tree of processes: the dead start again, all end together, and nothing is left behind."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsroom.supervising import Part, Tree
from tests.newsroom.processes import lives, wait_for

BASE = Path(__file__).resolve().parents[2]
#: A part that writes its number into a folder and waits; `stubborn` ones do not hear SIGTERM.
PART = """
import os, pathlib, signal, subprocess, sys, time
folder, name = pathlib.Path(sys.argv[1]), sys.argv[2]
if "stubborn" in name:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
if "family" in name:
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    (folder / f"{name}.child").write_text(str(child.pid))
with (folder / name).open("a") as file:
    file.write(f"{os.getpid()}\\n")
if "brief" in name:
    sys.exit(3)
time.sleep(60)
"""
SUPERVISOR = """
import sys
from newsroom.supervising import Part, Tree
from tests.newsroom.processes import lives, wait_for
folder, *names = sys.argv[1:]
parts = [Part(name, [sys.executable, "-c", {part!r}, folder, name]) for name in names]
Tree(parts, say=lambda text: print(text, flush=True), grace=1.0).run()
print("ended", flush=True)
"""


def numbers(path: Path) -> list[int]:
    return [int(line) for line in path.read_text().split()] if path.exists() else []


@pytest.fixture
def supervise(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts a supervisor with the named parts and waits until all of them run."""
    started: list[subprocess.Popen[str]] = []

    def start(*names: str) -> subprocess.Popen[str]:
        code = textwrap.dedent(SUPERVISOR.format(part=PART))
        supervisor = subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path), *names], cwd=BASE, stdout=subprocess.PIPE, text=True
        )
        started.append(supervisor)
        wait_for(lambda: all(numbers(tmp_path / name) for name in names))
        return supervisor

    yield start
    for supervisor in started:
        supervisor.kill()
        supervisor.communicate()
    for file in tmp_path.iterdir():
        for number in numbers(file):
            if lives(number):
                os.kill(number, signal.SIGKILL)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_all_parts_and_then_the_supervisor(supervise, tmp_path, number):
    supervisor = supervise("one", "two")

    supervisor.send_signal(number)

    assert supervisor.communicate(timeout=5)[0] == "ended\n"
    assert supervisor.returncode == 0
    assert not [name for name in ("one", "two") if lives(numbers(tmp_path / name)[0])]


def test_a_part_that_does_not_hear_is_killed_when_the_grace_is_over(supervise, tmp_path):
    supervisor = supervise("stubborn")

    supervisor.terminate()

    assert "stubborn did not end within 1 s and was killed." in supervisor.communicate(timeout=5)[0]
    assert not lives(numbers(tmp_path / "stubborn")[0])


def test_a_second_signal_does_not_wait_for_the_grace(supervise, tmp_path):
    supervisor = supervise("stubborn")
    before = time.monotonic()

    supervisor.send_signal(signal.SIGINT)
    time.sleep(0.2)
    supervisor.send_signal(signal.SIGINT)
    supervisor.communicate(timeout=5)

    assert time.monotonic() - before < 0.9
    assert not lives(numbers(tmp_path / "stubborn")[0])


def test_what_a_part_started_itself_ends_with_it(supervise, tmp_path):
    supervisor = supervise("family")

    supervisor.terminate()
    supervisor.communicate(timeout=5)

    assert not lives(numbers(tmp_path / "family.child")[0])


def test_a_killed_part_is_started_again_and_the_others_stay(supervise, tmp_path):
    supervise("one", "two")
    first, other = numbers(tmp_path / "one")[0], numbers(tmp_path / "two")

    os.kill(first, signal.SIGKILL)
    wait_for(lambda: len(numbers(tmp_path / "one")) == 2)

    assert numbers(tmp_path / "two") == other
    assert lives(other[0])


def test_a_part_that_ends_at_once_is_started_ever_more_slowly(supervise, tmp_path):
    supervisor = supervise("brief")

    time.sleep(2)
    supervisor.terminate()
    told = supervisor.communicate(timeout=5)[0].splitlines()

    assert told[0] == "brief ended with status 3; it starts again in 0.5 s."
    assert told[1] == "brief ended with status 3; it starts again in 1 s."
    assert len(numbers(tmp_path / "brief")) <= 3


def test_the_pause_between_starts_has_an_upper_bound():
    assert [Part("x", [], failures=number).pause for number in (1, 2, 3, 6, 60)] == [0.5, 1, 2, 15, 15]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent ended")
def test_a_killed_supervisor_leaves_no_part_behind(supervise, tmp_path):
    supervisor = supervise("one", "two")

    supervisor.kill()

    wait_for(lambda: not any(lives(numbers(tmp_path / name)[0]) for name in ("one", "two")), seconds=3)


def test_the_tick_is_called_while_the_tree_runs():
    ticks: list[float] = []
    tree = Tree([], say=print)

    def tick() -> None:
        ticks.append(time.monotonic())
        tree.stop()

    tree.run(tick=tick)

    assert len(ticks) == 1
