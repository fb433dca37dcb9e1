"""The media of a NITF body: pictures with caption and credit, and what else is attached to the text.

Source: NITF 3.6, media and the elements in it. The references of one media element are renditions
of one thing.
"""

import re
from collections.abc import Iterable

from lxml import etree

from wires import text
from wires.formats import trees
from wires.stories import WireImage, WireRelated

_WEB_TYPES = frozenset({"image/jpeg", "image/jpg", "image/png", "image/webp", "image/gif"})
#: Names of media-metadata and what they say of a picture.
_CREDIT = ("credit", "creditline", "source", "provider")
_BYLINE = ("byline", "photographer", "creator", "author")
_TITLE = ("headline", "title", "objectname")
_RIGHTS = ("copyright", "copyrightnotice")
_TERMS = ("usageterms", "instructions", "specialinstructions", "restrictions")
#: Where a reference leads only to a place in the file, the name of the picture's own file (AP 2011).
_FILE_NAME = ("originalfilename", "filename")
_IDENTIFIER = ("id", "mediaid", "guid", "transref", "imageid")
_PICTURE = re.compile(r"\.(?:jpe?g|jpe|png|webp|gif|tiff?)(?:[?#]|\Z)", re.IGNORECASE)
_PLAIN_NAME = re.compile(r"[\s_.-]+")


def image(medium: etree._Element) -> WireImage | None:
    """The picture of a media element in its best rendition; None where it has no address or is no picture."""
    reference = _best(medium)
    if reference is None or kind(medium) != "image":
        return None
    said = _metadata(medium)
    byline = trees.first(medium, "media-producer") or _first(said, _BYLINE)
    credit = trees.attribute(reference, "source-credit") or _first(said, _CREDIT)
    caption = caption_of(medium)
    alt = text.line(trees.attribute(reference, "alternate-text", "alt"))
    address = _address(reference)
    return WireImage(
        href=_first(said, _FILE_NAME) or address if address.startswith("#") else address,
        role="media",
        guid=_first(said, _IDENTIFIER),
        title=_first(said, _TITLE),
        caption=caption,
        alt="" if alt == caption else alt,
        credit=text.line(credit) or byline,
        byline=byline,
        copyright_notice=text.line(trees.attribute(reference, "copyright")) or _first(said, _RIGHTS),
        instructions=_first(said, _TERMS),
        mime_type=trees.attribute(reference, "mime-type").lower(),
        width=text.whole(trees.attribute(reference, "width")),
        height=text.whole(trees.attribute(reference, "height")),
    )


def related(medium: etree._Element) -> WireRelated | None:
    """What is attached and no picture: sound, video, a document; None where it has no address."""
    reference = _best(medium)
    if reference is None:
        return None
    return WireRelated(
        role="media",
        guid=_first(_metadata(medium), _IDENTIFIER),
        type=kind(medium),
        headline=caption_of(medium) or text.line(trees.attribute(reference, "alternate-text", "name")),
        href=_address(reference),
        mime_type=trees.attribute(reference, "mime-type").lower(),
    )


def caption_of(medium: etree._Element) -> str:
    """The words of the captions; a second one that says the same is one too many."""
    said = dict.fromkeys(filter(None, map(trees.words, medium.iterfind("media-caption"))))
    return " ".join(said)


def kind(medium: etree._Element) -> str:
    """image, video, audio or what else the sender calls it: by its type, else by the type or name of the file."""
    said = (medium.get("media-type") or "").strip().lower()
    if said in ("photo", "picture", "graphic", "graphics"):
        return "image"
    if said and said not in ("other", "data", "text"):
        return said
    reference = _best(medium)
    if reference is None:
        return said
    form = trees.attribute(reference, "mime-type").lower().partition("/")[0]
    if form in ("image", "video", "audio"):
        return form
    return "image" if _PICTURE.search(_address(reference)) else said or "other"


def _best(medium: etree._Element) -> etree._Element | None:
    """The largest reference with an address, one that a browser shows before others."""
    addressed = [reference for reference in medium.iterfind("media-reference") if _address(reference)]
    return max(addressed, key=_worth, default=None)


def _worth(reference: etree._Element) -> tuple[bool, int]:
    form = trees.attribute(reference, "mime-type").lower()
    width, height = (text.whole(trees.attribute(reference, name)) or 0 for name in ("width", "height"))
    return not form or not form.startswith("image/") or form in _WEB_TYPES, width * height


def _address(reference: etree._Element) -> str:
    return trees.attribute(reference, "source", "data-location", "src", "href", "name")


def _metadata(medium: etree._Element) -> dict[str, str]:
    """The media-metadata of a medium by their names in lower case."""
    pairs = ((trees.attribute(one, "name"), trees.attribute(one, "value")) for one in medium.iterfind("media-metadata"))
    return {_PLAIN_NAME.sub("", name).lower(): text.line(value) for name, value in pairs if value}


def _first(said: dict[str, str], names: Iterable[str]) -> str:
    return next((said[name] for name in names if name in said), "")
