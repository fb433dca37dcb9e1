"""Pictures and attachments of a NewsItem: renditions of one picture together, with caption and credit.

Source: NewsML 1.2 functional specification, 5.8 (ContentItem, Characteristics); AFP's text-photo profile.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from wires import text
from wires.formats import trees
from wires.formats.newsml_1 import components, content, metadata
from wires.formats.newsml_1.components import plain, role
from wires.formats.newsml_1.metadata import Around
from wires.stories import WireImage, WireRelated

#: Roles of one rendition among others of the same picture, lower case, the best first.
_RENDITIONS = (
    "original highdef highres hires main full image picturefile web lowdef lowres preview viewimage quicklook square "
    "thumbnail icon"
).split()
#: Endings of pictures that no browser shows: taken where nothing else is sent.
_NO_WEB_TYPES = frozenset({"tif", "tiff", "eps", "psd"})
_WIDTHS = ("width", "pixelwidth", "imagewidth")
_HEIGHTS = ("height", "pixelheight", "imageheight")
_LOGO = "logo"


@dataclass(slots=True)
class Picture:
    """The ContentItems that are renditions of one picture, and the component that tells about it.

    `holder` is None where the picture stands among the text of a story, whose lines are not the picture's.
    """

    holder: etree._Element | None
    renditions: list[etree._Element] = field(default_factory=list)


class _Shelf:
    """What stands in a component and right below it; looked at once, since many pictures may stand there."""

    def __init__(self, component: etree._Element) -> None:
        below = [component, *component.iterfind("NewsComponent")]
        self.has_text = any(components.texts(one) and components.is_main(one) for one in below)
        self.has_caption = any(role(one) in components.CAPTIONS for one in below[1:])
        roles = [
            role(one) for one in below[1:] if any(components.kind(each) == "image" for each in components.contents(one))
        ]
        #: Two with the same role are no renditions of one picture.
        self.is_list = len(roles) != len(set(roles))


def pictures(item: etree._Element) -> list[Picture]:
    """The pictures of an item in file order, marks of a sender last."""
    found: dict[etree._Element, Picture] = {}
    shelves: dict[etree._Element, _Shelf] = {}
    for component in components.components(item):
        for one in components.contents(component):
            if components.kind(one) == "image":
                holder = _holder(component, shelves)
                found.setdefault(one if holder is None else holder, Picture(holder)).renditions.append(one)
    return sorted(found.values(), key=_is_logo)


def _holder(component: etree._Element, shelves: dict[etree._Element, _Shelf]) -> etree._Element | None:
    """What the renditions of a picture have in common: their component, or the one around it."""
    if _shelf(component, shelves).has_text:
        return None
    around = component.getparent()
    if around is None or around.tag != "NewsComponent":
        return component
    shelf = _shelf(around, shelves)
    is_rendition = role(component) in _RENDITIONS or shelf.has_caption
    return around if is_rendition and not shelf.has_text and not shelf.is_list else component


def _shelf(component: etree._Element, shelves: dict[etree._Element, _Shelf]) -> _Shelf:
    if component not in shelves:
        shelves[component] = _Shelf(component)
    return shelves[component]


def _is_logo(picture: Picture) -> bool:
    return picture.holder is not None and role(picture.holder) == _LOGO


def image(picture: Picture, *, leads: bool) -> WireImage | None:
    """The picture in its best rendition; None where none has an address. `leads`: it is the item itself."""
    addressed = [one for one in picture.renditions if trees.attribute(one, "Href")]
    if not addressed:
        return None
    best = max(addressed, key=_worth)
    own = _around(picture, leads=leads)
    byline = metadata.byline(own) or own.party("Creator")
    return WireImage(
        href=trees.attribute(best, "Href"),
        role=_LOGO if _is_logo(picture) else "main" if leads else "picture",
        title=own.line("headline"),
        caption=_caption(picture.holder),
        credit=own.line("creditline") or (own.party("Provider") if byline else "") or byline,
        byline=byline,
        source=own.party("Source"),
        copyright_holder=metadata.copyright_holder(own),
        copyright_notice=own.line("copyrightline"),
        usage_terms=metadata.usage_terms(own),
        instructions="\n".join(metadata.notes(own)),
        mime_type=components.plain_type(best),
        width=text.whole(_characteristic(best, _WIDTHS)),
        height=text.whole(_characteristic(best, _HEIGHTS)),
    )


def _around(picture: Picture, *, leads: bool) -> Around:
    """What is said of the picture alone; of a picture that is the item itself also what is said of the item."""
    found = Around(picture.renditions[0] if picture.holder is None else picture.holder)
    found.chain = [] if picture.holder is None else found.chain if leads else found.chain[:1]
    return found


def _worth(one: etree._Element) -> tuple[bool, int, int]:
    """A web type before others, then by pixels, then by the name of the rendition."""
    width, height = (text.whole(_characteristic(one, names)) or 0 for names in (_WIDTHS, _HEIGHTS))
    form = plain(trees.attribute(one, "Href").rpartition(".")[2])
    component = one.getparent()
    names = [] if component is None else [role(component), plain(_characteristic(one, ("imageuse",)))]
    rank = min((_RENDITIONS.index(name) for name in names if name in _RENDITIONS), default=len(_RENDITIONS))
    return form not in _NO_WEB_TYPES, width * height, -rank


def _characteristic(one: etree._Element, names: Iterable[str]) -> str:
    found = one.iterfind("Characteristics//Property")
    told = (trees.attribute(each, "Value") for each in found if plain(trees.attribute(each, "FormalName")) in names)
    return next(filter(None, told), "")


def _caption(holder: etree._Element | None) -> str:
    told = (
        content.read(one).words
        for component in ([] if holder is None else [holder, *holder.iterfind("NewsComponent")])
        if role(component) in components.CAPTIONS
        for one in components.texts(component)
    )
    return next(filter(None, told), "")


def attachments(item: etree._Element) -> Iterator[WireRelated]:
    """Sound, video and documents with an address, in file order."""
    for component in components.components(item):
        for one in components.contents(component):
            kind, href = components.kind(one), trees.attribute(one, "Href")
            if href and kind in ("audio", "video", "document"):
                yield WireRelated(
                    role=role(component) or "attachment",
                    type=kind,
                    headline=_characteristic(one, ("title", "filename")) or Around(component).line("headline"),
                    href=href,
                    mime_type=components.plain_type(one),
                )


def references(item: etree._Element) -> Iterator[WireRelated]:
    """Other items that the components name instead of holding them."""
    for component in components.components(item):
        for one in component.iterfind("NewsItemRef"):
            if guid := trees.attribute(one, "NewsItem"):
                yield WireRelated(role=role(component), guid=guid)
