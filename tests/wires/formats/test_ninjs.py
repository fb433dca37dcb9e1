"""ninjs: every sample beside its expectation, and what no input may do."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.wires.formats import samples
from wires import formats
from wires.formats import guids

SAMPLES = samples.of("ninjs")
VALUES = [json.loads(sample.data) for sample in SAMPLES]


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_a_sample_is_read_as_its_expectation_says(sample: samples.Sample) -> None:
    samples.check(sample)


def test_the_same_item_in_three_spellings_is_the_same_story() -> None:
    flat = {"uri": "urn:a", "pubstatus": "withheld", "headline": "Rope", "byline": "I. K.", "body_html": "<p>x</p>"}
    arrays = {"uri": "urn:a", "pubstatus": "withheld", "headlines": [{"value": "Rope"}], "by": "I. K."}
    arrays["bodies"] = [{"contenttype": "text/html", "value": "<p>x</p>"}]
    camel = {**arrays, "pubStatus": "withheld", "bodies": [{"contentType": "text/html", "value": "<p>x</p>"}]}
    del camel["pubstatus"]
    first, second, third = (formats.read(json.dumps(item).encode())[0] for item in (flat, arrays, camel))
    assert first == second == third


def test_a_story_whose_pictures_lead_nowhere_says_so() -> None:
    item = {"uri": "urn:a", "type": "picture", "headline": "Sluice", "renditions": {"original": {"width": 10}}}
    (story,) = formats.read(json.dumps(item).encode())
    assert story.images == ()
    assert story.warnings == ("The picture “Sluice” came without an address.",)


def test_a_kill_that_does_not_say_of_what_is_kept_and_a_story_is_not() -> None:
    kill = {"type": "text", "pubStatus": "canceled", "headline": "KILL: Sluice", "ednote": "Not so."}
    (story,) = formats.read(json.dumps(kill).encode())
    assert (guids.is_derived(story.guid), story.pubstatus, story.headline) == (True, "canceled", "KILL: Sluice")
    assert formats.read(json.dumps(kill).encode())[0].guid == story.guid
    for status in ({"pubStatus": "usable"}, {"pubStatus": ""}, {}):
        with pytest.raises(formats.Unreadable, match="neither a uri nor a guid"):
            formats.read(json.dumps({"type": "text", "headline": "Sluice", **status}).encode())


def test_what_comes_with_a_story_and_is_taken_back_is_named() -> None:
    sent = {name: {"uri": f"urn:{name}", "type": "picture", "pubstatus": "canceled"} for name in ("main", "second")}
    sent["third"] = {"uri": "urn:third", "type": "picture", "pubstatus": "withheld"}
    item = {"uri": "urn:a", "pubStatus": "usable", "headline": "Sluice", "ednote": "Wrong.", "associations": sent}
    (story,) = formats.read(json.dumps(item).encode())
    assert set(story.canceled) == {"urn:main", "urn:second"}
    assert [(kill.guid, kill.pubstatus, kill.ed_note) for kill in story.kills] == [
        (guid, "canceled", "Wrong.") for guid in story.canceled
    ]


any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=5),
    max_leaves=20,
)
names = st.sampled_from(sorted({name for value in VALUES if isinstance(value, dict) for name in value}))


@st.composite
def mutated(draw: st.DrawFn) -> Any:
    """A sample with some of its properties replaced by anything."""
    value = draw(st.sampled_from([value for value in VALUES if isinstance(value, dict)]))
    return {**value, **draw(st.dictionaries(names, any_json, max_size=4))}


@given(any_json)
def test_any_json_gives_stories_or_a_refusal(value: Any) -> None:
    samples.damaged(json.dumps(value).encode())


@given(st.binary(max_size=200))
def test_any_bytes_give_stories_or_a_refusal(data: bytes) -> None:
    samples.damaged(data)
    samples.damaged(b"{" + data)


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(mutated())
def test_a_damaged_sample_gives_stories_that_survive_being_kept(value: Any) -> None:
    samples.damaged(json.dumps(value).encode())


@given(mutated(), st.integers(0, 400), st.binary(min_size=1, max_size=4))
def test_a_sample_with_broken_bytes_gives_stories_or_a_refusal(value: Any, at: int, broken: bytes) -> None:
    data = json.dumps(value, ensure_ascii=True).encode()
    samples.damaged(data[:at] + broken + data[at:])
