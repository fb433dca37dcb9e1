"""A statement made once answers like one made for every question."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.db.models import QuerySet

from articles.models import Edition
from articles.prepared import A_MOMENT, Prepared
from tests import world
from tests.together import at_once
from tests.world import MORNING, ControlledClock


def live(*, at: datetime, headline: str) -> QuerySet[Edition]:
    since = at - timedelta(hours=1)
    return Edition.objects.live(at=at).filter(headline=headline, first_published_at__gt=since).select_related("section")


@pytest.fixture
def ferry(db: None, time: ControlledClock) -> None:
    world.published("Ferry")
    time.move(minutes=40)
    world.published("Quay")


@pytest.mark.parametrize("minutes", [-1, 0, 30, 40, 59, 60, 100])
@pytest.mark.parametrize("headline", ["Ferry", "Quay", "% Nobody's"])
def test_it_finds_what_the_queryset_finds(ferry: None, minutes: int, headline: str) -> None:
    prepared, at = Prepared(live, at=A_MOMENT, headline="a headline"), MORNING + timedelta(minutes=minutes)
    for _ in range(2):
        assert prepared.rows(at=at, headline=headline) == list(live(at=at, headline=headline))


def test_it_is_made_once_and_costs_one_query(ferry: None, django_assert_num_queries: object) -> None:
    made = []

    def making(*, headline: str) -> QuerySet[Edition]:
        made.append(headline)
        return Edition.objects.filter(headline=headline).select_related("section")

    prepared = Prepared(making, headline="a headline")
    with django_assert_num_queries(2):  # type: ignore[operator]
        rows = [prepared.rows(headline=headline)[0] for headline in ("Ferry", "Quay")]
        assert [row.section.name for row in rows] == ["Harbour", "Harbour"]
    assert made == ["a headline"]


@pytest.mark.django_db(transaction=True)
def test_each_of_many_that_ask_at_once_gets_its_own() -> None:
    headlines = [f"Ferry {number}" for number in range(6)]
    for headline in headlines:
        world.published(headline)
    prepared = Prepared(lambda *, headline: Edition.objects.filter(headline=headline), headline="a headline")

    def ask(headline: str) -> list[str]:
        return [prepared.rows(headline=headline)[0].headline for _ in range(30)]

    found = at_once(*(lambda headline=headline: ask(headline) for headline in headlines))
    assert found == [[headline] * 30 for headline in headlines]


def test_the_database_plans_it_once_for_a_session(ferry: None) -> None:
    prepared = Prepared(live, at=A_MOMENT, headline="a headline")
    for headline in ("Ferry", "Quay", "Ferry"):
        prepared.rows(at=MORNING, headline=headline)
    with connection.cursor() as cursor:
        cursor.execute("SELECT generic_plans + custom_plans FROM pg_prepared_statements")
        assert 2 in {runs for (runs,) in cursor.fetchall()}
