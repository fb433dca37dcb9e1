"""IPTC NewsML-G2, versions 2.0 to 2.36: news items, packages, and messages that hold several of them.

Schemas are not enforced: half of what agencies send breaks one. Concepts, plans and catalogs are told apart and
skipped. Text that is sent together with its pictures gets them (companions).

Source: the NewsML-G2 specification and guidelines, iptc.org/std/NewsML-G2; its schemas 2.0 to 2.36.
"""

from functools import partial

from lxml import etree

from wires.formats import batch, parsing
from wires.formats.newsml_g2 import companions, item, story
from wires.formats.newsml_g2.item import Item
from wires.formats.refusals import Skipped, Unreadable
from wires.stories import WireStory

_STORIES = frozenset({"newsItem", "packageItem"})
#: What is no story → what it is.
_OTHERS = {
    "conceptItem": "a description of a concept or an event",
    "knowledgeItem": "a vocabulary",
    "planningItem": "a plan for coverage",
    "catalogItem": "a catalog of vocabularies",
}
_NAMESPACE = b"iptc.org/std/nar/2006-10-01"
_HEAD = 4000
#: Items that a message may hold: agencies send up to a few hundred.
_MOST_ITEMS = 5_000
#: Roots of other formats, in which the namespace of G2 may be declared for an extension.
_FOREIGN = frozenset({"rss", "feed", "RDF", "nitf", "NewsML", "html"})


def recognises(data: bytes) -> bool:
    """Whether the root is a message or an item of G2, or a sender's wrapper that declares its namespace."""
    root = parsing.root_name(data)
    known = root == "newsMessage" or root in _STORIES or root in _OTHERS
    return known or (bool(root) and root not in _FOREIGN and _NAMESPACE in data[:_HEAD])


def read(data: bytes) -> list[WireStory]:
    """The stories of a file in file order; raises Unreadable where there is none, Skipped where nothing is one."""
    document = parsing.parse(data)
    found = _items(document.root)
    named = [element for element in found if not _is_bare_list(element)]
    # A plan or concept that comes with stories is nothing that an editor must know.
    elements = [element for element in named if element.tag in _STORIES] or named
    if not elements:
        raise Unreadable("This is NewsML-G2, but there is no item in it.")
    if len(elements) > _MOST_ITEMS:
        raise Unreadable(f"This message holds {len(elements):,} items, more than the {_MOST_ITEMS:,} that are read.")
    read_items: list[Item] = []
    stories = batch.read_each(elements, partial(_story, document, read_items))
    return companions.together(read_items, stories, [element for element in found if _is_bare_list(element)])


def _story(document: parsing.Document, read_items: list[Item], element: etree._Element) -> WireStory:
    """The story of one item, which is noted among those that were read."""
    if element.tag in _OTHERS:
        raise Skipped(f"This is {_OTHERS[element.tag]}, not a story: it is kept, and nothing is made of it.")
    if not element.get("guid") and element.find("itemMeta") is None:
        raise Unreadable("This item has neither an identifier nor metadata: there is nothing to know it by.")
    one = item.of(element, None if element is document.root else document.root)
    made = story.story(one, document.warnings)
    read_items.append(one)
    return made


def _items(root: etree._Element) -> list[etree._Element]:
    """The items of a message or wrapper in file order, outermost only."""
    found: list[etree._Element] = []
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.tag in _STORIES or element.tag in _OTHERS:
            found.append(element)
        else:
            waiting.extend(reversed(element))
    return found


def _is_bare_list(element: etree._Element) -> bool:
    """Whether a package is only the list of what a message holds: it has neither a name nor metadata."""
    return element.tag == "packageItem" and not element.get("guid") and element.find("itemMeta") is None
