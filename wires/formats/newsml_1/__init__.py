"""IPTC NewsML 1: 1.0, 1.1 and 1.2, several items in a file, and the ways in which suppliers differ from it.

Source: NewsML 1.2 DTD and functional specification (iptc.org/std/NewsML/1.2).
"""

from functools import partial

from lxml import etree

from wires.formats import batch, parsing, trees
from wires.formats.newsml_1 import story
from wires.formats.newsml_1.metadata import Topics
from wires.formats.newsml_1.story import File
from wires.formats.newsml_1.units import Unit, units
from wires.formats.refusals import Unreadable
from wires.stories import WireStory

#: Components and contents that an item may have at most: some hundreds are a gallery, more are an attack.
_MOST_PARTS = 2000
_ROOTS = frozenset({"NewsML", "NewsItem"})


def recognises(data: bytes) -> bool:
    """Whether the root is that of NewsML 1; items of NewsML-G2 are spelt newsItem."""
    return parsing.root_name(data) in _ROOTS


def read(data: bytes) -> list[WireStory]:
    """The stories of a file in file order; raises Unreadable where there is none.

    What an item stops under the names of its earlier revisions follows behind the stories.
    """
    document = parsing.parse(data)
    envelope = document.root.find("NewsEnvelope")
    file = File(
        etree.Element("NewsEnvelope") if envelope is None else envelope, Topics(document.root), document.warnings
    )
    items = trees.set_apart(document.root.iter("NewsItem"))
    if not items:
        raise Unreadable("The file is NewsML, but there is no NewsItem in it.")
    opened = [unit for item in items for unit in _units(item)]
    stories = batch.read_each(opened, partial(_story, file=file))
    return [*stories, *(one for item in items for one in story.stopped(item))]


def _units(item: etree._Element) -> list[Unit | Unreadable]:
    """The stories of an item, or why it is not read."""
    parts = sum(1 for _ in item.iter("NewsComponent", "ContentItem"))
    if parts > _MOST_PARTS:
        return [Unreadable(f"The item has more than {_MOST_PARTS:,} parts, too many to read.")]
    return [*units(item)]


def _story(unit: Unit | Unreadable, file: File) -> WireStory:
    if isinstance(unit, Unreadable):
        raise unit
    return story.story(unit, file)
