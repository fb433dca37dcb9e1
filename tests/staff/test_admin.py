"""People, tokens and the log in the admin."""

import re
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.test import Client
from pytest_django.fixtures import Settings

from ground import clock
from staff import links, tokens
from staff.models import ApiToken, AuditEntry, User
from tests import world

PASSWORD = "a-long-word-for-halmsund"


@pytest.fixture
def office(db: None) -> Client:
    client = Client()
    client.force_login(world.person("ada", "administrator"))
    return client


INVITED = {"first_name": "Anna", "last_name": "Berg", "email": "anna@example.org"}


def test_a_person_is_invited_with_roles_and_the_link_is_shown_once(office: Client) -> None:
    role = Group.objects.get(name="editor")
    answer = office.post("/admin/staff/user/add/", {**INVITED, "roles": [role.pk], "is_superuser": "on"})
    person = User.objects.get(username="anna")
    assert (person.is_staff, person.is_superuser, list(person.groups.all())) == (True, False, [role])
    page = answer.content.decode()
    assert "No mail server is set up here, so nothing was sent to anna@example.org." in page
    assert re.search(r'value="http://localhost:8000/admin/invitation/[^/]+/[^/]+/"', page)
    assert "no-store" in answer["Cache-Control"]
    for place in ("", f"{person.pk}/change/"):
        assert "/admin/invitation/" not in office.get(f"/admin/staff/user/{place}").content.decode()


def test_with_a_mail_server_the_link_is_shown_to_nobody(office: Client, settings: Settings) -> None:
    settings.MAIL_IS_SENT = True
    answer = office.post("/admin/staff/user/add/", INVITED, follow=True)
    page = answer.content.decode()
    assert "Anna Berg is invited: the link is on its way to anna@example.org." in page
    assert "/admin/invitation/" not in page


def test_an_address_is_invited_once_and_what_was_typed_stays(office: Client) -> None:
    office.post("/admin/staff/user/add/", INVITED)
    page = office.post("/admin/staff/user/add/", {**INVITED, "email": "ANNA@example.org"}).content.decode()
    assert "Anna Berg has this address. The invitation stands" in page
    assert 'value="ANNA@example.org"' in page
    assert User.objects.filter(first_name="Anna").count() == 1


@pytest.mark.parametrize("lacking", ["first_name", "email"])
def test_an_invitation_needs_a_name_and_an_address(office: Client, lacking: str) -> None:
    assert (
        "This field is required." in office.post("/admin/staff/user/add/", {**INVITED, lacking: " "}).content.decode()
    )
    assert not AuditEntry.objects.exists()


def test_the_list_says_who_is_invited_active_or_gone(office: Client, django_assert_max_num_queries: Any) -> None:
    office.post("/admin/staff/user/add/", INVITED)
    for name in "abcdefgh":
        world.person(name, "editor", "duty editor")
    gone = world.person("Gone", "editor")
    User.objects.filter(pk=gone.pk).update(is_active=False)
    with django_assert_max_num_queries(15):
        page = office.get("/admin/staff/user/").content.decode()
    for words in ("Invited since", "Active", "Deactivated", "Never", "duty editor, editor"):
        assert words in page
    for standing, names in {"invited": ["anna"], "left": ["Gone"], "active": ["ada", *"abcdefgh"]}.items():
        found = office.get("/admin/staff/user/", {"standing": standing}).context["cl"].result_list
        assert [person.username for person in found] == sorted(names), standing


def test_an_account_is_not_closed_by_its_form_nor_the_last_administrator_demoted(office: Client) -> None:
    ada = User.objects.get(username="ada")
    page = office.post(f"/admin/staff/user/{ada.pk}/change/", {"username": "ada", "groups": []}, follow=True)
    assert "ada is the last administrator who can log in." in page.content.decode()
    ada.refresh_from_db()
    assert ada.is_active
    assert ada.groups.exists()


def test_another_address_kills_the_link_and_says_so(office: Client) -> None:
    office.post("/admin/staff/user/add/", INVITED)
    person = User.objects.get(username="anna")
    link = links.INVITATION.make_token(person)
    sent = {"username": "anna", "first_name": "Anna", "last_name": "Berg", "email": "berg@example.org"}
    page = office.post(f"/admin/staff/user/{person.pk}/change/", sent, follow=True).content.decode()
    assert "The link that went to the former address is dead." in page
    person.refresh_from_db()
    assert not links.INVITATION.check_token(person, link)


def test_who_is_given_a_password_is_no_longer_invited(office: Client) -> None:
    office.post("/admin/staff/user/add/", INVITED)
    person = User.objects.get(username="anna")
    sent = {"password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
    assert office.post(f"/admin/staff/user/{person.pk}/password/", sent).status_code == 302
    person.refresh_from_db()
    assert person.invited_at is None


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
    gone = {"subject_type": "gone.thing", "detail": {"from": world.MORNING}}
    AuditEntry.objects.create(at=clock.now(), actor_name="Newsroom", verb="drop", **gone)
    world.site(zone="Asia/Muscat")
    page = office.get("/admin/staff/auditentry/").content.decode()
    for word in ("anna", "create", "Ferry leaves Halmsund", "article", "gone.thing", "from: 4 Mar 2026, 10:00 (Muscat"):
        assert word in page
    assert "articles.article" not in page
