"""What comes with a ninjs item: pictures with their best rendition, and other items."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from wires.formats import pictures
from wires.formats.judging import Remarks
from wires.formats.ninjs import fields
from wires.formats.ninjs.fields import Item
from wires.stories import CANCELED, USABLE, WireImage, WireRelated
from wires.times import Reading, read_time

PICTURES = frozenset({"picture", "graphic", "image", "photo"})
#: Roles of the picture that leads, and of marks that do not belong to the story.
_LEADS = ("featuremedia", "featureimage", "mainpic", "mainimage", "main", "lead", "hero")
_LAST = ("logo",)
_DEPTH = 3


@dataclass(slots=True)
class Company:
    """The items that came with a story."""

    images: list[WireImage] = field(default_factory=list)
    related: list[WireRelated] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    #: The guids of those that are taken back.
    canceled: list[str] = field(default_factory=list)
    #: Every address of every rendition, with the place of its picture in `images`.
    addresses: dict[str, int] = field(default_factory=dict)


def company(item: Item, *, version_created: datetime | None) -> Company:
    """Pictures and other items of a story, the leading picture first."""
    found = Company()
    if is_picture(item):
        _add_picture(found, "main", item)
    _add_associations(found, item, version_created, depth=0)
    for role, one in item.named("attachments"):
        _add_related(found, role or "attachment", one)
    return found


def is_picture(item: Item) -> bool:
    """Whether an item is a still picture: by its type, else by the type of its file."""
    kind = item.words("type").lower()
    if kind:
        return kind in PICTURES
    return item.words("mimetype", "contenttype").startswith("image/") or any(
        _mime_type(rendition).startswith("image/") for rendition in item.items("renditions")
    )


def _add_associations(found: Company, item: Item, moment: datetime | None, *, depth: int) -> None:
    members = sorted(item.named("associations"), key=lambda pair: _place(pair[0]))
    for role, one in members:
        left_out = _left_out(one, moment)
        if left_out:
            found.warnings.append(left_out)
            found.canceled += _canceled(one)
        elif is_picture(one) and _best(one):
            _add_picture(found, role, one)
        else:
            _add_related(found, role, one)
            if item.words("type").lower() == "composite" and depth < _DEPTH:
                _add_associations(found, one, moment, depth=depth + 1)


def _place(role: str) -> int:
    name = role.lower()
    return 0 if name in _LEADS else 2 if name in _LAST else 1


def _left_out(item: Item, moment: datetime | None) -> str:
    """Why an item that came with a story must not be used with it; empty where it may."""
    name = fields.headline(item) or item.exact("guid", "uri", "id") or "without a name"
    status = item.words("pubstatus").lower() or USABLE
    if status != USABLE:
        return f"An item sent with the story ({name[:80]}) is {status}: it was left out."
    embargo = read_time(item.first("embargoeduntil", "embargoed"))
    if embargo == Reading() or (embargo.moment and moment and embargo.moment <= moment):
        return ""
    return f"An item sent with the story ({name[:80]}) is embargoed until later than the story: it was left out."


def _canceled(item: Item) -> list[str]:
    """The guid of an item that is taken back, if it has one."""
    guid = item.exact("guid", "uri", "id")
    return [guid] if guid and Remarks().pubstatus(item.words("pubstatus") or None) == CANCELED else []


def _add_related(found: Company, role: str, item: Item) -> None:
    rendition = _best(item)
    related = WireRelated(
        role=role,
        guid=item.exact("guid", "uri", "id"),
        type=item.words("type"),
        headline=fields.headline(item),
        body_html=fields.body(item).html,
        href=item.exact("href") or (rendition.exact("href") if rendition else ""),
        mime_type=_mime_type(rendition or item),
    )
    if related.guid or related.href or related.headline:
        found.related.append(related)


def _add_picture(found: Company, role: str, item: Item) -> None:
    rendition = _best(item)
    if rendition is None:
        found.warnings.append(f"The picture “{fields.headline(item)[:80]}” came without an address.")
        return
    for other in item.items("renditions"):
        found.addresses.setdefault(other.exact("href"), len(found.images))
    found.images.append(_pointed(_picture(role, item, rendition), rendition))


def _picture(role: str, item: Item, rendition: Item) -> WireImage:
    caption = fields.summary(item)
    alt = item.words("alttext", "bodytext")
    byline = fields.byline(item)
    source = fields.source(item)
    return WireImage(
        href=rendition.exact("href"),
        role=role,
        guid=item.exact("guid", "uri", "id"),
        title=fields.headline(item),
        caption=caption,
        alt="" if alt == caption else alt,
        credit=item.words("creditline", "credit") or byline or source or item.words("copyrightholder"),
        byline=byline,
        source=source,
        copyright_holder=item.words("copyrightholder"),
        copyright_notice=item.block("copyrightnotice"),
        usage_terms=item.block("usageterms"),
        instructions=item.block("ednote"),
        digital_source_type=_source_type(item),
        mime_type=_mime_type(rendition),
        width=rendition.whole("width"),
        height=rendition.whole("height"),
        taken_at=read_time(item.first("contentcreated")).moment,
    )


def _source_type(item: Item) -> str:
    value = item.first("digitalsourcetype")
    return Item(value).words("uri", "literal", "name") if isinstance(value, dict) else item.words("digitalsourcetype")


def _pointed(image: WireImage, rendition: Item) -> WireImage:
    """The picture with its point of interest, where that lies inside it."""
    value = rendition.first("poi")
    point = Item(value) if isinstance(value, dict) else Item({})
    x, y = point.whole("x"), point.whole("y")
    if x is None or y is None or not image.width or not image.height or x > image.width or y > image.height:
        return image
    return replace(image, focal_x=x / image.width, focal_y=y / image.height)


def _best(item: Item) -> Item | None:
    """The largest rendition that can be used: a web type, unmarked, by pixels, then by name."""
    addressed = [(name, one) for name, one in item.named("renditions") if one.exact("href")]
    return max(addressed, key=_worth)[1] if addressed else None


def _worth(named: tuple[str, Item]) -> tuple[bool, bool, bool, float, bool, int]:
    name, rendition = named
    return pictures.worth(
        name,
        mime_type=_mime_type(rendition),
        width=rendition.whole("width"),
        height=rendition.whole("height"),
        told=rendition.words("variant", "title"),
    )


def _mime_type(item: Item) -> str:
    return item.words("mimetype", "contenttype").lower()
