"""Conditions: each kind holds for what it names, folded as the house folds, and for nothing else."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wires.rules import conditions
from wires.rules.conditions import Condition
from wires.rules.facts import CASES, Facts


def facts(**values: Any) -> Facts:
    about = {
        name: values.pop(name)
        for name in ("feed", "language", "urgency", "type", "is_update", "is_held", "sections")
        if name in values
    }
    return Facts(**{"feed": 1, "language": "en", "urgency": 3, "type": "text", **about}, story=values)


STORY = {
    "headline": "Ferry to Oskeld sails again",
    "slugline": "FERRY-OSKELD",
    "keywords": ["Sea travel"],
    "body_html": "<p>The captain&rsquo;s crew slept.</p><p>Storm over الميناء</p>",
    "summary": "Forty on board",
    "subjects": [{"code": "medtop:20001065"}, {"code": "housecat:SPO", "name": "Sport desk"}],
    "services": [{"code": "srv:42", "name": "Basic service"}],
    "genres": [{"code": "genre:Feature"}],
    "signals": [{"code": "sig:update"}],
    "places": [{"code": "NO", "name": "Port Ellery"}],
    "dateline": "OSKELD, Norway",
    "credit": "Harrow Bay Press/Lowmoor",
}


@pytest.mark.parametrize(
    ("kind", "holds", "fails"),
    [
        ("feeds", "1", "2"),
        ("subjects", "20001065", "20000018"),
        ("subjects", "15000000", "01000000"),
        ("services", "42", "4"),
        ("services", "basic SERVICE", "basic"),
        ("services", "spo", "sp"),
        ("words", "ferry", "fer"),
        ("words", "ferr*", "sailor*"),
        ("words", "Oskeld sails", "sails Oskeld"),
        ("words", "captain", "cap"),
        ("words", "المیناء", "مین"),
        ("languages", "en", "fr"),
        ("urgency_most", "3", "2"),
        ("urgency_least", "3", "4"),
        ("sources", "Lowmoor", "Low"),
        ("types", "text", "picture"),
        ("places", "port ellery", "harbour"),
        ("places", "no", "sweden"),
        ("places", "Oskeld", "Osk"),
        ("genres", "feature", "obituary"),
        ("genres", "sig:update", "flash"),
    ],
)
def test_a_condition_holds_for_what_it_names(kind: str, holds: str, fails: str) -> None:
    assert conditions.matched(Condition(kind, any=(fails, holds)), facts(**STORY)) == (holds,)
    assert conditions.matched(Condition(kind, any=(fails,)), facts(**STORY)) is None
    assert conditions.matched(Condition(kind, none=(holds,)), facts(**STORY)) is None
    assert conditions.matched(Condition(kind, none=(fails,)), facts(**STORY)) == ()


@pytest.mark.parametrize(
    ("word", "head", "body"), [("ferry", True, False), ("storm", False, True), ("board", False, True)]
)
def test_words_are_looked_for_where_the_rule_says(word: str, head: bool, body: bool) -> None:
    for where, expected in (("head", head), ("body", body), ("anywhere", True)):
        found = conditions.matched(Condition("words", any=(word,), where=where), facts(**STORY))
        assert (found is not None) == expected


def test_a_phrase_does_not_reach_from_one_text_into_the_next() -> None:
    assert conditions.matched(Condition("words", any=("again FERRY",)), facts(**STORY)) is None


def test_languages_without_spaces_are_searched_for_letters() -> None:
    chinese = facts(headline="中国足球队获胜")
    assert conditions.matched(Condition("words", any=("足球",)), chinese) == ("足球",)


def test_an_item_without_urgency_is_of_none() -> None:
    for kind in ("urgency_most", "urgency_least"):
        assert conditions.matched(Condition(kind, any=("5",)), facts(urgency=None)) is None


@pytest.mark.parametrize(
    ("case", "story"),
    [
        ("update", {"is_update": True, "body_html": "<p>a</p>"}),
        ("advisory", {"advisory": True, "body_html": "<p>a</p>"}),
        ("embargoed", {"is_held": True, "body_html": "<p>a</p>"}),
        ("pictured", {"images": [{"href": "a.jpg"}], "body_html": "<p>a</p>"}),
        ("textless", {}),
        ("odd", {"warnings": ["It has no date."], "body_html": "<p>a</p>"}),
    ],
)
def test_the_cases_of_the_desk_are_told_apart(case: str, story: dict[str, Any]) -> None:
    assert facts(**story).cases == {case}
    assert case in CASES


def test_conditions_are_read_from_json_and_empty_ones_ask_nothing() -> None:
    written = {"languages": {"any": ["en"]}, "feeds": {"any": [], "none": []}, "weather": {"any": ["rain"]}}
    assert conditions.read(written) == (Condition("languages", any=("en",)),)


@given(st.text(), st.text())
def test_the_word_that_begins_so_is_told(said: str, text: str) -> None:
    condition, story = Condition("words", any=(f"{said}*",)), facts(headline=text)
    if conditions.matched(condition, story):
        word = conditions.found(condition, story, f"{said}*")
        assert word in story.words("anywhere")
        assert " " not in word.removeprefix(conditions.needle(f"{said}*").strip())


@given(st.text(), st.text(), st.sampled_from([kind for kind in conditions.KINDS if not kind.startswith("urgency")]))
def test_no_words_break_a_condition(said: str, text: str, kind: str) -> None:
    story = {
        "headline": text,
        "body_html": text,
        "credit": text,
        "genres": [{"code": text}],
        "places": [{"name": text}],
    }
    held = conditions.matched(Condition(kind, any=(said,)), facts(**story))
    assert held is None or held == (said,)


@given(st.lists(st.sampled_from(["alpha", "beta", "gamma", "Élan"]), min_size=1, max_size=6))
def test_each_word_of_a_text_is_found_in_it(words: list[str]) -> None:
    story = facts(headline=" ".join(words))
    assert all(conditions.matched(Condition("words", any=(word.upper(),)), story) for word in words)
