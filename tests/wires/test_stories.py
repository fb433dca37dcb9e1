"""The neutral story as JSON and back."""

import json
from dataclasses import FrozenInstanceError
from datetime import UTC, datetime

import pytest

from wires.stories import WireImage, WireRelated, WireStory, WireSubject

STORY = WireStory(
    guid="urn:harrowbay:1",
    title="Oskeld-Ferry",
    urgency=3,
    embargo=datetime(2026, 3, 4, 6, tzinfo=UTC),
    version_created_naive=datetime(2026, 3, 3, 9, 15),  # noqa: DTZ001
    subjects=(WireSubject(code="04015000", name="transport"),),
    keywords=("ferry", "Oskeld"),
    images=(WireImage("https://x.example/1.jpg", width=10, taken_at=datetime(2026, 3, 1, tzinfo=UTC)),),
    related=(WireRelated(role="background", guid="urn:harrowbay:0"),),
    hold=True,
)


def test_a_story_kept_as_json_comes_back_the_same() -> None:
    assert WireStory.from_json(json.loads(json.dumps(STORY.to_json()))) == STORY


def test_a_story_kept_by_an_older_version_gets_the_defaults() -> None:
    assert WireStory.from_json({"guid": "urn:a", "no_longer_known": 1}) == WireStory(guid="urn:a")


def test_a_story_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        STORY.headline = "other"  # type: ignore[misc]
