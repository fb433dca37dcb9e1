"""A publication happens with all that follows from it or not at all, whenever the machine dies."""

import http.client
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Queue

import psycopg
import pytest

from newsroom import database
from tests.journeys.house import House
from tests.newsroom.processes import wait_for

DRAFTS = 100
#: Publications after which the house is killed, and programs that publish at once.
_KILLED_AFTER, _PROGRAMS = 30, 4
_LIVE = """
    SELECT article.public_id::text, article.id FROM articles_article article
    JOIN articles_edition edition ON edition.article_id = article.id
    WHERE tstzrange(edition.live_from, edition.live_until) @> now()
"""
_PURGED = """
    SELECT split_part(key, ':', 2) FROM newsroom_purge, unnest(keys) AS key WHERE key LIKE 'article:%'
"""
_RELATED = "SELECT (args->>'article_id')::bigint FROM procrastinate_jobs WHERE task_name = 'readers.relate'"


class Program:
    """Publishes drafts through the API, several at once, and remembers which were published."""

    def __init__(self, house: House, token: str) -> None:
        self.house = house
        self.headers = {"Authorization": f"Bearer {token}", "If-Match": '"1"'}
        self.told: dict[str, int] = {}

    def start(self, ids: list[str]) -> list[threading.Thread]:
        waiting: Queue[str] = Queue()
        for public_id in ids:
            waiting.put(public_id)
        threads = [threading.Thread(target=self._publish, args=(waiting,)) for _ in range(_PROGRAMS)]
        for thread in threads:
            thread.start()
        return threads

    def _publish(self, waiting: "Queue[str]") -> None:
        """Until nothing waits or nobody answers."""
        try:
            while True:
                public_id = waiting.get_nowait()
                answer = self.house.put(f"/api/v1/drafts/{public_id}/publication", {}, self.headers)
                self.told[public_id] = answer.status
        except (Empty, OSError, http.client.HTTPException):
            return


@pytest.fixture
def drafts(whole_house: House) -> list[str]:
    """Their public ids."""
    code = f"from tests.journeys import drafts; drafts.write({DRAFTS})"
    return whole_house.done("shell", "--verbosity", "0", "--command", code).split()


@pytest.fixture
def token(whole_house: House, drafts: list[str]) -> str:
    """Of a program of the editor who wrote the drafts."""
    return whole_house.done("issue_token", "anna", "--scope", "drafts:publish").splitlines()[-1]


@pytest.fixture
def home(whole_house: House, drafts: list[str], token: str) -> Path:
    """The house's database, at rest: it starts again with the house, as careful as ever."""
    home = whole_house.var / "postgres"
    database.release(home, patience=20)
    wait_for(lambda: whole_house.running() == [])
    return home


@pytest.mark.long
def test_what_was_published_has_all_that_follows_and_the_rest_nothing(
    whole_house: House, drafts: list[str], token: str, home: Path
) -> None:
    before = killed_in_the_middle(whole_house, drafts, token)
    whole_house.open()
    live = agreed(home)
    assert before.told.keys() <= live
    assert len(live) < DRAFTS
    after = Program(whole_house, token)
    join(after.start(drafts))
    assert {public_id for public_id, status in after.told.items() if status == 200} == live
    assert {public_id for public_id, status in after.told.items() if status == 201} == set(drafts) - live
    assert agreed(home) == set(drafts)


def killed_in_the_middle(house: House, drafts: list[str], token: str) -> Program:
    house.open()
    program = Program(house, token)
    threads = program.start(drafts)
    wait_for(lambda: len(program.told) >= _KILLED_AFTER)
    house.kill()
    join(threads)
    assert set(program.told.values()) == {201}
    return program


def join(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive()


def agreed(home: Path) -> set[str]:
    """The stories that readers see: each was purged and is to be related once, and no other is."""
    with psycopg.connect(host=str(database.ensure(home)), user="newsroom", dbname="newsroom") as connection:
        live = dict(connection.execute(_LIVE).fetchall())
        assert sorted(_column(connection, _PURGED)) == sorted(live)
        assert sorted(_column(connection, _RELATED)) == sorted(live.values())
    return set(live)


def _column(connection: psycopg.Connection, query: str) -> Iterator[object]:
    return (row[0] for row in connection.execute(query))
