"""XML of an agency as a tree of plain names: safe to parse, whatever its encoding says.

Names lose their namespace, since half of the senders leave it out or have it wrong; what an
element is shows in its name and place. Entities, the network and huge trees are off.

Source: XML 1.0 (fifth edition); OWASP XML External Entity Prevention.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5

from lxml import etree

from wires import decoding, text
from wires.decoding import Decoded
from wires.formats.refusals import Unreadable

#: Bytes in which a prolog, a comment or two and the root element begin.
_HEAD = 4000
_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']")
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")
_PROLOG = re.compile(r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>|\s+", re.DOTALL)
#: Control codes that XML 1.0 has no place for, as letters and as references.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]|&#(?:x0*(?:[0-8bcefBCEF]|1[0-9a-fA-F])|0*(?:[0-8]|1[124-9]|2\\d|3[01]));"
)
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,30});")
_BARE_AMPERSAND = re.compile(r"&(?!#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,30};)")
#: A general entity whose text stands in the file; one that names a file outside is never fetched.
_OWN_ENTITY = re.compile(r"<!ENTITY\s+[^\s%\"']+\s+[\"']", re.IGNORECASE)
#: Elements and attributes that a file may have at most: each takes memory, however short it is.
_MOST_NODES = 100_000
#: Elements at whose edges words end.
_BLOCKS = frozenset(
    "p div br li tr td th dt dd h1 h2 h3 h4 h5 h6 hl1 hl2 block blockquote bq hedline bylin byttl bytag".split()
)


@dataclass(frozen=True, slots=True)
class Document:
    """The root element, its names without namespaces, and sentences about the file's letters."""

    root: etree._Element
    warnings: tuple[str, ...] = ()


def root_name(data: bytes) -> str:
    """The name of the root element, without its namespace, from the first bytes; empty where it is no XML."""
    head = data[:_HEAD]
    if b"<" not in head and b"<\0" not in head:
        return ""
    start = decoding.decode(head, declared=_declared(head)).text.lstrip("\ufeff")
    position = 0
    while found := _PROLOG.match(start, position):
        position = found.end()
    root = _ROOT.match(start, position)
    return root[1] if root else ""


def parse(data: bytes) -> Document:
    """The document of an XML file; raises Unreadable with line and column where it is none.

    Names that only HTML knows (&nbsp;), bare ampersands and control codes are mended. A file that declares
    entities of its own is refused: nothing in the trade needs them, and a few lines of them fill any memory.
    """
    read = decoded(data)
    return Document(parse_text(read.text), read.warnings)


def decoded(data: bytes) -> Decoded:
    """The text of an XML file, by its mark, its declaration, or as UTF-8."""
    return decoding.decode(data, declared=_declared(data))


def parse_text(xml: str) -> etree._Element:
    """As `parse`, of what is text already: what it says of its encoding is read over."""
    _refuse_bombs(xml)
    try:
        root = _parsed(xml)
    except etree.XMLSyntaxError:
        root = _parsed_after_mending(xml)
    return _plain(root)


def _refuse_bombs(xml: str) -> None:
    if _OWN_ENTITY.search(xml):
        raise Unreadable("The file declares entities of its own. They can be made to fill any memory and are not read.")
    if xml.count("<") > 2 * _MOST_NODES or max(map(xml.count, "=&")) > _MOST_NODES:
        raise Unreadable(f"The file has more than {_MOST_NODES:,} elements, attributes or entities, too many to read.")


def _declared(data: bytes) -> str:
    found = _DECLARED.search(data[:_HEAD])
    return found[1].decode("ascii") if found else ""


def _parsed(xml: str) -> etree._Element:
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(xml.lstrip().encode("utf-8", "surrogatepass"), parser)


def _parsed_after_mending(xml: str) -> etree._Element:
    mended = _BARE_AMPERSAND.sub("&amp;", _ENTITY.sub(_letter, _FORBIDDEN.sub("", xml)))
    try:
        return _parsed(mended)
    except etree.XMLSyntaxError as error:
        if "Excessive depth" in str(error.msg):
            raise Unreadable("The file is XML nested too deep to be read.") from error
        line, column = error.position
        what = str(error.msg).partition(", line ")[0]
        raise Unreadable(
            f"The file is not valid XML: {what} at line {line}, column {column}. It may have been cut off on its way."
        ) from error


def _letter(entity: re.Match[str]) -> str:
    letter = html5.get(f"{entity[1]};")
    return f"&amp;{entity[1]};" if letter is None else letter.replace("&", "&amp;").replace("<", "&lt;")


def _plain(root: etree._Element) -> etree._Element:
    for element in root.iter(etree.Element):
        if element.tag.startswith("{"):
            element.tag = element.tag.rpartition("}")[2]
    etree.cleanup_namespaces(root)
    return root


def words(element: etree._Element | None) -> str:
    """All visible text of an element on one line; empty for None."""
    return "" if element is None else text.line("".join(_pieces(element)))


def lines(element: etree._Element | None) -> str:
    """As `words`, but lines stay lines: for notes and terms."""
    if element is None:
        return ""
    told = (text.line(line) for line in "".join(_pieces(element, edge="\n")).split("\n"))
    return "\n".join(filter(None, told))


def _pieces(element: etree._Element, *, edge: str = " ") -> Iterator[str]:
    yield element.text or ""
    for child in element:
        space = edge if child.tag in _BLOCKS else ""
        yield space
        yield from _pieces(child, edge=edge)
        yield space
        yield child.tail or ""


def first(element: etree._Element, *paths: str) -> str:
    """The words of the first element at any of these paths that has any."""
    return next(filter(None, (words(found) for path in paths for found in element.iterfind(path))), "")


def attribute(element: etree._Element | None, *names: str) -> str:
    """The first attribute that says anything, letter for letter but for space around it, of whatever namespace."""
    if element is None:
        return ""
    said = (_said(element, name) for name in names)
    return next(filter(None, (text.tidy(value).strip() for value in said)), "")


def _said(element: etree._Element, name: str) -> str:
    """The value of an attribute, of no namespace or of any."""
    value = element.get(name)
    if value is not None:
        return str(value)
    return next((str(value) for key, value in element.items() if str(key).endswith(f"}}{name}")), "")


def inner(element: etree._Element | None) -> str:
    """What is inside an element, as HTML for wires.text.from_html."""
    if element is None:
        return ""
    opening = (element.text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return opening + "".join(etree.tostring(child, encoding="unicode", method="html") for child in element)
