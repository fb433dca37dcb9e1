"""Rules as a wire manager sets them up: with the keyboard, in a real browser, the dry run beside the form."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from staff.models import User
from tests import world
from tests.accessible import AA, hindrances
from tests.desk.keyboard import log_in, tab_to
from tests.wires.agency import item, received
from tests.wires.test_ruling import FOOTBALL, rule
from wires.models import Feed, Rule, RuleNote

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def manager(transactional_db: None) -> User:
    world.site(zone="Europe/Oslo")
    return world.person("wenche", "wire manager")


@pytest.fixture
def cup(transactional_db: None, settings: Settings, tmp_path: Path) -> None:
    settings.WIRE_FOLDER = tmp_path
    feed = Feed.objects.create(name="Harrow Bay Press", slug="harrow", credit="HBP")
    received(feed, item(headline="The cup is won", subject=FOOTBALL), item("urn:x:2"))


@pytest.fixture
def desk(page: Page, live_server: Any, manager: User) -> Iterator[Page]:
    """A page that is logged in, by the keyboard."""
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield log_in(page, live_server.url, manager)
    assert wrong == []


def test_a_rule_is_written_tried_and_saved_with_the_keyboard(desk: Page, live_server: Any, cup: None) -> None:
    desk.goto(f"{live_server.url}/admin/wires/rule/add/")
    expect(desk.get_by_text("2 of the newest 2 items match")).to_be_visible()
    tab_to(desk, "#id_name")
    desk.keyboard.type("Football")
    tab_to(desk, "[data-clause=subjects] summary")
    desk.keyboard.press("Enter")
    tab_to(desk, "[data-clause=subjects] [role=combobox]")
    desk.keyboard.type("footb")
    expect(desk.get_by_role("option").first).to_contain_text("sport › competition discipline")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("button", name="Remove football")).to_be_visible()
    expect(desk.get_by_text("1 of the newest 2 items match")).to_be_visible()
    expect(desk.locator("[data-clause=subjects] [data-phrase]")).to_have_text("about football")
    tab_to(desk, "#id_draft")
    desk.keyboard.press("Space")
    expect(desk.locator("[data-rehearsal]").get_by_text("Make a story of it.")).to_be_visible()
    assert not Rule.objects.exists()
    desk.locator("[name=_save]").press("Enter")
    expect(desk.locator(".rule-name a")).to_have_text(["Football"])
    assert Rule.objects.get().conditions == {"subjects": {"any": ["20001065"]}}
    assert not RuleNote.objects.exists()


def test_a_rule_is_moved_with_the_keyboard_and_keeps_the_focus(desk: Page, live_server: Any, cup: None) -> None:
    for name in ("One", "Two", "Three"):
        rule(name, drop=True)
    desk.goto(f"{live_server.url}/admin/wires/rule/")
    desk.get_by_role("link", name="Three").focus()
    for order in (["One", "Three", "Two"], ["Three", "One", "Two"]):
        desk.keyboard.press("Alt+ArrowUp")
        expect(desk.locator(".rule-name a")).to_have_text(order)
        assert desk.evaluate("document.activeElement.closest('[data-rule]').textContent").count("Three")
    desk.keyboard.press("Alt+ArrowDown")
    expect(desk.locator(".rule-name a")).to_have_text(["One", "Three", "Two"])


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_the_screens_of_rules_are_accessible_at_any_width(
    desk: Page, live_server: Any, cup: None, scheme: Any, width: int
) -> None:
    one = rule("الموانئ", draft=True, tags=["ميناء"])
    desk.emulate_media(color_scheme=scheme)
    desk.set_viewport_size({"width": width, "height": 900})
    for address in ("", "add/", f"{one.pk}/change/"):
        desk.goto(f"{live_server.url}/admin/wires/rule/{address}")
        if address:
            expect(desk.get_by_text("of the newest 2 items match")).to_be_visible()
            desk.locator("[data-clause=words] summary").click()
        assert desk.evaluate("document.documentElement.scrollWidth") <= width
        assert hindrances(desk, rules=AA) == []
