"""Reads: counted without knowing who, added up, written by one statement."""

from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ground import clock
from readers import reads, trending
from readers.models import ReadCount, Trending
from tests import world

OWN = {"Origin": "http://testserver"}


def read(reader: Client, body: object, **headers: str) -> int:
    given = {**OWN, **{name.replace("_", "-"): value for name, value in headers.items()}}
    return reader.post("/reads", str(body), content_type="text/plain", headers=given).status_code


def counted() -> dict[int, int]:
    reads.write(at=clock.now())
    return dict(ReadCount.objects.values_list("article_id", "reads"))


def test_reads_are_added_up_and_written_by_one_statement(reader: Client) -> None:
    first, second = world.published("First"), world.published("Second")
    with CaptureQueriesContext(connection) as queries:
        assert [read(reader, article.public_id) for article in (first, first, second)] == [204] * 3
    assert len(queries) == 0
    with CaptureQueriesContext(connection) as queries:
        assert counted() == {first.pk: 2, second.pk: 1}
    assert len([query for query in queries if "INSERT" in query["sql"]]) == 1
    read(reader, first.public_id)
    assert counted()[first.pk] == 3


def test_what_readers_cannot_see_is_not_counted(reader: Client) -> None:
    assert read(reader, world.draft().public_id) == 204
    assert read(reader, uuid4()) == 204
    assert counted() == {}


@pytest.mark.parametrize("body", ["", "x", "1" * 5000, "é"])
def test_what_is_no_id_is_refused(reader: Client, body: str) -> None:
    assert read(reader, body) == 400


@pytest.mark.parametrize(
    "agent", ["", "Googlebot/2.1", "curl/8.5", "python-requests/2.32", "Mozilla/5.0 HeadlessChrome/140", "SomeSpider"]
)
def test_robots_do_not_count(reader: Client, agent: str) -> None:
    assert read(reader, world.published().public_id, User_Agent=agent) == 204
    assert counted() == {}


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Origin": "null"},
        {"Origin": "http://["},
        {"Origin": "https://testserver"},
    ],
)
def test_other_sites_cannot_count(reader: Client, headers: dict[str, str]) -> None:
    assert read(reader, world.published().public_id, **headers) == 403


def test_the_door_takes_post_alone_and_sets_no_cookie(reader: Client) -> None:
    assert reader.get("/reads").status_code == 405
    response = reader.post("/reads", str(uuid4()), content_type="text/plain", headers=OWN)
    assert not response.cookies
    assert response["Cache-Control"] == "private, no-store"


def test_reads_that_cannot_be_written_are_kept_for_the_next_time(
    reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = world.published()
    read(reader, article.public_id)
    with monkeypatch.context() as broken:
        broken.setattr(reads, "_ADD", "SELECT broken {live}")
        before = transaction.savepoint()
        assert reads.write(at=clock.now()) == 0
        transaction.savepoint_rollback(before)
    assert counted() == {article.pk: 1}


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reads, "MOST", 3)
    tally = reads.Tally()
    first = uuid4()
    tally.add({first: 1})
    for _ in range(10):
        tally.add({uuid4(): 1})
    tally.add({first: 1})
    taken = tally.take()
    assert len(taken) == 3
    assert taken[first] == 2


def test_what_is_read_most_is_trending(reader: Client) -> None:
    often, seldom = world.published("Often"), world.published("Seldom")
    for article in (often, often, seldom):
        read(reader, article.public_id)
    counted()
    trending.count(at=clock.now())
    assert Trending.objects.get(language="en").article_ids == [often.pk, seldom.pk]
