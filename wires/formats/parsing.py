"""Bytes of an agency's XML parsed: safely, whatever its encoding says, and mended where many senders err.

Entities, the network and huge trees are off.

Source: XML 1.0 (fifth edition); OWASP XML External Entity Prevention.
"""

import re
from dataclasses import dataclass, replace
from html.entities import html5

from lxml import etree

from wires import agency_html, decoding
from wires.decoding import Decoded
from wires.formats import trees
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
_CDATA = "<![CDATA["
#: An XML declaration, also where it does not come first; the letters are decoded already.
_PROLOG_ANYWHERE = re.compile(r"<\?xml\s[^>]{0,200}\?>")
#: Letters at the end of a file in which the end of its root element stands.
_TAIL = 400
#: Elements and attributes that a file may have at most: each takes memory, however short it is.
_MOST_NODES = 100_000
#: Left out before parsing: cheaper than taking it off every name afterwards, which is done for all others.
_DEFAULT_NAMESPACE = re.compile(r'xmlns="[^"<]*"')
_MOST_NAMESPACES = 20
#: What the namespace of a prefix begins with that nobody declared; the prefix follows.
UNDECLARED = "urn:undeclared:"
_PREFIXES = re.compile(r"</?([A-Za-z_][\w.-]*):\w|\s([A-Za-z_][\w.-]*):[\w.-]+\s*=")


@dataclass(frozen=True, slots=True)
class Document:
    """The root element, and sentences about the file; `broken_off` where its end did not come."""

    root: etree._Element
    warnings: tuple[str, ...] = ()
    broken_off: bool = False


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


def parse(data: bytes, *, namespaces: bool = False, forgiving: bool = False) -> Document:
    """The document of an XML file; raises Unreadable with line and column where it is none.

    Names that only HTML knows (&nbsp;), bare ampersands, control codes, prefixes that nobody declared and an XML
    declaration in the wrong place are mended. A file that declares entities of its own is refused: nothing in the
    trade needs them, and a few lines of them fill any memory.

    Names lose their namespace, but with `namespaces` they keep it, as {address}name. With `forgiving` a file that is
    no XML even then is read as far as a parser can make sense of it, with a sentence about that.
    """
    read = decoded(data)
    document = _document(read.text, namespaces=namespaces, forgiving=forgiving)
    return Document(document.root, read.warnings + document.warnings, document.broken_off)


def decoded(data: bytes) -> Decoded:
    """The text of an XML file, by its mark, its declaration, or as UTF-8."""
    return decoding.decode(data, declared=_declared(data))


def parse_text(xml: str) -> Document:
    """As `parse`, of what is text already: what it says of its encoding is read over."""
    return _document(xml)


def _document(xml: str, *, namespaces: bool = False, forgiving: bool = False) -> Document:
    _refuse_bombs(xml)
    if namespaces:
        return _without_entities(_parsed_or_mended(xml, forgiving))
    document = _parsed_or_mended(_DEFAULT_NAMESPACE.sub(_left_out, xml, count=_MOST_NAMESPACES), forgiving)
    trees.plain(document.root)
    return _without_entities(document)


def _without_entities(document: Document) -> Document:
    """Letters that only a DTD knows put in; what stands outside of the file left out, with a sentence about that."""
    outside: dict[str, None] = {}
    for entity in list(document.root.iter(etree.Entity)):
        name = str(entity.text).strip("&;")
        letter = html5.get(f"{name};", "")
        if not letter:
            outside[f"“{name}”"] = None
        entity.tail = letter + (entity.tail or "")
        agency_html.remove(entity)
    if not outside:
        return document
    names = ", ".join(outside)
    said = f"The file refers to text outside of itself ({names[:100]}). It was not fetched and is missing here."
    return replace(document, warnings=(*document.warnings, said))


def _parsed_or_mended(xml: str, forgiving: bool) -> Document:
    try:
        return Document(_parsed(xml))
    except etree.XMLSyntaxError:
        mended = _mended(xml)
    try:
        return Document(_parsed_with_prefixes(mended))
    except etree.XMLSyntaxError as error:
        read = _parsed_as_far_as_possible(mended, error) if forgiving else None
        if read is None:
            raise _refusal(error) from error
        return read


def _parsed_with_prefixes(xml: str) -> etree._Element:
    try:
        return _parsed(xml)
    except etree.XMLSyntaxError as error:
        if not str(error.msg).startswith("Namespace prefix"):
            raise
    return _parsed(_with_prefixes(xml))


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


def _parsed(xml: str, *, recover: bool = False) -> etree._Element:
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(xml.lstrip().encode("utf-8", "surrogatepass"), parser)


def _mended(xml: str) -> str:
    """The file without what only few parsers stumble over; what stands in a CDATA section is meant as it stands."""
    pieces: list[str] = []
    for piece in _FORBIDDEN.sub("", xml).split(_CDATA):
        section, end, rest = piece.partition("]]>") if pieces else ("", "", piece)
        opening = _CDATA if pieces else ""
        rest = _BARE_AMPERSAND.sub("&amp;", _ENTITY.sub(_letter, _PROLOG_ANYWHERE.sub("", rest)))
        pieces.append(opening + section + end + rest)
    return "".join(pieces)


def _parsed_as_far_as_possible(xml: str, error: etree.XMLSyntaxError) -> Document | None:
    """What a parser makes of a file that is no XML; None where that is nothing, or the file too deep."""
    try:
        root = None if _is_too_deep(error) else _parsed(xml, recover=True)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        return None
    name = str(root.tag).rpartition("}")[2].rpartition(":")[2]
    if re.search(rf"</(?:[\w.-]+:)?{re.escape(name)}\s*>", xml[-_TAIL:]):
        where = f"{_fault(error)}: it was read as far as that goes. Compare it with what the agency shows elsewhere."
        return Document(root, (f"The file is not valid XML: {where}",))
    return Document(root, ("The file breaks off: what came before that was read.",), broken_off=True)


def _refusal(error: etree.XMLSyntaxError) -> Unreadable:
    if _is_too_deep(error):
        return Unreadable("The file is XML nested too deep to be read.")
    return Unreadable(f"The file is not valid XML: {_fault(error)}. It may have been cut off on its way.")


def _is_too_deep(error: etree.XMLSyntaxError) -> bool:
    return "Excessive depth" in str(error.msg)


def _fault(error: etree.XMLSyntaxError) -> str:
    line, column = error.position
    return f"{str(error.msg).partition(', line ')[0]} at line {line}, column {column}"


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
    return xml[: root.end()] + "".join(f' xmlns:{one}="{UNDECLARED}{one}"' for one in missing) + xml[root.end() :]


def _letter(entity: re.Match[str]) -> str:
    letter = html5.get(f"{entity[1]};")
    return f"&amp;{entity[1]};" if letter is None else letter.replace("&", "&amp;").replace("<", "&lt;")
