"""Pages for people without a session: they tell nobody who works here, and a link lets its person in once."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from ground import clock
from staff import inviting, links, resetting
from staff.links import Link
from staff.models import AuditEntry, ResetRequest, User
from tests import world

pytestmark = pytest.mark.django_db
FORGOTTEN = "/admin/forgotten-password/"
PASSWORD, OTHER = "a-long-word-for-halmsund", "another-word-for-oskeld"
CHOSEN = {"new_password1": OTHER, "new_password2": OTHER}


@pytest.fixture
def anna() -> User:
    anna = world.editor()
    anna.email = "anna@example.org"
    anna.set_password(PASSWORD)
    anna.save()
    return anna


@pytest.fixture
def bo() -> User:
    return inviting.invite(first_name="Bo", last_name="", email="bo@example.org", roles=[], by=None, at=clock.now())


def way(link: Link, person: User) -> str:
    person.refresh_from_db()
    return urlsplit(link.address(person)).path


def test_the_login_leads_to_the_page() -> None:
    assert f'href="{FORGOTTEN}"' in Client().get("/admin/login/").content.decode()


def test_whoever_asks_gets_the_same_answer(anna: User, bo: User) -> None:
    User.objects.create_user("gone", "gone@example.org", PASSWORD, is_active=False)
    answers = set()
    for typed in ("anna", "ANNA@example.org", "nobody", "bo", "gone@example.org", "anna", "anna", "anna", "ا" * 254):
        answer = Client().post(FORGOTTEN, {"name": typed})
        page = Client().get(answer["Location"]).content
        answers.add((answer.status_code, answer["Location"], re.sub(rb'csrf\w+" value="\w+', b"", page)))
    assert len(answers) == 1
    assert ResetRequest.objects.exclude(person=None).count() == resetting.OF_AN_ACCOUNT


@pytest.mark.parametrize("typed", ["", "  ", "\x00", "x" * 255])
def test_what_can_be_nobodys_name_gets_a_sentence(typed: str) -> None:
    answer = Client().post(FORGOTTEN, {"name": typed})
    assert answer.status_code == 422
    assert not ResetRequest.objects.exists()


def test_a_network_that_asks_too_often_is_told(anna: User) -> None:
    for _ in range(resetting.OF_A_SENDER):
        Client().post(FORGOTTEN, {"name": "nobody"})
    answer = Client().post(FORGOTTEN, {"name": "anna"})
    assert answer.status_code == 429
    assert "Try again in an hour" in answer.content.decode()
    assert Client(REMOTE_ADDR="192.0.2.9").post(FORGOTTEN, {"name": "anna"}).status_code == 302


def senders(*requests: dict[str, str]) -> int:
    """How many networks these requests count as."""
    for headers in requests:
        Client(**headers).post(FORGOTTEN, {"name": "nobody"})
    return ResetRequest.objects.values("sender").distinct().count()


def test_nobody_chooses_the_network_that_is_counted(settings: Settings) -> None:
    assert senders(*[{"HTTP_X_FORWARDED_FOR": f"192.0.2.{number}"} for number in range(3)]) == 1
    ResetRequest.objects.all().delete()
    settings.PROXIES = 1
    assert senders(*[{"HTTP_X_FORWARDED_FOR": f"198.51.100.{n}, 192.0.2.1"} for n in range(3)]) == 1
    assert senders({"HTTP_X_FORWARDED_FOR": "192.0.2.1, 192.0.2.7"}, {"HTTP_X_FORWARDED_FOR": "x"}, {}) == 3


def test_one_household_is_one_network() -> None:
    assert senders({"REMOTE_ADDR": "2001:db8:1:2::1"}, {"REMOTE_ADDR": "2001:db8:1:2:ffff::9"}) == 1
    assert senders({"REMOTE_ADDR": "2001:db8:1:3::1"}) == 2


KINDS: list[tuple[Link, str, str]] = [
    (links.INVITATION, "bo", "accept invitation"),
    (links.NEW_PASSWORD, "anna", "reset password"),
]


@pytest.mark.parametrize(("link", "username", "verb"), KINDS)
def test_the_link_lets_its_person_choose_a_password_and_is_dead_then(
    anna: User, bo: User, link: Link, username: str, verb: str
) -> None:
    person, browser = User.objects.get(username=username), Client()
    address = way(link, person)
    there = browser.get(address)
    assert (there.status_code, address.split("/")[-2] in there["Location"]) == (302, False)
    page = browser.get(there["Location"])
    assert f"<strong>{username}</strong>" in page.content.decode()
    chosen = browser.post(there["Location"], CHOSEN)
    assert (chosen.status_code, chosen["Location"]) == (302, "/admin/")
    assert browser.get("/admin/").context["user"] == person
    assert Client().login(username=username, password=OTHER)
    assert AuditEntry.objects.latest("pk").verb == verb
    for door in (address, there["Location"]):
        dead = Client().get(door)
        assert (dead.status_code, person.email in dead.content.decode()) == (410, False)


def test_opening_the_link_does_not_use_it_up(bo: User) -> None:
    address = way(links.INVITATION, bo)
    assert [Client().get(address).status_code for _ in range(2)] == [302, 302]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"new_password1": "short", "new_password2": "short"}, "too short"),
        ({"new_password1": "12345678901", "new_password2": "12345678901"}, "entirely numeric"),
        ({"new_password1": "bo@example.org", "new_password2": "bo@example.org"}, "too similar to the email"),
        ({"new_password1": OTHER, "new_password2": PASSWORD}, "didn’t match"),
        ({}, "This field is required"),
    ],
)
def test_a_password_that_will_not_do_gets_a_sentence(bo: User, typed: dict[str, str], says: str) -> None:
    browser = Client()
    form = browser.get(way(links.INVITATION, bo))["Location"]
    page = browser.post(form, typed)
    assert says in page.content.decode()
    assert browser.post(form, CHOSEN).status_code == 302


def test_a_link_that_died_while_the_form_was_open_says_so(bo: User) -> None:
    browser = Client()
    form = browser.get(way(links.INVITATION, bo))["Location"]
    inviting.withdraw(person=bo, by=None, at=clock.now())
    answer = browser.post(form, CHOSEN)
    assert (answer.status_code, b"bo@example.org" in answer.content) == (410, False)
    bo.refresh_from_db()
    assert not bo.has_usable_password()


def test_the_other_browser_of_two_with_one_link_comes_too_late(bo: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the look at the link and the lock of the verb."""
    browser = Client()
    form = browser.get(way(links.INVITATION, bo))["Location"]
    accept = inviting.accept

    def late(**given: Any) -> User:
        accept(**{**given, "password": PASSWORD})
        return accept(**given)

    monkeypatch.setattr("desk.passwords._Invitation.act", late)
    assert browser.post(form, CHOSEN).status_code == 410
    assert "_auth_user_id" not in browser.session
    assert Client().login(username="bo", password=PASSWORD)


@pytest.mark.parametrize(
    "uid", ["MQ", "x", "AA", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5", "LTE", "%00", "2LzZjQ", "a" * 3000]
)
@pytest.mark.parametrize("kind", ["invitation", "new-password"])
def test_made_up_links_are_dead(uid: str, kind: str) -> None:
    for token in ("choose", "x-y", "abc-" + "0" * 32, "%D8%A0-1"):
        assert Client().get(f"/admin/{kind}/{uid}/{token}/").status_code == 410
        assert Client().post(f"/admin/{kind}/{uid}/{token}/", CHOSEN).status_code == 410


def test_a_new_password_ends_the_other_sessions(anna: User) -> None:
    elsewhere, browser = Client(), Client()
    elsewhere.force_login(anna)
    browser.post(browser.get(way(links.NEW_PASSWORD, anna))["Location"], CHOSEN)
    assert (elsewhere.get("/admin/").status_code, browser.get("/admin/").status_code) == (302, 200)


def test_a_link_opened_in_a_browser_of_somebody_else_leaves_no_session_of_theirs(anna: User, bo: User) -> None:
    browser = Client()
    browser.force_login(anna)
    browser.post(browser.get(way(links.INVITATION, bo))["Location"], CHOSEN)
    assert browser.get("/admin/").context["user"] == bo


def pages(bo: User) -> list[Callable[[Client], Any]]:
    address = way(links.INVITATION, bo)
    return [
        lambda browser: browser.get(FORGOTTEN),
        lambda browser: browser.post(FORGOTTEN, {"name": ""}),
        lambda browser: browser.get(f"{FORGOTTEN}asked/"),
        lambda browser: browser.get(address),
        lambda browser: browser.get(browser.get(address)["Location"]),
        lambda browser: browser.get("/admin/invitation/MQ/x-y/"),
    ]


def test_no_page_is_kept_and_no_address_is_told_to_others(bo: User) -> None:
    for page in pages(bo):
        answer = page(Client())
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "same-origin"


def test_forms_are_guarded_against_forgery(bo: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    form = strict.get(way(links.INVITATION, bo))["Location"]
    for address, typed in ((FORGOTTEN, {"name": "anna"}), (form, CHOSEN)):
        answer = strict.post(address, typed)
        assert (answer.status_code, OTHER in answer.content.decode()) == (403, False)
    assert not ResetRequest.objects.exists()
