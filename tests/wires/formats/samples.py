"""Samples of wire formats: a file of ours in each, and beside it what a careful reader takes from it.

`name.ext` has its expectation in `name.ext.expected.json`: {"stories": [facts…]} where each object
may hold fewer facts than the story does, {"error": regex} or {"skipped": regex}. `warnings` in the
facts are parts of the sentences, in order; without them there must be none.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from articles import body
from wires import formats, text
from wires.stories import WireStory

ROOT = Path(__file__).parent / "samples"
_ENDING = ".expected.json"


@dataclass(frozen=True)
class Sample:
    path: Path

    def __str__(self) -> str:
        return self.path.name

    @property
    def data(self) -> bytes:
        return self.path.read_bytes()

    @property
    def expected(self) -> dict[str, Any]:
        expected: dict[str, Any] = json.loads((self.path.parent / f"{self.path.name}{_ENDING}").read_text())
        return expected


def of(name: str) -> list[Sample]:
    """The samples of a format, by the name of its folder; every file must have its expectation."""
    files = sorted(path for path in (ROOT / name).iterdir() if not path.name.endswith(_ENDING))
    assert files
    return [Sample(path) for path in files]


def check(sample: Sample) -> None:
    """Read the sample through the table of formats and compare."""
    wanted = sample.expected
    refused = wanted.get("error") or wanted.get("skipped")
    if refused:
        with pytest.raises(formats.Unreadable, match=refused) as refusal:
            formats.read(sample.data)
        assert isinstance(refusal.value, formats.Skipped) is ("skipped" in wanted)
        return
    stories = formats.read(sample.data)
    assert len(stories) == len(wanted["stories"])
    for story, facts in zip(stories, wanted["stories"], strict=True):
        _check_story(story, dict(facts))


def _check_story(story: WireStory, facts: dict[str, Any]) -> None:
    warnings = facts.pop("warnings", [])
    printed = {**story.to_json(), "body_paragraphs": text.paragraphs(story.body_html)}
    for name, value in facts.items():
        assert _agrees(printed[name], value), f"{name}: {printed[name]!r}"
    assert len(story.warnings) == len(warnings), story.warnings
    assert all(part in warning for part, warning in zip(warnings, story.warnings, strict=True)), story.warnings


def _agrees(got: Any, wanted: Any) -> bool:
    """Whether everything that is wanted is there; objects may hold more, lists may not."""
    if isinstance(wanted, dict):
        return all(key in got and _agrees(got[key], value) for key, value in wanted.items())
    if isinstance(wanted, list):
        return len(got) == len(wanted) and all(map(_agrees, got, wanted))
    return bool(got == wanted)


def damaged(data: bytes) -> list[WireStory]:
    """What is read from anything: stories that survive being kept, or nothing; only the declared refusals come out."""
    try:
        stories = formats.read(data)
    except formats.Unreadable:
        return []
    assert stories
    for story in stories:
        kept = json.dumps(story.to_json(), ensure_ascii=False).encode()
        assert b"\0" not in kept
        assert WireStory.from_json(json.loads(kept)) == story
        assert story.guid
        assert body.clean(story.body_html).html == story.body_html
        assert "<script" not in story.body_html
    return stories
