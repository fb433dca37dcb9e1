"""The demo holds what the readme promises, and may be laid out twice."""

import io
import json
import re
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from PIL import Image

from articles.models import Article, Coverage, Edition, Section, Site, TimelineEntry
from articles.refusals import Refused
from ground import clock
from media import metadata
from media.models import Photo
from newsroom.demo import accounts, agency, drawing, laying_out, reading, texts
from newsroom.roles import ROLES
from staff.models import AuditEntry, User
from wires.models import Alert, Delivery, WireItem, WireUse

#: Names of the real world, which only the lead story and its coverage may hold.
_REAL = re.compile(
    r"\b(Iran|Oman|Muscat|Tehran|Trump|Kushner|CNN|Reuters|Associated Press|AFP|BBC|United States|American|Europe|"
    r"London|Paris|Washington|Israel|Russia|Ukraine|China|Saudi|Dubai|Microsoft|Google)\b"
)
_COUNTED = (Article, Edition, Photo, Delivery, WireItem, WireUse, User, AuditEntry, TimelineEntry, Alert)


@pytest.fixture(scope="module")
def jpegs() -> dict[str, bytes]:
    return laying_out.drawn(drawing.SCENES)


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker, jpegs: dict[str, bytes]) -> Iterator[None]:
    """The demo, laid out once for all tests here and rolled back behind them."""
    with django_db_blocker.unblock(), transaction.atomic():
        laying_out.lay_out(jpegs=jpegs, start=clock.now())
        yield
        transaction.set_rollback(True)


def live() -> list[Edition]:
    return list(Edition.objects.live(at=clock.now()).select_related("article", "section"))


def article(name: str) -> Article:
    guid = next(copy.guid for copy in texts.stories(start=clock.now()) if copy.name == name)
    return Article.objects.get(wire_uses__item__guid=guid)


def test_there_are_twelve_stories_in_three_sections_each_taken_from_the_wire(demo: None) -> None:
    assert Article.objects.count() == WireUse.objects.count() == 12
    assert set(Article.objects.values_list("section__slug", flat=True)) == {"conflict", "world", "business"}
    assert Section.objects.count() == 3


def test_the_lead_story_is_the_newest_and_has_all_its_parts(demo: None) -> None:
    newest = max(live(), key=lambda edition: edition.first_published_at)
    assert newest.article == article("muscat-talks")
    assert [caption["role"] for caption in newest.captions] == ["lead", "inline", "inline"]
    assert newest.html.count("<figure") == 2
    assert newest.html.count("<h2>") == 5
    assert newest.editor_note
    assert newest.summary
    assert newest.related_ids


def test_the_coverage_is_public_with_key_points_and_a_timeline_of_whole_and_partial_dates(demo: None) -> None:
    coverage = Coverage.objects.live(at=clock.now()).get()
    dates = list(coverage.timeline.values_list("date", flat=True))
    assert coverage.lead == article("muscat-talks")
    assert len(dates) >= 6
    assert {len(date) for date in dates} == {4, 7, 10}
    assert coverage.summary
    assert coverage.summary_as_of
    assert len(coverage.key_points.splitlines()) >= 4


def test_stories_stand_in_every_state_of_their_life(demo: None) -> None:
    now = clock.now()
    assert {edition.kind for edition in Edition.objects.all()} == {"first", "update", "correction"}
    assert article("isk-dam").corrections.count() == 1
    assert article("shipyard-sale").editions.get().ended_by == "withdrawal"
    assert article("brask-stadium").editions.get().live_from > now + timedelta(hours=4)
    assert article("rate-decision").embargo > now
    assert not article("rate-decision").editions.exists()
    assert len(live()) == 9


def test_the_embargoed_story_cannot_be_published_before_its_time(demo: None) -> None:
    draft = article("rate-decision")
    editor = User.objects.get(username="editor")
    with pytest.raises(Refused) as refused, transaction.atomic():
        laying_out.publishing.publish(article=draft, version=draft.version, by=editor)
    assert [reason.code for reason in refused.value.reasons] == ["embargo"]


def test_one_story_is_in_arabic_and_one_links_to_another(demo: None) -> None:
    assert [edition.article for edition in live() if edition.language == "ar"] == [article("murjan-lighthouse")]
    assert article("tarn-valley").pk in article("brask-bridge").editions.get().link_ids


def test_the_wire_list_holds_items_to_take_and_every_kind_of_trouble(demo: None) -> None:
    untaken = WireItem.objects.filter(uses=None)
    assert {item.pubstatus for item in untaken} == {"usable", "canceled"}
    assert [item.guid.rsplit(":", 1)[-1] for item in untaken.filter(hold=True)] == ["coast-report"]
    assert Delivery.objects.get(state="failed").reason
    assert Alert.objects.get().article == article("shipyard-sale")


def test_an_item_waits_for_its_picture(demo: None) -> None:
    item = WireItem.objects.get(guid__endswith="glass-opera")
    with transaction.atomic():
        draft = laying_out.taking.take(item=item, by=User.objects.get(username="editor"), at=clock.now())
        assert draft.captions.get().pending == "opera-roof.jpg"
        transaction.set_rollback(True)


def test_every_photograph_tells_who_made_it_what_it_shows_and_how_it_came_to_be(demo: None) -> None:
    assert Photo.objects.count() == len(drawing.SCENES) == 16
    for photo in Photo.objects.all():
        with photo.original.open("rb") as file:
            told = metadata.read(file.read())
        assert {"xmp", "iim"} <= told.raw.keys()
        assert (told.credit, told.byline) == ("Newsroom demo", "Drawn by program")
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


def test_each_live_story_has_a_page_with_headline_picture_and_credit(demo: None) -> None:
    Photo.objects.update(ready=["full-640.jpg", "full-640.webp"])
    for edition in live():
        page = Client().get(edition.path).content.decode()
        assert edition.headline in page.replace("&#x27;", "'").replace("&amp;", "&")
        assert 'srcset="/photos/' in page
        assert "Newsroom demo" in page


def test_the_withdrawn_story_says_why_it_is_gone(demo: None) -> None:
    answer = Client().get(article("shipyard-sale").path)
    assert (answer.status_code, b"could not confirm" in answer.content) == (410, True)


def test_the_foot_of_the_page_says_what_is_invented(demo: None) -> None:
    assert Site.objects.get().footer in Client().get("/").content.decode()
    assert "invented" in Site.objects.get().footer


def test_real_names_stand_in_the_lead_story_alone() -> None:
    start = clock.now()
    invented = [copy for copy in texts.stories(start=start) if copy.name != "muscat-talks"]
    for copy in [*invented, *texts.wire_items(start=start)]:
        words = " ".join([copy.headline, copy.summary, copy.body, copy.dateline, *copy.keywords, str(copy.desk)])
        assert not _REAL.findall(words), copy.name
        shown = [str(texts.photographs()[image.scene]) for image in copy.pictures if image.scene]
        assert not _REAL.findall(" ".join(shown)), copy.name


def test_texts_name_the_day_on_which_they_are_filed() -> None:
    texts_of = {copy.name: copy for copy in texts.stories(start=clock.now())}
    assert not any("{" in copy.headline + copy.summary + copy.body for copy in texts_of.values())


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


@pytest.mark.django_db
def test_a_database_with_accounts_of_its_own_is_refused_and_unchanged() -> None:
    User.objects.create_user("margit", password="x")
    with pytest.raises(CommandError, match="accounts, stories or feeds of its own"):
        call_command("demo")
    assert not Article.objects.exists()


@pytest.mark.django_db
def test_an_account_that_is_there_never_gets_the_printed_password() -> None:
    User.objects.create_user("editor", password="x")
    with pytest.raises(accounts.NotEmpty, match="“editor”"):
        accounts.refuse_a_newsroom(force=True)


@pytest.mark.parametrize("scene", drawing.SCENES)
def test_a_scene_is_large_detailed_and_the_same_each_time(scene: str, jpegs: dict[str, bytes]) -> None:
    with Image.open(io.BytesIO(jpegs[scene])) as picture:
        assert picture.size == (drawing.WIDE, drawing.HIGH)
        assert len(set(picture.resize((60, 40)).get_flattened_data())) > 300
    if scene in ("mountains", "satellite"):
        assert drawing.jpeg(scene) == jpegs[scene]


def test_a_story_is_filed_in_the_dialect_of_its_agency() -> None:
    start = clock.now()
    copies = {copy.name: copy for copy in texts.stories(start=start)}
    told = texts.photographs()
    plain, dialect = (
        json.loads(agency.wire_file(copies[name], told, agency="Agency", start=start))
        for name in ("muscat-talks", "tarn-valley")
    )
    assert plain["standard"]["version"] == "3.0"
    assert plain["associations"][0]["name"] == "featuremedia"
    assert "guid" in dialect
    assert dialect["associations"]["featuremedia"]["renditions"]["original"]


class _Door(BaseHTTPRequestHandler):
    """A server that only counts what comes in."""

    bodies: ClassVar[list[tuple[str, str, str]]] = []

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.bodies.append((self.path, body, self.headers["User-Agent"]))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        return


def test_reads_are_sent_as_browsers_do_the_first_story_most() -> None:
    server = HTTPServer(("127.0.0.1", 0), _Door)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}"
    reading.wait_for(url)
    assert reading.send(url, ["first", "second", "third"], reads=40, seconds=0.1) == 40
    server.shutdown()
    paths, bodies, agents = zip(*_Door.bodies, strict=True)
    assert set(paths) == {"/reads"}
    assert bodies.count("first") > bodies.count("third") > 0
    assert agents[0].startswith("Mozilla/5.0")


def test_nobody_reads_where_nothing_answers() -> None:
    with pytest.raises(reading.NoAnswer, match="No reads were sent"):
        reading.wait_for("http://127.0.0.1:9", seconds=0.1)


def test_every_text_file_of_the_demo_can_be_read() -> None:
    folder = Path(texts.__file__).with_name("texts")
    assert len(list((folder / "stories").glob("*.toml"))) == len(texts.stories(start=clock.now())) == 12
    assert set(texts.photographs()) == set(drawing.SCENES)
