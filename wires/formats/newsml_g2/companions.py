"""Items that came in one message: a text gets the pictures that were sent with it.

Whether a picture belongs to a text says a link of the text, or a group of a package that holds no other text.
The pictures stay items of their own as well.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from lxml import etree

from wires.formats.judging import warned
from wires.formats.newsml_g2 import company, identity
from wires.formats.newsml_g2.item import Item
from wires.formats.pictures import INLINE
from wires.stories import USABLE, WireImage, WireStory

#: Pictures that one text gets at most.
_MOST_PICTURES = 100


class Picture(NamedTuple):
    """A picture item of the message, and all by which others may call it: its guid, addresses of its renditions."""

    story: WireStory
    names: frozenset[str]


def together(
    items: Sequence[Item], stories: Sequence[WireStory], lists: Sequence[etree._Element] = ()
) -> list[WireStory]:
    """The stories in order, texts with their pictures; one guid that all share names none of them.

    `lists` are packages without a name, which only list items that belong together.
    """
    named = _apart(items, stories)
    if len(named) < 2:
        return named
    by_guid = {story.guid: story for story in named}
    pictures = {
        story.guid: Picture(story, company.names(item, story.images))
        for item, story in zip(items, named, strict=True)
        if company.is_picture(item)
    }
    grouped = _grouped(items, lists)
    return [
        _with_headlines(story, by_guid)
        if not pictures or story.guid in pictures
        else _with_pictures(_with_headlines(story, by_guid), pictures, [*_linked(item), *grouped.get(story.guid, ())])
        for item, story in zip(items, named, strict=True)
    ]


def _with_headlines(story: WireStory, by_guid: dict[str, WireStory]) -> WireStory:
    """A package that only names the items of its message, with their headlines."""
    if not any(one.guid in by_guid and not one.headline for one in story.related):
        return story
    return replace(
        story,
        related=tuple(
            replace(one, headline=one.headline or by_guid[one.guid].headline) if one.guid in by_guid else one
            for one in story.related
        ),
    )


def _apart(items: Sequence[Item], stories: Sequence[WireStory]) -> list[WireStory]:
    """Stories under identifiers of their own where a supplier gives the same one, and version, to different ones."""
    told: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for story in stories:
        told.setdefault((story.guid, story.version), set()).add((story.slugline, story.headline))
    return [
        identity.derived(item, story) if len(told[story.guid, story.version]) > 1 else story
        for item, story in zip(items, stories, strict=True)
    ]


def _linked(item: Item) -> Iterator[str]:
    return (company.target(link) for link in item.meta.iterfind("link"))


def _grouped(items: Sequence[Item], lists: Sequence[etree._Element]) -> dict[str, list[str]]:
    """The guid of a text → those of all else in its group, where the group has no other text."""
    kinds = {item.guid: item.kind for item in items}
    found: dict[str, list[str]] = {}
    for group in (*lists, *(group for item in items for group in company.groups(item.element))):
        members = [company.target(reference) for reference in group.iterfind("itemRef")]
        texts = [guid for guid in members if kinds.get(guid) == "text"]
        if len(texts) == 1:
            found.setdefault(texts[0], []).extend(members)
    return found


def _with_pictures(story: WireStory, pictures: dict[str, Picture], wanted: Sequence[str]) -> WireStory:
    """The story with the pictures of items sent with it, without each that must not go with it, and says so."""
    images: list[WireImage | None] = list(story.images)
    places = _places(story.images)
    warnings: list[str] = []
    for guid in list(dict.fromkeys(guid for guid in wanted if guid in pictures))[:_MOST_PICTURES]:
        picture = pictures[guid]
        left_out = _left_out(story, picture.story)
        warnings.extend([left_out] if left_out else [])
        shown = sorted({index for name in picture.names for index in places.get(name, ())})
        if left_out:
            images = [None if index in shown else image for index, image in enumerate(images)]
        else:
            _put(images, shown, picture.story.images)
    return warned(replace(story, images=tuple(filter(None, images))), *warnings) if len(wanted) else story


def _places(images: Sequence[WireImage]) -> dict[str, list[int]]:
    """The name or address of a picture → where it is among the images of a story."""
    places: dict[str, list[int]] = {}
    for index, image in enumerate(images):
        for name in filter(None, {image.href, image.guid}):
            places.setdefault(name, []).append(index)
    return places


def _put(images: list[WireImage | None], shown: list[int], pictures: Sequence[WireImage]) -> None:
    """Add pictures, or let them describe what the story shows already: once, where it stands in the body."""
    known = [index for index in shown if images[index] is not None]
    if not known:
        images.extend(replace(picture, role="associated") for picture in pictures)
        return
    first = next((index for index in known if (image := images[index]) and image.position is not None), known[0])
    image = images[first]
    for index in known:
        images[index] = None
    images[first] = _known(image, pictures[0]) if image and pictures else image


def _known(image: WireImage, picture: WireImage) -> WireImage:
    """A picture that a link or the body showed, with its own metadata; the print that the item itself chose stays."""
    chosen = image.position is not None and image.role != INLINE
    shown = image if chosen else picture
    return replace(
        picture,
        role=image.role,
        position=image.position,
        href=shown.href,
        width=shown.width,
        height=shown.height,
        mime_type=picture.mime_type or image.mime_type,
    )


def _left_out(story: WireStory, picture: WireStory) -> str:
    """Why a picture must not be used with the story; empty where it may."""
    name = (picture.headline or picture.guid)[:80]
    if picture.pubstatus not in (USABLE, story.pubstatus):
        return f"A picture sent with the story ({name}) is {picture.pubstatus}: it was left out."
    later = picture.embargo and (story.embargo is None or picture.embargo > story.embargo)
    if later or (picture.hold and not story.hold):
        return f"A picture sent with the story ({name}) is embargoed until later than the story: it was left out."
    return ""
