"""What every test stands on: one throw-away database server for the run, and a browser for those that ask."""

import os
import shutil
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.test import TransactionTestCase
from playwright.sync_api import Browser, Page, expect, sync_playwright

from media import renditions
from media.models import Photo
from media.recipes import Rung
from newsroom import database

#: A test run may lose its database with the machine's power; PostgreSQL then need not wait for the disk.
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="also run the tests marked long")


def pytest_configure(config: pytest.Config) -> None:
    if _is_embedded():
        database.ensure(settings.VAR_DIR / "postgres", tuning=CARELESS)
        # The server is thrown away with all that is in it; dropping a database would wait for whoever still looks.
        config.option.reuse_db = True


def pytest_unconfigure(config: pytest.Config) -> None:
    if _is_embedded():
        database.release(settings.VAR_DIR / "postgres")
    if not hasattr(config, "workerinput"):
        shutil.rmtree(os.environ["NEWSROOM_TEST_RUN"], ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    # The longest first: no process is left with one of them when the others have nothing to do any more.
    items.sort(key=lambda item: "/journeys/" not in item.nodeid)
    if config.getoption("--long"):
        return
    long = [item for item in items if item.get_closest_marker("long")]
    config.hook.pytest_deselected(items=long)
    items[:] = [item for item in items if item not in long]


def _is_embedded() -> bool:
    return bool(settings.DATABASES["default"]["ENGINE"] == "newsroom.embedded")


@pytest.fixture(autouse=True)
def _no_jobs_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Empty the tables of jobs after tests that commit; Django's flush leaves out models it does not manage."""
    marker = request.node.get_closest_marker("django_db")
    commits = marker is not None and marker.kwargs.get("transaction")
    commits = commits or {"transactional_db", "live_server"} & set(request.fixturenames)
    if commits:
        request.getfixturevalue("transactional_db")
    yield
    if commits:
        with connection.cursor() as cursor:
            _wait_for_answers(cursor)
            cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers, procrastinate_periodic_defers CASCADE")


def _wait_for_answers(cursor: CursorWrapper) -> None:
    """A page that was closed may still be answered; tables that are emptied under it would deadlock with that."""
    others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    for _ in range(200):
        cursor.execute(f"SELECT count(*) {others} AND state IN ('active', 'idle in transaction')")
        if cursor.fetchone() == (0,):
            return
        time.sleep(0.02)


#: What migrations lay down, and no test changes. Should one, all is laid down anew behind it.
_LAID_DOWN = ("django_content_type", "auth_permission", "auth_group", "auth_group_permissions")
#: Rows whose remains would slow down the tests that follow.
_MANY = 500
_flush = TransactionTestCase._fixture_teardown
_counted: list[tuple[int, ...]] = []


def _empty(test: TransactionTestCase) -> None:
    """Behind a test that commits Django truncates every table and makes rights and roles anew, for half a second.

    This deletes what there is, and asks no trigger.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"(SELECT count(*) FROM {name})" for name in _LAID_DOWN))
        counted = cursor.fetchone()
        if counted != (_counted or [counted])[0]:
            _flush(test)
            return
        _counted[:] = [counted]
        cursor.execute(_which_have_rows())
        names = [name for (name,) in cursor.fetchall()]
        many = _delete(cursor, names)
        for name in many:
            cursor.execute(f"VACUUM {name}")


@cache
def _which_have_rows() -> str:
    names = set(connection.introspection.django_table_names(only_existing=True)) - set(_LAID_DOWN)
    return " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT FROM {name})" for name in sorted(names))


def _delete(cursor: CursorWrapper, names: list[str]) -> list[str]:
    """Those of the tables that held many rows."""
    many = []
    with transaction.atomic():
        cursor.execute("SET LOCAL session_replication_role = replica")
        for name in names:
            cursor.execute(f"DELETE FROM {name}")
            many += [name] if cursor.rowcount > _MANY else []
    return many


@pytest.fixture(scope="session", autouse=True)
def _quickly_emptied() -> Iterator[None]:
    """Only a superuser may leave triggers unasked; another server than our own may not give us one."""
    with pytest.MonkeyPatch.context() as patch:
        if _is_embedded():
            patch.setattr(TransactionTestCase, "_fixture_teardown", _empty)
        yield


_SIZES: dict[tuple[object, ...], list[tuple[Rung, str, bytes]]] = {}
_encoded = renditions._encoded


@pytest.fixture(autouse=True)
def _sizes_made_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sizes of a photograph that many tests draw alike are made for the first of them; in tests/media for each."""
    if "tests/media/" not in request.node.nodeid:
        monkeypatch.setattr(renditions, "_encoded", _encoded_once)


def _encoded_once(photo: Photo, missing: list[renditions.File]) -> list[tuple[Rung, str, bytes]]:
    """What `_encoded` makes of the bytes of the original, and of the facts that it looks at."""
    seen = photo.focal_x, photo.focal_y, photo.byline, photo.credit, photo.copyright_notice, photo.usage_terms
    key = photo.sha256, photo.digital_source_type, *seen, *missing
    if key not in _SIZES:
        _SIZES[key] = list(_encoded(photo, missing))
    return _SIZES[key]


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The program of the machine's browser; the environment variable CHROMIUM names another one."""
    named = [os.environ.get("CHROMIUM"), *map(shutil.which, _CHROMIUM)]
    found = [Path(name) for name in named if name]
    assert found, "No Chromium: install the package chromium, or set CHROMIUM to the program."
    return found[0]


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    # Chromium's sandbox does not work for root.
    options = ["--no-sandbox"] if os.geteuid() == 0 else []
    # What comes late on a busy machine has come all the same.
    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=options)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of its own browser context: no cookies, no storage of another test."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        yield context.new_page()
