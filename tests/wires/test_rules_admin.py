"""Rules on the desk: their list and order, the form, the dry run, who may do what, and what the item's page says."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article, Section
from staff.models import AuditEntry, User
from tests.articles.test_meanwhile import sent_again
from tests.wires.agency import AT, item, received
from tests.wires.test_ruling import FOOTBALL, routed, rule
from wires import rule_keeping
from wires.models import Feed, Rule, RuleNote, TopicDefinition, TopicSection, WireItem

pytestmark = pytest.mark.django_db
LIST = "/admin/wires/rule/"
ADD = "/admin/wires/rule/add/"
NEW = {"name": "Sport", "active": "on", "subjects_any": "15000000 sport", "draft": "on", "words_where": "anywhere"}


@pytest.fixture
def manager(client: Client, wire_manager: User) -> Client:
    client.force_login(wire_manager)
    return client


@pytest.fixture
def looker(editor: User) -> Client:
    client = Client()
    client.force_login(editor)
    return client


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def of(one: Rule, view: str = "change") -> str:
    return reverse(f"admin:wires_rule_{view}", args=(one.pk,))


def rehearsed(client: Client, **sent: Any) -> str:
    answer = client.post(f"{LIST}rehearse/0/", {"words_where": "anywhere", **sent}, headers={"X-Fragment": "1"})
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_rule_is_set_up_and_audited_with_its_sentence(manager: Client, wire_manager: User) -> None:
    answer = manager.post(ADD, {**NEW, "tags": "Sport, Ball", "languages_none": ["fr"], "urgency_most": "4"})
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    made = Rule.objects.get()
    assert made.conditions == {
        "subjects": {"any": ["15000000"]},
        "languages": {"none": ["fr"]},
        "urgency_most": {"any": ["4"]},
    }
    assert (made.tags, made.draft, made.order, made.version) == (["Sport", "Ball"], True, 1, 1)
    entry = AuditEntry.objects.get(subject_type="wires.rule")
    assert (entry.verb, entry.actor) == ("add", wire_manager)
    assert entry.detail["says"] == (
        "about sport, not in français, of urgency 4 or more urgent: tag it “Sport”, “Ball”, make a story of it"
    )


def test_the_form_shows_what_was_saved_and_saving_it_changes_nothing_else(manager: Client) -> None:
    manager.post(ADD, {**NEW, "words_none": "drill, exercise", "words_where": "head", "sections_any": []})
    before = Rule.objects.values("conditions", "tags", "draft").get()
    shown = page(manager, of(Rule.objects.get()))
    assert "15000000 sport" in shown
    assert "drill, exercise" in shown
    manager.post(of(Rule.objects.get()), {**sent_again(manager.get(of(Rule.objects.get()))), "name": "Sports"})
    assert Rule.objects.values("conditions", "tags", "draft").get() == before
    assert Rule.objects.get().version == 2


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"draft": "on", "drop": "on"}, "Choose one."),
        ({"draft": ""}, "The rule does nothing yet."),
        ({"draft": "", "publish": "on"}, "Only a story can be published"),
        ({"subjects_any": "Weather for sailors"}, "This is no Media Topic: Weather for sailors."),
        ({"tags": "a" * 101}, "at most 100 letters"),
        ({"name": "FERRIES"}, "There is a rule of that name."),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(manager: Client, sent: dict[str, str], said: str) -> None:
    rule(draft=True)
    answer = manager.post(ADD, {name: value for name, value in {**NEW, **sent}.items() if value})
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert Rule.objects.count() == 1


def test_a_save_over_what_a_colleague_saved_meanwhile_is_refused(manager: Client) -> None:
    manager.post(ADD, NEW)
    made = Rule.objects.get()
    mine = sent_again(manager.get(of(made)))
    made.alert = "Look."
    rule_keeping.keep_rule(rule=made, coverages=[], by=None, at=AT)
    answer = manager.post(of(made), {**mine, "tags": "Mine"})
    assert answer.status_code == 200
    assert "after you had opened it, so nothing was saved" in answer.content.decode()
    assert Rule.objects.get().tags == []


def test_rules_change_places_with_their_neighbours(manager: Client) -> None:
    one, two, three = (rule(name, drop=True) for name in ("One", "Two", "Three"))
    answer = manager.post(of(three, "move"), {"past": two.pk, "where": "up"})
    assert answer["Location"].endswith(f"?moved={three.pk}-up")
    assert list(Rule.objects.values_list("name", flat=True)) == ["One", "Three", "Two"]
    manager.post(of(one, "move"), {"past": three.pk, "where": "down"})
    assert list(Rule.objects.values_list("name", flat=True)) == ["Three", "One", "Two"]


def test_a_move_past_a_rule_that_is_no_neighbour_any_more_moves_nothing(manager: Client) -> None:
    one, _, three = (rule(name, drop=True) for name in ("One", "Two", "Three"))
    answer = manager.post(of(three, "move"), {"past": one.pk, "where": "up"}, follow=True)
    assert "Somebody has changed the order meanwhile" in answer.content.decode()
    assert list(Rule.objects.values_list("name", flat=True)) == ["One", "Two", "Three"]


def test_a_rule_is_switched_off_and_on(manager: Client) -> None:
    one = rule(drop=True)
    for active in ("0", "0", "1"):
        manager.post(of(one, "switch"), {"active": active})
        assert Rule.objects.get().active == (active == "1")
    verbs = AuditEntry.objects.filter(subject_type="wires.rule").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["add", "switch off", "switch on"]


def test_a_rule_is_discarded_and_its_log_stays(manager: Client, feed: Feed) -> None:
    one = rule(drop=True)
    routed(feed, item())
    manager.post(of(one, "delete"), {"post": "yes"})
    assert not Rule.objects.exists()
    assert RuleNote.objects.get().name == "Ferries"


def test_editors_look_and_change_nothing(looker: Client, feed: Feed) -> None:
    one = rule(draft=True)
    routed(feed, item())
    assert "with the words ferry" in page(looker, LIST)
    shown = page(looker, of(one))
    assert "make a story of it" in shown
    assert "Made a story of it." in shown
    assert "1</strong> of the newest 1 item match" in page(looker, of(one, "rehearse"))
    for address, sent in (
        (of(one, "move"), {"past": one.pk}),
        (of(one, "switch"), {"active": "0"}),
        (ADD, NEW),
        (of(one), NEW),
        (of(one, "delete"), {"post": "yes"}),
    ):
        looker.post(address, sent)
    assert list(Rule.objects.values_list("name", "active", "version")) == [("Ferries", True, 1)]


def test_reporters_do_not_see_rules(reporter: User) -> None:
    client = Client()
    client.force_login(reporter)
    for address in (LIST, of(rule(drop=True)), of(Rule.objects.get(), "rehearse")):
        assert client.get(address).status_code == 403


def test_the_dry_run_tells_what_would_be_done_and_writes_nothing(manager: Client, feed: Feed) -> None:
    received(feed, item(), item("urn:x:2", headline="Whale", body_xhtml="<p>It dived.</p>"))
    told = rehearsed(manager, words_any="whale, ferry", words_where="head", draft="on", publish="on")
    assert "2</strong> of the newest 2 items match" in told
    assert "Words above the text: whale" in told
    assert "Make a story of it." in told
    assert "Publish it." not in told
    assert "Harrow Bay Press is no trusted feed" in told
    assert not any(kind.objects.exists() for kind in (Rule, Article, RuleNote))
    assert WireItem.objects.filter(ruled_at=None).count() == 2


def test_the_dry_run_tells_which_other_rule_comes_first(manager: Client, feed: Feed) -> None:
    rule("Lost", words="whale", stop=True, drop=True)
    rule("Drops", drop=True)
    received(feed, item(), item("urn:x:2", headline="Whale and ferry", body_xhtml="<p>It dived.</p>"))
    told = rehearsed(manager, name="New", draft="on")
    assert "Not asked: “Lost” comes first and ends the asking." in told
    assert "Not done: make a story of it. “Drops” comes first." in told
    assert "would do something with 0 of them" in told


def test_a_saved_rule_is_tried_where_it_stands(manager: Client, feed: Feed) -> None:
    first = rule("First", draft=True)
    rule("Later", drop=True)
    received(feed, item())
    answer = manager.post(of(first, "rehearse"), {"name": "First", "words_any": "ferry", "draft": "on"})
    assert "Make a story of it." in answer.content.decode()
    assert "comes first" not in answer.content.decode()


def test_what_is_wrong_in_the_form_is_told_and_left_out(manager: Client, feed: Feed) -> None:
    received(feed, item())
    told = rehearsed(manager, subjects_any="Weather for sailors", drop="on")
    assert "This is no Media Topic" in told


def test_the_page_of_an_item_says_why_it_went_where_it_went(looker: Client, feed: Feed) -> None:
    rule(tags=["Sea"], draft=True)
    ferry = routed(feed, item(subject=FOOTBALL))
    shown = page(looker, reverse("admin:wires_wireitem_change", args=(ferry.pk,)))
    assert "Words: ferry" in shown
    assert "Made a story of it." in shown
    assert "sport › competition discipline › football" in shown
    other = routed(feed, item("urn:x:2", headline="Whale", body_xhtml="<p>It dived.</p>"))
    assert "No rule is about it." in page(looker, reverse("admin:wires_wireitem_change", args=(other.pk,)))


def test_a_subject_gets_its_section_once(manager: Client) -> None:
    sport = Section.objects.create(name="Sport", slug="sport")
    add = "/admin/wires/topicsection/add/"
    assert manager.post(add, {"topic": "football", "section": sport.pk}).status_code == 302
    assert TopicSection.objects.get().topic == "20001065"
    assert "sport › competition discipline › football" in page(manager, "/admin/wires/topicsection/")
    assert "already exists" in manager.post(add, {"topic": "20001065", "section": sport.pk}).content.decode()
    assert AuditEntry.objects.get(subject_type="wires.topicsection").detail == {"section": "Sport"}


def test_the_picker_finds_subjects_with_their_path_and_what_they_are_about(looker: Client) -> None:
    TopicDefinition.objects.create(topic="20001065", language="en", text="Two teams and a ball.")
    [first, *_] = looker.get("/admin/wires/topicsection/find/?q=foot").json()["topics"]
    assert first == {
        "code": "20001065",
        "name": "football",
        "above": "sport › competition discipline",
        "about": "Two teams and a ball.",
    }


def test_the_list_of_rules_costs_the_same_for_any_number(manager: Client, django_assert_max_num_queries: Any) -> None:
    for number in range(12):
        rule(f"Rule {number}", drop=True)
    with django_assert_max_num_queries(15):
        page(manager, LIST)
