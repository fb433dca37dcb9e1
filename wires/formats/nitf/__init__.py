"""IPTC NITF 3, the News Industry Text Format: one document or several in a file.

Source: NITF 3.6 (the DTD and its documentation, iptc.org/std/NITF); 3.0 to 3.5 differ in nothing read here.
"""

import re
from dataclasses import replace
from functools import partial

from wires.formats import batch, parsing
from wires.formats.nitf import story
from wires.formats.refusals import Unreadable
from wires.stories import WireStory

_HEAD = 4000
#: What stands between the opening of an element and that of a document right inside it.
_THEN_NITF = rb"(?:\s[^<>]*)?>\s*(?:<!--.*?-->\s*)*<(?:[\w.-]+:)?nitf[\s>]"
_AFTER_ONE = re.compile(r"(?<=</nitf>)")


def recognises(data: bytes) -> bool:
    """Whether the root is a document of NITF, or a sender's own wrapper that begins with one."""
    root = parsing.root_name(data)
    if root in ("", "nitf"):
        return root == "nitf"
    return bool(re.search(rb"<(?:[\w.-]+:)?" + re.escape(root.encode()) + _THEN_NITF, data[:_HEAD], re.DOTALL))


def read(data: bytes) -> list[WireStory]:
    """The stories of a file in file order; raises Unreadable where there is none.

    What the documents say of others that they take back follows as canceled stories.
    """
    decoded = parsing.decoded(data)
    parts = _parts(decoded.text) if parsing.root_name(data) == "nitf" else [decoded.text]
    opened = [one for part in parts for one in _documents(part)]
    stories = batch.read_each(opened, partial(_story, warnings=decoded.warnings))
    documents = [one.root for one in opened if not isinstance(one, Unreadable)]
    return [*stories, *filter(None, map(story.canceled, documents))]


def _parts(xml: str) -> list[str]:
    """The file, or its documents where several stand one behind the other without a root around them."""
    parts = [part for part in _AFTER_ONE.split(xml) if part.strip("\ufeff \t\r\n\0")]
    return parts if len(parts) > 1 else [xml]


def _documents(xml: str) -> list[parsing.Document | Unreadable]:
    """The documents in a part, or why there is none."""
    try:
        read = parsing.parse_text(xml)
    except Unreadable as refusal:
        return [refusal]
    found = [read.root] if read.root.tag == "nitf" else list(read.root.iterfind(".//nitf"))
    if not found:
        return [Unreadable("The file looks like NITF, but there is no nitf element in it.")]
    return [replace(read, root=root) for root in found]


def _story(document: parsing.Document | Unreadable, warnings: tuple[str, ...]) -> WireStory:
    if isinstance(document, Unreadable):
        raise document
    return story.story(document.root, (*warnings, *document.warnings))
