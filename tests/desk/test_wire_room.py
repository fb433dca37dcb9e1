"""The wire room as the server tells it: what its rows say, what is asked of it, and what it costs."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import Settings

from articles import reporting
from articles.models import Coverage
from media import editing
from media.models import Photo
from tests import world
from tests.media import drawn
from tests.wires.agency import AT, FERRY, item, picture, received
from wires import pictures, taking, updating
from wires.models import Feed, SavedSearch, WireItem

ROOM = "/admin/wire/"
LONG = (
    "The night ferry to Oskeld left an hour late because the bridge could not be closed in time, the harbour master "
    "said. Forty people and three lorries were on board, among them a school choir on its way home from a concert. "
    "Nobody was hurt, and the crossing took as long as on any other day. The company pays for the missed trains."
)


@pytest.fixture(autouse=True)
def uploads(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def feed(db: None) -> Feed:
    return Feed.objects.create(name="Harrow Bay Press", slug="harrow", credit="HBP")


@pytest.fixture
def other(db: None) -> Feed:
    return Feed.objects.create(name="Nordlys Foto", slug="nordlys")


def text(desk: Client, address: str = ROOM) -> str:
    answer = desk.get(address)
    assert answer.status_code == 200, answer.content[:500]
    return answer.content.decode()


def keys(html: str) -> list[str]:
    return [part.split('"')[0] for part in html.split('data-item="')[1:]]


def test_a_row_says_what_the_desk_must_know(desk: Client, feed: Feed) -> None:
    received(feed, item(urgency=1, slugline="FERRY-OSKELD", embargoed="2031-03-03T09:15:00Z"))
    page = text(desk)
    for words in ("1 Flash", "Ferry to Oskeld sails again", "Harrow Bay Press", "FERRY-OSKELD", "Embargo until"):
        assert words in page


def test_versions_are_one_row_the_newest(desk: Client, feed: Feed) -> None:
    for version, headline in enumerate(("Ferry late", "Ferry later", "Ferry latest"), start=1):
        received(feed, item(version=str(version), headline=headline, slugline=headline))
    page = text(desk)
    assert "3 versions" in page
    assert "Ferry latest" in page
    assert "Ferry later<" not in page


def test_words_sent_once_more_are_no_update(desk: Client, feed: Feed) -> None:
    received(feed, item())
    again = received(feed, item(version="2", versioncreated="2026-03-03T09:20:00Z"))
    page = text(desk)
    assert "Sent again" in page
    assert "2 versions" not in page
    assert ">Update<" not in page
    assert "Version 1, sent again" in text(desk, reverse("admin:desk_wire_preview", args=(again.pk,)))
    assert "1, sent again" in text(desk, reverse("admin:wires_wireitem_change", args=(again.pk,)))


def test_what_two_agencies_send_alike_is_one_row(desk: Client, feed: Feed, other: Feed) -> None:
    received(feed, item(body_xhtml=f"<p>{LONG}</p>"))
    received(other, item("urn:x:other", headline="Oskeld ferry late", body_xhtml=f"<p>{LONG} More later.</p>"))
    page = text(desk)
    assert "also: <bdi>Nordlys Foto</bdi>" in page
    assert len(keys(page)) == 1
    alone = text(desk, f"{ROOM}?feed={other.pk}")
    assert "Oskeld ferry late" in alone
    assert "Like HBP" in alone


def test_an_echo_of_what_was_killed_stands_for_itself(desk: Client, feed: Feed, other: Feed) -> None:
    received(feed, item(body_xhtml=f"<p>{LONG}</p>"))
    received(other, item("urn:x:other", headline="Oskeld ferry late", body_xhtml=f"<p>{LONG}</p>"))
    received(feed, item(pubstatus="canceled", version="2"))
    page = text(desk)
    assert "Oskeld ferry late" in page
    assert "Canceled" in page


def test_a_row_leads_to_the_story_and_to_the_update(desk: Client, feed: Feed) -> None:
    article = taking.take(item=received(feed, item()), by=None, at=AT)
    Feed.objects.update(updates="offer")
    later = received(feed, item(version="2", body_xhtml="<p>The ferry sailed at noon.</p>"), at=AT + timedelta(hours=1))
    updating.heed(item=later, at=AT)
    received(feed, item("urn:x:other", headline="Another"))
    page = text(desk)
    assert reverse("admin:articles_article_change", args=(article.pk,)) in page
    assert "Look at the update for “Ferry to Oskeld sails again”" in page
    for asked in ("use=update", "use=update&q=ferry"):
        assert keys(text(desk, f"{ROOM}?{asked}")) == [str(later.pk)]
    assert not keys(text(desk, f"{ROOM}?use=update&q=walrus"))


def test_dropped_items_are_left_out_and_found_by_the_filter(desk: Client, feed: Feed) -> None:
    one = received(feed, item())
    answer = desk.post(f"{ROOM}acts/drop/", {"item": one.pk}, headers={"accept": "application/json"})
    assert answer.json()["said"] == "Dropped for everybody: “Ferry to Oskeld sails again”."
    assert not keys(text(desk))
    assert keys(text(desk, f"{ROOM}?show=dropped")) == [str(one.pk)]
    desk.post(f"{ROOM}acts/bring-back/", {"item": one.pk}, headers={"accept": "application/json"})
    assert keys(text(desk)) == [str(one.pk)]


def test_a_search_that_finds_only_what_was_dropped_leads_to_it(desk: Client, feed: Feed) -> None:
    desk.post(f"{ROOM}acts/drop/", {"item": received(feed, item()).pk})
    page = text(desk, f"{ROOM}?q=ferry&language=en")
    assert "Only dropped items are like that" in page
    assert 'href="?q=ferry&amp;language=en&amp;show=dropped"' in page
    for nothing in ("q=walrus", "q=walrus&show=dropped"):
        assert "Nothing on the wire is like that." in text(desk, f"{ROOM}?{nothing}")


def test_with_a_row_its_echoes_are_dropped(desk: Client, feed: Feed, other: Feed) -> None:
    one = received(feed, item(body_xhtml=f"<p>{LONG}</p>"))
    received(other, item("urn:x:other", body_xhtml=f"<p>{LONG}</p>"))
    desk.post(f"{ROOM}acts/drop/", {"item": one.pk})
    assert not WireItem.objects.filter(dropped_at=None).exists()


def test_taking_says_what_became_of_it(desk: Client, feed: Feed) -> None:
    one = received(feed, item())
    first, second = (
        desk.post(f"{ROOM}acts/take/", {"item": one.pk}, headers={"accept": "application/json"}).json()
        for _ in range(2)
    )
    assert first["said"] == "Taken: “Ferry to Oskeld sails again” is a draft now."
    assert second["said"] == "Taken before: its story is “Ferry to Oskeld sails again”."
    assert first["story"] == second["story"]


def test_what_is_refused_is_a_sentence(desk: Client, feed: Feed) -> None:
    one = received(feed, item(pubstatus="canceled"))
    answer = desk.post(f"{ROOM}acts/take/", {"item": one.pk}, headers={"accept": "application/json"})
    assert answer.status_code == 422
    assert "No story can be made from it; nothing was changed." in answer.json()["said"]


@pytest.fixture
def storm(db: None) -> Coverage:
    storm = Coverage.objects.create(name="Storm", slug="storm", public_from=AT)
    return reporting.start_live(coverage=storm, by=None)


def posted(desk: Client, one: WireItem, coverage: Coverage) -> Any:
    sent = {"item": one.pk, "coverage": coverage.pk}
    return desk.post(f"{ROOM}acts/post/", sent, headers={"accept": "application/json"})


def test_an_item_is_posted_on_the_live_page_that_is_open_once(desk: Client, feed: Feed, storm: Coverage) -> None:
    one = received(feed, item())
    Coverage.objects.create(name="Quiet", slug="quiet", public_from=AT)
    preview = text(desk, f"{ROOM}items/{one.pk}/preview/")
    assert ("Readers of “<bdi>Storm</bdi>” get it now" in preview, "Quiet" in preview) == (True, False)
    for _ in range(2):
        answer = desk.post(
            f"{ROOM}acts/post/", {"item": one.pk, "coverage": storm.pk}, headers={"accept": "application/json"}
        )
        assert answer.json()["said"] == "Readers of the live page of “Storm” have “Ferry to Oskeld sails again” now."
    assert storm.live_updates.get().headline == "Ferry to Oskeld sails again"


def test_what_may_not_go_out_is_not_posted(desk: Client, feed: Feed, storm: Coverage) -> None:
    held = received(feed, item(embargoed="until the minister speaks"))
    answer = desk.post(
        f"{ROOM}acts/post/", {"item": held.pk, "coverage": storm.pk}, headers={"accept": "application/json"}
    )
    assert (answer.status_code, "holds it back" in answer.json()["said"]) == (422, True)
    assert desk.post(f"{ROOM}acts/post/", {"item": held.pk, "coverage": "x"}).status_code == 404
    assert not storm.live_updates.exists()


def test_without_a_live_page_nothing_can_be_posted(desk: Client, feed: Feed) -> None:
    assert "Post live" not in text(desk, f"{ROOM}items/{received(feed, item()).pk}/preview/")


def test_who_may_only_look_may_not_drop(feed: Feed) -> None:
    desk = Client()
    desk.force_login(world.person("pia", "picture editor"))
    one = received(feed, item())
    answer = desk.post(f"{ROOM}acts/drop/", {"item": one.pk}, headers={"accept": "application/json"})
    assert answer.status_code == 403
    assert keys(text(desk)) == [str(one.pk)]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=ferry", True),
        ("q=ferr", True),
        ("q=FERRY+oskéld", True),
        ("q=%22sailed+at+dawn%22", True),
        ("q=%22dawn+sailed%22", False),
        ("q=ferry+-dawn", False),
        ("q=urn:newsml:harrow.example:ferry", True),
        ("q=karlow", True),
        ("q=boat", False),
        ("subject=medtop:20000082", True),
        ("subject=20000082", True),
        ("subject=20000082+crime", True),
        ("subject=Crime", True),
        ("subject=02000000", True),
        ("subject=20000003", False),
        ("subject=HBP-CRIME", True),
        ("subject=crimes", False),
        ("language=en&urgency=4&type=text&status=usable", True),
        ("urgency=3", False),
        ("use=not", True),
        ("use=in", False),
        ("show=held", False),
        ("since=2026-03-03", True),
        ("since=2026-03-04", False),
        ("since=2026-13-99&urgency=abc&feed=-1", True),
        ("q=%00'%26!:*(%5C", True),
    ],
)
def test_what_is_asked_stands_in_the_address(desk: Client, feed: Feed, asked: str, found: bool) -> None:
    received(feed, item(subject=[{"code": "medtop:20000082", "name": "crime"}, {"code": "HBP-CRIME", "name": "Crime"}]))
    assert bool(keys(text(desk, f"{ROOM}?{asked}"))) is found


def test_a_killed_item_is_found_by_its_words_and_shows_what_it_was(desk: Client, feed: Feed) -> None:
    received(feed, item())
    received(feed, item(version="2", pubstatus="canceled", headline="KILL", body_xhtml="<p>Kill it.</p>"), at=AT)
    for words in ("ferry+oskeld", "forty+people"):
        page = text(desk, f"{ROOM}?q={words}")
        assert len(keys(page)) == 1
        assert "Ferry to Oskeld sails again</a>" in page
        assert "Canceled</span>" in page


def test_what_outlived_a_kill_says_so_before_it_is_taken(desk: Client, feed: Feed) -> None:
    received(feed, item(version="3", versioncreated="2026-03-03T10:00:00Z", pubstatus="canceled"))
    late = received(feed, item(version="2", versioncreated="2026-03-03T11:00:00Z"))
    assert "Canceled before</span>" in text(desk)
    for view in ("desk_wire_preview", "wires_wireitem_change"):
        page = text(desk, reverse(f"admin:{view}", args=(late.pk,)))
        assert "HBP canceled “Ferry to Oskeld sails again”. That came on 3 Mar 2026" in page
        assert "What is here was made later." in page


def test_persian_is_found_as_either_keyboard_writes_it(desk: Client, feed: Feed) -> None:
    received(feed, item(language="fa", headline="کشتی به سوی بندر رفت", body_xhtml="<p>کشتی</p>"))
    assert keys(text(desk, f"{ROOM}?q=كشتي"))


def test_pages_go_on_where_the_last_one_ended(desk: Client, feed: Feed) -> None:
    for number in range(60):
        received(feed, item(f"urn:x:{number}", headline=f"Item {number}"), at=AT + timedelta(minutes=number // 3))
    first = text(desk)
    older = first.split('id="wire-older" href="')[1].split('"')[0].replace("&amp;", "&")
    second = text(desk, ROOM + older)
    both = [*keys(first), *keys(second)]
    assert len(both) == len(set(both)) == 60
    assert both == sorted(both, key=int, reverse=True)


def test_the_room_costs_few_queries_and_never_counts(desk: Client, feed: Feed, other: Feed) -> None:
    for number in range(20):
        one = received(feed, item(f"urn:x:{number}", headline=f"Item {number}"))
        if number % 3 == 0:
            taking.take(item=one, by=None, at=AT)
    text(desk)
    with CaptureQueriesContext(connection) as asked:
        text(desk)
    assert len(asked) <= 15
    assert not [query for query in asked if "count(*)" in query["sql"].lower()]


def live(desk: Client, cursor: str) -> Any:
    return desk.get(f"{ROOM}live/", {"cursor": cursor})


def test_what_has_not_changed_is_not_told_again(desk: Client, feed: Feed) -> None:
    one = received(feed, item())
    told = live(desk, "").json()
    assert live(desk, told["cursor"]).status_code == 204
    taking.take(item=one, by=None, at=AT)
    assert "Draft" in live(desk, told["cursor"]).json()["html"]


def test_a_saved_search_counts_what_is_new_in_it(desk: Client, feed: Feed) -> None:
    received(feed, item())
    address = f"{ROOM}searches/"
    where = desk.post(address, {"name": "Ferries", "asked": "q=ferry", "shared": "on"}).headers["location"]
    assert "Ferries" in text(desk, where)
    assert live(desk, "").json()["counts"] == {}
    for number in range(3):
        received(feed, item(f"urn:x:{number}", headline=f"Ferry number {number}"))
    search = SavedSearch.objects.get()
    assert live(desk, "").json()["counts"] == {str(search.pk): "3"}
    text(desk, where)
    assert live(desk, "").json()["counts"] == {}


def test_others_see_shared_searches_only(desk: Client, reporter_desk: Client, feed: Feed) -> None:
    desk.post(f"{ROOM}searches/", {"name": "Mine", "asked": "q=a"})
    desk.post(f"{ROOM}searches/", {"name": "Ours", "asked": "q=b", "shared": "on"})
    page = text(reporter_desk)
    assert "Ours" in page
    assert "Mine" not in page
    mine = SavedSearch.objects.get(name="Mine")
    assert reporter_desk.post(f"{ROOM}searches/{mine.pk}/forget/").status_code == 404


def test_searches_are_put_in_order_and_forgotten(desk: Client, feed: Feed) -> None:
    for name in ("First", "Second", "Third"):
        desk.post(f"{ROOM}searches/", {"name": name, "asked": f"q={name}"})
    third = SavedSearch.objects.get(name="Third")
    desk.post(f"{ROOM}searches/{third.pk}/earlier/")
    assert list(SavedSearch.objects.values_list("name", flat=True)) == ["First", "Third", "Second"]
    desk.post(f"{ROOM}searches/{third.pk}/forget/")
    assert list(SavedSearch.objects.values_list("name", flat=True)) == ["First", "Second"]


def test_a_search_without_a_name_is_refused_and_the_same_name_replaces(desk: Client, feed: Feed) -> None:
    assert desk.post(f"{ROOM}searches/", {"name": " ", "asked": "q=a"}).status_code == 422
    desk.post(f"{ROOM}searches/", {"name": "Ferries", "asked": "q=a"})
    desk.post(f"{ROOM}searches/", {"name": "ferries", "asked": "q=b"})
    assert SavedSearch.objects.get().asked == "q=b"


def test_the_preview_keeps_notes_apart_and_shows_both_neighbours(desk: Client, feed: Feed) -> None:
    received(feed, item(ednote="Call Ines", guid=FERRY))
    second = received(feed, item(version="2", headline="Ferry two", ednote="Call Ines"))
    received(feed, item(version="3", headline="Ferry three"))
    page = text(desk, reverse("admin:desk_wire_preview", args=(second.pk,)))
    assert "For editors, not for readers" in page
    assert "Version 2 of 3" in page


def test_of_a_killed_photograph_it_is_told_and_none_is_shown(desk: Client, feed: Feed) -> None:
    photo = pictures.file(feed=feed, filename="quay.jpg", data=drawn.jpeg(), at=AT)
    Photo.objects.update(ready=["full-320.jpg"], state="ready")
    one = received(feed, item(associations={"featuremedia": picture("quay.jpg", description_text="The quay at dawn")}))
    addresses = (ROOM, reverse("admin:desk_wire_preview", args=(one.pk,)), one_page(one))
    for address in addresses:
        assert "/picture/" in text(desk, address)
    editing.kill(photo=photo, reason="HBP canceled it", by=None)
    for address in addresses:
        assert "/picture/" not in text(desk, address)
    for address in addresses[1:]:
        assert "It was killed: HBP canceled it." in text(desk, address)
        assert "The quay at dawn" in text(desk, address)


def test_what_a_picture_shows_is_said_once(desk: Client, feed: Feed) -> None:
    said = {"description_text": "Herons at the weir.", "body_xhtml": None}
    one = received(feed, item(type="picture", associations={"a": picture("weir.jpg", **said)}, **said))
    assert one.story["summary"] == "Herons at the weir."
    for address in (reverse("admin:desk_wire_preview", args=(one.pk,)), one_page(one)):
        page = text(desk, address)
        assert (page.count("Herons at the weir."), "The item has no text" in page) == (1, False)


def test_a_picture_that_is_fetched_later_is_not_said_to_be_late(desk: Client, feed: Feed) -> None:
    Feed.objects.update(fetch_pictures=True)
    one = received(feed, item(associations={"a": picture("https://pictures.example/weir.jpg")}))
    address = reverse("admin:desk_wire_preview", args=(one.pk,))
    assert "It is fetched when the item is taken." in text(desk, address)
    taking.take(item=one, by=None, at=AT)
    assert "weir.jpg has not come yet." in text(desk, address)


def one_page(one: WireItem) -> str:
    return reverse("admin:wires_wireitem_change", args=(one.pk,))


def test_who_may_not_see_the_wire_does_not(db: None) -> None:
    stranger = Client()
    user = world.person("sam", "reporter")
    user.groups.clear()
    stranger.force_login(user)
    for address in (ROOM, f"{ROOM}live/"):
        assert stranger.get(address).status_code == 403
