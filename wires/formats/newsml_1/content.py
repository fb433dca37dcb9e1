"""What stands in a ContentItem: NITF, XHTML, HTML as CDATA, plain text, each as it is or as base64.

Source: NewsML 1.2 functional specification, 5.8 (ContentItem, Encoding, DataContent).
"""

import base64
import binascii
import re
from dataclasses import dataclass, field, replace

from lxml import etree

from wires import decoding, text
from wires.decoding import Decoded
from wires.formats import parsing, trees
from wires.formats.newsml_1 import components
from wires.formats.nitf import body, markup
from wires.formats.nitf.body import NitfBody
from wires.formats.nitf.docdata import Head
from wires.formats.refusals import Unreadable

#: Parts of an HTML text that its sender marks with a comment before each, and since when that was seen
#: (nordicir.com 2019): contacts are for the desk, attachments come as items of their own.
_CONTACTS = re.compile(r"<!--\s*contacts\s*-->(.*?)(?=<!--|\Z)", re.DOTALL | re.IGNORECASE)
_ATTACHMENTS = re.compile(r"<!--\s*attachments\s*-->(.*?)(?=<!--|\Z)", re.DOTALL | re.IGNORECASE)
_PAGE_BODY = ("html/body", "body", "html")
_BLOCK = re.compile(r"<(?:p|div|br|table|[uo]l|li|h[1-6]|blockquote|section|article)\b", re.IGNORECASE)
_PLAIN_TYPES = frozenset({"text/plain", "text/ascii"})


@dataclass(frozen=True, slots=True)
class Content:
    """A text and what stands beside it; `head` is that of a NITF document inside."""

    nitf: NitfBody = field(default_factory=NitfBody)
    head: Head | None = None

    @property
    def html(self) -> str:
        return self.nitf.body.html

    @property
    def words(self) -> str:
        """The text on one line."""
        return " ".join(text.visible(self.html).split())


def read(content: etree._Element) -> Content:
    """The text of a ContentItem that has one."""
    found = components.data(content)
    if found is None:
        return Content()
    document = found.find("nitf")
    if document is not None:
        return _document(document)
    encoding = components.plain(trees.attribute(content.find(".//Encoding"), "Notation"))
    if len(found) and not encoding:
        return Content(_marked_up(found))
    decoded = _decoded(found.text or "") if encoding.startswith("base64") else Decoded(found.text or "")
    read = _worded(decoded.text, content)
    return replace(read, nitf=replace(read.nitf, warnings=(*read.nitf.warnings, *decoded.warnings)))


def _document(document: etree._Element) -> Content:
    return Content(body.read(document), Head(document))


def _marked_up(found: etree._Element) -> NitfBody:
    """Elements: a page of XHTML, or the blocks of NITF without its document (AFP, “bcNITF”)."""
    page = next((one for path in _PAGE_BODY if (one := found.find(path)) is not None), None)
    return body.read(found) if page is None else body.bare(text.from_html(markup.without_layout(trees.inner(page))))


def _decoded(words: str) -> Decoded:
    try:
        return decoding.decode(base64.b64decode(words, validate=False))
    except (binascii.Error, ValueError):
        return Decoded("", ("A text in base64 is damaged and was left out. The file as sent keeps it.",))


def _worded(words: str, content: etree._Element) -> Content:
    """What stands there as one text: a document of NITF, HTML, or plain words."""
    if "<nitf" in words and (document := _opened(words)) is not None:
        return _document(document)
    mime, form = components.plain_type(content), components.formal_name(content.find("Format")).lower()
    if mime in _PLAIN_TYPES or not ("html" in f"{mime} {form}" or text.has_markup(words)):
        return Content(body.bare(text.from_plain(words)))
    notes = tuple(filter(None, (" ".join(text.visible(part).split()) for part in _CONTACTS.findall(words))))
    if notes:
        words = _ATTACHMENTS.sub("", _CONTACTS.sub("", words))
    read = body.bare(text.from_html(words if _BLOCK.search(words) else _as_paragraphs(words)))
    return Content(replace(read, notes=(*read.notes, *notes)))


def _opened(words: str) -> etree._Element | None:
    try:
        root = parsing.parse_text(words).root
    except Unreadable:
        return None
    return root if root.tag == "nitf" else root.find(".//nitf")


def _as_paragraphs(words: str) -> str:
    """Lines with a few inline elements among the words: a paragraph each."""
    return "".join(f"<p>{line.strip()}</p>" for line in words.splitlines() if line.strip())
