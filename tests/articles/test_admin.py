"""The forms of sections, authors, tags, coverage and site: they save through the verbs."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import Settings

from articles import logos
from articles.models import Article, Author, Coverage, Section, Site, SiteLanguage, Tag, TagSynonym
from articles.withdrawing import hold
from staff.models import AuditEntry
from tests import world
from tests.media import drawn


@pytest.fixture
def desk(db: None) -> Client:
    world.site(zone="Europe/Oslo")
    client = Client()
    client.force_login(world.editor())
    return client


@pytest.fixture
def office(db: None) -> Client:
    client = Client()
    client.force_login(world.person("ada", "administrator"))
    return client


def uploaded(data: bytes, name: str = "logo.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def verbs() -> list[tuple[str, str]]:
    return list(AuditEntry.objects.order_by("pk").values_list("verb", "subject_type"))


def inline(prefix: str, *rows: dict[str, Any]) -> dict[str, Any]:
    sent = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": sum("id" in row for row in rows)}
    return sent | {f"{prefix}-{number}-{name}": value for number, row in enumerate(rows) for name, value in row.items()}


def test_a_coverage_is_made_with_its_timeline_and_each_change_is_audited(desk: Client) -> None:
    sent = {"name": "Halmsund storm", "slug": "halmsund-storm", "language": "en", "status": "ongoing", **inline("cast")}
    sent |= inline("timeline", {"date": "2026-03", "title": "Warning", "order": 0})
    answer = desk.post("/admin/articles/coverage/add/", sent)
    assert answer.status_code == 302, answer.context["errors"]
    coverage = Coverage.objects.get()
    assert [entry.title for entry in coverage.timeline.all()] == ["Warning"]
    assert verbs() == [("add", "articles.coverage"), ("add", "articles.timelineentry")]


def test_chosen_stories_that_readers_do_not_see_are_told_and_kept(desk: Client) -> None:
    lead, seen, told = world.draft("Ferry sinks"), world.published("Ferry leaves"), world.draft("Gale warning")
    sent = {"name": "Storm", "slug": "storm", "language": "en", "status": "ongoing", **inline("cast")}
    sent |= {"lead": lead.pk, "explainers": [seen.pk]}
    sent |= inline("timeline", {"date": "2026-03", "title": "Warning", "order": 0, "article": told.pk})
    said = desk.post("/admin/articles/coverage/add/", sent, follow=True).content.decode()
    assert "Readers do not see “Ferry sinks” now" in said
    assert "Readers do not see “Gale warning” now" in said
    assert "Readers do not see “Ferry leaves”" not in said
    assert Coverage.objects.get().lead == lead


def test_when_a_coverage_opens_is_typed_in_the_newsrooms_zone(desk: Client) -> None:
    sent = {
        "name": "Storm",
        "slug": "storm",
        "language": "en",
        "status": "ongoing",
        **inline("timeline"),
        **inline("cast"),
    }
    desk.post("/admin/articles/coverage/add/", {**sent, "public_from_0": "2031-07-01", "public_from_1": "14:05"})
    opens = Coverage.objects.get().public_from
    assert opens is not None
    assert opens.isoformat() == "2031-07-01T12:05:00+00:00"


def test_a_timeline_entry_is_taken_out_and_audited(desk: Client) -> None:
    coverage = Coverage.objects.create(name="Storm", slug="storm")
    entry = coverage.timeline.create(date="2026", title="Warning")
    row = {"id": entry.pk, "coverage": coverage.pk, "date": "2026", "title": "Warning", "order": 0, "DELETE": "on"}
    sent = {"name": "Storm", "slug": "storm", "language": "en", "status": "ongoing"}
    sent |= {**inline("timeline", row), **inline("cast")}
    desk.post(f"/admin/articles/coverage/{coverage.pk}/change/", sent)
    assert not coverage.timeline.exists()
    assert ("delete", "articles.timelineentry") in verbs()


def test_a_tag_takes_its_address_from_its_name_and_other_names_with_it(desk: Client) -> None:
    sent = {"name": "Ferries & boats", "slug": "", **inline("synonyms", {"name": "Boats"})}
    desk.post("/admin/articles/tag/add/", sent)
    tag = Tag.objects.get()
    assert tag.slug == "ferries-boats"
    assert [str(row.name) for row in TagSynonym.objects.filter(tag=tag)] == ["Boats"]


def test_a_tag_in_another_case_is_refused_with_a_sentence(desk: Client) -> None:
    Tag.objects.create(name="Oman", slug="oman")
    answer = desk.post("/admin/articles/tag/add/", {"name": "oman", "slug": "", **inline("synonyms")})
    assert answer.status_code == 200
    assert "There is a tag “Oman”, which is on 0 stories." in answer.content.decode()
    assert Tag.objects.count() == 1


def test_the_name_of_a_tag_does_not_become_another_name_of_a_second_one(desk: Client) -> None:
    world.draft(tags=["Oman"])
    sent = {"name": "Gulf", "slug": "", **inline("synonyms", {"name": "OMAN"}, {"name": "Sea"}, {"name": "sea"})}
    answer = desk.post("/admin/articles/tag/add/", sent)
    assert answer.status_code == 200
    said = answer.content.decode()
    assert "There is a tag “Oman”, which is on 1 story." in said
    assert "This name stands here twice." in said
    assert not TagSynonym.objects.exists()


def test_a_tag_and_another_name_of_it_change_places(desk: Client) -> None:
    tag = Tag.objects.create(name="Boats", slug="boats")
    row = {"id": TagSynonym.objects.create(name="Ferries", tag=tag).pk, "tag": tag.pk, "name": "boats"}
    sent = {"name": "Ferries", "slug": "boats", **inline("synonyms", row)}
    assert desk.post(f"/admin/articles/tag/{tag.pk}/change/", sent).status_code == 302
    assert (Tag.objects.get().name, TagSynonym.objects.get().name) == ("Ferries", "boats")


def test_whoever_deletes_a_tag_is_told_that_its_stories_stay(office: Client) -> None:
    for _ in range(2):
        world.draft("Ferry leaves Halmsund", tags=["Ferries"])
    ferries, fog = Tag.objects.get(), Tag.objects.create(name="Fog", slug="fog")
    TagSynonym.objects.create(name="Boats", tag=ferries)
    address = f"/admin/articles/tag/{ferries.pk}/delete/"
    asked = office.get(address).content.decode()
    assert "“Ferries”: 2 stories lose the tag. The stories stay. Its other names go with it: Boats." in asked
    assert "Ferry leaves Halmsund" not in asked
    chosen = {"action": "delete_selected", "_selected_action": [fog.pk]}
    assert "“Fog”: No story has the tag." in office.post("/admin/articles/tag/", chosen).content.decode()
    office.post("/admin/articles/tag/", {**chosen, "post": "yes"})
    office.post(address, {"post": "yes"})
    assert not Tag.objects.exists()
    assert Article.objects.count() == 2


def test_sections_are_kept_by_an_administrator_and_not_by_an_editor(desk: Client, office: Client) -> None:
    sent = {"name": "Harbour", "slug": "harbour", "order": 1}
    assert desk.post("/admin/articles/section/add/", sent).status_code == 403
    assert office.post("/admin/articles/section/add/", sent).status_code == 302
    taken = office.post("/admin/articles/section/add/", {"name": "Tags", "slug": "tag", "order": 2})
    assert taken.status_code == 200
    assert [section.slug for section in Section.objects.all()] == ["harbour"]


def test_a_section_with_stories_stays(office: Client) -> None:
    section = world.draft().section
    assert section is not None
    for answer in (
        office.get(f"/admin/articles/section/{section.pk}/delete/"),
        office.post(f"/admin/articles/section/{section.pk}/delete/", {"post": "yes"}),
        office.post(
            "/admin/articles/section/", {"action": "delete_selected", "_selected_action": section.pk, "post": "yes"}
        ),
    ):
        assert "“Harbour” cannot be deleted: it is used by 1 story." in answer.content.decode()
    assert Section.objects.exists()


def test_a_section_made_by_mistake_is_deleted_by_an_administrator(office: Client, desk: Client) -> None:
    address = f"/admin/articles/section/{world.section('harbuor').pk}/delete/"
    assert desk.post(address, {"post": "yes"}).status_code == 403
    assert "there is nothing at /harbuor/ then." in office.get(address).content.decode()
    assert office.post(address, {"post": "yes"}).status_code == 302
    assert not Section.objects.exists()
    assert verbs() == [("delete", "articles.section")]


def test_the_site_is_one_row_and_its_list_is_its_form(office: Client) -> None:
    assert office.get("/admin/articles/site/").url == "/admin/articles/site/add/"
    sent = {"name": "Harbour Post", "language": "en", "zone": "Europe/Oslo", "accent_colour": "#8c1d18"}
    office.post("/admin/articles/site/add/", {**sent, **inline("languages")})
    assert Site.objects.get().zone == "Europe/Oslo"
    assert office.get("/admin/articles/site/").url == "/admin/articles/site/1/change/"
    assert office.get("/admin/articles/site/add/").status_code == 403


def test_the_newspaper_gets_a_language_with_its_own_name(office: Client) -> None:
    world.site()
    sent = {"name": "Post", "language": "en", "zone": "Europe/Oslo", "accent_colour": "#8c1d18"}
    rows = [{"language": "ar", "name": "البريد", "order": 0}, {"language": "fr", "order": 1}]
    office.post("/admin/articles/site/1/change/", {**sent, **inline("languages", *rows)})
    assert [(row.language, row.name) for row in SiteLanguage.objects.all()] == [("ar", "البريد"), ("fr", "")]
    assert ("add", "articles.sitelanguage") in verbs()


@pytest.mark.parametrize(
    ("languages", "said"),
    [(["en"], "own language. Its front is at / already"), (["ar", "ar"], "duplicate")],
)
def test_a_language_has_one_front(office: Client, languages: list[str], said: str) -> None:
    world.site()
    sent = {"name": "Post", "language": "en", "zone": "Europe/Oslo", "accent_colour": "#8c1d18"}
    rows = [{"language": language, "order": 0} for language in languages]
    answer = office.post("/admin/articles/site/1/change/", {**sent, **inline("languages", *rows)})
    assert said in answer.content.decode()
    assert not SiteLanguage.objects.exists()


def test_a_section_has_words_in_each_language_of_the_newspaper(office: Client) -> None:
    world.site().languages.create(language="ar")
    section = world.section(wordings={"fr": {"name": "Le port", "description": ""}})
    sent = {"name": "Harbour", "slug": "harbour", "order": 0, "name_ar": "الميناء"}
    assert office.post(f"/admin/articles/section/{section.pk}/change/", sent).status_code == 302
    section.refresh_from_db()
    assert section.worded("name", "ar") == ("الميناء", "ar")
    assert section.worded("description", "ar") == ("", "")
    assert section.worded("name", "fr") == ("Le port", "fr"), "a language that the site has no more"
    text = office.get(f"/admin/articles/section/{section.pk}/change/").content.decode()
    field = next(field for field in re.findall(r"<input[^>]+>", text) if 'name="name_ar"' in field)
    assert 'value="الميناء"' in field
    assert 'lang="ar"' in field
    assert 'dir="rtl"' in field


def test_an_author_has_words_in_each_language_of_the_newspaper(desk: Client) -> None:
    world.site().languages.create(language="ar")
    sent = {"name": "Runa Hald", "slug": "runa", "name_ar": "رونا هالد", "about_ar": "تكتب عن السفن."}
    assert desk.post("/admin/articles/author/add/", sent).status_code == 302
    assert Author.objects.get().wordings == {"ar": {"name": "رونا هالد", "role": "", "about": "تكتب عن السفن."}}
    text = desk.get(f"/admin/articles/author/{Author.objects.get().pk}/change/").content.decode()
    assert re.search(r'<textarea name="about_ar"[^>]*dir="rtl"[^>]*>\s*تكتب عن السفن', text)


def test_a_zone_that_is_none_is_refused(office: Client) -> None:
    world.site()
    sent = {"name": "Post", "language": "en", "zone": "Halmsund", "accent_colour": "#8c1d18"}
    answer = office.post("/admin/articles/site/1/change/", {**sent, **inline("languages")})
    assert "is not a time zone" in answer.content.decode()


def test_holds_are_listed_and_not_edited(office: Client) -> None:
    block = hold(article=world.draft(), kind="legal", reason="A minor is named", by=None)
    office_user = world.person("ada", "administrator")
    assert not office_user.has_perm("articles.change_publishblock")
    assert office.post(f"/admin/articles/publishblock/{block.pk}/change/", {"reason": "x"}).status_code in (403, 405)


def test_every_list_and_form_opens(desk: Client) -> None:
    for name in ("author", "tag", "coverage"):
        assert desk.get(f"/admin/articles/{name}/").status_code == 200
        assert desk.get(f"/admin/articles/{name}/add/").status_code == 200


def test_a_logo_is_stored_under_a_name_that_tells_its_size(office: Client, settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    world.site()
    sent: dict[str, Any] = {"name": "Post", "language": "en", "zone": "Europe/Oslo", "accent_colour": "#8c1d18"}
    sent |= {**inline("languages"), "logo": uploaded(drawn.photograph(600, 120))}
    office.post("/admin/articles/site/1/change/", sent)
    assert re.fullmatch(r"site/[0-9a-f]{16}-600x120\.jpg", Site.objects.get().logo.name)
    shown = logos.logo(Site.objects.get())
    assert shown
    assert office.get(shown.url)["Cache-Control"] == "public, max-age=31536000, immutable"
    assert f'src="{shown.url}" width="600" height="120" alt="Post"' in office.get("/").content.decode()


def test_a_drawing_is_no_logo(office: Client) -> None:
    world.site()
    sent = {"name": "Post", "language": "en", "zone": "Europe/Oslo", "accent_colour": "#8c1d18"}
    drawing = uploaded(b'<svg xmlns="http://www.w3.org/2000/svg"/>', "logo.svg")
    answer = office.post("/admin/articles/site/1/change/", {**sent, **inline("languages"), "logo": drawing})
    assert "an SVG drawing" in answer.content.decode()
    assert not Site.objects.get().logo
