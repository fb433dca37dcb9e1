"""What comes with a story of a NewsItem: its pictures in their places, attachments, other texts, named items."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from wires.formats import trees
from wires.formats.newsml_1 import pictures, texts
from wires.formats.newsml_1.management import Management
from wires.formats.newsml_1.texts import Texts
from wires.formats.newsml_1.units import Unit
from wires.stories import WireImage, WireRelated

#: Further texts of one item that are looked at.
_MOST_OTHERS = 50


@dataclass(slots=True)
class Company:
    images: list[WireImage] = field(default_factory=list)
    related: list[WireRelated] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def company(unit: Unit, read: Texts, management: Management) -> Company:
    """All that comes with the story; what its text names by its place in the file stands there in the text."""
    found = Company()
    places = {image.href: image for image in read.images if image.href.startswith("#")}
    for picture in pictures.pictures(unit.item):
        image = pictures.image(picture, leads=not (read.body.html or found.images))
        if image is None:
            found.warnings.append("A picture that stands inside the file itself, or nowhere, was left out.")
            continue
        named = places.get(f"#{trees.attribute(picture.holder, 'Duid')}")
        found.images.append(replace(image, position=named.position) if named else image)
    found.images.extend(image for image in read.images if not image.href.startswith("#"))
    found.related.extend((*read.related, *_others(unit), *pictures.attachments(unit.item), *_named(unit, management)))
    return found


def _others(unit: Unit) -> Iterator[WireRelated]:
    """Further texts in the language of the story."""
    for parts in unit.others[:_MOST_OTHERS]:
        read = texts.read(parts)
        headline = Unit(unit.item, parts).around.line("headline") or read.headline
        yield WireRelated(role=texts.role_of(parts), type="text", headline=headline, body_html=read.body.html)


def _named(unit: Unit, management: Management) -> Iterator[WireRelated]:
    """Items that are named and do not come with the file."""
    yield from pictures.references(unit.item)
    for name in ("DerivedFrom", "AssociatedWith"):
        for guid, why in management.references(name):
            yield WireRelated(role=why or name, guid=guid)
