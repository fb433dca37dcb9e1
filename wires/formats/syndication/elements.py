"""The elements of a feed under names that do not depend on its dialect, its prefixes or its case.

RSS 0.9x, 1.0 and 2.0 have bare names (`title`), Atom 0.3 and 1.0 the prefix `atom:`, the modules the
prefix that their specification gives them; a namespace that nobody has specified gives `other:`.
"""

from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from lxml import etree

from wires import text
from wires.formats import parsing, trees

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: Namespace → prefix. Senders leave out the last letter, or have moved meanwhile.
_PREFIXES = {
    **dict.fromkeys(
        (
            "http://backend.userland.com/rss",
            "http://backend.userland.com/rss2",
            "http://backend.userland.com/RSS2",
            "http://blogs.law.harvard.edu/tech/rss",
            "http://purl.org/rss/1.0",
            "http://purl.org/net/rss1.1#",
            "http://my.netscape.com/rdf/simple/0.9",
            "http://channel.netscape.com/rdf/simple/0.9",
        ),
        "",
    ),
    "http://www.w3.org/2005/Atom": "atom",
    "http://purl.org/atom/ns#": "atom",
    "http://www.w3.org/2007/app": "app",
    "http://purl.org/atom/app#": "app",
    "http://purl.org/atompub/tombstones/1.0": "at",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://purl.org/dc/elements/1.1": "dc",
    "http://purl.org/dc/elements/1.0": "dc",
    "http://purl.org/dc/terms": "dcterms",
    "http://purl.org/rss/1.0/modules/content": "content",
    "http://search.yahoo.com/mrss": "media",
    "http://tools.search.yahoo.com/mrss": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://www.itunes.com/DTDs/Podcast-1.0.dtd": "itunes",
    "http://www.georss.org/georss": "georss",
    "http://purl.oclc.org/net/rss_2.0/enc#": "enc",
    "http://web.resource.org/cc": "cc",
    "http://backend.userland.com/creativeCommonsRssModule": "cc",
    "http://cyber.law.harvard.edu/rss/creativeCommonsRssModule.html": "cc",
    "http://prismstandard.org/namespaces/basic/2.0": "prism",
    "http://prismstandard.org/namespaces/1.2/basic": "prism",
    "http://www.w3.org/1999/xhtml": "xhtml",
}
#: The module of WordPress has its version in the middle.
_WORDPRESS = "http://wordpress.org/export/"
_KNOWN = frozenset(_PREFIXES.values()) | {"wp", "excerpt"}


@lru_cache(maxsize=1000)
def _name(tag: str) -> str:
    namespace, _, local = tag[1:].rpartition("}") if tag.startswith("{") else ("", "", tag)
    if not namespace or namespace.startswith(parsing.UNDECLARED):
        prefix, _, local = f"{namespace.removeprefix(parsing.UNDECLARED)}:{local}".lstrip(":").rpartition(":")
        return f"{prefix if prefix in _KNOWN else 'other'}:{local.lower()}" if prefix else local.lower()
    if namespace.startswith(_WORDPRESS):
        prefix = "excerpt" if "excerpt" in namespace else "wp"
    else:
        prefix = _PREFIXES.get(namespace.rstrip("/"), "other")
    return f"{prefix}:{local.lower()}" if prefix else local.lower()


def name(element: etree._Element) -> str:
    """`title`, `atom:title`, `media:content`, `other:full-text`."""
    return _name(str(element.tag))


class Node:
    """An element whose children are found by name."""

    __slots__ = ("children", "element")

    def __init__(self, element: etree._Element) -> None:
        self.element = element
        self.children: dict[str, list[etree._Element]] = {}
        for child in element.iterchildren(tag=etree.Element):
            self.children.setdefault(name(child), []).append(child)

    def all(self, *names: str) -> Iterator[etree._Element]:
        """The children of these names, in the order of the names."""
        for one in names:
            yield from self.children.get(one, ())

    def words(self, *names: str) -> str:
        """The first of them that holds a word, on one line, without markup."""
        return next(filter(None, map(trees.words, self.all(*names))), "")

    def exact(self, *names: str) -> str:
        """The first of them that holds anything, letter for letter but for space around it."""
        return next(filter(None, (exact(element) for element in self.all(*names))), "")


def exact(element: etree._Element) -> str:
    return text.tidy("".join(str(piece) for piece in element.itertext())).strip()


def absolute(href: str, element: etree._Element, base: str) -> str:
    """The address as it is meant: by xml:base (RFC 4287 §2), else by the address of the feed."""
    href = text.tidy(href).strip()
    return joined(element.base or base, href) if href else ""


def joined(base: str, href: str) -> str:
    """The address itself where it is whole or nothing is known about its place."""
    try:
        return href if urlsplit(href).scheme or not urlsplit(base).scheme.startswith("http") else urljoin(base, href)
    except ValueError:
        return href


def language(element: etree._Element) -> str:
    """What xml:lang says of it, here or further out (XML 1.0 §2.12)."""
    within: etree._Element | None = element
    while within is not None:
        if said := within.get(_XML_LANG):
            return text.line(said)
        within = within.getparent()
    return ""
