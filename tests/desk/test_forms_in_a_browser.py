"""The admin's plain forms as an editor drives them: with the keyboard, in a real browser."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from articles.models import Coverage
from tests.articles.test_meanwhile import address
from tests.desk.keyboard import tab_to
from tests.desk.test_story_in_a_browser import desk, editor

__all__ = ["desk", "editor"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def storm(*entries: tuple[str, str]) -> Coverage:
    coverage = Coverage.objects.create(name="Storm", slug="storm")
    for date, title in entries:
        coverage.timeline.create(date=date, title=title)
    return coverage


def test_a_timeline_is_written_with_the_keyboard(desk: Page, live_server: Any) -> None:
    coverage = storm(("2026-03", "Warning"), ("2026-04", "Flood"))
    desk.goto(live_server.url + address(coverage))
    tab_to(desk, "summary")
    expect(desk.locator("#id_timeline-0-title")).to_be_hidden()
    desk.keyboard.press("Enter")
    tab_to(desk, "#id_timeline-0-title")
    desk.keyboard.type("Gale warning")
    tab_to(desk, "#id_timeline-1-DELETE")
    desk.keyboard.press("Space")
    for number, (date, title) in enumerate((("2026-05", "Calm"), ("2026-06", "Never mind"), ("2026-07", "Sun")), 2):
        tab_to(desk, "#timeline-group .add-row")
        desk.keyboard.press("Enter")
        expect(desk.locator(f"#id_timeline-{number}-date")).to_be_focused()
        desk.keyboard.type(date)
        tab_to(desk, f"#id_timeline-{number}-title")
        desk.keyboard.type(title)
    desk.locator("#id_timeline-3-DELETE").focus()
    desk.keyboard.press("Space")
    desk.locator("[name=_save]").press("Enter")
    expect(desk.get_by_text("was changed successfully")).to_be_visible()
    assert [entry.title for entry in coverage.timeline.all()] == ["Gale warning", "Calm", "Sun"]


def test_the_form_of_a_date_is_told_before_and_beside_what_is_wrong(desk: Page, live_server: Any) -> None:
    desk.goto(live_server.url + address(storm(("2026-03", "Warning"))))
    desk.locator("summary").first.click()
    expect(desk.get_by_text("2026, 2026-03 or 2026-03-14.").first).to_be_visible()
    desk.locator("#id_timeline-0-date").fill("March")
    desk.locator("[name=_save]").press("Enter")
    expect(desk.get_by_text("Write a day, month or year that there is: 2026-03-14, 2026-03 or 2026.")).to_be_visible()
    expect(desk.locator("#id_timeline-0-title")).to_be_visible()


def test_two_people_write_the_same_timeline(desk: Page, live_server: Any) -> None:
    coverage = storm(("2020", "Duty"), ("2026-02-06", "Calm"), ("2026-02-07", "Sun"))
    desk.goto(live_server.url + address(coverage))
    coverage.timeline.create(date="1990", title="Before")
    coverage.timeline.filter(title="Calm").update(text="Words of Bo")
    coverage.timeline.filter(title="Sun").delete()
    desk.locator("summary", has_text="Calm").click()
    desk.locator("#id_timeline-1-text").fill("Words of Anna")
    desk.locator("[name=_save]").press("Enter")
    expect(desk.get_by_text("Somebody changed this")).to_be_visible()
    for said in ("Words of Bo", "This was added meanwhile.", "Deleted meanwhile: 2026-02-07: Sun."):
        expect(desk.get_by_text(said)).to_be_visible()
    expect(desk.locator("#id_timeline-1-text")).to_have_value("Words of Anna")
    desk.get_by_label("Delete 2020: Duty").check()
    desk.locator("[name=_save]").press("Enter")
    expect(desk.get_by_text("was changed successfully")).to_be_visible()
    assert list(coverage.timeline.values_list("title", "text")) == [("Before", ""), ("Calm", "Words of Anna")]
