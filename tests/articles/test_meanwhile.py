"""Two people with the same form of a kept thing open: the second save writes over nothing unseen."""

import re
from datetime import timedelta
from functools import partial
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import strip_tags

from articles.models import Author, Coverage, Section, Site, Tag
from ground import clock
from readers.models import Banner, MenuItem, Page
from staff.models import AuditEntry, User
from tests import world
from tests.together import at_once

pytestmark = pytest.mark.django_db
#: The newsroom's, in which its forms show moments and read them; none that the database compares in.
ZONE = "Asia/Muscat"


def named(name: str) -> User:
    User.objects.filter(pk=world.person(name, "administrator", "editor").pk).update(byline=name.title())
    return User.objects.get(username=name)


def logged_in(name: str) -> Client:
    client = Client()
    client.force_login(named(name))
    return client


@pytest.fixture
def anna() -> Client:
    world.site(zone=ZONE)
    return logged_in("anna")


@pytest.fixture
def bo() -> Client:
    return logged_in("bo")


def address(thing: Any) -> str:
    return f"/admin/{thing._meta.app_label}/{thing._meta.model_name}/{thing.pk}/change/"


def opened(client: Client, thing: Any) -> dict[str, Any]:
    """What a browser would send of the form, untouched."""
    return sent_again(client.get(address(thing)))


def sent_again(answer: Any) -> dict[str, Any]:
    form = answer.context["adminform"].form
    boxes = [form, *(one.formset.management_form for one in answer.context["inline_admin_formsets"])]
    boxes += [row for one in answer.context["inline_admin_formsets"] for row in one.formset.forms]
    found: dict[str, Any] = {}
    for box in boxes:
        for field in box:
            name, value = field.html_name, field.value()
            if hasattr(field.field.widget, "decompress"):
                with timezone.override(ZONE):
                    parts = value if isinstance(value, list) else field.field.widget.decompress(value)
                found |= {f"{name}_{number}": str(part or "") for number, part in enumerate(parts)}
            elif value is not None and value is not False and name != "logo":
                found[name] = value
    hidden = re.search(r'name="_shown" value="([^"]+)"', answer.content.decode())
    assert hidden, "the form says what it shows"
    return {**found, "_shown": unescape(hidden[1])}


def save(client: Client, thing: Any, values: dict[str, Any], **typed: Any) -> Any:
    return client.post(address(thing), {**values, **typed})


def errors(answer: Any) -> str:
    assert answer.status_code == 200, "saved"
    return strip_tags(" ".join(map(str, answer.context["errors"])))


def banner() -> Banner:
    now = clock.now()
    return Banner.objects.create(
        text="Bridge shut", shown_from=now.replace(microsecond=0), shown_until=now + timedelta(hours=2)
    )


#: A kind of thing → the field that one changes, and the field that the other does.
KINDS: dict[str, tuple[Any, str, str]] = {
    "coverage": (lambda: Coverage.objects.create(name="Storm", slug="storm"), "summary", "key_points"),
    "section": (world.section, "description", "name"),
    "site": (world.site, "tagline", "footer"),
    "author": (lambda: Author.objects.create(name="Asa", slug="asa"), "about", "role"),
    "tag": (lambda: Tag.objects.create(name="Ferries", slug="ferries"), "description", "name"),
    "page": (
        lambda: Page.objects.create(title="Privacy", slug="privacy", changed_at=clock.now()),
        "body",
        "title",
    ),
    "menu item": (lambda: MenuItem.objects.create(label="About", path="/about/"), "label", "order"),
    "banner": (banner, "text", "path"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_save_that_was_not_seen_is_not_written_over(anna: Client, bo: Client, kind: str) -> None:
    make, field, other = KINDS[kind]
    thing = make()
    hers, his = opened(anna, thing), opened(bo, thing)
    assert save(anna, thing, hers, **{field: "Words of Anna"}).status_code == 302
    mine = "7" if other == "order" else "/words/" if other == "path" else "Words of Bo"
    answer = save(bo, thing, his, **{other: mine})
    said = errors(answer)
    assert re.search(r"Anna changed this on .+ after you had opened it, so nothing was saved", said)
    assert "This is new: it was changed meanwhile." in said
    typed = sent_again(answer)
    assert str(typed[other]) == mine
    assert "Words of Anna" in typed[field]
    thing.refresh_from_db()
    assert str(getattr(thing, other)) != mine
    assert save(bo, thing, typed).status_code == 302
    thing.refresh_from_db()
    assert (str(getattr(thing, other)), "Words of Anna" in getattr(thing, field)) == (mine, True)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "menu item"])
def test_where_both_have_typed_what_stands_is_told_beside_the_words_that_are_kept(
    anna: Client, bo: Client, kind: str
) -> None:
    make, field, _ = KINDS[kind]
    thing = make()
    hers, his = opened(anna, thing), opened(bo, thing)
    save(anna, thing, hers, **{field: "Words of Anna"})
    answer = save(bo, thing, his, **{field: "Words of Bo"})
    assert "It stands now as: Words of Anna" in errors(answer)
    typed = sent_again(answer)
    assert typed[field] == "Words of Bo"
    assert save(bo, thing, typed).status_code == 302
    thing.refresh_from_db()
    assert "Words of Bo" in getattr(thing, field)


def test_a_long_text_is_told_to_its_end_and_with_its_links(anna: Client, bo: Client) -> None:
    page = Page.objects.create(title="Privacy", slug="privacy", changed_at=clock.now())
    his, hers = opened(bo, page), opened(anna, page)
    text = f'<h2>Cookies &amp; more</h2><p>{"Many words. " * 200}<a href="/terms/">Terms</a></p><p>The last.</p>'
    save(anna, page, hers, body=text)
    page.refresh_from_db()
    told = save(bo, page, his, body="<p>Mine.</p>").content.decode()
    assert "It stands now as: <div" in told
    assert page.body in told


def test_a_text_that_a_colleague_wrote_is_no_markup(anna: Client, bo: Client) -> None:
    coverage = Coverage.objects.create(name="Storm", slug="storm", language="en")
    his, hers = opened(bo, coverage), opened(anna, coverage)
    save(anna, coverage, hers, summary="5 < 6 <script>alert()</script>")
    told = save(bo, coverage, his, summary="Mine").content.decode()
    assert "5 &lt; 6 &lt;script&gt;alert()&lt;/script&gt;</div>" in told


def test_a_page_that_was_published_meanwhile_stays_public(anna: Client, bo: Client) -> None:
    page = Page.objects.create(title="Privacy", slug="privacy", changed_at=clock.now())
    hers, his = opened(anna, page), opened(bo, page)
    save(anna, page, hers, public_from_0="2026-03-03", public_from_1="10:00")
    answer = save(bo, page, his, title="Your privacy")
    assert "This is new" in errors(answer)
    assert save(bo, page, sent_again(answer)).status_code == 302
    page.refresh_from_db()
    assert (page.title, page.public_from is not None) == ("Your privacy", True)


def test_the_rows_of_a_thing_are_a_part_of_it(anna: Client, bo: Client) -> None:
    storm = Coverage.objects.create(name="Storm", slug="storm")
    storm.timeline.create(date="2026-03", title="Warning")
    hers, his = opened(anna, storm), opened(bo, storm)
    assert save(anna, storm, hers, **{"timeline-0-title": "Gale warning"}).status_code == 302
    answer = save(bo, storm, his, **{"timeline-0-text": "At noon."})
    assert "Timeline: what was changed is told beside it." in errors(answer)
    assert "This is new" in errors(answer)
    assert storm.timeline.get().text == ""
    assert save(bo, storm, sent_again(answer)).status_code == 302
    assert storm.timeline.values_list("title", "text").get() == ("Gale warning", "At noon.")


def test_chosen_people_and_words_in_other_languages_count(anna: Client, bo: Client) -> None:
    Site.objects.get().languages.create(language="fr")
    storm, section = Coverage.objects.create(name="Storm", slug="storm"), world.section()
    asa = Author.objects.create(name="Asa", slug="asa")
    his, hers = opened(bo, storm), opened(anna, storm)
    save(anna, storm, hers, people=[asa.pk])
    answer = save(bo, storm, his, name="Gale")
    assert "This is new" in errors(answer)
    assert save(bo, storm, sent_again(answer)).status_code == 302
    assert [*storm.people.all()] == [asa]
    his, hers = opened(bo, section), opened(anna, section)
    save(anna, section, hers, name_fr="Le port")
    assert "It stands now as: Le port" in errors(save(bo, section, his, name_fr="Le quai"))
    his, hers = opened(bo, section), opened(anna, section)
    save(anna, section, hers, name_fr="")
    assert "It is empty now." in errors(save(bo, section, his, name_fr="Le quai"))
    section.refresh_from_db()
    assert section.name == "Harbour"
    his, hers = opened(bo, section), opened(anna, section)
    save(anna, section, {**hers, "name_fr": ""})
    assert save(bo, section, his, name="Quay").status_code == 302


def test_a_banner_that_was_taken_away_does_not_come_back(anna: Client, bo: Client) -> None:
    thing = banner()
    his = opened(bo, thing)
    anna.post("/admin/readers/banner/", {"action": "clear", "_selected_action": [thing.pk]})
    assert "Anna changed this" in errors(save(bo, thing, his, text="Bridge still shut"))


def test_what_changed_nothing_or_says_the_same_is_in_nobodys_way(anna: Client, bo: Client) -> None:
    page = Page.objects.create(title="Privacy", slug="privacy", changed_at=clock.now())
    hers, his = opened(anna, page), opened(bo, page)
    assert save(anna, page, hers).status_code == 302
    for client in (bo, bo, anna):
        assert save(client, page, his, title="Your privacy").status_code == 302


def test_what_a_form_writes_in_another_way_is_no_change(anna: Client, bo: Client) -> None:
    noon = clock.now().replace(microsecond=123456)
    storm = Coverage.objects.create(name="Storm", slug="storm", key_points="Wind\nRain\n", public_from=noon)
    hers, his = opened(anna, storm), opened(bo, storm)
    assert save(anna, storm, hers, key_points="Wind\r\nRain").status_code == 302
    storm.refresh_from_db()
    assert storm.public_from == noon.replace(microsecond=0)
    assert save(bo, storm, his, summary="Gale.").status_code == 302


def test_an_open_live_page_is_no_change_of_what_the_form_shows(anna: Client) -> None:
    storm = Coverage.objects.create(name="Storm", slug="storm")
    hers = opened(anna, storm)
    anna.post(f"/admin/desk/live/{storm.pk}/", {"_start": ""})
    assert save(anna, storm, hers, summary="Wind.").status_code == 302
    storm.refresh_from_db()
    assert storm.live_opened_at is not None


def test_a_change_that_nobody_signed_is_told_all_the_same(bo: Client, anna: Client) -> None:
    page = Page.objects.create(title="Privacy", slug="privacy", changed_at=clock.now())
    his = opened(bo, page)
    Page.objects.update(title="Your privacy")
    assert "Somebody changed this, after" in errors(save(bo, page, his, body="<p>Word.</p>"))
    assert "Somebody changed this, after" in errors(save(bo, page, his, title="X", _shown="&&nothing=1&"))


def test_the_row_is_locked_before_it_is_compared(anna: Client) -> None:
    section = world.section()
    values = opened(anna, section)
    with CaptureQueriesContext(connection) as queries:
        save(anna, section, values, name="Quay")
    said = [query["sql"] for query in queries if '"articles_section"' in query["sql"]]
    locked = next(number for number, sql in enumerate(said) if "FOR UPDATE" in sql)
    assert any(sql.startswith("UPDATE") for sql in said[locked:])


@pytest.mark.django_db(transaction=True)
def test_of_two_saves_at_the_same_moment_one_loses() -> None:
    clients = [logged_in(name) for name in ("anna", "bo")]
    world.site()
    for attempt in range(5):
        section = world.section(f"harbour-{attempt}")
        sent = [opened(client, section) for client in clients]
        saves = [
            partial(save, client, section, values, description=f"By {number}")
            for number, (client, values) in enumerate(zip(clients, sent, strict=True))
        ]
        assert sorted(answer.status_code for answer in at_once(*saves)) == [200, 302]
    assert AuditEntry.objects.filter(verb="change", subject_type="articles.section").count() == 5
    assert Section.objects.count() == 5


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_typed_in_a_form_of_what_was_deleted_is_shown(anna: Client, bo: Client, kind: str) -> None:
    make, field, _ = KINDS[kind]
    thing = make()
    his = opened(bo, thing)
    type(thing).objects.filter(pk=thing.pk).delete()
    answer = save(bo, thing, his, **{field: "Many words of Bo"})
    assert answer.status_code == 410
    told = answer.content.decode()
    assert "Many words of Bo</textarea>" in told
    assert "_shown" not in told


@pytest.mark.parametrize("kind", ["section", "author", "tag", "page", "coverage"])
def test_an_address_that_readers_know_stays(bo: Client, kind: str) -> None:
    thing = KINDS[kind][0]()
    if hasattr(thing, "public_from"):
        assert save(bo, thing, opened(bo, thing), slug="not-yet-known").status_code == 302
        type(thing).objects.update(public_from=clock.now())
    thing.refresh_from_db()
    assert save(bo, thing, opened(bo, thing), slug="another").status_code == 302
    assert type(thing).objects.get(pk=thing.pk).slug == thing.slug != "another"
