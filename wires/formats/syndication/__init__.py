"""Feeds: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, and what agencies and WordPress put into them.

A feed is read with its namespaces from one tree, broken ones as far as they go: half of the feeds in the
world are no XML. Every entry is a story; an entry that is taken back (RFC 6721) cancels one.

An entry is known by its guid or atom:id, else by its link where no other entry has the same, else by an
identifier made of its words. One that all entries share is a supplier's fault and counts as none.

Source: RSS 2.0.11; RDF Site Summary 1.0; RFC 4287 (Atom), RFC 5023 §13.1.1 (drafts), RFC 6721 (deleted
entries); Media RSS 1.5.1; DCMI terms; georss.org; Apple podcasts; WordPress WXR 1.2.
"""

from collections import Counter
from dataclasses import dataclass, replace
from functools import partial

from lxml import etree

from wires.formats import batch, parsing, trees
from wires.formats.judging import warned
from wires.formats.refusals import Skipped, Unreadable
from wires.formats.syndication import wordpress
from wires.formats.syndication.elements import Node, name
from wires.formats.syndication.story import Feed, link, own_guid, story, tombstone
from wires.stories import WireStory

_ROOTS = frozenset({"rss", "rdf", "feed", "entry", "channel", "deleted-entry"})
_ENTRIES = frozenset({"item", "atom:entry", "entry"})
_TOMBSTONES = frozenset({"at:deleted-entry", "deleted-entry", "app:deleted-entry"})
_LISTED = _ENTRIES | _TOMBSTONES
_CHANNELS = frozenset({"channel", "atom:feed", "feed"})
#: Entries from which on the same identifier on all of them names none of them.
_SEVERAL = 3
_CUT = (
    "The file breaks off inside this entry: the end of its text may be missing. It is held until somebody has looked."
)


@dataclass(frozen=True, slots=True)
class _Entry:
    node: Node
    #: Empty where only its words tell it from others.
    guid: str
    #: Whether the file breaks off inside it.
    is_cut: bool = False


def recognises(data: bytes) -> bool:
    """Whether the root element is one of a feed's."""
    return parsing.root_name(data).lower() in _ROOTS


def read(data: bytes) -> list[WireStory]:
    """The stories of a feed in file order; raises Skipped where it has no entry, Unreadable where none can be read."""
    document = parsing.parse(data, namespaces=True, forgiving=True)
    found = (element for element in document.root.iter(etree.Element) if name(element) in _LISTED)
    nodes = [Node(element) for element in trees.set_apart(found)]
    if not nodes:
        raise _nothing(document)
    feed = _feed(document, nodes)
    nodes = [node for node in nodes if not wordpress.is_machinery(node)]
    if not nodes:
        raise Skipped("The export holds menus and settings of a site and nothing that was written.")
    entries = [_Entry(node, guid) for node, guid in zip(nodes, _guids(nodes, feed), strict=True)]
    if document.broken_off:
        entries[-1] = replace(entries[-1], is_cut=True)
    return batch.read_each(entries, partial(_story, feed=feed))


def _nothing(document: parsing.Document) -> Unreadable:
    if document.warnings and document.broken_off:
        return Unreadable("The feed breaks off before its first entry.")
    if name(document.root) == "rdf:rdf" and document.root.find("{*}channel") is None:
        return Unreadable("The file is RDF, but no feed: it has no channel.")
    return Skipped("The feed holds no entry.")


def _feed(document: parsing.Document, nodes: list[Node]) -> Feed:
    root = document.root
    channel = Node(next((element for element in root.iter(etree.Element) if name(element) in _CHANNELS), root))
    warnings = () if document.broken_off else document.warnings
    return Feed(channel, _base(channel), warnings, _attachments(nodes))


def _base(channel: Node) -> str:
    """Where the feed stands: xml:base, its own address, else the page that it is the feed of."""
    links = [element for element in channel.all("atom:link", "link") if element.get("href")]
    own = next((element.get("href") for element in links if element.get("rel") == "self"), None)
    return channel.element.base or own or link(channel, "") or ""


def _attachments(nodes: list[Node]) -> dict[str, str]:
    """The files of a WordPress export by their number, by which posts name their leading picture."""
    return {
        node.exact("wp:post_id"): node.exact("wp:attachment_url") for node in nodes if node.exact("wp:attachment_url")
    }


def _guids(nodes: list[Node], feed: Feed) -> list[str]:
    """What each entry is known by; empty where only its words are left."""
    guids = [own_guid(node) for node in nodes]
    if len(nodes) >= _SEVERAL and len(set(guids)) == 1:
        guids = ["" for _ in nodes]
    links = [link(node, feed.base) for node in nodes]
    count = Counter(links)
    return [guid or (href if count[href] == 1 else "") for guid, href in zip(guids, links, strict=True)]


def _story(entry: _Entry, *, feed: Feed) -> WireStory:
    if name(entry.node.element) in _TOMBSTONES:
        return tombstone(entry.node.element, feed)
    if entry.is_cut and not entry.guid:
        raise Unreadable("The file breaks off inside this entry, before it says which one it is.")
    read = story(entry.node, feed, entry.guid)
    return warned(replace(read, hold=True), _CUT) if entry.is_cut else read
