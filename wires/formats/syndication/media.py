"""What comes with an entry: pictures with their best size, sound, films and documents.

The same picture comes in several sizes, as a group or one after another; a size in the address, or
behind its ?, does not make it another. What is said of a picture stands in it, or else in its group, or
else in media elements of the entry, which speak of all that it holds.

Source: Media RSS 1.5.1; RSS 2.0 enclosure; RFC 4287 §4.2.7 (link); Apple podcasts (itunes:image).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from urllib.parse import urlsplit

from lxml import etree

from wires import naming, text
from wires.agency_html import BodyImage
from wires.formats import trees
from wires.formats.syndication.elements import Node, absolute, exact, name
from wires.stories import WireImage, WireRelated

_MEDIA = ("media:content", "media:group")
_ENCLOSURES = ("enclosure", "enc:enclosure", "wp:attachment_url")
_THUMBNAILS = ("media:thumbnail", "itunes:image", "image", "thumbnail", "other:image", "other:thumbnail")
_ADDRESSES = ("url", "href", "resource", "src")
#: What media:credit calls those who made a picture (EBU role codes, in words).
_MAKERS = frozenset({"photographer", "author", "artist", "creator", "illustrator", "photo"})
#: The size that WordPress and others put at the end of a file's name.
_SIZE = re.compile(r"-\d{2,5}x\d{2,5}(?=\.\w+$)")
#: Kinds of files by the end of their name, where nothing else is said of them.
_KINDS = {
    **dict.fromkeys(("mp3", "m4a", "aac", "ogg", "oga", "wav", "opus"), "audio"),
    **dict.fromkeys(("mp4", "m4v", "mov", "webm", "m3u8", "mpd", "avi", "flv"), "video"),
}
#: Pixels up to which a picture is there to count readers, not to be seen.
_TRACKER = 3
#: Files that are looked at in an entry, and names beside one: more are no work of people.
_MOST_FILES, _MOST_CREDITS = 200, 20


@dataclass(slots=True)
class Company:
    """What came with an entry."""

    images: list[WireImage] = field(default_factory=list)
    related: list[WireRelated] = field(default_factory=list)
    embeds: list[str] = field(default_factory=list)
    #: The sizes of each picture, by what is the same for all of them.
    sizes: dict[str, list[WireImage]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _File:
    """An element that names a file, what stands around it, and the name of its group: in one all is the same thing."""

    node: Node
    around: tuple[Node, ...]
    group: str = ""


def company(entry: Node, *, base: str) -> Company:
    """Pictures, largest size each, and other files, in the order of the entry."""
    found = Company()
    plain = (_File(Node(element), (entry,)) for element in chain(entry.all(*_ENCLOSURES), _references(entry)))
    for file in islice(chain(_contents(entry), _nitf_media(entry), plain), _MOST_FILES):
        _add(found, file, base)
    if not found.sizes:
        for element in islice(_thumbnails(entry), _MOST_FILES):
            _add_size(found, _thumbnail(element, base))
    found.images.extend(max(same, key=_pixels) for same in found.sizes.values())
    return found


def _contents(entry: Node) -> Iterator[_File]:
    """Each media:content, alone or in its group (Media RSS)."""
    for number, element in enumerate(entry.all(*_MEDIA)):
        node = Node(element)
        if name(element) == "media:content":
            yield _File(node, (entry,))
        else:
            around = (node, entry)
            yield from (_File(Node(content), around, f"group {number}") for content in node.all("media:content"))


def _nitf_media(entry: Node) -> Iterator[_File]:
    """The sizes of the pictures in an Atom content that is NITF, as AP sends it."""
    for content in entry.all("atom:content", "content"):
        media = (element for element in content.iter(etree.Element) if _local(element) == "media")
        for number, element in enumerate(media):
            around = (Node(element),)
            sizes = (child for child in element if _local(child) == "media-reference")
            yield from (_File(Node(size), around, f"nitf {number}") for size in sizes)


def _local(element: etree._Element) -> str:
    return name(element).rpartition(":")[2]


def _references(entry: Node) -> Iterator[etree._Element]:
    """Links to what belongs to the entry, and an Atom content that is only named."""
    yield from (link for link in entry.all("atom:link", "link") if link.get("rel") == "enclosure")
    yield from (content for content in entry.all("atom:content", "content") if content.get("src"))


def _thumbnails(entry: Node) -> Iterator[etree._Element]:
    yield from entry.all(*_THUMBNAILS)
    for element in entry.all(*_MEDIA):
        yield from (child for child in element.iter(etree.Element) if name(child) == "media:thumbnail")


def _add(found: Company, file: _File, base: str) -> None:
    """Put a file where it belongs: a size of a picture, or a thing of its own."""
    element = file.node.element
    href = _href(element, base)
    kind = _kind(element, href)
    if href and kind == "picture":
        _add_size(found, _picture(file, href), file.group)
        return
    _add_player(found, file.node, base)
    if href:
        title = _said(file, "media:title") or text.line(element.get("title") or "")
        mime_type = trees.attribute(element, "type").lower()
        found.related.append(WireRelated(role="enclosure", type=kind, headline=title, href=href, mime_type=mime_type))


def _add_player(found: Company, node: Node, base: str) -> None:
    for player in node.all("media:player", "media:embed"):
        address = absolute(trees.attribute(player, "url"), player, base)
        if address.startswith(("https://", "http://")) and address not in found.embeds:
            found.embeds.append(address)


def _add_size(found: Company, image: WireImage | None, group: str = "") -> None:
    if image and not _counts_readers(image):
        found.sizes.setdefault(group or key(image.href), []).append(image)


def _counts_readers(image: WireImage) -> bool:
    return any(pixels is not None and pixels <= _TRACKER for pixels in (image.width, image.height))


def key(href: str) -> str:
    """What is the same for all sizes of a picture: its address without what follows the ? and a size in the name."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return href
    path = _SIZE.sub("", parts.path)
    # A program that gives pictures by number has nothing but what follows the ?.
    return f"{parts.netloc}{path}" if naming.is_picture(path) else href


def _href(element: etree._Element, base: str) -> str:
    href = trees.attribute(element, *_ADDRESSES, "source")
    inside = Node(element)
    return absolute(href or inside.exact("url") or ("" if len(element) else exact(element)), element, base)


def _kind(element: etree._Element, href: str) -> str:
    """picture, video, audio, text or nothing, from what is said of a file, else from its name."""
    said = trees.attribute(element, "medium", "media-type").lower()
    path = href.partition("?")[0].partition("#")[0]
    mime_type = trees.attribute(element, "type", "mime-type").lower()
    kind = said if said in ("image", "video", "audio", "document") else mime_type.partition("/")[0]
    kind = kind or _KINDS.get(path.rpartition(".")[2].lower(), "")
    if kind == "image" or naming.is_picture(path) or _is_sized(element, kind):
        return "picture"
    return {"application": "", "document": "text"}.get(kind, kind)


def _is_sized(element: etree._Element, kind: str) -> bool:
    """Whether something of which nothing else is said has the width of a picture."""
    return not kind and bool(element.get("width")) and not element.get("duration")


def _picture(file: _File, href: str) -> WireImage:
    element = file.node.element
    makers = _credited(file, made=True)
    byline = ", ".join(makers)
    return WireImage(
        href=href,
        title=_said(file, "media:title"),
        caption=_said(file, "media:description", "media:text", *_in_nitf("media-caption")),
        credit=", ".join(_credited(file, made=False)) or byline or _said(file, *_in_nitf("media-producer")),
        byline=byline,
        copyright_notice=_said(file, "media:copyright"),
        usage_terms=_said(file, "media:license"),
        mime_type=trees.attribute(element, "type", "mime-type").lower(),
        width=text.whole(element.get("width")),
        height=text.whole(element.get("height")),
    )


def _in_nitf(local: str) -> tuple[str, ...]:
    """A name of NITF as it comes within Atom: without a namespace, in Atom's by mistake, or in its own."""
    return local, f"atom:{local}", f"other:{local}"


def _said(file: _File, *names: str) -> str:
    """What is said in a file, else around it."""
    return next(filter(None, (node.words(*names) for node in (file.node, *file.around))), "")


def _credited(file: _File, *, made: bool) -> list[str]:
    """Who made a picture, or else whom to name beside it; each once."""
    said = (node.children.get("media:credit", []) for node in (file.node, *file.around))
    nearest = next(filter(None, said), [])[:_MOST_CREDITS]
    named = (trees.words(element) for element in nearest if _is_maker(element) is made)
    return list(dict.fromkeys(filter(None, named)))


def _is_maker(element: etree._Element) -> bool:
    return (element.get("role") or "").lower() in _MAKERS


def _thumbnail(element: etree._Element, base: str) -> WireImage | None:
    href = _href(element, base)
    if not href.startswith(("https://", "http://")):
        return None
    width, height = text.whole(element.get("width")), text.whole(element.get("height"))
    return WireImage(href, role="thumbnail", width=width, height=height)


def _pixels(image: WireImage) -> int:
    width, height = image.width or 0, image.height or 0
    return width * height or width * width


def with_body_images(images: list[WireImage], inside: tuple[BodyImage, ...]) -> tuple[WireImage, ...]:
    """The pictures, those of the text put where they stood; one that is only there is added."""
    pictures = list(images)
    places = {key(image.href): number for number, image in enumerate(pictures)}
    for one in inside:
        place = places.get(key(one.href))
        if place is None:
            places[key(one.href)] = len(pictures)
            pictures.append(WireImage(one.href, role="inline", caption=one.caption, alt=one.alt, position=one.position))
        else:
            image = pictures[place]
            alt = image.alt or ("" if one.alt == one.caption else one.alt)
            position = one.position if image.position is None else image.position
            pictures[place] = replace(image, caption=image.caption or one.caption, alt=alt, position=position)
    return tuple(pictures)
