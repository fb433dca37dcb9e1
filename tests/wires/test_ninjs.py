"""ninjs: every sample beside its expectation, and what no input may do."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import body
from wires import formats, text
from wires.stories import WireStory

SAMPLES = Path(__file__).parent / "samples" / "ninjs"
NAMES = sorted(path.name.removesuffix(".expected.json") for path in SAMPLES.glob("*.expected.json"))
VALUES = [json.loads((SAMPLES / f"{name}.json").read_text()) for name in NAMES]


def _printed(story: WireStory) -> dict[str, Any]:
    return {**story.to_json(), "body_paragraphs": text.paragraphs(story.body_html)}


def _agrees(got: Any, wanted: Any) -> bool:
    """Whether everything that is wanted is there; objects may hold more, lists may not."""
    if isinstance(wanted, dict):
        return all(key in got and _agrees(got[key], value) for key, value in wanted.items())
    if isinstance(wanted, list):
        return len(got) == len(wanted) and all(map(_agrees, got, wanted))
    return got == wanted


def _read(name: str) -> list[WireStory]:
    return formats.read((SAMPLES / f"{name}.json").read_bytes(), filename=f"{name}.json")


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_read_as_its_expectation_says(name: str) -> None:
    wanted = json.loads((SAMPLES / f"{name}.expected.json").read_text())
    refused = wanted.get("error") or wanted.get("skipped")
    if refused:
        with pytest.raises(formats.Unreadable, match=refused) as refusal:
            _read(name)
        assert isinstance(refusal.value, formats.Skipped) is ("skipped" in wanted)
        return
    stories = _read(name)
    assert len(stories) == len(wanted["stories"])
    for story, facts in zip(stories, wanted["stories"], strict=True):
        warnings = facts.pop("warnings", [])
        assert _agrees(_printed(story), facts), _printed(story)
        assert len(story.warnings) == len(warnings), story.warnings
        assert all(part in warning for part, warning in zip(warnings, story.warnings, strict=True))


def test_every_sample_has_an_expectation() -> None:
    samples = {path.name for path in SAMPLES.glob("*.json") if not path.name.endswith(".expected.json")}
    assert samples == {f"{name}.json" for name in NAMES}


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


def _only_stories_or_a_refusal(data: bytes) -> list[WireStory]:
    try:
        stories = formats.read(data)
    except formats.Unreadable:
        return []
    assert stories
    return stories


@given(any_json)
def test_any_json_gives_stories_or_a_refusal(value: Any) -> None:
    _only_stories_or_a_refusal(json.dumps(value).encode())


@given(st.binary(max_size=200))
def test_any_bytes_give_stories_or_a_refusal(data: bytes) -> None:
    _only_stories_or_a_refusal(data)
    _only_stories_or_a_refusal(b"{" + data)


@settings(max_examples=200)
@given(mutated())
def test_a_damaged_sample_gives_stories_that_survive_being_kept(value: Any) -> None:
    for story in _only_stories_or_a_refusal(json.dumps(value).encode()):
        kept = json.dumps(story.to_json(), ensure_ascii=False).encode()
        assert b"\0" not in kept
        assert WireStory.from_json(json.loads(kept)) == story
        assert body.clean(story.body_html).html == story.body_html


@given(mutated(), st.integers(0, 400), st.binary(min_size=1, max_size=4))
def test_a_sample_with_broken_bytes_gives_stories_or_a_refusal(value: Any, at: int, broken: bytes) -> None:
    data = json.dumps(value, ensure_ascii=True).encode()
    _only_stories_or_a_refusal(data[:at] + broken + data[at:])
