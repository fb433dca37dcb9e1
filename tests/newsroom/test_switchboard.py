"""The switchboard: facts become rows in the same transaction, or nothing at all."""

import psycopg
import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import withdrawing
from newsroom import purging, switchboard
from newsroom.models import Purge
from staff import inviting, resetting
from staff.models import ResetRequest
from tests import world

pytestmark = pytest.mark.django_db


def test_a_publication_writes_its_purge_and_its_job() -> None:
    article = world.published()
    assert f"article:{article.public_id}" in Purge.objects.get().keys
    assert ProcrastinateJob.objects.get().args == {"article_id": article.pk}


def test_a_publication_that_rolls_back_leaves_no_purge_and_no_job() -> None:
    with transaction.atomic():
        world.published()
        transaction.set_rollback(True)
    assert (Purge.objects.count(), ProcrastinateJob.objects.count()) == (0, 0)


def test_a_withdrawal_purges_hard_and_an_update_does_not() -> None:
    article = world.published()
    world.publish(world.save(article, summary="More."))
    withdrawing.withdraw(article=article, by=None, notice="Gone.")
    assert [purge.hard for purge in Purge.objects.order_by("pk")] == [False, False, False, True]


@pytest.mark.django_db(transaction=True)
def test_other_processes_hear_of_a_purge_when_it_is_committed() -> None:
    parameters = connection.get_connection_params()
    parameters = {name: parameters[name] for name in ("dbname", "user", "host") if parameters.get(name)}
    with psycopg.connect(**parameters, autocommit=True) as listener:
        listener.execute(f"LISTEN {purging.CHANNEL}")
        world.published()
        heard = [notice.payload for notice in listener.notifies(timeout=5, stop_after=1)]
    assert heard == [str(Purge.objects.get().pk)]


def test_an_invitation_and_a_request_write_a_job_each_without_a_secret() -> None:
    anna = inviting.invite(
        first_name="Anna", last_name="", email="anna@example.org", roles=[], by=None, at=world.MORNING
    )
    resetting.ask(name="anna", sender="192.0.2.1", at=world.MORNING)
    jobs = ProcrastinateJob.objects.order_by("pk").values_list("task_name", "args")
    request = ResetRequest.objects.get()
    assert list(jobs) == [
        ("desk.mail_invitation", {"person_id": anna.pk}),
        ("desk.mail_new_password", {"request_id": request.pk}),
    ]


def test_every_job_that_a_fact_defers_exists() -> None:
    assert {"desk.mail_invitation", "desk.mail_new_password"} <= set(switchboard.jobs.tasks)


def test_every_periodic_job_exists() -> None:
    names = {name for _, name in switchboard.PERIODIC}
    assert names <= set(switchboard.jobs.tasks)
