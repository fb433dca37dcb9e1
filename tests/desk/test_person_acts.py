"""The buttons of an account: for administrators, by POST alone, and each says what became of it."""

import pytest
from django.test import Client

from articles import approving
from ground import clock
from staff import inviting, tokens
from staff.models import AuditEntry, User
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Client:
    client = Client()
    client.force_login(world.person("ada", "administrator"))
    return client


@pytest.fixture
def bo() -> User:
    return inviting.invite(first_name="Bo", last_name="", email="bo@example.org", roles=[], by=None, at=world.MORNING)


def address(person: User, act: str) -> str:
    return f"/admin/desk/people/{person.pk}/{act}/"


def said(office: Client, person: User, act: str) -> str:
    return office.post(address(person, act), follow=True).content.decode()


def test_inviting_again_shows_another_link(office: Client, bo: User) -> None:
    page = said(office, bo, "invite-again")
    assert "http://localhost:8000/admin/invitation/" in page
    assert AuditEntry.objects.filter(verb="invite again").count() == 1


def test_an_invitation_is_taken_back(office: Client, bo: User) -> None:
    assert "the link that Bo got opens nothing any more" in said(office, bo, "withdraw-invitation")
    assert "Invitation withdrawn" in office.get(f"/admin/staff/user/{bo.pk}/change/").content.decode()


def test_deactivating_says_before_what_it_means(office: Client) -> None:
    anna = world.editor()
    later = clock.now().replace(year=2091)
    tokens.issue(user=anna, name="importer", scopes=[], expires_at=later, by=None, at=clock.now())
    approving.assign(article=world.draft("Ferry leaves Halmsund"), to=anna, by=None)
    page = office.get(address(anna, "deactivate")).content.decode()
    for words in ("These tokens are closed for good: importer.", "Still assigned to anna: 1", "Ferry leaves Halmsund"):
        assert words in page
    anna.refresh_from_db()
    assert anna.is_active


def test_deactivating_tells_what_is_still_assigned_and_where(office: Client) -> None:
    anna = world.editor()
    for number in range(2):
        approving.assign(article=world.draft(f"Ferry {number}"), to=anna, by=None)
    world.draft("Nobody’s")
    page = said(office, anna, "deactivate")
    assert "anna can no longer log in" in page
    assert "2 stories are still assigned to anna." in page
    where = f"/admin/articles/article/?whose={anna.pk}"
    assert f'href="{where}"' in page
    found = office.get(where).context["cl"].result_list
    assert sorted(map(str, found)) == ["Ferry 0", "Ferry 1"]
    assert "Assigned to anna" in office.get(where).content.decode()


@pytest.mark.parametrize("typed", ["x", "0", "9" * 30, "-1"])
def test_an_assignee_who_cannot_be_narrows_nothing(office: Client, typed: str) -> None:
    world.draft()
    assert office.get("/admin/articles/article/", {"whose": typed}).context["cl"].result_list


def test_an_account_is_opened_again(office: Client) -> None:
    anna = world.editor()
    said(office, anna, "deactivate")
    assert "anna can log in again, with the former password." in said(office, anna, "reactivate")
    assert "Deactivate…" in office.get(f"/admin/staff/user/{anna.pk}/change/").content.decode()


def test_what_cannot_be_is_said(office: Client) -> None:
    ada, anna = User.objects.get(username="ada"), world.editor()
    assert "Nobody deactivates their own account." in said(office, ada, "deactivate")
    assert "anna has a password already" in said(office, anna, "invite-again")
    assert "Deactivate…" not in office.get(f"/admin/staff/user/{ada.pk}/change/").content.decode()


@pytest.mark.parametrize("act", ["invite-again", "withdraw-invitation", "deactivate", "reactivate"])
def test_editors_and_links_do_nothing(office: Client, bo: User, act: str) -> None:
    editors = Client()
    editors.force_login(world.editor())
    assert editors.post(address(bo, act)).status_code == 403
    assert Client().get(address(bo, act)).status_code == 302
    assert office.get(address(bo, act)).status_code == (200 if act == "deactivate" else 405)
    assert list(AuditEntry.objects.values_list("verb", flat=True)) == ["invite"]


@pytest.mark.parametrize("path", ["9999/deactivate/", "9999/reactivate/", "1/fly/", "99999999999999999999/reactivate/"])
def test_who_or_what_is_not_there_is_not_found(office: Client, path: str) -> None:
    assert office.post(f"/admin/desk/people/{path}").status_code == 404
