"""Houses: on the database of the test, with folders that the test shares, or all on their own."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from newsroom import cluster, database
from tests.conftest import CARELESS
from tests.journeys.house import House
from tests.newsroom.processes import address_of_test_database, end_other_sessions


@pytest.fixture(scope="session")
def static_files() -> Path:
    """The static files as a house serves them, collected once for the run: it takes ten seconds."""
    run = Path(os.environ["NEWSROOM_TEST_RUN"])
    collected = run / "collected"
    with (run / "collecting").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (collected / "static" / "staticfiles.json").exists():
            House(collected).done("collectstatic", "--no-input", "--verbosity", "0")
    return collected / "static"


@pytest.fixture
def house(transactional_db: None, static_files: Path, settings: Settings, tmp_path: Path) -> Iterator[House]:
    """Nothing of it runs yet. What the test writes is there for its processes, and the reverse."""
    house = House(tmp_path)
    house.environment["DATABASE_URL"] = address_of_test_database()
    (house.var / "static").symlink_to(static_files)
    settings.MEDIA_ROOT, settings.WIRE_FOLDER = house.var / "uploads", house.var / "wire"
    yield house
    house.kill()
    end_other_sessions()


@pytest.fixture
def whole_house(static_files: Path) -> Iterator[House]:
    """One with its own embedded database, migrated; nothing of it runs yet."""
    var = Path(tempfile.mkdtemp(prefix="newsroom-journey-", dir="/tmp"))
    # Run by root, PostgreSQL takes another user, who must come through.
    var.chmod(0o755)
    house = House(var)
    (var / "static").symlink_to(static_files)
    try:
        # Without waiting for the disk; what is served afterwards runs as it does for a reader.
        database.ensure(var / "postgres", tuning=CARELESS)
        house.done("migrate", "--verbosity", "0")
        yield house
    finally:
        database.release(var / "postgres")
        house.kill()
        cluster.remove(var / "postgres")
        shutil.rmtree(var)
