"""What an address answers at which no story stands."""

from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles import addressing, publishing, sweeping, withdrawing
from articles.models import Edition
from ground import clock
from newsroom.models import Purge
from readers import absent
from tests import world
from tests.world import ControlledClock


def test_a_withdrawn_story_leaves_its_notice_and_nothing_else(reader: Client, time: ControlledClock) -> None:
    article = world.published()
    time.move(seconds=1)
    withdrawing.withdraw(article=article, by=None, notice="A name was wrong.")
    response = reader.get(article.path)
    assert response.status_code == 410
    assert "This story has been withdrawn" in response.content.decode()
    assert "A name was wrong." in response.content.decode()
    assert "Ferry leaves" not in response.content.decode()
    assert f"article:{article.public_id}" in response["Surrogate-Key"]
    assert 'content="noindex"' in response.content.decode()


def test_what_is_gone_is_told_in_its_language(reader: Client) -> None:
    article = world.published("وصلت العبارة", language="ar")
    withdrawing.withdraw(article=article, by=None, notice="كان الاسم خاطئًا.")
    assert '<html lang="ar" dir="rtl"' in reader.get(article.path).content.decode()


def test_a_killed_and_an_expired_story_are_gone_too(reader: Client, time: ControlledClock) -> None:
    killed, expiring = world.published("Killed"), world.published("Expiring")
    withdrawing.plan_take_down(article=expiring, until=time.at + timedelta(seconds=5), by=None)
    time.move(seconds=5)
    withdrawing.withdraw(article=killed, by=None, notice="The agency took it back.", cause=Edition.EndedBy.KILL)
    assert reader.get(killed.path).status_code == 410
    assert "no longer available" in reader.get(expiring.path).content.decode()


def test_an_undone_first_publication_was_never_there(reader: Client, time: ControlledClock) -> None:
    article = world.published()
    time.move(seconds=3)
    publishing.undo(edition=article.editions.get(), by=None)
    assert reader.get(article.path).status_code == 404


def test_a_reinstated_story_is_back(reader: Client, time: ControlledClock) -> None:
    article = world.published()
    time.move(seconds=1)
    withdrawing.withdraw(article=article, by=None, notice="A name was wrong.")
    time.move(seconds=1)
    withdrawing.reinstate(article=article, by=None)
    assert reader.get(article.path).status_code == 200


def test_a_moved_story_redirects_for_good(reader: Client, time: ControlledClock) -> None:
    article = world.published()
    former = article.path or ""
    moved = addressing.move(article=article, slug="ferry-at-last", by=None)
    response = reader.get(former)
    assert (response.status_code, response["Location"]) == (301, moved.path)
    assert set(response["Surrogate-Key"].split()) == {f"path:{former}", f"article:{article.public_id}"}


def test_a_former_address_of_a_withdrawn_story_is_gone(reader: Client, time: ControlledClock) -> None:
    article = world.published()
    former = article.path
    addressing.move(article=article, slug="ferry-at-last", by=None)
    time.move(seconds=1)
    withdrawing.withdraw(article=article, by=None, notice="A name was wrong.")
    assert reader.get(former).status_code == 410


def test_a_former_address_does_not_give_away_a_planned_story(reader: Client, time: ControlledClock) -> None:
    article = world.draft()
    publishing.schedule(article=article, version=1, at=time.at + timedelta(hours=1), by=None)
    article.refresh_from_db()
    former = article.path
    addressing.move(article=article, slug="secret-name", by=None)
    assert reader.get(former).status_code == 404


def test_an_address_is_looked_up_by_indexes_alone() -> None:
    world.published()
    with CaptureQueriesContext(connection) as queries:
        absent.absent("/harbour/2020/01/01/nothing/", at=clock.now())
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {queries[0]['sql']}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "Seq Scan" not in plan, plan
    assert plan.count("Index Cond: ((path)::text = ") == 2, plan


def test_a_former_address_of_a_planned_story_is_purged_when_it_begins(time: ControlledClock) -> None:
    article = world.draft()
    publishing.schedule(article=article, version=1, at=time.at + timedelta(hours=1), by=None)
    article.refresh_from_db()
    addressing.move(article=article, slug="elsewhere", by=None)
    Purge.objects.all().delete()
    time.move(hours=1)
    sweeping.sweep()
    assert f"path:{article.path}" in Purge.objects.get().keys
