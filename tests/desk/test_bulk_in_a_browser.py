"""Many stories at once, as an editor does it: with the keyboard, in a real browser."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from articles.models import Edition, Tag
from ground import clock
from tests import world
from tests.accessible import hindrances
from tests.desk.test_admin import LIST
from tests.desk.test_story_in_a_browser import desk, editor, tab_to

__all__ = ["desk", "editor"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
#: Rules of axe that concern only our part of the page; the frame around it is the admin's look.


def test_stories_are_tagged_with_the_keyboard_and_the_report_names_what_waits(desk: Page, live_server: Any) -> None:
    for number in range(3):
        world.published(f"Ferry {number}")
    world.save(world.published("Storm"), headline="Storm, reworded")
    desk.goto(f"{live_server.url}{LIST}")
    tab_to(desk, "#action-toggle")
    desk.keyboard.press("Space")
    tab_to(desk, "select[name=action]")
    desk.keyboard.type("Add tags")
    tab_to(desk, "button[name=index]")
    desk.keyboard.press("Enter")
    expect(desk.locator("#id_tags")).to_be_focused()
    assert hindrances(desk, within="#content") == []
    desk.keyboard.type("ice")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", name="Done for 3 of 4 stories.")).to_be_focused()
    expect(desk.get_by_text("This story has unpublished changes.")).to_be_visible()
    expect(desk.get_by_role("link", name="Storm, reworded")).to_be_visible()
    assert hindrances(desk, within="#content") == []
    live = Edition.objects.live(at=clock.now())
    assert live.filter(tag_ids=[Tag.objects.get().pk], kind="minor").count() == 3


def test_all_that_a_list_finds_is_chosen_with_the_keyboard_and_coming_back_does_nothing_twice(
    desk: Page, live_server: Any
) -> None:
    for number in range(52):
        world.draft(f"Ferry {number}")
    desk.goto(f"{live_server.url}{LIST}?q=ferry")
    tab_to(desk, "#action-toggle")
    desk.keyboard.press("Space")
    press_access_key(desk, "a")
    expect(desk.locator("select[name=action]")).to_be_focused()
    desk.keyboard.type("Assign")
    tab_to(desk, ".question a")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("All that the list finds.")).to_be_visible()
    press_access_key(desk, "a")
    tab_to(desk, "button[name=index]")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", name="Chosen: 52 stories")).to_be_visible()
    for done in (52, 0):
        desk.locator("#id_to").select_option("anna")
        desk.get_by_role("button", name="Assign them: 52 stories").press("Enter")
        expect(desk.get_by_role("heading", name=f"Done for {done} of 52 stories.")).to_be_visible()
        desk.go_back()


def press_access_key(page: Page, key: str) -> None:
    """Alt and the key, as the browser's own window would hand it on; Playwright's keyboard leaves out the letter."""
    pressed = {"modifiers": 1, "key": key, "text": key, "unmodifiedText": key, "isSystemKey": True}
    page.context.new_cdp_session(page).send("Input.dispatchKeyEvent", {"type": "keyDown", **pressed})
