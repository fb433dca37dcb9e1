"""The newspaper in several languages: a front of its own for each, and pages that say which words are in which."""

import re

import pytest
from django.template import Context
from django.test import Client
from django.utils import translation
from django.utils.html import escape

from articles import arranging, translating
from articles.filling import Link
from articles.models import Article, Author, Section, SiteLanguage
from ground import clock
from readers.templatetags.tongues import signed
from tests import world
from tests.world import ControlledClock


@pytest.fixture
def arabic(newsroom: None) -> SiteLanguage:
    """The newspaper has an Arabic front; its one section has an Arabic name."""
    section = world.section(wordings={"ar": {"name": "الميناء", "description": "سفن ومراسٍ"}})
    world.published("Ferry leaves", section=section)
    world.published("العبّارة تغادر", language="ar", section=section)
    return world.site().languages.create(language="ar", name="بريد الميناء", tagline="أخبار الضفتين")


def page(reader: Client, path: str) -> str:
    answer = reader.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.mark.usefixtures("arabic")
def test_a_language_has_a_front_of_its_own(reader: Client) -> None:
    text = page(reader, "/ar/")
    assert '<html lang="ar" dir="rtl"' in text
    assert "<title>بريد الميناء</title>" in text
    assert '<meta name="description" content="أخبار الضفتين">' in text
    assert '<link rel="canonical" href="http://localhost:8000/ar/">' in text
    assert "العبّارة تغادر" in text
    assert "Ferry leaves" not in text


@pytest.mark.usefixtures("arabic")
def test_fronts_name_each_other_for_machines(reader: Client) -> None:
    for path in ("/", "/ar/"):
        named = re.findall(r'<link rel="alternate" hreflang="(\w+)" href="([^"]+)">', page(reader, path))
        assert named == [("en", "http://localhost:8000/"), ("ar", "http://localhost:8000/ar/")]


@pytest.mark.usefixtures("arabic")
def test_every_page_leads_to_the_other_languages(reader: Client) -> None:
    """A list to itself, where it is in that language; what is in one language alone to the front."""
    link = '<a href="{}" lang="ar" dir="rtl" hreflang="ar"{}>العربية</a>'
    assert link.format("/ar/", "") in page(reader, str(world.published().path))
    assert link.format("/latest/?lang=ar", "") in page(reader, "/latest/")
    assert link.format("/harbour/?lang=ar", ' aria-current="true"') in page(reader, "/harbour/?lang=ar")


def test_a_newspaper_of_one_language_offers_no_choice(reader: Client) -> None:
    assert "hreflang" not in page(reader, "/").replace('hreflang="en" href="http://localhost:8000/"', "")


@pytest.mark.usefixtures("arabic")
def test_on_its_pages_sections_have_their_names_in_it_and_lead_to_its_stories(reader: Client) -> None:
    link = '<a href="/harbour/?lang=ar">الميناء</a>'
    path = str(Article.objects.get(language="ar").path)
    front, listing, story = (page(reader, address) for address in ("/ar/", "/harbour/?lang=ar", path))
    assert link in front
    assert "<h1>الميناء</h1>" in listing
    assert "سفن ومراسٍ" in listing
    assert f"<li>{link}</li>" in story
    assert '"articleSection": "الميناء"' in story


@pytest.mark.usefixtures("arabic")
def test_a_strip_of_the_front_is_called_like_its_section(reader: Client, time: ControlledClock) -> None:
    for number in range(12):
        time.move(minutes=1)
        world.published(f"خبر {number}", language="ar")
    assert 'class="strip-name"><a href="/harbour/?lang=ar">الميناء</a></h2>' in page(reader, "/ar/")


@pytest.mark.usefixtures("arabic")
def test_a_section_without_a_name_in_it_keeps_its_own_and_says_so(reader: Client) -> None:
    Section.objects.update(wordings={})
    text = page(reader, "/ar/")
    assert '<a href="/harbour/?lang=ar" lang="en" dir="ltr">Harbour</a>' in text
    assert '<bdi lang="en" dir="ltr">Harbour</bdi>' in text


@pytest.mark.usefixtures("arabic")
def test_its_pages_lead_to_the_sections_that_have_a_name_in_it(reader: Client) -> None:
    world.section("culture", parent=world.section("harbour"))
    world.section("sport")
    assert 'href="/sport/' in reader.get("/").content.decode()
    for path in ("/ar/", "/harbour/?lang=ar"):
        text = reader.get(path).content.decode()
        assert 'href="/harbour/?lang=ar"' in text
        assert 'href="/sport/' not in text
        assert 'href="/culture/' not in text


@pytest.mark.usefixtures("arabic")
def test_its_lists_and_its_search_are_a_step_away(reader: Client) -> None:
    text = page(reader, "/ar/")
    for path in ("/search/", "/latest/", "/corrections/", "/feeds/front.rss"):
        assert f'href="{path}?lang=ar"' in text
    assert re.search(r'<p class="masthead-name"><a href="/ar/">بريد الميناء</a>', text)


def test_the_foot_of_its_pages_speaks_it_where_somebody_wrote_it(reader: Client, arabic: SiteLanguage) -> None:
    assert '<div class="foot-words" lang="en" dir="ltr"><p>Places and people are invented.</p>' in page(reader, "/ar/")
    arabic.footer = "الأماكن والناس من نسج الخيال."
    arabic.save()
    assert '<div class="foot-words"><p>الأماكن والناس من نسج الخيال.</p>' in page(reader, "/ar/")


@pytest.mark.usefixtures("arabic")
def test_its_feeds_are_called_like_it(reader: Client) -> None:
    front, harbour = (page(reader, f"/feeds/{name}.atom?lang=ar") for name in ("front", "section/harbour"))
    assert "<title>بريد الميناء</title>" in front
    assert "<title>الميناء | بريد الميناء</title>" in harbour


@pytest.mark.usefixtures("arabic")
def test_the_search_offers_sections_by_their_names_in_it(reader: Client) -> None:
    assert '<option value="harbour">الميناء</option>' in page(reader, "/search/?lang=ar")


@pytest.mark.usefixtures("arabic")
def test_the_sitemap_names_the_fronts(reader: Client) -> None:
    assert "<loc>http://localhost:8000/ar/</loc>" in page(reader, "/sitemaps/pages.xml")


@pytest.mark.usefixtures("arabic")
def test_the_sites_own_language_has_one_address(reader: Client) -> None:
    answer = reader.get("/en/")
    assert (answer.status_code, answer["Location"]) == (301, "/")


@pytest.mark.usefixtures("arabic")
def test_a_language_that_the_newspaper_does_not_have_has_no_front(reader: Client) -> None:
    assert reader.get("/fr/").status_code == 404


def test_a_front_before_its_first_story_says_so(reader: Client, arabic: SiteLanguage) -> None:
    arabic.language = "fr"
    arabic.save()
    text = page(reader, "/fr/")
    assert '<html lang="fr" dir="ltr"' in text
    assert escape("Rien n’a encore été publié") in text


def test_a_story_in_a_language_without_a_front_leads_to_the_sites_lists(reader: Client, time: ControlledClock) -> None:
    time.move(minutes=1)
    text = page(reader, str(world.published("Die Fähre legt ab", language="de").path))
    assert '<a href="/harbour/" lang="en" dir="ltr">Harbour</a>' in text
    assert "lang=de" not in text


def test_a_new_name_is_on_the_front_at_once(reader: Client, arabic: SiteLanguage) -> None:
    assert "furniture:site" in reader.get("/ar/")["Surrogate-Key"].split()
    arabic.name = "الميناء اليوم"
    arranging.keep(thing=arabic, by=None, at=clock.now())
    assert "<title>الميناء اليوم</title>" in page(reader, "/ar/")


@pytest.mark.usefixtures("arabic")
def test_a_translated_story_leads_to_its_translation_elsewhere_to_the_front(reader: Client) -> None:
    english, other = (Article.objects.get(language=language) for language in ("en", "ar"))
    assert '<a href="/ar/" lang="ar"' in page(reader, english.path or "")
    translating.link(article=english, other=other, by=None)
    assert f'<a href="{other.path}" lang="ar"' in page(reader, english.path or "")
    assert f'<a href="{english.path}" lang="en"' in page(reader, other.path or "")


@pytest.mark.parametrize(
    ("names", "line"),
    [
        (["Ines Calloway"], "<bdi>Ines Calloway</bdi>"),
        (["Ines", "Tomas", "A & B"], "<bdi>Ines</bdi>, <bdi>Tomas</bdi> and <bdi>A &amp; B</bdi>"),
        (["{0}", "Tomas"], "<bdi>{0}</bdi> and <bdi>Tomas</bdi>"),
    ],
)
def test_the_names_of_those_who_signed_are_joined(names: list[str], line: str) -> None:
    assert signed(Context(), [Link(name, "") for name in names]) == line


def test_names_are_joined_as_the_language_of_the_page_does() -> None:
    with translation.override("ar"):
        assert signed(Context(), [Link("إيناس", ""), Link("تومس", "")]) == "<bdi>إيناس</bdi> و<bdi>تومس</bdi>"


def test_an_arabic_story_is_arabic_for_machines_too(
    arabic: SiteLanguage, reader: Client, time: ControlledClock
) -> None:
    author = Author(name="Asa", slug="asa")
    arranging.keep(thing=author, by=None, at=time.at)
    story = world.published("خبر", language="ar", bylines=[{"author": author, "name": "آسا"}])
    text = page(reader, story.path or "")
    assert '<meta property="og:site_name" content="بريد الميناء">' in text
    assert '"publisher": {"@type": "NewsMediaOrganization", "name": "بريد الميناء"' in text
    assert 'title="بريد الميناء" href="/feeds/front.atom?lang=ar">' in text
    assert '<a rel="author" href="/author/asa/?lang=ar">' in text
