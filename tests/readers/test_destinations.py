"""Whether something stands at an address."""

import pytest

from articles import reporting
from articles.models import Coverage
from ground import clock
from readers.destinations import leads
from readers.models import Page
from tests import world

pytestmark = pytest.mark.django_db


def test_pages_that_readers_see_are_there() -> None:
    world.site().languages.create(language="ar")
    story = world.published()
    Page.objects.create(title="About", slug="about", public_from=clock.now(), changed_at=clock.now())
    storm = Coverage.objects.create(name="Storm", slug="storm", public_from=clock.now())
    reporting.start_live(coverage=storm, by=None)
    there = ["/", "/ar/", "/about/", "/harbour/", "/harbour/?page=1", "/latest/", "/search/?q=ferry", story.path or ""]
    there += [
        "/coverage/storm/",
        "/coverage/storm/live/",
        "/coverage/storm/live/#top",
        "/feeds/front.atom",
        "/robots.txt",
    ]
    assert [path for path in there if not leads(path)] == []


def test_what_readers_do_not_see_is_not_there() -> None:
    world.site()
    Page.objects.create(title="Privacy", slug="privacy", changed_at=clock.now())
    Coverage.objects.create(name="Storm", slug="storm")
    not_there = ["/nowhere/", "/nowhere", "/about/privacy/", "/coverage/storm/", "/tag/x/", "/admin/", "/fr/", "/reads"]
    not_there += [f"{world.section().get_absolute_url()}?page=999", "/harbour/2026/03/04/no-story/"]
    assert [path for path in not_there if leads(path)] == []
