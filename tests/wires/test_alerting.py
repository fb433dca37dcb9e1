"""Alerts: how long they hold, how grave they are, and who may clear them for the whole desk."""

from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps

from articles import publishing, withdrawing
from articles.models import Article
from ground import clock
from staff.models import User
from staff.permissions import NotAllowed
from tests import world
from tests.wires.agency import AT, FERRY, item, received
from wires import alerting, listening, routing, taking, updating
from wires.alerting import Kind
from wires.models import Alert, Connection, Feed, UpdateOffer, WireItem

pytestmark = pytest.mark.django_db
FIRST, SECOND, THIRD = (f"<p>The ferry sailed at {hour}.</p><p>All are well.</p>" for hour in ("dawn", "noon", "dusk"))


@pytest.fixture
def ferry(feed: Feed, editor: User) -> Article:
    """A story of the feed that readers see."""
    article = taking.take(item=received(feed, item(body_xhtml=FIRST)), by=editor, at=AT)
    world.save(article, section=world.section())
    world.publish(article)
    return article


@pytest.fixture
def send(feed: Feed) -> Callable[..., WireItem]:
    """A later version of the ferry, received and routed."""

    def _send(version: int = 2, body: str = SECOND, **facts: Any) -> WireItem:
        values = {"version": str(version), "versioncreated": f"2026-03-03T1{version}:00:00Z", **facts}
        one = received(feed, item(FERRY, body_xhtml=body, **values), at=AT + timedelta(minutes=version))
        routing.route_waiting()
        return one

    return _send


def waiting() -> list[str]:
    return [alert.message for alert in alerting.waiting(at=clock.now())]


def fresh(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


def change(article: Article) -> None:
    """Words of the desk: no update is taken by itself any more."""
    world.save(fresh(article), headline="Our headline")
    world.publish(fresh(article))


def test_of_the_updates_of_a_story_the_newest_is_told(ferry: Article, send: Callable[..., WireItem]) -> None:
    send()
    send(3, THIRD)
    [message] = waiting()
    assert "HBP sent a 3rd version" in message
    assert Alert.objects.count() == 1


def test_an_update_that_a_story_took_holds_until_it_is_published(ferry: Article, send: Callable[..., WireItem]) -> None:
    send()
    assert len(waiting()) == 1
    edition = world.publish(fresh(ferry))
    assert waiting() == []
    publishing.undo(edition=edition, by=None)
    assert len(waiting()) == 1


def test_what_the_desk_writes_after_publishing_an_update_tells_of_it_no_more(
    ferry: Article, send: Callable[..., WireItem]
) -> None:
    send()
    change(ferry)
    world.save(fresh(ferry), headline="Our next headline")
    assert waiting() == []


def test_an_update_that_is_planned_is_dealt_with(ferry: Article, send: Callable[..., WireItem]) -> None:
    send()
    later = clock.now() + timedelta(hours=1)
    publishing.schedule(article=ferry, version=fresh(ferry).version, at=later, by=None)
    assert waiting() == []


@pytest.mark.parametrize(
    "decide",
    [
        lambda offer, by: updating.dismiss(offer=offer, by=by, at=AT),
        lambda offer, by: updating.accept(offer=offer, version=fresh(offer.article).version, by=by, at=AT),
        lambda offer, _: withdrawing.withdraw(article=offer.article, notice="It was wrong.", by=None),
    ],
)
def test_an_offer_is_told_until_somebody_decides_about_it_or_the_story(
    ferry: Article, send: Callable[..., WireItem], editor: User, decide: Callable[[Any, User], Any]
) -> None:
    change(ferry)
    send()
    assert ["It is offered on the story" in message for message in waiting()] == [True]
    decide(updating.opened(ferry), editor)
    assert waiting() == []


@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_a_kill_is_told_until_its_hold_is_lifted(ferry: Article, send: Callable[..., WireItem], status: str) -> None:
    send(pubstatus=status)
    assert len(waiting()) == 1
    withdrawing.lift_hold(block=ferry.blocks.get(), reason="It is true after all.", by=None)
    assert waiting() == []


def test_a_kill_that_came_after_a_hold_was_lifted_is_told(ferry: Article, send: Callable[..., WireItem]) -> None:
    send(pubstatus="withheld")
    withdrawing.lift_hold(block=ferry.blocks.get(), reason="Released.", by=None)
    send(3, pubstatus="canceled")
    assert len(waiting()) == 1


def test_what_a_rule_could_not_publish_is_told_until_a_person_does(
    ferry: Article, send: Callable[..., WireItem], editor: User
) -> None:
    Alert.objects.create(item=send(), article=ferry, message="It was not published.", created_at=clock.now())
    Alert.objects.exclude(offer=None).delete()
    assert len(waiting()) == 1
    world.save(fresh(ferry), headline="Our headline")
    world.publish(fresh(ferry), by=editor)
    assert waiting() == []


def test_alerts_from_before_are_given_their_update(ferry: Article, send: Callable[..., WireItem]) -> None:
    sent = send()
    now = Alert.objects.get()
    Alert.objects.update(offer=None, item=sent, message=now.message.removeprefix("“Ferry to Oskeld sails again”: "))
    offer = UpdateOffer.objects.get()
    UpdateOffer.objects.update(version=None)
    import_module("wires.migrations.0014_which_alerts_are_of_updates").name_updates(apps, None)
    assert UpdateOffer.objects.get().version == offer.version == 3
    assert Alert.objects.get().offer == offer
    assert len(waiting()) == 1
    world.publish(fresh(ferry))
    assert waiting() == []


def test_a_kill_takes_the_place_of_the_update_of_its_story(ferry: Article, send: Callable[..., WireItem]) -> None:
    send()
    send(3, pubstatus="canceled")
    assert [alert.kind for alert in alerting.waiting(at=clock.now())] == [Kind.KILL]  # type: ignore[attr-defined]


def test_a_silence_holds_until_the_next_file(feed: Feed) -> None:
    Feed.objects.update(quiet_after=30)
    received(feed, item())
    listening.tell_silences(at=AT + timedelta(hours=1))
    assert len(waiting()) == 1
    received(feed, item("urn:x:2"), at=AT + timedelta(hours=2))
    assert waiting() == []


@pytest.mark.parametrize("kind", [Kind.SILENCE, Kind.FAILURE])
def test_of_a_feed_that_is_switched_off_nothing_is_missed(feed: Feed, kind: Kind) -> None:
    alert_of(feed, kind)
    Feed.objects.update(last_delivery_at=AT)
    Connection.objects.update(failing_since=AT)
    assert len(waiting()) == 1
    Feed.objects.update(active=False)
    assert waiting() == []


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({"pubstatus": "canceled"}, Kind.KILL),
        ({"pubstatus": "withheld"}, Kind.WITHHELD),
        ({"embargoed": "2199-01-01T00:00:00Z"}, Kind.WITHHELD),
        ({"embargoed": "2026-01-01T00:00:00Z"}, Kind.RULE),
    ],
)
def test_what_an_agency_forbids_is_graver_than_what_a_rule_says(feed: Feed, facts: dict[str, str], kind: Kind) -> None:
    about = received(feed, item("urn:x:1", **facts))
    Alert.objects.all().delete()
    Alert.objects.create(item=about, message="Look.", created_at=AT)
    assert alerting.with_kind(Alert.objects.all()).get().kind == kind  # type: ignore[attr-defined]


def alert_of(feed: Feed, kind: Kind) -> Alert:
    if kind == Kind.FAILURE:
        one = Connection.objects.create(feed=feed, kind="http", address="https://harrow.example/wire.json")
        return Alert.objects.create(feed=feed, connection=one, silent_since=AT, message="It fails.", created_at=AT)
    if kind == Kind.SILENCE:
        return Alert.objects.create(feed=feed, silent_since=AT, message="Quiet.", created_at=AT)
    pubstatus = {Kind.KILL: "canceled", Kind.WITHHELD: "withheld"}.get(kind, "usable")
    about = received(feed, item(f"urn:x:{kind}", pubstatus=pubstatus))
    return Alert.objects.get_or_create(item=about, article=None, defaults={"message": "Look.", "created_at": AT})[0]


@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        ("reporter", {Kind.RULE, Kind.FAILURE, Kind.SILENCE}),
        ("editor", {Kind.KILL, Kind.WITHHELD, Kind.RULE, Kind.FAILURE, Kind.SILENCE}),
        ("wire manager", {Kind.FAILURE, Kind.SILENCE}),
        ("picture editor", set()),
    ],
)
def test_kills_are_cleared_by_who_publishes_and_silences_by_who_keeps_the_feeds(
    feed: Feed, role: str, kinds: set[Kind]
) -> None:
    person, seen = world.person("robin", role), set()
    for kind in (Kind.KILL, Kind.WITHHELD, Kind.RULE, Kind.FAILURE, Kind.SILENCE):
        alert = alert_of(feed, kind)
        try:
            alerting.see(alerts=Alert.objects.filter(pk=alert.pk), by=person, at=AT)
        except NotAllowed:
            continue
        seen.add(kind)
    assert seen == kinds
    assert Alert.objects.filter(seen_by=person).count() == len(kinds)


def test_of_several_alerts_all_are_seen_or_none(feed: Feed) -> None:
    for kind in (Kind.RULE, Kind.KILL):
        alert_of(feed, kind)
    with pytest.raises(NotAllowed, match="about: Kill"):
        alerting.see(alerts=Alert.objects.all(), by=world.person("rolf", "reporter"), at=AT)
    assert not Alert.objects.exclude(seen_at=None).exists()
