"""The demo holds what the readme promises, and may be laid out twice."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from PIL import Image

from articles import body
from articles.models import Article, Coverage, Edition, LiveUpdate, Section, Site, TimelineEntry
from articles.refusals import Refused
from ground import clock
from media import metadata
from media.models import Photo
from newsroom.demo import accounts, drawing, laying_out, sizes, texts
from newsroom.demo.drawing import canvas
from newsroom.roles import ROLES
from readers.models import Page
from staff.models import AuditEntry, User
from wires.models import Alert, Delivery, RuleNote, WireItem, WireUse

pytestmark = pytest.mark.django_db
_COUNTED = (Article, Edition, Photo, Delivery, WireItem, WireUse, User, AuditEntry, TimelineEntry, Alert)

#: The running stories that retell public facts.
TALKS = {"us-iran-talks", "us-iran-talks-ar", "us-iran-talks-fa"}


def plain(number: int) -> bytes:
    """In the place of a drawn picture, which takes most of a second: one of its size, and of a colour of its own."""
    buffer = io.BytesIO()
    Image.new("RGB", canvas.SIZE, (number, 90, 120)).save(buffer, "JPEG")
    return buffer.getvalue()


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """The demo, laid out once for all tests here and rolled back behind them."""
    jpegs = {scene: plain(number) for number, scene in enumerate(drawing.SCENES)}
    with django_db_blocker.unblock(), transaction.atomic():
        laying_out.lay_out(jpegs=jpegs, start=clock.now())
        yield
        transaction.set_rollback(True)


def live() -> list[Edition]:
    return list(Edition.objects.live(at=clock.now()).select_related("article", "section"))


@cache
def copies() -> dict[str, texts.Copy]:
    """Read once: none of their names and headlines depends on when they are told."""
    return {copy.name: copy for copy in texts.stories(start=clock.now())}


def article(name: str) -> Article:
    return Article.objects.get(headline=copies()[name].newest_headline)


def test_there_are_more_than_sixty_stories_in_seven_sections_and_two_parts_of_them(demo: None) -> None:
    assert len(live()) >= 60
    assert Section.objects.filter(parent=None).count() == 7
    assert set(Section.objects.exclude(parent=None).values_list("slug", flat=True)) == {"markets", "opinion"}
    assert {edition.section for edition in live()} == set(Section.objects.all())


def test_stories_come_from_every_agency_and_from_reporters(demo: None) -> None:
    wired = [copy for copy in copies().values() if copy.feed]
    assert WireUse.objects.count() == len(wired) < Article.objects.count() == len(copies())
    assert {use.item.feed.slug for use in WireUse.objects.select_related("item__feed")} == {
        feed["slug"] for feed in texts.site()["feeds"]
    }


def test_translations_are_linked_to_what_they_translate(demo: None) -> None:
    told = {copy.name: copy.translates for copy in copies().values() if copy.translates}
    linked = {name: article(name) for name in told}
    assert {name: linked[name].translated_from for name in told} == {
        name: article(original) for name, original in told.items()
    }
    assert {story.translation_group for story in linked.values()} == {
        article(name).translation_group for name in told.values()
    }
    page = Client().get(article("muscat-talks").path or "").content.decode().partition('class="languages"')[2]
    assert re.findall(r'<li><a [^>]*hreflang="(..)"', page) == ["ar", "fa"]


def test_the_lead_story_has_the_newest_version_of_its_language_and_all_its_parts(demo: None) -> None:
    newest = max((edition for edition in live() if edition.language == "en"), key=lambda edition: edition.live_from)
    assert newest.article == article("muscat-talks")
    assert [caption["role"] for caption in newest.captions] == ["lead", "inline", "inline"]
    assert newest.html.count("<figure") == 2
    assert newest.html.count("<h2>") == 5
    assert newest.editor_note
    assert newest.summary
    assert newest.related_ids


def test_the_talks_are_reported_before_the_sanctions_and_both_before_they_are_explained(demo: None) -> None:
    told = [article(name).editions.last() for name in ("muscat-talks", "oil-vessels", "talks-questions")]
    assert [edition.first_published_at for edition in told] == sorted(edition.first_published_at for edition in told)


def test_every_story_of_the_talks_says_when_they_were_held_on_the_front_too(demo: None) -> None:
    talks = _of_the_talks()
    told = [edition for edition in live() if edition.article in talks]
    assert len(told) == 7
    held = re.compile("6 February 2026|6 فبراير 2026|۶ فوریهٔ ۲۰۲۶")
    assert all(held.search(edition.editor_note) for edition in told)
    begun = [edition.summary.partition(". ")[0] for edition in told]
    assert all(held.search(sentence) and len(sentence) <= 140 for sentence in begun), begun


def _of_the_talks() -> list[Article]:
    return [article(name) for name, copy in copies().items() if TALKS & set(copy.desk.get("coverages", []))]


@pytest.mark.parametrize(
    ("slug", "lead", "least"), [("us-iran-talks", "muscat-talks", 3), ("tarn-valley-truce", "tarn-carriage", 15)]
)
def test_a_coverage_is_public_with_its_lead_and_stories(demo: None, slug: str, lead: str, least: int) -> None:
    coverage = Coverage.objects.live(at=clock.now()).get(slug=slug)
    assert coverage.lead == article(lead)
    assert sum(coverage.pk in edition.coverage_ids for edition in live()) >= least
    assert coverage.summary
    assert coverage.summary_as_of
    assert len(coverage.key_points.splitlines()) >= 4
    assert coverage.explainers.exists()
    assert coverage.people.exists()


@pytest.mark.parametrize("language", ["ar", "fa"])
@pytest.mark.parametrize("slug", ["us-iran-talks", "tarn-valley-truce"])
def test_a_running_story_is_told_in_a_language_by_the_stories_of_that_language(
    demo: None, slug: str, language: str
) -> None:
    now = clock.now()
    own, other = (Coverage.objects.live(at=now).get(slug=name) for name in (f"{slug}-{language}", slug))
    told = [edition for edition in live() if edition.language == language]
    assert (own.language, other.language, own.has_live_page(at=now)) == (language, "en", False)
    assert sum(own.pk in edition.coverage_ids for edition in told) >= 2
    assert not any(other.pk in edition.coverage_ids for edition in told)
    assert own.lead
    assert own.lead.language == language
    assert own.timeline.count() >= 5
    assert 3 <= len(own.key_points.splitlines()) <= 4
    assert {entry.article.language for entry in own.timeline.exclude(article=None)} == {language}


@pytest.mark.parametrize("slug", ["us-iran-talks", "tarn-valley-truce"])
def test_a_timeline_has_whole_and_partial_dates_in_their_order(demo: None, slug: str) -> None:
    dates = [entry.date for entry in Coverage.objects.get(slug=slug).timeline.order_by("order")]
    assert len(dates) >= 6
    assert {len(date) for date in dates} == {4, 7, 10}
    assert dates == sorted(dates)


def test_stories_stand_in_every_state_of_their_life(demo: None) -> None:
    now = clock.now()
    assert {edition.kind for edition in Edition.objects.all()} == {"first", "update", "correction", "clarification"}
    assert article("isk-dam").corrections.count() == 1
    assert article("brandt-obituary").corrections.get().kind == "clarification"
    assert article("shipyard-sale").editions.get().ended_by == "kill"
    assert article("brask-stadium").editions.get().live_from > now + timedelta(hours=4)
    assert article("rate-decision").embargo > now
    assert not article("rate-decision").editions.exists()


def test_the_newest_version_of_a_running_story_leads_with_what_was_agreed(demo: None) -> None:
    for name, agreed in (("tarn-carriage", "48 hours"), ("tarn-carriage-ar", "48 ساعة")):
        first, newest = article(name).editions.order_by("live_from")
        assert agreed not in first.summary + first.html
        assert first.headline != newest.headline
        assert agreed in newest.summary
        assert agreed in newest.html.partition("</p>")[0]
        assert first.path == newest.path
        assert all(after in newest.html for after in ("22", "19"))


def test_a_draft_is_there_for_each_state_of_the_desk(demo: None) -> None:
    states = {copy.desk["state"]: copy for copy in copies().values() if "state" in copy.desk}
    assert states.keys() == {*Article.DeskState.values, "assigned"}
    assert states["returned"].desk["reason"]
    assert states["assigned"].desk["assignee"] in ROLES
    assert not any(article(copy.name).editions.exists() for copy in states.values())


def test_some_stories_are_new_and_some_are_old(demo: None) -> None:
    ages = sorted(clock.now() - edition.first_published_at for edition in live())
    assert sum(age < timedelta(hours=12) for age in ages) >= 15
    assert sum(age < timedelta(days=4) for age in ages) >= 50
    assert sum(age > timedelta(days=30) for age in ages) >= 2
    assert ages[-1] > timedelta(days=366)


def test_the_embargoed_story_cannot_be_published_before_its_time(demo: None) -> None:
    draft = article("rate-decision")
    editor = User.objects.get(username="editor")
    with pytest.raises(Refused) as refused, transaction.atomic():
        laying_out.publishing.publish(article=draft, version=draft.version, by=editor)
    assert [reason.code for reason in refused.value.reasons] == ["embargo"]


def test_every_link_of_a_story_leads_to_another(demo: None) -> None:
    told, now = copies(), clock.now()
    linked = [name for name, copy in told.items() if "data-story" in copy.body or copy.desk.get("links")]
    assert len(linked) >= 12
    for name in linked:
        edition = article(name).editions.last()
        assert edition is None or len(edition.link_ids) == edition.html.count("data-story") > 0, name
        assert edition is None or Edition.objects.live(at=now).filter(article__in=edition.link_ids).exists(), name


def test_bodies_keep_their_words_and_their_markup(demo: None) -> None:
    for copy in copies().values():
        if not copy.feed:
            cleaned = body.clean(re.sub(r' data-story="[^"]*"', f' data-story="{uuid4()}"', copy.body))
            assert cleaned.warnings == (), copy.name
            assert _elements(cleaned.html) == _elements(copy.body), copy.name
        assert body.text(article(copy.name).body), copy.name


def _elements(html: str) -> Counter[str]:
    return Counter(re.findall(r"<([a-z0-9]+)", html))


def test_together_the_stories_use_the_whole_vocabulary(demo: None) -> None:
    used = set().union(*(_elements(edition.html) for edition in live()))
    assert used == body.ALLOWED.keys()


def test_the_wire_list_holds_items_to_take_and_every_kind_of_trouble(demo: None) -> None:
    untaken = WireItem.objects.filter(uses=None)
    assert {item.pubstatus for item in untaken} == {"usable", "canceled"}
    assert [item.guid.rsplit(":", 1)[-1] for item in untaken.filter(hold=True)] == ["coast-report"]
    assert Delivery.objects.get(state="failed").reason
    assert Alert.objects.exclude(article=None).get().article == article("shipyard-sale")


def test_the_rules_of_the_desk_have_dealt_with_what_came(demo: None) -> None:
    flash = Alert.objects.get(article=None)
    assert flash.item.guid.endswith("flood-warning")
    assert "A flash: look at once. (rule “Flashes of Northgate”)" in flash.message
    assert RuleNote.objects.filter(name="Floods and storms", item=flash.item).exists()
    assert not WireItem.objects.filter(routed_at=None, delivery__state="read").exists()


def test_an_item_waits_for_its_picture(demo: None) -> None:
    item = WireItem.objects.get(guid__endswith="glass-opera")
    with transaction.atomic():
        draft = laying_out.taking.take(item=item, by=User.objects.get(username="editor"), at=clock.now())
        assert draft.captions.get().pending == "opera-roof.jpg"
        transaction.set_rollback(True)


def test_every_photograph_tells_who_made_it_what_it_shows_and_how_it_came_to_be(demo: None) -> None:
    site = texts.site()
    credited = {"Newsroom demo", site["site"]["name"], *(feed["credit"] for feed in site["feeds"])}
    assert Photo.objects.count() == len(drawing.SCENES)
    for photo in Photo.objects.all():
        with photo.original.open("rb") as file:
            told = metadata.read(file.read())
        assert {"xmp", "iim"} <= told.raw.keys()
        assert (told.credit in credited, told.byline) == (True, "Drawn by program")
        assert told.headline
        assert told.caption
        assert told.alt_text
        assert told.place
        assert told.keywords
        assert told.taken_at
        assert told.copyright_notice
        assert told.usage_terms
        assert told.digital_source_type.endswith("/algorithmicMedia")
        assert (photo.caption, photo.credit) == (told.caption, told.credit)


def test_the_live_page_shows_pictures(demo: None) -> None:
    posts = LiveUpdate.objects.exclude(photo=None)
    assert posts.count() == 4
    assert all(post.photo.caption and post.photo.credit for post in posts)


def test_each_live_story_has_a_page_with_headline_and_its_pictures_with_their_credit(demo: None) -> None:
    Photo.objects.update(ready=["full-640.jpg", "full-640.webp"])
    for edition in live():
        page = Client().get(edition.path).content.decode()
        assert edition.headline in page.replace("&#x27;", "'").replace("&amp;", "&")
        assert not edition.photo_ids or 'srcset="/photos/' in page
        assert all(caption["credit"] in page for caption in edition.captions)
    assert sum(bool(edition.photo_ids) for edition in live()) > 20


def test_pictures_and_authors_are_named_in_the_language_of_the_story(demo: None) -> None:
    foreign = [edition for edition in live() if edition.language != "en"]
    credited = {caption["credit"] for edition in foreign for caption in edition.captions}
    assert len(credited) >= 4
    assert not any("program/" in credit for credit in credited)
    signed = {name["name"] for edition in foreign if edition.language != "fr" for name in edition.bylines}
    assert {"جوديث إيمري", "جودیث ایمری", "يسرى الدماني", "فرید آذرمهر"} <= signed
    assert not any(re.search("[A-Za-z]", name) for name in signed)


def test_an_agency_is_named_in_the_script_of_the_story(demo: None) -> None:
    sources = {edition.source: edition.language for edition in live() if edition.source}
    assert sources["Marsa News Agency"] == "en"
    assert all(bool(re.search("[A-Za-z]", name)) == (language in ("en", "fr")) for name, language in sources.items())


def test_a_photograph_is_stored_once_however_many_stories_show_it(demo: None) -> None:
    shown = [pk for edition in live() for pk in edition.photo_ids]
    assert len(shown) > len(set(shown))


def test_the_sizes_made_before_the_first_page_are_those_of_the_first_pages(demo: None) -> None:
    photos, stories = sizes.first_photos(at=clock.now()), {name: article(name).editions.last() for name in copies()}
    assert len(photos) == len(set(photos)) < Photo.objects.count()
    assert set(stories["muscat-talks"].photo_ids) <= set(photos)
    for name in ("tarn-carriage", "budget-one-vote", "aldersea-ferry", "goat-stage"):
        assert stories[name].lead_photo_id in photos, name
    assert stories["rowing-fog"].lead_photo_id not in photos


def test_the_static_pages_are_some_days_old(demo: None) -> None:
    ages = [clock.now() - page.changed_at for page in Page.objects.all()]
    assert len(ages) == len(texts.pages())
    assert all(timedelta(days=1) < age < timedelta(days=7) for age in ages)


def test_one_story_has_a_gallery(demo: None) -> None:
    roles = [caption["role"] for caption in article("week-in-pictures").editions.get().captions]
    assert roles.count("gallery") >= 5


def test_the_withdrawn_story_says_why_it_is_gone(demo: None) -> None:
    answer = Client().get(article("shipyard-sale").path)
    assert (answer.status_code, b"could not confirm" in answer.content) == (410, True)


def test_the_foot_of_the_page_says_what_is_invented(demo: None) -> None:
    assert Site.objects.get().footer in Client().get("/").content.decode()
    assert "invented" in Site.objects.get().footer


def test_there_is_somebody_in_each_role_who_may_log_in_to_the_desk(demo: None) -> None:
    for role in ROLES:
        user = User.objects.get(username=accounts.username(role))
        assert [group.name for group in user.groups.all()] == [role]
        assert user.is_staff
        assert not user.is_superuser
        assert user.check_password(accounts.PASSWORD)


def test_the_command_run_again_adds_nothing_and_tells_the_accounts(demo: None) -> None:
    before = [model.objects.count() for model in _COUNTED]
    said = io.StringIO()
    call_command("demo", stdout=said)
    assert [model.objects.count() for model in _COUNTED] == before
    assert "there already" in said.getvalue()
    assert "duty-editor" in said.getvalue()
