"""One item of a message, and what all its readers ask of it: metadata, language, names of concepts."""

from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from wires.formats import trees
from wires.formats.newsml_g2 import codes, wording
from wires.formats.newsml_g2.codes import Code

_NOTHING = etree.Element("nothing")


@dataclass(frozen=True)
class Item:
    """A newsItem or packageItem. Parts that it lacks are empty elements."""

    element: etree._Element
    #: itemMeta: about the item.
    meta: etree._Element
    #: contentMeta: about what is in it.
    about: etree._Element
    #: The header of the message that it came in.
    header: etree._Element
    language: str
    schemes: dict[str, str] = field(default_factory=dict)
    #: What the item itself tells of concepts, by the three ways to name one.
    asserts: dict[str, etree._Element] = field(default_factory=dict)

    @property
    def guid(self) -> str:
        return codes.exact(self.element, "guid")

    @cached_property
    def kind(self) -> str:
        """text, picture, graphic, video, audio, composite … (IPTC ninature NewsCodes)."""
        found = self.meta.find("itemClass")
        return "" if found is None else codes.local(codes.state(found))

    def code(self, element: etree._Element) -> Code:
        return codes.of(element, self.schemes)

    def name(self, element: etree._Element) -> str:
        """The name of a concept: beside its code, else where the item asserts something of it."""
        own = wording.name(element, self.language)
        if own or not self.asserts:
            return own
        told = self.told_of(element)
        return "" if told is None else wording.name(told, self.language)

    def told_of(self, element: etree._Element) -> etree._Element | None:
        """What the item asserts of a concept."""
        for attribute in ("qcode", "uri", "literal"):
            found = self.asserts.get(codes.exact(element, attribute))
            if found is not None:
                return found
        return None

    def party(self, element: etree._Element | None) -> str:
        """A person or organisation: the name, else the literal or the code."""
        if element is None:
            return ""
        return self.name(element) or codes.exact(element, "literal") or self.code(element).code


def of(element: etree._Element, message: etree._Element | None) -> Item:
    """The item with what it inherits from its message."""
    about = _child(element, "contentMeta")
    header = _NOTHING if message is None else _child(message, "header", "Header")
    asserts: dict[str, etree._Element] = {}
    for told in element.iterfind("assert"):
        for name in ("qcode", "uri", "literal"):
            if told.get(name):
                asserts.setdefault(codes.exact(told, name), told)
    return Item(
        element=element,
        meta=_child(element, "itemMeta"),
        about=about,
        header=header,
        language=_language(element, about, message),
        schemes=codes.own_schemes(element),
        asserts=asserts,
    )


def _child(element: etree._Element, *names: str) -> etree._Element:
    found = (element.find(name) for name in names)
    return next((child for child in found if child is not None), _NOTHING)


def _language(element: etree._Element, about: etree._Element, message: etree._Element | None) -> str:
    """The language of the content, else of the item, its headline or its message."""
    tags = (codes.exact(language, "tag") for language in about.iterfind("language"))
    places = (element, about.find("headline"), message)
    inherited = (trees.attribute(place, "lang") for place in places)
    return next(filter(None, (*tags, *inherited)), "")
