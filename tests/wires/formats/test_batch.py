"""One bad item among others."""

import pytest

from wires.formats.batch import read_each
from wires.formats.refusals import Skipped, Unreadable
from wires.stories import WireStory


def _story(guid: str) -> WireStory:
    if guid == "bad":
        raise Unreadable("It has no words.")
    if guid == "plan":
        raise Skipped("It is a plan.")
    return WireStory(guid)


def test_what_cannot_be_read_is_a_warning_of_the_first_story() -> None:
    first, second = read_each(["a", "bad", "b"], _story)
    assert (first.guid, second.guid) == ("a", "b")
    assert first.warnings == ("Item 2 of 3: It has no words.",)


def test_a_file_without_a_story_is_refused_with_all_reasons() -> None:
    with pytest.raises(Unreadable, match=r"Item 1 of 2: It has no words\. Item 2 of 2: It is a plan\.") as refusal:
        read_each(["bad", "plan"], _story)
    assert not isinstance(refusal.value, Skipped)


def test_a_file_of_plans_alone_is_skipped() -> None:
    with pytest.raises(Skipped, match=r"It is a plan\."):
        read_each(["plan"], _story)
