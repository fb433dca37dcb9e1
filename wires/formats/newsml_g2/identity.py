"""Identifiers of items: their own guid, or one that is made from what stays the same."""

from dataclasses import replace

from wires.formats import guids, trees
from wires.formats.newsml_g2 import company, parties
from wires.formats.newsml_g2.item import Item
from wires.stories import WireStory


def identified(item: Item, story: WireStory) -> WireStory:
    """The story with its guid; an item without one gets the same again when it is sent again or updated."""
    return story if story.guid else derived(item, story)


def derived(item: Item, story: WireStory) -> WireStory:
    """The story under an identifier made here, from the first of these that the item has.

    An identifier of the agency's own system; for pictures the name or address of the file; slugline and day;
    headline and day; in the end all words.
    """
    day = trees.first(item.element, "itemMeta/firstCreated", "contentMeta/contentCreated", "itemMeta/versionCreated")[
        :10
    ]
    own = trees.first(item.about, "altId")
    file = _file(item, story) if company.is_picture(item) else ""
    named = next(filter(None, (story.slugline, story.headline)), "")
    words = (story.summary, story.body_html, *(image.href for image in story.images))
    parts = [own] if own else [file] if file else [named, day, item.language] if named else [*words, day]
    return replace(story, guid=guids.derived(parties.supplier(item), story.type, *parts))


def _file(item: Item, story: WireStory) -> str:
    return trees.first(item.meta, "fileName", "filename") or next((image.href for image in story.images), "")
