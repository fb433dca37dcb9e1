"""Closing accounts: nothing opens any more, at once; what the person did stays."""

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.test import Client

from articles.models import Article
from ground import clock
from staff import deactivating, inviting, links, people, tokens
from staff.models import AuditEntry, User
from staff.people import LastAdministrator
from staff.permissions import NotAllowed
from tests import world
from tests.together import at_once, failures
from tests.world import MORNING

pytestmark = pytest.mark.django_db
PASSWORD = "a-long-word-for-halmsund"


@pytest.fixture
def ada() -> User:
    return world.person("ada", "administrator")


@pytest.fixture
def anna() -> User:
    anna = world.editor()
    anna.email = "anna@example.org"
    anna.set_password(PASSWORD)
    anna.save()
    return anna


def deactivate(person: User, by: User | None = None) -> User:
    return deactivating.deactivate(person=person, by=by, at=clock.now())


def reactivate(person: User, by: User | None = None) -> User:
    return deactivating.reactivate(person=person, by=by, at=clock.now())


def secret(person: User) -> str:
    later = clock.now().replace(year=2091)
    return tokens.issue(user=person, name="importer", scopes=[], expires_at=later, by=None, at=clock.now())[1]


def test_sessions_end_at_once_and_do_not_come_back_with_the_account(ada: User, anna: User) -> None:
    browsers = [Client(), Client()]
    for browser in browsers:
        browser.force_login(anna)
    deactivate(anna, by=ada)
    assert [browser.get("/admin/").status_code for browser in browsers[:1]] == [302]
    reactivate(anna, by=ada)
    assert [browser.get("/admin/").status_code for browser in browsers] == [302, 302]
    assert browsers[0].login(username="anna", password=PASSWORD)
    assert browsers[0].get("/admin/").status_code == 200


def test_tokens_open_nothing_and_stay_closed(ada: User, anna: User) -> None:
    key = secret(anna)
    deactivate(anna, by=ada)
    assert tokens.find(secret=key, at=clock.now()) is None
    late = secret(anna)
    reactivate(anna, by=ada)
    assert [tokens.find(secret=each, at=clock.now()) for each in (key, late)] == [None, None]


def test_links_of_before_are_dead_also_afterwards(anna: User) -> None:
    link = links.NEW_PASSWORD.make_token(anna)
    assert links.NEW_PASSWORD.check_token(anna, link)
    assert not links.NEW_PASSWORD.check_token(deactivate(anna), link)
    assert not links.NEW_PASSWORD.check_token(reactivate(anna), link)


def test_stories_bylines_and_the_log_stay(ada: User, anna: User) -> None:
    article = world.published(by=anna, bylines=[{"name": "Anna Berg"}])
    Article.objects.filter(pk=article.pk).update(assignee=anna)
    deactivate(anna, by=ada)
    article.refresh_from_db()
    assert (article.created_by, article.assignee) == (anna, anna)
    assert article.bylines.get().name == "Anna Berg"
    assert "Anna Berg" in Client().get(str(article.path)).content.decode()
    assert AuditEntry.objects.filter(actor=anna).exists()


def test_each_is_done_and_recorded_once(ada: User, anna: User) -> None:
    secret(anna)
    AuditEntry.objects.all().delete()
    for verb in (deactivate, deactivate, reactivate, reactivate):
        verb(anna, by=ada)
    done = AuditEntry.objects.order_by("pk").values_list("verb", "detail")
    assert list(done) == [("deactivate", {"tokens revoked": ["importer"]}), ("reactivate", {})]


def test_nobody_deactivates_themselves(ada: User) -> None:
    world.person("bo", "administrator")
    with pytest.raises(deactivating.OwnAccount):
        deactivate(ada, by=ada)


def test_the_last_administrator_stays(ada: User, anna: User) -> None:
    inviting.invite(
        first_name="Bo", last_name="", email="bo@x.example", roles=_administrators(), by=ada, at=clock.now()
    )
    with pytest.raises(LastAdministrator, match="ada is the last administrator who can log in"):
        deactivate(ada)
    with pytest.raises(LastAdministrator):
        people.change_person(person=ada, fields={"groups": []}, by=ada, at=MORNING)
    assert ada.groups.exists()
    world.person("cy", "administrator")
    assert not deactivate(ada).is_active


def test_a_superuser_is_an_administrator_who_is_left(ada: User) -> None:
    User.objects.create_superuser("chief", password=PASSWORD)
    assert not deactivate(ada).is_active


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_deactivate_each_other_at_once_leave_one() -> None:
    ada, bo = world.person("ada", "administrator"), world.person("bo", "administrator")
    refused = failures(at_once(lambda: deactivate(ada, by=bo), lambda: deactivate(bo, by=ada)))
    assert [type(error) for error in refused] in ([LastAdministrator], [NotAllowed])
    assert User.objects.filter(is_active=True).count() == 1


def test_an_invitation_ends_with_the_account_and_only_another_one_opens_it() -> None:
    bo = inviting.invite(first_name="Bo", last_name="", email="bo@x.example", roles=[], by=None, at=MORNING)
    deactivate(bo)
    with pytest.raises(deactivating.NeverHadPassword, match="Invite again"):
        reactivate(bo)
    assert inviting.invite_again(person=bo, by=None, at=clock.now()).is_active
    with pytest.raises(IntegrityError, match="only_the_active_are_invited"), transaction.atomic():
        User.objects.filter(pk=bo.pk).update(is_active=False)


def test_accounts_are_closed_by_administrators_and_superusers_by_superusers(ada: User, anna: User) -> None:
    chief = User.objects.create_superuser("chief")
    for verb in (deactivate, reactivate):
        with pytest.raises(NotAllowed):
            verb(ada, by=anna)
        with pytest.raises(NotAllowed, match="of a superuser"):
            verb(chief, by=ada)


def _administrators() -> list[Group]:
    return list(Group.objects.filter(name="administrator"))
