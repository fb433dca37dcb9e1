"""A file is finished when it stands still and nobody has it open for writing."""

import errno
import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from wires import settling

ASK = """
import sys
from pathlib import Path
from wires import settling
for _ in range(3000):
    settling.has_writer(Path(sys.argv[1]), probe=Path(sys.argv[2]))
"""


leases = pytest.mark.skipif(not hasattr(fcntl, "F_SETLEASE"), reason="only Linux has leases")


@pytest.fixture
def probe(tmp_path: Path) -> Path:
    place = tmp_path / ".probe"
    place.touch()
    return place


@pytest.fixture
def place(tmp_path: Path) -> Path:
    place = tmp_path / "story.json"
    place.write_bytes(b"{}")
    return place


def refuse_leases(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    real = fcntl.fcntl

    def refusing(handle: int, command: int, *argument: int) -> int:
        if command == fcntl.F_SETLEASE:
            raise OSError(number, os.strerror(number))
        return real(handle, command, *argument)

    monkeypatch.setattr(fcntl, "fcntl", refusing)


@leases
def test_a_file_that_somebody_has_open_for_writing_is_not_finished(place: Path, probe: Path) -> None:
    with place.open("ab"):
        assert not settling.is_finished(place, still=3600, probe=probe)
    assert settling.is_finished(place, still=1, probe=probe)


def test_a_file_that_somebody_only_reads_is_finished(place: Path, probe: Path) -> None:
    with place.open("rb"):
        assert settling.is_finished(place, still=1, probe=probe)


@leases
@pytest.mark.parametrize("number", [errno.EACCES, errno.EINVAL, errno.ENOTSUP, errno.EAGAIN])
def test_where_the_kernel_cannot_say_a_file_must_stand_still_for_longer(
    place: Path, probe: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    refuse_leases(monkeypatch, number)
    assert settling.has_writer(place, probe=probe) is None
    assert not settling.is_finished(place, still=2, probe=probe)
    assert settling.is_finished(place, still=3, probe=probe)


def test_on_a_system_without_leases_a_file_must_stand_still_for_longer(
    place: Path, probe: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "_SET_LEASE", None)
    assert not settling.is_finished(place, still=2, probe=probe)
    assert settling.is_finished(place, still=3, probe=probe)


@leases
def test_a_writer_who_comes_while_the_kernel_is_asked_does_not_end_the_process(place: Path, probe: Path) -> None:
    asking = subprocess.Popen([sys.executable, "-c", ASK, str(place), str(probe)])
    while asking.poll() is None:
        os.close(os.open(place, os.O_WRONLY))
    assert asking.returncode == 0


def test_an_empty_file_must_stand_still_for_much_longer() -> None:
    assert settling.may_be_finished(size=1, still=0.25)
    assert not settling.may_be_finished(size=1, still=0.2)
    assert not settling.may_be_finished(size=0, still=9)
    assert settling.may_be_finished(size=0, still=10)
