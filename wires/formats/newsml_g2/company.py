"""What comes with an item: its pictures with their best rendition, and the items and pages it links to.

Source: NewsML-G2 Guidelines, chapters "Pictures and Graphics" (remoteContent, rendition NewsCodes), "Links"
(itemMeta/link, item relation NewsCodes) and "Packages" (groupSet).
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree

from wires import text
from wires.formats import pictures, trees
from wires.formats.newsml_g2 import codes, wording
from wires.formats.newsml_g2.item import Item
from wires.formats.newsml_g2.parties import Parties
from wires.formats.newsml_g2.terms import Terms
from wires.stories import WireImage, WireRelated
from wires.times import read_time

PICTURES = frozenset({"picture", "graphic", "image", "photo"})
#: Relations to what an item was made from: not something that comes with it.
_ORIGINS = frozenset({"evolvedfrom", "derivedfrom", "processedfrom", "translatedfrom", "previousversion"})
_DIGITAL_SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_MEDIA = frozenset({"image", "video", "audio", "text"})
_IMAGE_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".gif")


@dataclass(slots=True)
class Company:
    """What came with an item. `addresses`: all of every rendition, with the place of its picture in `images`."""

    images: list[WireImage] = field(default_factory=list)
    related: list[WireRelated] = field(default_factory=list)
    addresses: dict[str, int] = field(default_factory=dict)
    #: Addresses that the agency calls the picture as it was supplied.
    originals: dict[str, etree._Element] = field(default_factory=dict)

    def add(self, image: WireImage, renditions: Iterable[etree._Element]) -> None:
        for rendition in renditions:
            for name in ("href", "residref"):
                if rendition.get(name):
                    self.addresses.setdefault(codes.exact(rendition, name), len(self.images))
            if codes.word(rendition, "rendition") in pictures.ORIGINALS:
                self.originals.setdefault(codes.exact(rendition, "href"), rendition)
        self.addresses.setdefault(image.href, len(self.images))
        self.images.append(image)


def of(item: Item, people: Parties, rights: Terms) -> Company:
    """Pictures of the item itself first, then those it links to; other content and links as related."""
    found = Company()
    remote = [one for contents in item.element.iterfind("contentSet") for one in contents.iterfind("remoteContent")]
    stills = [one for one in remote if _is_picture(item, one)]
    if stills:
        _add_own(item, found, stills, people, rights)
    found.related.extend(_related(item, one) for one in remote if not _is_picture(item, one) and _address(one))
    for link in item.meta.iterfind("link"):
        _add_link(item, found, link)
    return found


def is_picture(item: Item) -> bool:
    return item.kind in PICTURES


def _is_picture(item: Item, content: etree._Element) -> bool:
    mime_type = _mime_type(content)
    return mime_type.startswith("image/") if mime_type else is_picture(item)


def _mime_type(element: etree._Element) -> str:
    return codes.exact(element, "contenttype").lower()


def _address(content: etree._Element) -> str:
    """Where the content is: its address, another place for it, else its identifier."""
    elsewhere = content.find("altLoc")
    return codes.exact(content, "href") or trees.words(elsewhere) or codes.exact(content, "residref")


def _add_own(item: Item, found: Company, stills: list[etree._Element], people: Parties, rights: Terms) -> None:
    """All pictures in a contentSet are one in several renditions (Guidelines, "Pictures and Graphics")."""
    best = max(stills, key=_worth)
    href = _address(best) or _file_name(item.meta)
    if href:
        image = _bare(best, href, "main")
        found.add(described(item, image, people, rights) if is_picture(item) else image, stills)


def names(item: Item, images: Iterable[WireImage]) -> frozenset[str]:
    """What others may call a picture item by: its guid and the addresses of its pictures in every rendition."""
    renditions = item.element.iterfind("contentSet/remoteContent")
    told = {codes.exact(rendition, name) for rendition in renditions for name in ("href", "residref")}
    return frozenset({item.guid, *told, *(image.href for image in images)} - {""})


def _worth(rendition: etree._Element) -> tuple[float, ...]:
    size = codes.exact(rendition, "size")
    judged = pictures.worth(
        codes.word(rendition, "rendition"),
        mime_type=_mime_type(rendition),
        width=text.whole(rendition.get("width")),
        height=text.whole(rendition.get("height")),
        size=int(size) if size.isdecimal() and len(size) < 15 else 0,
    )
    return bool(_address(rendition)), *judged


def _bare(rendition: etree._Element, href: str, role: str) -> WireImage:
    return WireImage(
        href=href,
        role=role,
        mime_type=_mime_type(rendition),
        width=text.whole(rendition.get("width")),
        height=text.whole(rendition.get("height")),
    )


def described(item: Item, image: WireImage, people: Parties, rights: Terms) -> WireImage:
    """The picture of a picture item, with all that the item says of it."""
    headline = wording.headline(item.about.findall("headline"), item.language)
    return replace(
        image,
        guid=item.guid,
        title=headline or trees.first(item.meta, "title"),
        caption=wording.described(item.about.findall("description"), item.language, wording.CAPTIONS),
        credit=people.credit,
        byline=people.byline(),
        source=people.source,
        copyright_holder=people.holder,
        copyright_notice=rights.copyright_notice,
        usage_terms=rights.usage_terms,
        instructions=rights.notes,
        digital_source_type=_source_type(item),
        taken_at=read_time(trees.first(item.about, "contentCreated")).moment,
    )


def _source_type(item: Item) -> str:
    """As the address of an IPTC digital source type, where it is one."""
    found = item.about.find("digitalSourceType")
    told = "" if found is None else codes.state(found)
    known = told.startswith("digsrctype:")
    return _DIGITAL_SOURCE_TYPES + told.partition(":")[2] if known else told


def _file_name(meta: etree._Element) -> str:
    """The name of a picture that comes in a file of its own beside the item."""
    name = trees.first(meta, "fileName", "filename")
    return name if name.lower().endswith(_IMAGE_ENDINGS) else ""


def relation(link: etree._Element) -> str:
    """What the target of a link is to the item, in one word in lower case."""
    return codes.word(link, "rel")


def target(link: etree._Element) -> str:
    """The identifier of the item that a link or itemRef leads to."""
    return codes.exact(link, "residref") or codes.exact(link, "guidref") or codes.exact(link, "persistidref")


def _add_link(item: Item, found: Company, link: etree._Element) -> None:
    if relation(link) == "evolvedfrom" or target(link) == item.guid != "":
        return
    kind = _kind(link)
    still = kind in PICTURES or (not kind and _mime_type(link).startswith("image/"))
    renditions = link.findall("remoteContent")
    best = max(renditions, key=_worth) if renditions else link
    href = (codes.exact(best, "href") or _file_name(link)) if still else ""
    if href and relation(link) not in _ORIGINS:
        image = _bare(best, href, _role(link))
        found.add(replace(image, guid=target(link), **_titled(item, link)), [link, *renditions])
    else:
        related = _related(item, link)
        # A bare identifier says nothing to anybody.
        found.related.extend([related] if related.href or related.headline or related.role else [])


def _titled(item: Item, link: etree._Element) -> dict[str, Any]:
    """A title of a link is a caption where its role says so."""
    titles = link.findall("title")
    captions = [one for one in titles if "caption" in codes.word(one, "role")]
    described = wording.described(link.findall("description"), item.language, wording.CAPTIONS)
    return {
        "title": wording.headline([one for one in titles if one not in captions], item.language),
        "caption": trees.words(wording.best(captions, item.language)) or described,
    }


def _role(link: etree._Element) -> str:
    return codes.exact(link, "rel") or codes.exact(link, "reluri")


def _kind(link: etree._Element) -> str:
    found = link.find("itemClass")
    return "" if found is None else codes.local(codes.state(found))


def _media_type(element: etree._Element) -> str:
    """The kind of content by its type of file, where that says so."""
    given = _mime_type(element).partition("/")[0]
    return {"image": "picture"}.get(given, given) if given in _MEDIA else ""


def _related(item: Item, link: etree._Element, role: str = "") -> WireRelated:
    """An item or page elsewhere, as the link, remoteContent or itemRef describes it."""
    headline = wording.headline(link.findall("headline"), item.language)
    return WireRelated(
        role=role or _role(link) or codes.word(link, "rendition"),
        guid=target(link),
        type=_kind(link) or _media_type(link),
        headline=headline or wording.headline(link.findall("title"), item.language),
        href=codes.exact(link, "href"),
        mime_type=_mime_type(link),
    )


def packaged(item: Item) -> list[WireRelated]:
    """The items of a package in the order of its groups, each once."""
    found = [_related(item, reference, role) for role, reference in _references(item)]
    return list(dict.fromkeys(one for one in found if one.guid or one.href))


def _references(item: Item) -> Iterator[tuple[str, etree._Element]]:
    for group in groups(item.element):
        for reference in group.iterfind("itemRef"):
            yield codes.exact(group, "role") or codes.exact(group, "roleuri"), reference


def groups(package: etree._Element) -> list[etree._Element]:
    """The groups of a package, from its root down, then those that nothing refers to; each once."""
    ordered: dict[etree._Element, None] = {}
    for groups_of in package.iterfind("groupSet"):
        named = {codes.exact(group, "id"): group for group in groups_of.iterfind("group")}
        waiting = deque(named[root] for root in [codes.exact(groups_of, "root")] if root in named)
        while waiting:
            group = waiting.popleft()
            if group not in ordered:
                ordered[group] = None
                inner = [named.get(codes.exact(one, "idref")) for one in group.iterfind("groupRef")]
                waiting.extendleft(one for one in reversed(inner) if one is not None)
        ordered.update(dict.fromkeys(groups_of.iterfind("group")))
    return list(ordered)
