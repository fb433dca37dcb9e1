"""The pages for people without a session, in a browser that runs no scripts."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from ground import clock
from staff import inviting, links
from staff.models import User
from tests import world
from tests.desk.keyboard import PASSWORD, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def plain(browser: Browser, live_server: Any) -> Iterator[Page]:
    with browser.new_context(java_script_enabled=False, base_url=live_server.url) as context:
        page = context.new_page()
        page.set_default_timeout(10_000)
        yield page


def test_without_scripts_one_logs_in(plain: Page) -> None:
    anna = world.editor()
    anna.set_password(PASSWORD)
    anna.save()
    plain.goto("/admin/")
    expect(plain.get_by_label("Username")).to_be_visible()
    plain.fill("[name=username]", "anna")
    plain.fill("[name=password]", PASSWORD)
    plain.get_by_role("button", name="Log in").click()
    expect(plain.get_by_role("heading", name="Desk")).to_be_visible()


def test_one_logs_in_with_the_keyboard(page: Page, live_server: Any) -> None:
    anna = world.editor()
    anna.set_password(PASSWORD)
    anna.save()
    page.goto(f"{live_server.url}/admin/")
    tab_to(page, "[name=username]")
    page.keyboard.type("anna")
    tab_to(page, "[name=password]")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Desk")).to_be_visible()


def test_without_scripts_somebody_who_has_forgotten_their_password_asks_for_a_link(plain: Page) -> None:
    plain.goto("/admin/login/")
    plain.get_by_role("link", name="Forgotten your password").click()
    plain.fill("[name=name]", "anna")
    plain.get_by_role("button", name="Send the link").click()
    expect(plain.get_by_role("status")).to_be_visible()


def test_without_scripts_somebody_who_was_invited_chooses_a_password(plain: Page) -> None:
    bo = inviting.invite(first_name="Bo", last_name="", email="bo@example.org", roles=[], by=None, at=clock.now())
    plain.goto(urlsplit(links.INVITATION.address(bo)).path)
    plain.fill("[name=new_password1]", PASSWORD)
    plain.fill("[name=new_password2]", PASSWORD)
    plain.get_by_role("button", name="Keep it and go to the desk").click()
    plain.wait_for_url("**/admin/")
    assert User.objects.get(pk=bo.pk).check_password(PASSWORD)
