"""XML as a tree of plain names: what its elements say.

Names have no namespace, since half of the senders leave it out or have it wrong; what an element is
shows in its name and place.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from lxml import etree

from wires import agency_html, text

_XML = "{http://www.w3.org/XML/1998/namespace}"
_WITH_FOREIGN_ATTRIBUTES = etree.XPath(
    "//*[@*[namespace-uri()!='' and namespace-uri()!='http://www.w3.org/XML/1998/namespace']]"
)
#: With what no name begins.
_NO_BEGINNING = frozenset("-.0123456789")
#: A line that was broken where the XML was laid out for the eye.
_INDENTED = re.compile(r"\n(?:[ ]{2,}|\t)[ \t]*")
#: Elements at whose edges words end.
_BLOCKS = frozenset(
    "p div br li tr td th dt dd h1 h2 h3 h4 h5 h6 hl1 hl2 block blockquote bq hedline bylin byttl bytag".split()
)


def plain(root: etree._Element) -> etree._Element:
    """The tree with names that have no namespace: of elements, and of attributes but for those of XML itself."""
    for element in root.iter(etree.Element):
        tag = element.tag
        if tag[0] == "{":
            element.tag = _bare(tag)
    for element in cast("list[etree._Element]", _WITH_FOREIGN_ATTRIBUTES(root)):
        for name, value in element.items():
            if str(name)[0] == "{" and not str(name).startswith(_XML):
                del element.attrib[name]
                bare = _bare(str(name))
                element.set(bare, element.get(bare, value))
    etree.cleanup_namespaces(root)
    return root


def _bare(name: str) -> str:
    """The name without its namespace; a second colon, or a digit behind the first, comes of broken XML."""
    bare = name[name.rfind("}") + 1 :].replace(":", "_")
    return f"_{bare}" if bare[:1] in _NO_BEGINNING else bare


def set_apart(items: Iterable[etree._Element]) -> list[etree._Element]:
    """The elements, in order, none in another one any more: in broken XML the first would tell the words of all."""
    found = list(items)
    known = set(found)
    for item in found:
        if not known.isdisjoint(item.iterancestors()):
            agency_html.remove(item)
    return found


def words(element: etree._Element | None) -> str:
    """All visible text of an element on one line; empty for None."""
    if element is None:
        return ""
    return text.line("".join(_pieces(element)) if len(element) else element.text or "")


def lines(element: etree._Element | None) -> str:
    """As `words`, but lines stay lines: for notes and terms. One that is indented goes on where the last one ended."""
    if element is None:
        return ""
    written = _INDENTED.sub(" ", "".join(_pieces(element, edge="\n")))
    told = (text.line(line) for line in written.split("\n"))
    return "\n".join(filter(None, told))


def _pieces(element: etree._Element, *, edge: str = " ") -> Iterator[str]:
    """The text in an element, with an edge around its blocks. One walk, however deep: recursion would be quadratic."""
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        if inner is not element and inner.tag in _BLOCKS:
            yield edge
        if event == "start":
            yield inner.text or ""
        elif inner is not element:
            yield inner.tail or ""


def has_own_words(element: etree._Element) -> bool:
    """Whether words stand in the element itself, not only in those inside it."""
    return bool((element.text or "").strip()) or any((child.tail or "").strip() for child in element)


def first(element: etree._Element, *paths: str) -> str:
    """The words of the first element at any of these paths that has any."""
    return next(filter(None, (words(found) for path in paths for found in element.iterfind(path))), "")


def attribute(element: etree._Element | None, *names: str) -> str:
    """The first attribute that says anything, letter for letter but for space around it, of whatever namespace."""
    if element is None:
        return ""
    said = _said({str(name): str(value) for name, value in element.items()}, names)
    if said or not any(str(name)[0] == "{" for name in element.attrib):
        return said
    return _said({str(name).rpartition("}")[2]: str(value) for name, value in element.items()}, names)


def _said(values: Mapping[str, str], names: Iterable[str]) -> str:
    told = (values.get(name) or "" for name in names)
    return next(filter(None, (text.tidy(value).strip() for value in told if value)), "")


def inner(element: etree._Element | None) -> str:
    """What is inside an element, as HTML for wires.text.from_html."""
    if element is None:
        return ""
    opening = (element.text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return opening + "".join(etree.tostring(child, encoding="unicode", method="html") for child in element)
