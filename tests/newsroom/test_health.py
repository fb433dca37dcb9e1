"""Health: alive while it answers, ready once the database was there."""

import pytest
from django.test import Client

from newsroom import health


def test_a_process_that_answers_is_alive() -> None:
    assert Client().get("/healthz").status_code == 200


@pytest.mark.django_db
def test_a_process_is_ready_once_the_database_answered_and_stays_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_passed", False)
    answers = []
    for reachable in (False, True, False):
        monkeypatch.setattr(health, "_database_answers", lambda reachable=reachable: reachable)
        answer = Client().get("/readyz")
        answers.append((answer.status_code, answer.json()["status"]))
    assert answers == [(503, "fail"), (200, "pass"), (200, "warn")]
