"""The texts of one story: which is its headline, summary, body, what stands beside it, and what is for the desk."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from wires import text
from wires.formats.newsml_1 import components, content
from wires.formats.newsml_1.components import role
from wires.formats.newsml_1.content import Content
from wires.formats.nitf.body import NitfBody
from wires.formats.nitf.docdata import Head
from wires.stories import WireImage, WireRelated
from wires.text import Body

#: Texts of one story of which each is compared with the others.
_MOST_COMPARED = 12


@dataclass(slots=True)
class Texts:
    """`body` is all of the story's own text; `nitf` and `head` are of its first document of NITF."""

    headline: str = ""
    summary: str = ""
    body: Body = field(default_factory=Body)
    images: list[WireImage] = field(default_factory=list)
    related: list[WireRelated] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    nitf: NitfBody = field(default_factory=NitfBody)
    head: Head | None = None


def read(parts: Sequence[etree._Element]) -> Texts:
    """The texts of components, by their roles; leads stand before the body, whatever their order."""
    found = Texts()
    own: list[Content] = []
    for component in sorted(parts, key=lambda one: role(one) not in components.LEADS):
        for one in components.texts(component):
            _place(found, own, component, content.read(one))
    _join(found, own)
    return found


def role_of(parts: Sequence[etree._Element]) -> str:
    """The role under which texts come as a whole: not that of a title or body among them."""
    roles = (role(one) for part in parts[:1] for one in components.chain(part))
    return next((name for name in roles if name and name not in components.WITHIN), "")


def _place(found: Texts, own: list[Content], component: etree._Element, read: Content) -> None:
    name = role(component)
    if name in components.HEADLINES:
        found.headline = found.headline or read.words
    elif name in components.SUMMARIES:
        found.summary = found.summary or read.words
    elif name in components.NOTES:
        found.notes.extend(filter(None, [read.words]))
    elif components.is_aside(component):
        found.related.append(WireRelated(role=name, type="text", headline=read.nitf.headline, body_html=read.html))
    elif components.is_main(component):
        own.append(read)


def _join(found: Texts, own: list[Content]) -> None:
    """One body of all texts that say something of their own; of prints in several formats the richest."""
    kept: dict[str, Content] = {}
    for read in own:
        found.head = found.head or read.head
        said = text.letters(read.html) if len(own) > 1 else ""
        same = said if said in kept else _same(said, list(kept)) if len(own) <= _MOST_COMPARED else None
        if same is None:
            kept[said] = read
        elif len(read.html) > len(kept[same].html):
            kept[same] = read
    for read in kept.values():
        found.nitf = read.nitf if found.nitf == NitfBody() else found.nitf
        _append(found, read.nitf)


def _same(said: str, kept: list[str]) -> str | None:
    """The text that says all of this one, or of which this one says all."""
    return next((other for other in kept if said in other or (other and other in said)), None)


def _append(found: Texts, read: NitfBody) -> None:
    before = text.paragraphs(found.body.html)
    found.body = Body(
        html=found.body.html + read.body.html,
        embeds=(*found.body.embeds, *read.body.embeds),
        warnings=(*found.body.warnings, *read.warnings),
    )
    for image in read.images:
        found.images.append(image if image.position is None else replace(image, position=image.position + before))
    found.related.extend(read.related)
    found.notes.extend(read.notes)
