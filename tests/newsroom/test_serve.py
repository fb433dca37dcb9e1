"""`manage.py serve`: one tree of web server, worker and database that starts, heals and ends as a whole."""

import os
import shutil
import signal
import socket
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom import cluster, database, keeper
from tests.newsroom.processes import wait_for
from tests.newsroom.site import Site

pytestmark = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="reads the processes from /proc")


@pytest.fixture(scope="module")
def var() -> Iterator[Path]:
    """A folder with a migrated database, for all tests of this file."""
    var = Path(tempfile.mkdtemp(prefix="newsroom-serve-", dir="/tmp"))
    var.chmod(0o755)
    try:
        # Migrated without waiting for the disk; what is served afterwards runs as it does for a reader.
        database.ensure(var / "postgres", tuning={"fsync": "off", "synchronous_commit": "off"})
        migrating = Site(var).manage("migrate", "--verbosity", "0")
        assert (migrating.communicate(timeout=120)[0], migrating.returncode) == ("", 0)
        database.release(var / "postgres")
        yield var
    finally:
        database.release(var / "postgres")
        cluster.remove(var / "postgres")
        shutil.rmtree(var)


@pytest.fixture
def site(var: Path) -> Iterator[Site]:
    site = Site(var)
    yield site
    for number in site.running("manage.py"):
        os.kill(number, signal.SIGKILL)
    wait_for(lambda: not site.running())


@pytest.mark.parametrize("number", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.long)])
def test_a_signal_ends_the_whole_tree_with_its_database_within_five_seconds(site, number):
    serving = site.serve()
    before = time.monotonic()

    serving.send_signal(number)
    told = serving.communicate(timeout=10)[0]

    assert time.monotonic() - before < 5
    assert serving.returncode == 0
    assert "Newsroom has ended." in told
    assert "killed" not in told
    assert site.running() == []


def test_a_killed_serve_leaves_nobody_behind(site):
    site.serve().kill()

    wait_for(lambda: site.running() == [], seconds=6)


@pytest.mark.long
@pytest.mark.parametrize("word", ["webserver", "manage.py work"])
def test_a_killed_part_is_started_again(site, word):
    site.serve()
    first = site.running(word)

    os.kill(first[0], signal.SIGKILL)

    wait_for(lambda: len(site.running(word)) == len(first) and not set(first) & set(site.running(word)))
    wait_for(site.answers)


@pytest.mark.long
def test_a_killed_web_process_is_started_again(site):
    site.serve()
    main, *workers = site.running("webserver")

    os.kill(workers[0], signal.SIGKILL)

    wait_for(lambda: len(site.running("webserver")) == 3 and workers[0] not in site.running("webserver"))
    assert main in site.running("webserver")


@pytest.mark.long
def test_a_killed_database_is_started_again(site):
    site.serve()
    first = site.running("newsroom.keeper")

    os.kill(first[0], signal.SIGKILL)

    wait_for(lambda: site.running("newsroom.keeper") not in ([], first))
    wait_for(lambda: keeper.is_held(site.var / "postgres" / keeper.READY))


def test_a_port_in_use_gets_one_sentence(site):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", site.port))
        taken.listen()
        serving = site.manage("serve", "--port", str(site.port))
        told = serving.communicate(timeout=30)[0]

    assert serving.returncode == 1
    assert told == (
        f"CommandError: Cannot listen on 127.0.0.1:{site.port}: Address already in use. "
        "Stop what uses it, or choose another with --port.\n"
    )


def test_a_database_that_cannot_start_gets_one_sentence(site: Site, tmp_path: Path):
    (tmp_path / "file").write_text("")
    site.environment["NEWSROOM_SECRET_KEY"] = "x"
    site.environment["NEWSROOM_VAR"] = str(tmp_path / "file")

    serving = site.manage("serve", "--port", str(site.port))
    told = serving.communicate(timeout=30)[0]

    assert serving.returncode == 1
    assert told.count("\n") == 1
    assert str(tmp_path / "file" / "postgres") in told


@pytest.mark.parametrize(
    ("option", "given", "says"),
    [
        ("--port", "70000", "70000 is no port; write a number from 1 to 65535."),
        ("--port", "0", "0 is no port; write a number from 1 to 65535."),
        ("--host", "no.such.host.invalid", "Cannot listen on no.such.host.invalid:"),
    ],
)
def test_an_address_that_is_none_gets_one_sentence(site: Site, option: str, given: str, says: str) -> None:
    serving = site.manage("serve", option, given)
    told = serving.communicate(timeout=60)[0]
    assert serving.returncode != 0
    assert says in told
    assert "Traceback" not in told
    assert "Unknown error" not in told
