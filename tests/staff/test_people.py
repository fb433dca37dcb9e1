"""People: accounts are opened and changed by those who may, once, with a row in the log."""

import pytest
from django.contrib.auth.models import Group

from staff import people
from staff.models import AuditEntry, User
from staff.permissions import NotAllowed
from tests import world
from tests.world import MORNING

pytestmark = pytest.mark.django_db


def roles(*names: str) -> list[Group]:
    return list(Group.objects.filter(name__in=names))


def test_an_account_is_opened_in_its_roles() -> None:
    ada = world.person("ada", "administrator")
    rolf = people.open_account(person=User(username="rolf"), roles=roles("reporter", "editor"), by=ada, at=MORNING)
    assert rolf.is_staff
    assert rolf.has_perm("articles.publish_article")
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.actor, entry.detail) == ("open account", ada, {"roles": ["editor", "reporter"]})


def test_a_change_is_made_and_recorded_once() -> None:
    rolf = world.person("rolf", "reporter")
    for _ in range(2):
        people.change_person(
            person=rolf, fields={"byline": "Rolf Tamm", "groups": roles("editor")}, by=None, at=MORNING
        )
    rolf.refresh_from_db()
    assert (rolf.byline, [group.name for group in rolf.groups.all()]) == ("Rolf Tamm", ["editor"])
    assert AuditEntry.objects.get().detail == {"fields": ["byline", "groups"]}


def test_accounts_are_for_administrators_and_superusers_for_superusers() -> None:
    anna, chief = world.editor(), User.objects.create_superuser("chief")
    with pytest.raises(NotAllowed):
        people.open_account(person=User(username="rolf"), roles=[], by=anna, at=MORNING)
    with pytest.raises(NotAllowed):
        people.change_person(person=anna, fields={"byline": "X"}, by=anna, at=MORNING)
    with pytest.raises(NotAllowed, match="of a superuser"):
        people.change_person(person=chief, fields={"byline": "X"}, by=world.person("ada", "administrator"), at=MORNING)
    assert not AuditEntry.objects.exists()


def test_only_another_password_is_recorded() -> None:
    anna = world.editor()
    for password in (None, "a-long-word-for-halmsund"):
        with people.changing_password(person=anna, by=None):
            if password:
                anna.set_password(password)
                anna.save()
    assert AuditEntry.objects.get().verb == "change password"
