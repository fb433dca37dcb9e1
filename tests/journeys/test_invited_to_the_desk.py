"""Somebody is invited, comes by the mail's link, forgets the password and gets another: browsers, a worker, mails."""

import email
import email.policy
import re
from pathlib import Path

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from playwright.sync_api import Browser, Page, expect

from staff.models import User
from tests import world
from tests.accessible import hindrances
from tests.journeys.house import House
from tests.newsroom.processes import wait_for

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.django_db(transaction=True)]
PASSWORD, FIRST, SECOND = "a-long-word-for-halmsund", "a-word-for-port-ellery", "another-word-for-oskeld"
#: Milliseconds for a machine that has much else to do.
_PATIENCE = 20_000


@pytest.fixture
def administrator(transactional_db: None) -> User:
    world.site(name="Harbour Post")
    ada = world.person("ada", "administrator")
    # Hashed as the house does it: the tests have a cheaper way that it does not know.
    ada.password = PBKDF2PasswordHasher().encode(PASSWORD, "oskeld")
    ada.save()
    return ada


def test_invited_at_the_desk_forgotten_and_back(
    administrator: User, page: Page, house: House, browser: Browser
) -> None:
    page.set_default_timeout(_PATIENCE)
    house.open()
    log_in(page, house, "ada", PASSWORD)
    invite(page, house)
    with browser.new_context() as context:
        theirs = context.new_page()
        theirs.set_default_timeout(_PATIENCE)
        follow(theirs, newest_link(house, count=1), FIRST)
        expect(theirs.get_by_text("Welcome: this is the desk.")).to_be_visible()
    with browser.new_context() as context:
        theirs = context.new_page()
        theirs.set_default_timeout(_PATIENCE)
        forget(theirs, house)
        follow(theirs, newest_link(house, count=2), SECOND)
        expect(theirs.get_by_text("This is your password now.")).to_be_visible()
        theirs.goto(newest_link(house, count=2))
        expect(theirs.get_by_text("This link opens nothing any more")).to_be_visible()
        assert_accessible(theirs)
    with browser.new_context() as context:
        log_in(context.new_page(), house, "nadia", SECOND)


def log_in(page: Page, house: House, username: str, password: str) -> None:
    page.goto(f"{house.url}/admin/login/")
    page.get_by_label("Username").fill(username)
    page.locator("[name=password]").fill(password)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{house.url}/admin/")


def invite(page: Page, house: House) -> None:
    """Without a mail server: the administrator is shown a link too."""
    page.goto(f"{house.url}/admin/staff/user/add/")
    page.get_by_label("First name").fill("نادية")
    page.get_by_label("Email address").fill("nadia@example.org")
    page.get_by_label("editor", exact=True).check()
    page.get_by_role("button", name="Invite").click()
    shown = page.get_by_label("The link, shown this once.").input_value()
    assert shown.startswith(f"{house.url}/admin/invitation/")


def follow(page: Page, link: str, password: str) -> None:
    """With the keyboard; the token is out of the address by then."""
    page.goto(link)
    assert link.split("/")[-2] not in page.url
    assert_accessible(page)
    page.locator("[name=new_password1]").focus()
    page.keyboard.type(password)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/admin/$"))


def forget(page: Page, house: House) -> None:
    page.goto(f"{house.url}/admin/")
    page.get_by_role("link", name="Forgotten your password").click()
    assert_accessible(page)
    page.get_by_label("Username or e-mail address").focus()
    page.keyboard.type("NADIA@example.org")
    page.keyboard.press("Enter")
    expect(page.get_by_text("If there is such an account, a mail with a link goes")).to_be_visible()
    assert_accessible(page)


def newest_link(house: House, *, count: int) -> str:
    """From the newest of that many mails, once the worker has sent it."""
    folder = house.var / "mail"
    wait_for(lambda: len(mails(folder)) == count, seconds=60)
    message = email.message_from_bytes(mails(folder)[-1].read_bytes(), policy=email.policy.default)
    assert message["To"] == "nadia@example.org"
    found = re.search(rf"{house.url}/admin/\S+", message.get_content())  # type: ignore[attr-defined]
    assert found
    return found[0]


def mails(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.eml")) if folder.exists() else []


def assert_accessible(page: Page) -> None:
    assert hindrances(page) == []
