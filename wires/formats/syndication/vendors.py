"""What agencies add to feeds in namespaces of their own: bodies, management, and vocabularies.

| since | who | what |
|---|---|---|
| 2005 | AP (apcm, apnm) | ContentMetadata with the lines of a story, NewsManagement with its state; NITF as content |
| 2006 | Yandex, Rambler, Mail.ru, and all agencies that write for them | full-text beside a short description |
| 2007 | New York Times | vocabularies of people, places and organisations in the domain of a category |
| 2010 | WENN (wenn_cm, wenn_nm) | as AP, with the body itself in ContentMetadata and only a stub in atom:content |
| 2018 | Yandex Turbo | content beside content:encoded |
"""

from lxml import etree

from wires.formats.syndication.elements import Node, name

#: Elements that hold the whole text, without prefix and underscores.
_BODIES = frozenset("full-text fulltext body bodytext bodyhtml articlebody content story storytext".split())
#: Elements whose children say more about the entry that they stand in.
_ENVELOPES = ("other:contentmetadata", "other:newsmanagement")
#: The end of a category's domain → the field of the story that its words belong to.
_VOCABULARIES = {
    "keywords/nyt_per": "people",
    "keywords/nyt_geo": "places",
    "keywords/nyt_org": "organisations",
    "keywords/nyt_org_all": "organisations",
}
#: Schemes that say what kind of thing an entry is in its system, nothing about its subject.
_KINDS = frozenset({"http://schemas.google.com/g/2005#kind", "http://gdata.youtube.com/schemas/2007#kind"})


class Extras:
    """What an entry says in other namespaces, by local name without underscores: `slugline`, `publishingstatus`."""

    def __init__(self, entry: Node) -> None:
        self.elements: dict[str, list[etree._Element]] = {}
        for key, found in entry.children.items():
            if key.startswith("other:"):
                self.elements.setdefault(_plain(key), []).extend(found)
        for envelope in entry.all(*_ENVELOPES):
            for child in envelope.iterchildren(tag=etree.Element):
                self.elements.setdefault(_plain(name(child)), []).append(child)

    def node(self) -> Node:
        """The same as a node, so that it is asked as any other."""
        node = Node(etree.Element("extras"))
        node.children = self.elements
        return node

    def bodies(self) -> list[etree._Element]:
        return [element for key in _BODIES & self.elements.keys() for element in self.elements[key]]


def _plain(key: str) -> str:
    return key.rpartition(":")[2].replace("_", "")


def field(domain: str) -> str:
    """The field of a story for the words of a category with that domain or scheme; empty for one to leave out."""
    if domain in _KINDS:
        return ""
    return next((where for end, where in _VOCABULARIES.items() if domain.endswith(end)), "keywords")
