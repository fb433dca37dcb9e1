"""What rules decide is carried out, written down, and never done twice; what they may not do, the desk is told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from unittest import mock

import pytest

from articles import drafting, publishing
from articles.models import Article, Coverage, Edition, Section
from staff.models import AuditEntry, User
from tests.wires.agency import AT, FERRY, item, received
from wires import formats, intake, routing, rule_keeping, taking
from wires.models import Alert, Feed, Rule, RuleNote, TopicSection, WireItem

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(minutes=5)
UPDATE = {"version": "2", "versioncreated": "2026-03-03T09:40:00Z"}
FOOTBALL = [{"code": "medtop:20001065", "name": "football"}]


@pytest.fixture
def trusted(feed: Feed) -> Feed:
    feed.is_trusted = True
    feed.save()
    return feed


def rule(name: str = "Ferries", *, words: str = "ferry", coverages: Any = (), **does: Any) -> Rule:
    conditions = {"words": {"any": [words]}} if words else {}
    given = Rule(name=name, conditions=conditions, **does)
    return rule_keeping.keep_rule(rule=given, coverages=list(coverages), by=None, at=AT)


def routed(feed: Feed, *items: dict[str, Any], at: Any = AT) -> WireItem:
    one = received(feed, *items, at=at)
    routing.route_waiting()
    one.refresh_from_db()
    return one


def test_a_rule_makes_a_story_with_what_the_desk_wants_of_it(feed: Feed, editor: User) -> None:
    sea = Section.objects.create(name="Sea", slug="sea")
    storms = Coverage.objects.create(name="Storms", slug="storms")
    rule(section=sea, tags=["Ferries"], coverages=[storms], assignee=editor, draft=True)
    one = routed(feed, item())
    article = Article.objects.get()
    assert (article.section, article.assignee, list(article.coverages.all())) == (sea, editor, [storms])
    assert "Ferries" in article.tags.names()
    assert article.created_by is None
    assert article.revisions.get().reason == "taken by the rule “Ferries”"
    assert AuditEntry.objects.get(verb="take").detail == {"article": article.pk, "rule": "Ferries"}
    note = RuleNote.objects.get()
    assert (note.item, note.article, note.version, note.matched) == (one, article, 1, ["Words: ferry"])
    assert note.done[0] == "Put it in “Sea”."
    assert note.done[-2:] == ["Made a story of it.", "Assigned it to odd."]
    assert note.refused == []
    assert not Alert.objects.exists()


def test_an_item_that_no_rule_is_about_is_left_alone(feed: Feed) -> None:
    rule(words="whale", draft=True)
    one = routed(feed, item())
    assert one.ruled_at
    assert not Article.objects.exists()
    assert not RuleNote.objects.exists()


def test_a_rule_that_is_switched_off_is_not_asked(feed: Feed) -> None:
    rule_keeping.switch(rule=rule(draft=True), active=False, by=None, at=AT)
    routed(feed, item())
    assert not Article.objects.exists()


def test_what_is_not_usable_is_no_matter_of_rules(feed: Feed) -> None:
    rule(draft=True)
    one = routed(feed, item(pubstatus="withheld"))
    assert one.ruled_at is None
    assert not Article.objects.exists()


def test_a_dropped_item_leaves_the_list_and_can_come_back(feed: Feed) -> None:
    rule(drop=True)
    one = routed(feed, item())
    assert one.dropped_at
    assert one.dropped_by is None
    assert RuleNote.objects.get().done == ["Take it off the list."]
    assert AuditEntry.objects.get(verb="drop").detail == {"rule": "Ferries"}


def test_the_desk_is_alerted_in_the_words_of_the_rules_once(feed: Feed) -> None:
    rule(alert="Call the port.")
    rule("Sea", alert="Tell the picture desk.")
    routed(feed, item())
    [alert] = Alert.objects.all()
    assert alert.article is None
    assert "Call the port. (rule “Ferries”) Tell the picture desk. (rule “Sea”)" in alert.message


def test_a_story_of_a_trusted_feed_is_published(trusted: Feed) -> None:
    rule(draft=True, publish=True)
    routed(trusted, item())
    edition = Edition.objects.get()
    assert edition.headline == "Ferry to Oskeld sails again"
    assert edition.published_by is None
    entry = AuditEntry.objects.get(verb="publish by rule")
    assert entry.detail == {"rule": "Ferries", "rule_version": 1, "version": 1}
    assert RuleNote.objects.get().published
    assert not Alert.objects.exists()


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"embargoed": "2126-03-03T09:15:00Z"}, "under embargo"),
        ({"body_xhtml": "<p></p>"}, "has no text"),
        ({"versioncreated": "yesterday, they say"}, "odd in the file"),
    ],
)
def test_what_may_not_be_published_stays_a_draft_and_the_desk_is_told(
    trusted: Feed, facts: dict[str, Any], said: str
) -> None:
    rule(draft=True, publish=True)
    one = routed(trusted, item(**facts))
    assert not Edition.objects.exists(), one.warnings
    [alert] = Alert.objects.all()
    assert alert.article == Article.objects.get()
    assert "It was not published" in alert.message
    assert said in alert.message
    assert said in RuleNote.objects.get().refused[-1]


def test_of_a_feed_that_is_not_trusted_nothing_is_published(feed: Feed) -> None:
    rule(draft=True, publish=True)
    routed(feed, item())
    assert Article.objects.get().desk_state == "draft"
    assert not Edition.objects.exists()
    assert "HBP is no trusted feed" in Alert.objects.get().message


def test_publishing_needs_a_rule_that_makes_a_story(trusted: Feed) -> None:
    rule(publish=True)
    routed(trusted, item())
    assert not Article.objects.exists()
    assert "no rule makes a story" in RuleNote.objects.get().refused[0]


def test_the_log_says_whom_a_story_was_assigned_to_and_that_without_one_nobody_was(feed: Feed, editor: User) -> None:
    only = rule(assignee=editor)
    routed(feed, item())
    note = RuleNote.objects.get()
    assert (note.done, note.refused) == ([], ["It was not assigned: no rule makes a story of it."])
    only.delete()
    rule(assignee=editor, draft=True)
    routed(feed, item("urn:x:2", headline="Another"))
    assert f"Assigned it to {editor}." in RuleNote.objects.order_by("pk").last().done  # type: ignore[union-attr]


def test_one_rule_may_make_the_story_and_another_publish_it(trusted: Feed) -> None:
    rule("Publishes", publish=True)
    rule("Makes", draft=True)
    routed(trusted, item())
    notes = {note.name: note.done for note in RuleNote.objects.all()}
    assert notes == {"Publishes": ["Published it."], "Makes": ["Made a story of it."]}


def test_an_update_of_a_story_that_a_rule_published_is_published_too(trusted: Feed) -> None:
    rule(draft=True, publish=True)
    routed(trusted, item())
    routed(trusted, item(**UPDATE, headline="Ferry sails at last"), at=LATER)
    article = Article.objects.get()
    assert [edition.headline for edition in article.editions.order_by("live_from")] == [
        "Ferry to Oskeld sails again",
        "Ferry sails at last",
    ]
    assert article.editions.order_by("live_from").last().kind == Edition.Kind.UPDATE  # type: ignore[union-attr]
    assert not Alert.objects.exists()


def test_both_versions_in_one_batch_give_one_story_with_the_newest_words(trusted: Feed) -> None:
    rule(draft=True, publish=True)
    routed(trusted, item(), item(**UPDATE, headline="Ferry sails at last"))
    assert Edition.objects.get().headline == "Ferry sails at last"
    assert Article.objects.count() == 1


@pytest.mark.parametrize("headline", ["Ferry sails at last", "Bus sails at last"])
def test_an_update_is_left_to_the_desk_once_it_has_changed_the_story(
    trusted: Feed, editor: User, headline: str
) -> None:
    rule(draft=True, publish=True)
    routed(trusted, item())
    article = Article.objects.get()
    drafting.save(article_id=article.pk, version=1, by=editor, fields={"front_headline": "At last"}, at=LATER)
    routed(trusted, item(**UPDATE, headline=headline), at=LATER)
    article.refresh_from_db()
    assert article.headline == headline
    assert article.editions.count() == 1
    assert "publish the changes" in Alert.objects.get().message


def test_an_update_that_the_rule_is_not_about_is_not_published(trusted: Feed) -> None:
    rule(draft=True, publish=True)
    routed(trusted, item())
    routed(trusted, item(**UPDATE, headline="Boat sails at last", body_xhtml="<p>It sailed.</p>"), at=LATER)
    assert Edition.objects.count() == 1
    assert Article.objects.get().headline == "Boat sails at last"


def test_an_update_of_a_story_that_somebody_planned_anew_leaves_the_plan(trusted: Feed, editor: User) -> None:
    rule(draft=True, publish=True)
    routed(trusted, item())
    article = Article.objects.get()
    soon = Edition.objects.get().live_from + timedelta(days=1)
    publishing.schedule(article=article, version=1, at=soon, by=editor, kind="minor")
    routed(trusted, item(**UPDATE, headline="Ferry sails at last"), at=LATER)
    assert Edition.objects.future(at=soon - timedelta(hours=1)).exists()
    assert "plans it" in RuleNote.objects.order_by("pk").last().refused[0]  # type: ignore[union-attr]


def test_a_story_that_somebody_took_is_not_made_a_second_time(trusted: Feed, editor: User) -> None:
    rule(draft=True, publish=True)
    ferry = taking.take(item=received(trusted, item()), by=editor, at=AT)
    routed(trusted, item(**UPDATE, headline="Ferry sails at last"), at=LATER)
    assert Article.objects.get() == ferry
    assert not Edition.objects.exists()
    assert "Its story is there" in RuleNote.objects.order_by("pk").last().done[-1]  # type: ignore[union-attr]


def test_the_same_bytes_again_run_no_rule(feed: Feed) -> None:
    rule(draft=True)
    routed(feed, item())
    routed(feed, item(), item("urn:x:2", headline="Whale", body_xhtml="<p>It dived.</p>"))
    assert RuleNote.objects.count() == Article.objects.count() == 1


@pytest.fixture
def again(wire_manager: User, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Reads the delivery of an item again, by a reader that now finds these facts in every story."""
    read = formats.read

    def again(one: WireItem, **facts: Any) -> None:
        mended = lambda raw: [replace(story, **facts) for story in read(raw)]  # noqa: E731
        monkeypatch.setattr(formats, "read", mended)
        intake.replay(delivery=one.delivery, by=wire_manager, at=LATER)
        routing.route_waiting()

    return again


@pytest.mark.parametrize("facts", [{"headline": "Ferry, mended"}, {"guid": "urn:x:other", "headline": "Ferry, mended"}])
def test_an_item_that_is_read_again_runs_no_rule_and_keeps_its_log(
    feed: Feed, again: Callable[..., None], facts: dict[str, str]
) -> None:
    rule(drop=True, tags=["Ferries"])
    one = routed(feed, item())
    dropped = one.dropped_at
    again(one, **facts)
    one.refresh_from_db()
    assert (one.headline, one.dropped_at) == ("Ferry, mended", dropped)
    assert RuleNote.objects.get().item == one


def test_a_story_is_not_made_twice_where_a_mended_reader_finds_another_name(
    feed: Feed, again: Callable[..., None]
) -> None:
    rule(draft=True)
    again(routed(feed, item()), guid="urn:x:other")
    assert Article.objects.count() == RuleNote.objects.count() == 1


def test_what_only_the_mended_reader_finds_is_asked_about(feed: Feed, again: Callable[..., None]) -> None:
    rule(words="mended", draft=True)
    one = routed(feed, item(pubstatus="withheld"))
    again(one, pubstatus="usable", hold=False, headline="Mended")
    assert Article.objects.get().headline == "Mended"


def test_a_rule_that_fails_stops_neither_others_nor_other_items(feed: Feed) -> None:
    rule("Faulty", words="", draft=True)
    rule("Drops", words="oskeld", tags=["Sea"])
    take = taking.take

    def faulty(*, item: WireItem, **rest: Any) -> Article:
        if item.guid == FERRY:
            raise ValueError("a fault of ours")
        return take(item=item, **rest)

    with mock.patch.object(taking, "take", faulty):
        routed(feed, item(), item("urn:x:2", headline="Other"))
    assert Article.objects.get().headline == "Other"
    notes = {note.name: note for note in RuleNote.objects.filter(item__guid=FERRY)}
    assert "a fault of ours (ValueError)" in notes["Faulty"].refused[0]
    assert notes["Drops"].done == ["Tag it “Sea”."]
    assert "No story was made of it" in Alert.objects.get().message


def test_a_rule_whose_conditions_are_broken_says_so_and_stops_nothing(feed: Feed) -> None:
    broken = rule("Broken", drop=True)
    Rule.objects.filter(pk=broken.pk).update(conditions={"urgency_most": {"any": ["soon"]}})
    rule("Good", draft=True)
    routed(feed, item())
    assert Article.objects.exists()
    assert "it has a fault" in RuleNote.objects.get(name="Broken").refused[0]


def test_an_item_that_was_canceled_before_becomes_no_story_and_alerts_nobody(feed: Feed) -> None:
    rule(draft=True)
    routed(feed, item(), item(pubstatus="canceled", version="2"))
    assert not Article.objects.exists()
    assert not Alert.objects.exists()
    assert "HBP canceled" in RuleNote.objects.get().refused[0]


def test_what_a_rule_gives_is_there_when_somebody_takes_the_item(feed: Feed, editor: User) -> None:
    sea = Section.objects.create(name="Sea", slug="sea")
    rule(section=sea, tags=["Ferries"])
    article = taking.take(item=routed(feed, item()), by=editor, at=AT)
    assert article.section == sea
    assert "Ferries" in article.tags.names()


def test_without_a_rule_the_subject_gives_the_section_and_else_the_feed(feed: Feed, editor: User) -> None:
    sport = Section.objects.create(name="Sport", slug="sport")
    TopicSection.objects.create(topic="15000000", section=sport)
    football, other = routed(feed, item(subject=FOOTBALL)), routed(feed, item("urn:x:2"))
    assert taking.take(item=football, by=editor, at=AT).section == sport
    assert taking.take(item=other, by=editor, at=AT).section == feed.section


def test_the_nearest_subject_above_gives_the_section(feed: Feed, editor: User) -> None:
    sport, ball = (Section.objects.create(name=name, slug=name) for name in ("sport", "ball"))
    TopicSection.objects.create(topic="15000000", section=sport)
    TopicSection.objects.create(topic="20001065", section=ball)
    assert taking.take(item=routed(feed, item(subject=FOOTBALL)), by=editor, at=AT).section == ball


def test_a_rule_may_ask_for_the_section_of_the_subjects(feed: Feed) -> None:
    sport = Section.objects.create(name="Sport", slug="sport")
    ball = Section.objects.create(name="Ball", slug="ball", parent=sport)
    TopicSection.objects.create(topic="20001065", section=ball)
    asked = rule(words="", tags=["Ours"])
    Rule.objects.filter(pk=asked.pk).update(conditions={"sections": {"any": [str(sport.pk)]}})
    routed(feed, item(subject=FOOTBALL), item("urn:x:2"))
    assert RuleNote.objects.get().matched == ["Section by its subjects: Sport"]


def test_an_update_is_told_from_what_is_new(feed: Feed) -> None:
    asked = rule(words="", tags=["Again"])
    Rule.objects.filter(pk=asked.pk).update(conditions={"cases": {"any": ["update"]}})
    routed(feed, item(), item(**UPDATE, headline="Again"), item("urn:x:2", evolvedfrom="urn:x:1"))
    told = RuleNote.objects.order_by("pk").values_list("item__guid", "item__version")
    assert list(told) == [(FERRY, "2"), ("urn:x:2", "1")]


def test_matching_nothing_costs_no_query_of_its_own(feed: Feed, django_assert_max_num_queries: mock.Mock) -> None:
    for number in range(20):
        rule(f"Rule {number}", words=f"whale{number}", draft=True)
    received(feed, *(item(f"urn:x:{number}") for number in range(50)))
    with django_assert_max_num_queries(12):
        assert routing.route_waiting() == 50
