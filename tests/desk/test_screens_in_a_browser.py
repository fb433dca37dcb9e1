"""The admin's lists and plain forms, looked at by a program that knows what many people cannot see or reach."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from articles.models import Author, Tag
from ground import clock
from media.intake import take_in
from readers.models import Banner
from staff.models import User
from tests import world
from tests.accessible import AA, hindrances
from tests.desk.keyboard import log_in
from tests.desk.test_forms_in_a_browser import storm
from tests.media import drawn

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def screens(transactional_db: None) -> list[str]:
    """A house with something of everything, and the addresses of what shows it."""
    world.site()
    story = world.published(by=world.editor())
    photo = take_in(data=drawn.photograph(640, 400), filename="ferry.jpg", by=None).photo
    coverage = storm(("2020", "Warning"), ("2021", "Flood"))
    coverage.explainers.add(story)
    coverage.people.add(Author.objects.create(name="Asa", slug="asa"))
    tag = Tag.objects.create(name="Ferries", slug="ferries")
    tag.synonyms.create(name="Boats")
    now = clock.now()
    banner = Banner.objects.create(text="Bridge shut", shown_from=now, shown_until=now + timedelta(hours=1))
    things: list[Any] = [photo, coverage, tag, banner, world.section()]
    names = [f"admin:{thing._meta.app_label}_{thing._meta.model_name}" for thing in things]
    lists = [reverse(f"{name}_changelist") for name in ["admin:articles_article", "admin:staff_user", *names]]
    forms = [reverse(f"{name}_change", args=(thing.pk,)) for name, thing in zip(names, things, strict=True)]
    return [*lists, *forms, *(reverse(f"admin:{name}_add") for name in ("articles_coverage", "readers_banner"))]


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.long)])
def test_lists_and_forms_can_be_read_heard_and_reached(
    page: Page, live_server: Any, screens: list[str], scheme: Any
) -> None:
    page.emulate_media(color_scheme=scheme)
    # As tall as the longest form: the bar at the foot of the window lies over what is scrolled below it.
    page.set_viewport_size({"width": 1280, "height": 3000})
    log_in(page, live_server.url, User.objects.create_superuser("chief"))
    for address in screens:
        page.goto(live_server.url + address)
        assert (address, hindrances(page, rules=AA)) == (address, [])


def test_the_search_in_a_box_of_many_has_a_name(page: Page, live_server: Any, screens: list[str]) -> None:
    log_in(page, live_server.url, User.objects.create_superuser("chief"))
    page.goto(f"{live_server.url}{reverse('admin:articles_coverage_add')}")
    page.get_by_role("combobox", name="Lead").press("Enter")
    page.get_by_role("searchbox", name="Search").fill("Ferry")
    page.get_by_role("searchbox", name="Explainers").focus()
