"""Files that hold several items: one that cannot be read does not stop the others."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from wires.formats.judging import warned
from wires.formats.refusals import Skipped, Unreadable
from wires.stories import WireStory

Value = TypeVar("Value")

#: Reasons that are told of a file.
_MOST_REASONS = 3


def read_each(items: Sequence[Value], story_of: Callable[[Value], WireStory]) -> list[WireStory]:
    """The stories of the items, in order, as `read_several` gives them."""
    return read_several(items, lambda item: [story_of(item)])


def read_several(items: Sequence[Value], stories_of: Callable[[Value], list[WireStory]]) -> list[WireStory]:
    """The stories of items that make one or more each, in order; what could not be read is a warning of the first.

    Raises Skipped where all items are well made but none is a story, Unreadable where there is none
    to read at all.
    """
    stories: list[WireStory] = []
    refusals: list[Unreadable] = []
    for number, item in enumerate(items, start=1):
        try:
            stories += stories_of(item)
        except Unreadable as refusal:
            place = f"Item {number} of {len(items)}: " if len(items) > 1 else ""
            refusals.append(type(refusal)(f"{place}{refusal}"))
    if not stories:
        kind = Skipped if all(isinstance(refusal, Skipped) for refusal in refusals) else Unreadable
        raise kind(" ".join(refusal.reason for refusal in refusals[:_MOST_REASONS]))
    return [warned(stories[0], *(refusal.reason for refusal in refusals)), *stories[1:]]
