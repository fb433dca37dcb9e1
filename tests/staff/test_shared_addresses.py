"""The migration that gives each e-mail address to one account: it stops, and says whose addresses are shared."""

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from staff.models import User

MIGRATION: Any = import_module("staff.migrations.0003_invitations_and_resets")

pytestmark = pytest.mark.django_db


def test_accounts_that_share_an_address_stop_the_update_with_their_names() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX one_account_an_email")
    for username, email in (("anna", "a@example.org"), ("bo", "A@example.org"), ("cy", ""), ("di", "")):
        User.objects.create(username=username, email=email)
    with pytest.raises(SystemExit, match=r"a@example\.org: anna, bo$"):
        MIGRATION.refuse_shared_addresses(apps, None)
    User.objects.filter(username="bo").update(email="")
    MIGRATION.refuse_shared_addresses(apps, None)
