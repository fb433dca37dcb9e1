"""XMP: the RDF packet in a photograph, as plain values by the field's prefixed name.

Source: ISO 16684-1 (XMP), §7 (serialization); IPTC Photo Metadata Standard 2023.1.
"""

from typing import Any

from lxml import etree

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: The namespaces read here; a packet may bind them to any prefix it likes.
PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/photoshop/1.0/": "photoshop",
    "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/": "Iptc4xmpCore",
    "http://iptc.org/std/Iptc4xmpExt/2008-02-29/": "Iptc4xmpExt",
    "http://ns.adobe.com/xap/1.0/rights/": "xmpRights",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.useplus.org/ldf/xmp/1.0/": "plus",
}

Value = str | list[Any] | dict[str, Any]
Properties = dict[str, Value]


def read(packet: bytes) -> Properties:
    """The properties of the packet; empty where it is none.

    A text stands as a string, a sequence or bag as a list, language alternatives as the
    default one, a structure as a dictionary. Slips in the XML are passed over: control
    characters and cut-off ends are common in agency files.
    """
    root = _parse(packet)
    if root is None:
        return {}
    found: Properties = {}
    for description in root.iter(f"{_RDF}Description"):
        if _is_topmost(description):
            found.update(_structure(description))
    return found


def _parse(packet: bytes) -> etree._Element | None:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
    )
    try:
        return etree.fromstring(packet.strip(b"\0 \t\r\n"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _is_topmost(description: etree._Element) -> bool:
    parent = description.getparent()
    return parent is None or parent.tag == f"{_RDF}RDF"


def _structure(element: etree._Element) -> dict[str, Value]:
    """The properties of a description, written as attributes or as elements."""
    found: dict[str, Value] = {}
    for tag, text in element.attrib.items():
        if not str(tag).startswith((_RDF, "{http://www.w3.org/XML/")):
            found[_name(str(tag))] = str(text)
    for child in element:
        if isinstance(child.tag, str):
            found[_name(child.tag)] = _value(child)
    return found


def _value(element: etree._Element) -> Value:
    container = next(iter(element.iterchildren(tag=etree.Element)), None)
    if container is not None and container.tag == f"{_RDF}Alt":
        return _alternative(container)
    if container is not None and container.tag in {f"{_RDF}Seq", f"{_RDF}Bag"}:
        return [_value(item) for item in container.iterchildren(f"{_RDF}li")]
    if container is not None and container.tag == f"{_RDF}Description":
        return _structure(container)
    if container is not None or _is_attribute_structure(element):
        return _structure(element)
    return element.get(f"{_RDF}resource") or element.text or ""


def _is_attribute_structure(element: etree._Element) -> bool:
    """Whether a property keeps its structure in attributes instead of elements."""
    return any(not str(tag).startswith((_RDF, "{http://www.w3.org/XML/")) for tag in element.attrib)


def _alternative(container: etree._Element) -> Value:
    items = list(container.iterchildren(f"{_RDF}li"))
    default = next((item for item in items if item.get(_XML_LANG) == "x-default"), None)
    chosen = default if default is not None else next(iter(items), None)
    return "" if chosen is None else _value(chosen)


def _name(tag: str) -> str:
    """`{http://purl.org/dc/elements/1.1/}rights` as `dc:rights`; other namespaces stay whole."""
    if not tag.startswith("{"):
        return tag
    namespace, local = tag[1:].rsplit("}", 1)
    return f"{PREFIXES.get(namespace, namespace)}:{local}"
