"""People, tokens and the log in the admin."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.test import Client

from ground import clock
from staff import tokens
from staff.models import ApiToken, AuditEntry, User
from tests import world

PASSWORD = "a-long-word-for-halmsund"


@pytest.fixture
def office(db: None) -> Client:
    client = Client()
    client.force_login(world.person("ada", "administrator"))
    return client


def test_a_person_is_added_with_roles_and_may_enter_the_desk(office: Client) -> None:
    role = Group.objects.get(name="editor")
    sent = {"username": "anna", "usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
    answer = office.post("/admin/staff/user/add/", {**sent, "roles": [role.pk]})
    assert answer.status_code == 302
    person = User.objects.get(username="anna")
    assert person.is_staff
    assert list(person.groups.all()) == [role]
    assert AuditEntry.objects.get(subject_type="staff.user").verb == "open account"
    assert Client().login(username="anna", password=PASSWORD)


def test_nobody_makes_a_superuser_here(office: Client) -> None:
    person = world.person("anna", "editor")
    sent = {"username": "anna", "is_active": "on", "is_superuser": "on", "user_permissions": ["1"], "groups": []}
    office.post(f"/admin/staff/user/{person.pk}/change/", sent)
    person.refresh_from_db()
    assert not person.is_superuser
    assert not person.user_permissions.exists()


def test_a_superusers_password_is_out_of_reach(office: Client) -> None:
    chief = User.objects.create_superuser("chief")
    sent = {"password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
    assert office.post(f"/admin/staff/user/{chief.pk}/password/", sent).status_code == 403
    assert office.post(f"/admin/staff/user/{chief.pk}/change/", {"username": "chief"}).status_code == 403


def test_a_password_is_changed_and_the_log_says_so_without_it(office: Client) -> None:
    person = world.person("anna", "editor")
    sent = {"password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
    assert office.post(f"/admin/staff/user/{person.pk}/password/", sent).status_code == 302
    entry = AuditEntry.objects.get(verb="change password")
    assert (entry.subject_name, entry.detail) == ("anna", {})
    assert Client().login(username="anna", password=PASSWORD)


def test_ones_own_password_is_changed_and_the_log_says_so(office: Client) -> None:
    ada = User.objects.get(username="ada")
    ada.set_password("old-word-for-oskeld")
    ada.save()
    office.force_login(ada)
    sent = {"old_password": "old-word-for-oskeld", "new_password1": PASSWORD, "new_password2": PASSWORD}
    office.post("/admin/password_change/", {**sent, "new_password2": "another"})
    assert not AuditEntry.objects.exists()
    assert office.post("/admin/password_change/", sent).status_code == 302
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.actor, entry.subject_id, entry.detail) == ("change password", ada, str(ada.pk), {})
    assert office.get("/admin/").status_code == 200


def test_a_person_is_changed_with_roles_and_saving_again_records_nothing(office: Client) -> None:
    person, role = world.person("anna", "editor"), Group.objects.get(name="duty editor")
    sent = {"username": "anna", "byline": "Anna Berg", "is_active": "on", "groups": [role.pk]}
    for _ in range(2):
        assert office.post(f"/admin/staff/user/{person.pk}/change/", sent).status_code == 302
    person.refresh_from_db()
    assert (person.byline, list(person.groups.all())) == ("Anna Berg", [role])
    assert AuditEntry.objects.get().detail == {"fields": ["byline", "groups"]}
    assert not LogEntry.objects.exists()


def test_people_are_never_deleted(office: Client) -> None:
    person = world.person("anna", "editor")
    assert office.post(f"/admin/staff/user/{person.pk}/delete/", {"post": "yes"}).status_code == 403


def test_the_secret_of_a_token_is_shown_once(office: Client) -> None:
    person = world.person("anna", "editor")
    sent = {"user": person.pk, "name": "Feed reader", "scopes": ["drafts:read"]}
    answer = office.post("/admin/staff/apitoken/add/", {**sent, "expires_at": "2091-01-01T00:00"})
    page = answer.content.decode()
    secret = re.search(r'value="(nr_[^"]+)"', page)
    assert secret
    found = tokens.find(secret=secret[1], at=clock.now())
    assert found is not None
    assert (found.user, found.scopes) == (person, ["drafts:read"])
    assert "no-store" in answer["Cache-Control"]
    assert secret[1] not in office.get(f"/admin/staff/apitoken/{found.pk}/change/").content.decode()


def test_a_superusers_token_is_issued_by_a_superuser_only(office: Client) -> None:
    chief = User.objects.create_superuser("chief")
    sent = {"user": chief.pk, "name": "All", "scopes": [], "expires_at": "2091-01-01T00:00"}
    assert office.post("/admin/staff/apitoken/add/", sent).status_code == 200
    assert not ApiToken.objects.exists()


def test_a_token_is_revoked_from_the_list_and_never_edited(office: Client) -> None:
    person = world.person("anna", "editor")
    later = clock.now().replace(year=2091)
    token, secret = tokens.issue(user=person, name="x", scopes=[], expires_at=later, by=None, at=clock.now())
    edit = office.post(f"/admin/staff/apitoken/{token.pk}/change/", {"name": "y", "scopes": ["drafts:publish"]})
    assert edit.status_code == 403
    token.refresh_from_db()
    assert (token.name, token.scopes) == ("x", [])
    office.post("/admin/staff/apitoken/", {"action": "revoke_selected", "_selected_action": [token.pk]})
    assert tokens.find(secret=secret, at=clock.now()) is None


def test_the_log_is_read_and_not_written(office: Client) -> None:
    world.draft()
    entry = AuditEntry.objects.get()
    assert office.get("/admin/staff/auditentry/").status_code == 200
    assert office.get(f"/admin/staff/auditentry/{entry.pk}/change/").status_code == 200
    assert office.post(f"/admin/staff/auditentry/{entry.pk}/change/", {"verb": "x"}).status_code == 403
    assert office.post("/admin/staff/auditentry/add/", {"verb": "x"}).status_code == 403


def test_editors_keep_no_people(db: None) -> None:
    client = Client()
    client.force_login(world.editor())
    for place in ("user", "apitoken", "auditentry"):
        assert client.get(f"/admin/staff/{place}/").status_code == 403


def test_the_log_says_who_did_what_to_which_thing_in_words(office: Client) -> None:
    world.draft("Ferry leaves Halmsund", by=world.editor())
    AuditEntry.objects.create(at=clock.now(), actor_name="Newsroom", verb="drop", subject_type="gone.thing")
    page = office.get("/admin/staff/auditentry/").content.decode()
    for word in ("anna", "create", "Ferry leaves Halmsund", "article", "gone.thing"):
        assert word in page
    assert "articles.article" not in page
