"""A person at the desk who has no mouse."""

from playwright.sync_api import Page

from staff.models import User

PASSWORD = "a-long-word-for-halmsund"


def log_in(page: Page, url: str, user: User) -> Page:
    """The desk's home, as that person sees it."""
    user.set_password(PASSWORD)
    user.save()
    page.set_default_timeout(10_000)
    page.goto(f"{url}/admin/")
    tab_to(page, "[name=username]")
    page.keyboard.type(user.username)
    tab_to(page, "[name=password]")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{url}/admin/")
    return page


def tab_to(page: Page, what: str) -> None:
    """Press Tab until the focus is on what the selector names."""
    for _ in range(90):
        if page.evaluate("what => document.activeElement?.matches(what) ?? false", what):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"The keyboard does not come to {what}.")
