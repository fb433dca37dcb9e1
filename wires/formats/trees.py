"""XML of an agency as a tree of plain names: safe to parse, whatever its encoding says.

Names lose their namespace, since half of the senders leave it out or have it wrong; what an
element is shows in its name and place. Entities, the network and huge trees are off.

Source: XML 1.0 (fifth edition); OWASP XML External Entity Prevention.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5
from typing import cast

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
#: Left out before parsing: cheaper than taking it off every name afterwards, which is done for all others.
_DEFAULT_NAMESPACE = re.compile(r'xmlns="[^"<]*"')
_MOST_NAMESPACES = 20
_PREFIXES = re.compile(r"</?([A-Za-z_][\w.-]*):\w|\s([A-Za-z_][\w.-]*):[\w.-]+\s*=")
_XML = "{http://www.w3.org/XML/1998/namespace}"
_WITH_FOREIGN_ATTRIBUTES = etree.XPath(
    "//*[@*[namespace-uri()!='' and namespace-uri()!='http://www.w3.org/XML/1998/namespace']]"
)
#: A line that was broken where the XML was laid out for the eye.
_INDENTED = re.compile(r"\n(?:[ ]{2,}|\t)[ \t]*")
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
    xml = _DEFAULT_NAMESPACE.sub(_left_out, xml, count=_MOST_NAMESPACES)
    try:
        root = _parsed(xml)
    except etree.XMLSyntaxError:
        root = _parsed_after_mending(xml)
    return _plain(root)


def _left_out(namespace: re.Match[str]) -> str:
    """Space for a namespace that is declared in a tag; the same letters among the words of a text stay."""
    xml, start = namespace.string, namespace.start()
    declared = xml[start - 1 : start].isspace() and xml.rfind("<", 0, start) > xml.rfind(">", 0, start)
    return " " * len(namespace[0]) if declared else namespace[0]


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
        if not str(error.msg).startswith("Namespace prefix"):
            raise _refusal(error) from error
    try:
        return _parsed(_with_prefixes(mended))
    except etree.XMLSyntaxError as error:
        raise _refusal(error) from error


def _refusal(error: etree.XMLSyntaxError) -> Unreadable:
    if "Excessive depth" in str(error.msg):
        return Unreadable("The file is XML nested too deep to be read.")
    line, column = error.position
    what = str(error.msg).partition(", line ")[0]
    return Unreadable(
        f"The file is not valid XML: {what} at line {line}, column {column}. It may have been cut off on its way."
    )


def _with_prefixes(xml: str) -> str:
    """The XML with a namespace for each prefix that it uses and does not declare, as many senders forget to."""
    position = 0
    while found := _PROLOG.match(xml, position):
        position = found.end()
    root = _ROOT.match(xml, position)
    used = dict.fromkeys(prefix for pair in _PREFIXES.findall(xml) for prefix in pair if prefix)
    missing = [prefix for prefix in used if prefix not in ("xml", "xmlns") and f"xmlns:{prefix}=" not in xml]
    if root is None or len(missing) > _MOST_NAMESPACES:
        return xml
    return xml[: root.end()] + "".join(f' xmlns:{one}="urn:undeclared:{one}"' for one in missing) + xml[root.end() :]


def _letter(entity: re.Match[str]) -> str:
    letter = html5.get(f"{entity[1]};")
    return f"&amp;{entity[1]};" if letter is None else letter.replace("&", "&amp;").replace("<", "&lt;")


def _plain(root: etree._Element) -> etree._Element:
    """The tree with names that have no namespace: of elements, and of attributes but for those of XML itself."""
    for element in root.iter(etree.Element):
        tag = element.tag
        if tag[0] == "{":
            element.tag = tag[tag.rfind("}") + 1 :]
    for element in cast("list[etree._Element]", _WITH_FOREIGN_ATTRIBUTES(root)):
        for name, value in element.items():
            if str(name)[0] == "{" and not str(name).startswith(_XML):
                del element.attrib[name]
                plain = str(name).rpartition("}")[2]
                element.set(plain, element.get(plain, value))
    etree.cleanup_namespaces(root)
    return root


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
    values = (element.get(name) or element.get(_XML + name) or "" for name in names)
    return next(filter(None, (text.tidy(value).strip() for value in values if value)), "")


def inner(element: etree._Element | None) -> str:
    """What is inside an element, as HTML for wires.text.from_html."""
    if element is None:
        return ""
    opening = (element.text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return opening + "".join(etree.tostring(child, encoding="unicode", method="html") for child in element)
