"""A person at the desk who has no mouse."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from staff.models import User

PASSWORD = "a-long-word-for-halmsund"


def log_in(page: Page, url: str, user: User) -> Page:
    """The page as one of that person, who has logged in: how that goes is asked in test_passwords_in_a_browser."""
    client = Client()
    client.force_login(user)
    page.set_default_timeout(20_000)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": url}])
    return page


def tab_to(page: Page, what: str) -> None:
    """Press Tab until the focus is on what the selector names."""
    for _ in range(90):
        if page.evaluate("what => document.activeElement?.matches(what) ?? false", what):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"The keyboard does not come to {what}.")
