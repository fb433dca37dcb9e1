"""The wire on the desk: items, taking, deliveries, feeds, alerts, as ordinary staff."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import Settings

from articles.models import Article, PublishBlock
from staff.models import AuditEntry, User
from tests import world
from tests.media import drawn
from tests.wires.agency import AT, item, picture, received
from wires import pictures, searching, taking
from wires.feeding import folder_of
from wires.models import Alert, Delivery, Feed, WireItem

pytestmark = pytest.mark.django_db
LIST = "/admin/wire/"
LATER = AT + timedelta(minutes=5)
KILL = {"pubstatus": "canceled", "version": "2"}


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def of(one: WireItem | Delivery, *, view: str = "change") -> str:
    return reverse(f"admin:wires_{one._meta.model_name}_{view}", args=(one.pk,))


def test_the_list_of_items_is_the_wire_room(desk: Client) -> None:
    assert desk.get("/admin/wires/wireitem/").headers["Location"] == LIST


def test_an_item_is_taken_on_its_page_and_opens_as_a_story(desk: Client, feed: Feed, editor: User) -> None:
    one = received(feed, item(urgency=1))
    assert "1 Flash" in page(desk, of(one))
    assert f'action="{of(one, view="take")}"' in page(desk, of(one))
    answer = desk.post(of(one, view="take"), follow=True)
    story = reverse("admin:articles_article_change", args=(Article.objects.get().pk,))
    assert answer.redirect_chain[-1][0] == story
    assert "The item is a draft now." in answer.content.decode()
    assert story in page(desk, of(one))
    assert story in page(desk, LIST)


def test_taking_again_leads_to_the_same_story_and_says_so(desk: Client, feed: Feed, editor: User) -> None:
    one = received(feed, item())
    taking.take(item=one, by=editor, at=AT)
    answer = desk.post(of(one, view="take"), follow=True)
    assert "had been taken before" in answer.content.decode()
    assert Article.objects.count() == 1


def test_looking_at_the_take_address_takes_nothing(desk: Client, feed: Feed) -> None:
    assert desk.get(of(received(feed, item()), view="take")).status_code == 405
    assert not Article.objects.exists()


def test_a_canceled_item_is_marked_and_not_taken(desk: Client, feed: Feed) -> None:
    old = received(feed, item())
    received(feed, item(**KILL), at=LATER)
    assert "No story can be made from it" in page(desk, of(old))
    answer = desk.post(of(old, view="take"), follow=True)
    assert "HBP canceled" in answer.content.decode()
    assert not Article.objects.exists()


def test_embargo_hold_and_advisory_are_marked(desk: Client, feed: Feed) -> None:
    received(feed, item("urn:x:1", embargoed="2199-03-04T06:00:00Z"))
    received(feed, item("urn:x:0", embargoed="2026-03-02T06:00:00Z"))
    received(feed, item("urn:x:2", pubstatus="withheld"))
    received(feed, item("urn:x:3", ednote="Not for publication"))
    listed = page(desk, LIST)
    assert "Embargo until 4 Mar 2199, 06:00 UTC" in listed
    assert listed.count(">Embargo until") == 1
    assert "Withheld" in listed
    assert "Note to editors" in listed


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ferr", True),
        ("OSKELD sails", True),
        ("slug", True),
        ("urn:newsml:harrow.example:ferry", True),
        ("boat", False),
    ],
)
def test_items_are_found_by_words_and_by_identifier(desk: Client, feed: Feed, query: str, found: bool) -> None:
    one = received(feed, item(slugline="A-SLUGLINE"))
    assert (of(one) in page(desk, f"{LIST}?q={query}")) is found


def test_a_search_by_word_uses_its_index(feed: Feed) -> None:
    received(feed, item())
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "wire_words" in searching.newest(searching.Asked("ferr"), at=AT).explain()


def test_the_page_of_an_item_shows_all_that_the_desk_needs(desk: Client, feed: Feed) -> None:
    facts = {
        "ednote": "Call Ines on 555 0199",
        "usageterms": "No archive",
        "copyrightnotice": "© 2026 HBP",
        "versioncreated": "not a time",
        "associations": {"featuremedia": picture("https://x.example/quay.jpg", creditline="Runa", headline="Quay")},
    }
    old = received(feed, item(version="0"))
    one = received(feed, item(**facts))
    shown = page(desk, of(one))
    for words in ("Not for publication", "555 0199", "<p>The ferry sailed at dawn.</p>", "No archive", "© 2026 HBP"):
        assert words in shown
    assert "quay.jpg has not come yet" in shown
    assert "Credit: Runa" in shown
    assert "names no moment and was left out" in shown
    assert of(old) in shown


def test_a_picture_that_came_is_shown_with_the_item(desk: Client, feed: Feed) -> None:
    pictures.file(feed=feed, filename="quay.jpg", data=drawn.jpeg(), at=AT)
    one = received(feed, item(associations={"featuremedia": picture("quay.jpg")}))
    assert "It is here: 60 × 40 pixels." in page(desk, of(one))


def test_what_an_agency_writes_is_never_markup_on_our_page(desk: Client, feed: Feed) -> None:
    bad = "<script>alert(1)</script>"
    one = received(feed, item(headline=bad, slugline=bad, ednote=bad, keywords=[bad], guid=bad))
    for address in (LIST, of(one), of(one.delivery)):
        assert bad not in page(desk, address)


def test_the_page_of_an_item_asks_few_questions(desk: Client, feed: Feed) -> None:
    for number in range(10):
        one = received(feed, item(version=str(number), associations={"featuremedia": picture("quay.jpg")}))
    with CaptureQueriesContext(connection) as asked:
        page(desk, of(one))
    assert len(asked) <= 17


def test_a_person_without_the_right_sees_and_takes_nothing(client: Client, feed: Feed) -> None:
    one = received(feed, item())
    client.force_login(User.objects.create_user("tor", is_staff=True))
    assert client.get(LIST).status_code == 403
    assert client.get(of(one)).status_code == 403
    assert client.post(of(one, view="take")).status_code == 403
    assert client.get(of(one.delivery, view="raw")).status_code == 403
    assert client.post(of(one.delivery, view="replay")).status_code == 403


def test_a_page_that_is_not_there_is_not_found(desk: Client) -> None:
    assert desk.get(f"{LIST}99/change/").status_code == 404
    assert desk.get(f"{LIST}abc/change/").status_code == 404
    assert desk.get("/admin/wires/delivery/abc/change/").status_code == 404


@pytest.mark.parametrize("model", ["wireitem", "delivery", "alert"])
@pytest.mark.parametrize("digits", [19, 25, 5000])
def test_a_number_that_no_row_can_have_is_not_found(desk: Client, model: str, digits: int) -> None:
    assert desk.get(f"/admin/wires/{model}/{'9' * digits}/change/").status_code == 404
    assert desk.get(f"/admin/wires/{model}/{'٣' * digits}/change/").status_code == 404


def test_the_list_reads_no_story_to_link_to_it(desk: Client, feed: Feed, editor: User) -> None:
    taking.take(item=received(feed, item()), by=editor, at=AT)
    with CaptureQueriesContext(connection) as asked:
        page(desk, LIST)
    assert not [query for query in asked if '"articles_article"."body"' in query["sql"]]


def test_a_new_feed_has_its_folder_and_an_audit_row(client: Client, wire_manager: User) -> None:
    client.force_login(wire_manager)
    form = {
        "name": "Coast Wire",
        "slug": "coast-wire",
        "active": "on",
        "language": "en",
        "zone": "Asia/Muscat",
        "on_kill": "withdraw",
        "updates": "apply",
    }
    assert client.post("/admin/wires/feed/add/", form).status_code == 302
    assert not LogEntry.objects.exists()
    feed = Feed.objects.get(slug="coast-wire")
    assert folder_of(feed).is_dir()
    assert AuditEntry.objects.filter(verb="add", subject_id=str(feed.pk), actor=wire_manager).count() == 1
    assert str(folder_of(feed)) in page(client, f"/admin/wires/feed/{feed.pk}/change/")


def test_the_folder_of_a_feed_keeps_its_name(client: Client, feed: Feed, wire_manager: User) -> None:
    client.force_login(wire_manager)
    form = {
        "name": "Harrow",
        "slug": "elsewhere",
        "language": "en",
        "zone": "UTC",
        "on_kill": "withdraw",
        "updates": "apply",
    }
    assert client.post(f"/admin/wires/feed/{feed.pk}/change/", form).status_code == 302
    feed.refresh_from_db()
    assert (feed.name, feed.slug, feed.active) == ("Harrow", "harrow", False)


def test_two_feeds_cannot_share_a_folder(client: Client, feed: Feed, wire_manager: User) -> None:
    client.force_login(wire_manager)
    form = {
        "name": "Other",
        "slug": "HARROW",
        "active": "on",
        "language": "en",
        "zone": "UTC",
        "on_kill": "withdraw",
        "updates": "apply",
    }
    assert client.post("/admin/wires/feed/add/", form).status_code == 200
    assert Feed.objects.count() == 1


def test_an_alert_is_listed_until_somebody_has_seen_it(desk: Client, feed: Feed, editor: User) -> None:
    article = taking.take(item=received(feed, item()), by=editor, at=AT)
    received(feed, item(**KILL), at=LATER)
    listed = page(desk, "/admin/wires/alert/")
    assert "HBP canceled" in listed
    assert reverse("admin:articles_article_change", args=(article.pk,)) in listed
    chosen = {"action": "mark_as_seen", "_selected_action": [Alert.objects.get().pk]}
    for _ in range(2):
        desk.post("/admin/wires/alert/", chosen)
    assert Alert.objects.get().seen_by == editor
    assert AuditEntry.objects.filter(verb="see alert").count() == 1


def test_a_reporter_marks_no_kill_as_seen(feed: Feed, reporter: User, editor: User) -> None:
    taking.take(item=received(feed, item()), by=editor, at=AT)
    received(feed, item(**KILL), at=LATER)
    client = Client()
    client.force_login(reporter)
    chosen = {"action": "mark_as_seen", "_selected_action": [Alert.objects.get().pk]}
    answer = client.post("/admin/wires/alert/", chosen, follow=True)
    assert "may not mark alerts as seen that are about: Kill. Nothing was changed." in answer.content.decode()
    assert Alert.objects.get().seen_at is None


def test_the_list_of_alerts_tells_those_that_wait_from_the_others(desk: Client, feed: Feed) -> None:
    received(feed, item())
    Alert.objects.create(feed=feed, silent_since=AT - timedelta(days=1), message="Was quiet.", created_at=AT)
    Alert.objects.create(feed=feed, silent_since=AT, message="Is quiet.", created_at=AT)
    everything, waits, done = (page(desk, f"/admin/wires/alert/{asked}") for asked in ("", "?waits=yes", "?waits=no"))
    assert "it is no longer so" in everything
    assert ("Is quiet" in waits, "Was quiet" in waits) == (True, False)
    assert ("Is quiet" in done, "Was quiet" in done) == (False, True)


@pytest.mark.parametrize("zone", ["Europe/Oslo", "America/New_York"])
@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
@pytest.mark.parametrize("name", ["embargoed", "versioncreated", "expires"])
def test_a_moment_at_the_ends_of_the_calendar_breaks_no_page(
    desk: Client, feed: Feed, zone: str, moment: str, name: str
) -> None:
    world.site(zone=zone)
    one = received(feed, item(**{name: moment}))
    desk.post(of(one, view="take"))
    story = reverse("admin:articles_article_change", args=(Article.objects.get().pk,))
    for address in (LIST, of(one), story, reverse("admin:articles_article_changelist"), "/admin/"):
        page(desk, address)
    assert PublishBlock.objects.exists() is (name == "embargoed")


def test_the_form_of_a_feed_names_for_how_long_the_house_keeps_copy(
    client: Client, wire_manager: User, feed: Feed, settings: Settings
) -> None:
    settings.WIRE_KEEP_DAYS = 45
    client.force_login(wire_manager)
    assert "Empty: the rule of the house, 45 days." in page(client, reverse("admin:wires_feed_change", args=(feed.pk,)))


def test_the_list_of_alerts_marks_each_with_its_kind_and_how_grave_it_is(desk: Client, feed: Feed) -> None:
    Alert.objects.create(item=received(feed, item("urn:x:1", **KILL)), message="It is canceled", created_at=AT)
    Alert.objects.create(item=received(feed, item("urn:x:2", pubstatus="withheld")), message="Not yet", created_at=AT)
    Alert.objects.create(item=received(feed, item("urn:x:3")), message="A rule says", created_at=AT)
    shown = page(desk, reverse("admin:wires_alert_changelist"))
    for mark in ('danger">Kill', 'warning">Withheld', 'warning">Alert'):
        assert f'<span class="wire-mark wire-mark-{mark}</span>' in shown
