"""QCodes, URIs and literals: the three ways in which NewsML-G2 names a value of a vocabulary.

A QCode is `alias:code`; what the alias stands for is said by a catalog. Catalogs that lie elsewhere are
never fetched: the aliases of IPTC that matter here are known, those of an agency stay aliases.

Source: NewsML-G2 Guidelines, chapters "Controlled Vocabularies and QCodes" and "Catalogs"; IPTC catalog 38.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from wires import text

_NEWSCODES = "http://cv.iptc.org/newscodes/"
#: Aliases of the IPTC catalog whose values are worth an address of their own.
_IPTC_SCHEMES = {
    "medtop": f"{_NEWSCODES}mediatopic/",
    "subj": f"{_NEWSCODES}subjectcode/",
    "genre": f"{_NEWSCODES}genre/",
    "scene": f"{_NEWSCODES}scene/",
    "sig": f"{_NEWSCODES}signal/",
    "iso3166-1a2": "http://cvx.iptc.org/iso3166-1a2/",
    "iso3166-1a3": "http://cvx.iptc.org/iso3166-1a3/",
}
_IPTC_ALIASES = {uri: alias for alias, uri in _IPTC_SCHEMES.items()}
#: A subject reference as IIM 2:12 writes it: provider, number of eight digits, names.
_SUBJECT_REFERENCE = re.compile(r"([A-Za-z]{1,20}):(\d{8})(?::(.*))?", re.DOTALL)


class Code(NamedTuple):
    """A value of a vocabulary. `name` only where the way of writing holds one."""

    code: str = ""
    scheme: str = ""
    uri: str = ""
    name: str = ""


def of(element: etree._Element, schemes: Mapping[str, str]) -> Code:
    """The value that an element names by @qcode, @uri or @literal; `schemes` are those of the file's own catalogs."""
    qcode = exact(element, "qcode")
    if qcode:
        return _resolved(qcode, schemes)
    uri = exact(element, "uri")
    if uri:
        return _known(uri)
    literal = exact(element, "literal")
    found = _SUBJECT_REFERENCE.fullmatch(literal)
    if found:
        return Code(found[2], found[1], "", text.line((found[3] or "").replace(":", " ")))
    return Code(text.line(literal))


def _resolved(qcode: str, schemes: Mapping[str, str]) -> Code:
    alias, colon, code = qcode.partition(":")
    if not colon or not code:
        return Code(qcode.strip(":"))
    scheme = schemes.get(alias) or _IPTC_SCHEMES.get(alias)
    return Code(code, alias, scheme + code if scheme else "")


def _known(uri: str) -> Code:
    """The value behind an address; one of IPTC's own is known by its alias."""
    stem, slash, code = uri.rpartition("/")
    alias = _IPTC_ALIASES.get(stem.replace("https:", "http:") + slash, "")
    return Code(code if alias else "", alias, uri)


def own_schemes(item: etree._Element) -> dict[str, str]:
    """Alias → address of the schemes that the item's own catalogs declare."""
    found = (scheme for catalog in item.iterfind("catalog") for scheme in catalog.iterfind("scheme"))
    return {exact(scheme, "alias"): exact(scheme, "uri") for scheme in found if exact(scheme, "uri")}


def exact(element: etree._Element | None, name: str) -> str:
    """An attribute letter for letter, but for space around it; empty where there is none."""
    value = None if element is None else element.get(name)
    if not value:
        return ""
    return value.strip() if value.isascii() and value.isprintable() else text.tidy(value).strip()


def local(value: str) -> str:
    """The last part of a QCode or URI in lower case: what a role, type or status is called in any vocabulary."""
    return value[max(map(value.rfind, ":/#")) + 1 :].strip().lower()


def word(element: etree._Element | None, name: str) -> str:
    """The last part of an attribute that holds a QCode, or of its sibling that holds a URI."""
    return local(exact(element, name) or exact(element, f"{name}uri"))


def state(element: etree._Element) -> str:
    """What a property like pubStatus, itemClass or signal is set to, in whichever way it is written."""
    given = (exact(element, name) for name in ("qcode", "uri", "literal"))
    return next(filter(None, given), "") or text.line("".join(map(str, element.itertext())))
