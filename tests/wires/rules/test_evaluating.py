"""Rules in their order: what they say adds up, of one thing the first word counts, and one may end the asking."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wires.rules.test_conditions import facts
from wires.rules import evaluating, saying
from wires.rules.conditions import Condition
from wires.rules.evaluating import Decision, Instruction, decide


def rule(name: str, *conditions: Condition, pk: int = 1, **does: Any) -> Instruction:
    return Instruction(pk, name, 1, conditions, does)


def english(name: str, **does: Any) -> Instruction:
    return rule(name, Condition("languages", any=("en",)), **does)


FRENCH = Condition("languages", any=("fr",))


def values(decision: Decision) -> dict[str, object]:
    return {action: value for action, (_, value) in decision.first.items()}


def test_all_conditions_of_a_rule_must_hold() -> None:
    both = rule("Both", Condition("languages", any=("en",)), Condition("types", any=("picture",)), drop=True)
    assert not decide([both], facts()).ruled
    assert decide([both], facts(type="picture")).ruled


def test_a_rule_without_conditions_is_about_every_item() -> None:
    assert decide([rule("All", drop=True)], facts()).ruled[0].matched == ("Every item",)


def test_what_several_rules_say_adds_up_and_the_first_section_counts() -> None:
    first = english("First", section=1, tags=("Sea", "Ferry"), alert="Look")
    second = english("Second", section=2, tags=("Ferry", "Port"), assign=7, alert="Quick")
    decision = decide([first, second], facts())
    assert values(decision) == {"section": 1, "assign": 7}
    assert list(decision.tags) == ["Sea", "Ferry", "Port"]
    assert [words for _, words in decision.alerts] == ["Look", "Quick"]
    assert saying.not_done(decision.ruled[1]) == ["Not done: put it in “2”. “First” comes first."]


def test_an_item_is_made_a_story_or_dropped_as_the_first_rule_says() -> None:
    drafts, drops = english("Drafts", draft=True), english("Drops", drop=True)
    assert values(decide([drafts, drops], facts())) == {"draft": True}
    assert values(decide([drops, drafts], facts())) == {"drop": True}


def test_two_rules_that_say_the_same_do_not_forestall_one_another() -> None:
    decision = decide([english("One", draft=True), english("Two", draft=True)], facts())
    assert not any(saying.not_done(ruled) for ruled in decision.ruled)


def test_a_rule_that_stops_is_the_last_that_is_asked() -> None:
    decision = decide([english("Last", stop=True), english("Never", drop=True)], facts())
    assert [ruled.by.name for ruled in decision.ruled] == ["Last"]
    assert decision.stopped is not None


def test_a_rule_that_is_not_about_the_item_stops_nothing() -> None:
    assert values(decide([rule("French", FRENCH, stop=True), english("Drops", drop=True)], facts())) == {"drop": True}


def test_a_rule_with_a_fault_is_passed_over_and_says_so() -> None:
    faulty = rule("Faulty", Condition("urgency_most", any=("soon",)), drop=True)
    decision = decide([faulty, english("Good", draft=True)], facts())
    assert values(decision) == {"draft": True}
    assert "it has a fault (ValueError" in saying.not_done(decision.ruled[0])[0]


def test_each_condition_says_what_it_matched_on() -> None:
    asked = (
        Condition("subjects", any=("15000000", "01000000")),
        Condition("words", any=("cup*", "match"), where="head"),
        Condition("languages", none=("fr",)),
    )
    names = {"subjects": {"15000000": "sport"}}
    football = facts(subjects=[{"code": "medtop:20001065"}], headline="Cups won in a match")
    found = evaluating.why(Instruction(1, "Sport", 1, asked, {}, names=names), football)
    assert found == ("Subject: sport", "Words above the text: cup* (cups), match")


_ACTIONS = st.fixed_dictionaries(
    {},
    optional={
        "section": st.integers(1, 3),
        "tags": st.lists(st.sampled_from("abc"), unique=True).map(tuple),
        "assign": st.integers(1, 2),
        "draft": st.just(True),
        "publish": st.just(True),
        "drop": st.just(True),
        "stop": st.just(True),
    },
)


@given(st.lists(_ACTIONS, max_size=6))
def test_the_first_word_counts_whatever_comes_after_it(does: Sequence[dict[str, Any]]) -> None:
    rules = [english(f"rule {number}", **one) for number, one in enumerate(does)]
    decision = decide(rules, facts())
    for some in range(len(rules)):
        before = values(decide(rules[:some], facts()))
        assert before.items() <= values(decision).items()
    assert not {"draft", "drop"} <= values(decision).keys()
    told = [effect for ruled in decision.ruled for effect in ruled.effects]
    assert len(told) == sum(len(ruled.by.does) for ruled in decision.ruled)


@pytest.mark.parametrize("kind", ["picture", "graphic", "video", "audio"])
def test_only_a_rule_that_names_the_type_makes_a_story_of_what_is_no_text(kind: str) -> None:
    every = english("Every", draft=True, publish=True, tags=("Sea",), alert="Look")
    decision = decide([every], facts(type=kind))
    assert (values(decision), list(decision.tags), len(decision.alerts)) == ({}, ["Sea"], 1)
    assert f"It is a {kind}, and the rule names no type." in saying.not_done(decision.ruled[0])[0]
    named = rule("Named", Condition("types", any=(kind,)), draft=True)
    assert values(decide([named], facts(type=kind))) == {"draft": True}
