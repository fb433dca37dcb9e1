"""Static pages and menus: seen by readers as long as the desk wants, in their language."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from articles import withdrawing
from ground import clock
from readers import keeping
from readers.models import MenuItem, Page
from staff.models import AuditEntry
from tests import world
from tests.world import ControlledClock


def page(slug: str = "privacy", **fields: object) -> Page:
    given = {"title": "Privacy", "body": "<p>No cookies.</p>", "public_from": clock.now(), **fields}
    kept = keeping.keep(thing=Page(slug=slug, **given), by=None, at=clock.now())
    assert isinstance(kept, Page)
    return kept


def menu(**fields: object) -> None:
    keeping.keep(thing=MenuItem(**{"label": "Privacy", "path": "/about/privacy/", **fields}), by=None, at=clock.now())


def html(reader: Client, path: str, status: int = 200) -> str:
    response = reader.get(path)
    assert response.status_code == status, path
    return response.content.decode()


def test_a_page_stands_below_about(reader: Client) -> None:
    page()
    text = html(reader, "/about/privacy/")
    assert "<title>Privacy | Harbour Post</title>" in text
    assert "<p>No cookies.</p>" in text
    assert '<link rel="canonical" href="http://localhost:8000/about/privacy/">' in text


def test_about_itself_has_one_address(reader: Client) -> None:
    html(reader, "/about/", status=404)
    page("about", title="About us")
    assert "About us</h1>" in html(reader, "/about/")
    html(reader, "/about/about/", status=404)


def test_a_page_waits_for_its_moment(reader: Client, time: ControlledClock) -> None:
    page(public_from=time.at + timedelta(seconds=10))
    page("drawer", public_from=None)
    html(reader, "/about/drawer/", status=404)
    html(reader, "/about/privacy/", status=404)
    assert "max-age=10" in reader.get("/about/privacy/")["Cache-Control"]
    time.move(seconds=10)
    html(reader, "/about/privacy/")


def test_a_page_leads_to_its_other_languages(reader: Client) -> None:
    page()
    page(language="ar", title="الخصوصية")
    text = html(reader, "/about/privacy/")
    assert '<a href="/about/privacy/?lang=ar" lang="ar" dir="rtl" hreflang="ar">' in text
    for language, query in (("en", ""), ("ar", "?lang=ar")):
        there = f"http://localhost:8000/about/privacy/{query}"
        assert f'<link rel="alternate" hreflang="{language}" href="{there}">' in text
    assert '<html lang="ar" dir="rtl"' in html(reader, "/about/privacy/?lang=ar")
    html(reader, "/about/privacy/?lang=fr", status=404)


def test_what_is_written_is_cleaned(reader: Client) -> None:
    page(body="<p>Fine</p><script>alert(1)</script>")
    assert "alert(1)</script>" not in html(reader, "/about/privacy/")


def test_a_link_to_a_story_holds_as_long_as_the_story(reader: Client) -> None:
    public, hidden = world.published(), world.draft()
    links = "".join(f'<a data-story="{story.public_id}">story</a> ' for story in (public, hidden))
    page(body=f"<p>{links}</p>")
    text = html(reader, "/about/privacy/")
    assert text.count('">story</a>') == 1
    assert f"article:{hidden.public_id}" in reader.get("/about/privacy/")["Surrogate-Key"].split()


def test_a_page_is_kept_no_longer_than_the_stories_it_leads_to(reader: Client, time: ControlledClock) -> None:
    ending = world.published()
    withdrawing.plan_take_down(article=ending, until=time.at + timedelta(seconds=20), by=None)
    page(body=f'<p><a data-story="{ending.public_id}">story</a></p>')
    assert "max-age=20" in reader.get("/about/privacy/")["Cache-Control"]


def test_changes_are_logged_and_told(reader: Client, time: ControlledClock) -> None:
    kept = page()
    assert "page:privacy" in reader.get("/about/privacy/")["Surrogate-Key"].split()
    time.move(minutes=1)
    keeping.keep(thing=kept, by=None, at=time.at)
    keeping.discard(thing=kept, by=None, at=time.at)
    assert list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True)) == ["add", "change", "delete"]
    html(reader, "/about/privacy/", status=404)


def test_menus_stand_in_the_head_and_at_the_foot(reader: Client) -> None:
    menu()
    menu(label="Newest", path="/latest/", place="header")
    text = html(reader, "/")
    assert text.index("Newest") < text.index("<main") < text.index("<bdi>Privacy</bdi>")


def test_a_menu_is_of_its_language_else_of_the_sites(reader: Client) -> None:
    world.site().languages.create(language="ar")
    menu()
    assert "Privacy" in html(reader, "/latest/?lang=ar")
    menu(label="الخصوصية", language="ar")
    assert "Privacy" not in html(reader, "/latest/?lang=ar")
    assert "الخصوصية" not in html(reader, "/latest/")


@pytest.mark.parametrize("path", ["//elsewhere.example/", "about/", "/\\elsewhere", "/a b"])
def test_a_menu_leads_to_no_other_site(path: str) -> None:
    with pytest.raises(ValidationError):
        MenuItem(label="Away", path=path).full_clean()
