"""The AP Media API: every sample beside its expectation, and what no input may do."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.wires.formats import samples
from wires import formats

SAMPLES = samples.of("ap_media")
ANSWERS = [json.loads(sample.data) for sample in SAMPLES if sample.path.name != "cut.json"]
ITEMS = [answer["data"]["item"] for answer in ANSWERS if "item" in answer.get("data", {})]


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_a_sample_is_read_as_its_expectation_says(sample: samples.Sample) -> None:
    samples.check(sample)


def test_other_json_is_not_taken_for_an_answer_of_ap() -> None:
    (story,) = formats.read(
        b'{"uri": "urn:a", "type": "text", "headline": "x", "altids": [{"role": "a", "value": "b"}]}'
    )
    assert story.guid == "urn:a"


any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
names = st.sampled_from([*sorted({name for item in ITEMS for name in item}), "data", "items", "nitf"])


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.sampled_from(ITEMS), st.dictionaries(names, any_json, max_size=4), any_json)
def test_a_damaged_item_gives_stories_or_a_refusal(item: dict[str, Any], put: dict[str, Any], anything: Any) -> None:
    changed = {**item, **put}
    for answer in (
        {"data": {"item": changed}},
        {"data": {"items": [{"item": changed}, anything]}},
        [changed, anything],
    ):
        samples.damaged(json.dumps([answer, "altids", "itemid"]).encode())


@given(st.integers(1, 60), st.sampled_from(["[", '{"data":', '{"items":[', '{"item":']))
def test_an_answer_nested_in_itself_gives_stories_or_a_refusal(depth: int, opening: str) -> None:
    closing = {"[": "]", '{"items":[': "]}"}.get(opening, "}")
    inside = json.dumps({"altids": {"itemid": "a"}, "headline": "x"})
    samples.damaged((opening * depth * 10 + inside + closing * depth * 10).encode())
