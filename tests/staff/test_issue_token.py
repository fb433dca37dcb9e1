"""`manage.py issue_token`: a working token on the output, and sentences for mistakes."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from ground import clock
from staff import tokens
from staff.models import ApiToken, AuditEntry, User

pytestmark = pytest.mark.django_db


def issue(*arguments: str) -> str:
    out = StringIO()
    call_command("issue_token", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue().strip()


def test_the_output_is_the_secret_alone_and_it_opens_the_door() -> None:
    user = User.objects.create_user("anna")
    secret = issue("anna", "--scope", "drafts:read", "--scope", "drafts:publish", "--days", "7")
    token = tokens.find(secret=secret, at=clock.now())
    assert token is not None
    assert (token.user, token.scopes) == (user, ["drafts:publish", "drafts:read"])
    assert token.expires_at - token.created_at == timedelta(days=7)
    assert AuditEntry.objects.get().actor_name == "Newsroom"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["bo", "--scope", "drafts:read"], "no active user “bo”"),
        (["anna", "--scope", "drafts:read", "--days", "0"], "1 to 3650 days"),
        (["anna", "--scope", "everything"], "invalid choice"),
        (["anna"], "--scope"),
    ],
)
def test_a_mistake_gets_a_sentence_and_no_token(arguments: list[str], sentence: str) -> None:
    User.objects.create_user("anna")
    with pytest.raises(CommandError, match=sentence):
        issue(*arguments)
    assert not ApiToken.objects.exists()


def test_a_database_without_tables_gets_a_sentence() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL search_path TO pg_catalog")
    with pytest.raises(CommandError, match="This database has no tables yet"):
        issue("anna", "--scope", "drafts:read")
    connection.set_rollback(True)
