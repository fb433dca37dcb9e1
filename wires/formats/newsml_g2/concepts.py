"""What an item is about: subjects, places, people and organisations, with what stands above them.

A G2 `subject` may be of any kind; its type says which. Places are told apart; people and organisations
are subjects and have their own lists as well. What a concept is the same as, or part of, follows after
the concepts themselves with its relation.

Source: NewsML-G2 Guidelines, chapters "Concepts" and "Metadata for the content" (subject, located, assert);
IPTC cpnature NewsCodes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from lxml import etree

from wires.formats import trees
from wires.formats.newsml_g2 import codes, wording
from wires.formats.newsml_g2.item import Item
from wires.stories import WireSubject

#: Types of places, in IPTC's vocabularies and in those of agencies, lower case without their alias.
_PLACES = frozenset(
    "geoarea geoareacity geoareaprovstate geoareacountry geoareaworldregion poi place location city country statprov "
    "state province region area countryarea worldarea worldregion continent sublocation locality municipality".split()
)
#: Schemes that hold nothing but places.
_PLACE_SCHEMES = frozenset({"iso3166-1a2", "iso3166-1a3", "wldreg", "city", "cntry", "country"})
_PEOPLE = frozenset({"person"})
_ORGANISATIONS = frozenset({"organisation", "organization", "company"})
#: Schemes of other agencies' codes are of no use; these tell in common terms what a concept is the same as.
_COMMON_SCHEMES = frozenset({"medtop", "subj", "iso3166-1a2", "iso3166-1a3"})
#: Types of one agency whose code says nothing by itself: Reuters' content entity 5 is a place (seen since 2013).
_AGENCY_PLACES = frozenset({"cpttype:5"})
#: Schemes of subjects whose names stand only in assertions under another alias: STT, since 2017.
_ASSERTED_AS = {"sttlocationalias": "sttlocmeta:rich"}
#: Aliases of assertions that are places of the story though no subject leads to them: STT, since 2017.
_ASSERTED_PLACES = frozenset({"sttlocmeta"})
_NO_NAMES = frozenset({"N/A", "n/a", "-"})
_ROLES_OF_WHOLE_LINES = frozenset({"full", "address"})


class Concepts(NamedTuple):
    """The concepts of an item by kind, each once."""

    subjects: tuple[WireSubject, ...]
    places: tuple[WireSubject, ...]
    people: tuple[WireSubject, ...]
    organisations: tuple[WireSubject, ...]


def of(item: Item) -> Concepts:
    """All that the item says it is about, and where it was located."""
    places = [_told(item, element, "place") for element in item.about.iterfind("located")]
    subjects = [_told(item, element) for element in item.about.iterfind("subject")]
    places += (one for one in subjects if one.kind == "place")
    places += _asserted_places(item, {one.concept.name for one in places if one.concept})
    return Concepts(
        subjects=_each(item, [one for one in subjects if one.kind != "place"]),
        places=_each(item, places),
        people=_each(item, [one for one in subjects if one.kind == "person"]),
        organisations=_each(item, [one for one in subjects if one.kind == "organisation"]),
    )


class _Told(NamedTuple):
    """A concept of the item, where it stands, what is asserted of it, and which kind it is."""

    element: etree._Element
    asserted: etree._Element | None
    concept: WireSubject | None
    kind: str


def _asserted_places(item: Item, named: set[str]) -> Iterator[_Told]:
    """Places that no subject names, where an agency sends them as assertions alone."""
    for qcode, element in item.asserts.items():
        if qcode.partition(":")[0] in _ASSERTED_PLACES:
            told = _told(item, element, "place")
            known = told.concept is None or not told.concept.name or told.concept.name in named
            yield told._replace(concept=None) if known else told


def _told(item: Item, element: etree._Element, kind: str = "") -> _Told:
    asserted = item.told_of(element) if item.asserts else None
    concept = _concept(item, element, asserted)
    kind = kind or _kind(element, asserted, concept)
    if kind == "place" and concept is not None and asserted is not None and not concept.scheme:
        # A literal that the item itself explains is a mark inside this file, and no code of a place.
        concept = replace(concept, code="") if concept.name != concept.code else None
    return _Told(element, asserted, concept, kind)


def _kind(element: etree._Element, asserted: etree._Element | None, concept: WireSubject | None) -> str:
    """place, person or organisation; empty for all other subjects."""
    given = codes.exact(element, "type")
    word = codes.local(given) if given else codes.word(element, "type") or _asserted_type(asserted)
    if word in _PLACES or given.lower() in _AGENCY_PLACES:
        return "place"
    if word in _PEOPLE:
        return "person"
    if word in _ORGANISATIONS:
        return "organisation"
    return "place" if not word and concept is not None and concept.scheme in _PLACE_SCHEMES else ""


def _asserted_type(asserted: etree._Element | None) -> str:
    found = None if asserted is None else asserted.find("type")
    return "" if found is None else codes.local(codes.state(found))


def plain(item: Item, elements: Iterable[etree._Element]) -> tuple[WireSubject, ...]:
    """Genres, services, signals: each as it stands, without what is above it."""
    found = (_concept(item, element, item.told_of(element) if item.asserts else None) for element in elements)
    return tuple(dict.fromkeys(concept for concept in found if concept is not None))


def _each(item: Item, told: Sequence[_Told]) -> tuple[WireSubject, ...]:
    """The concepts in file order, then what they are the same as and part of."""
    found = dict.fromkeys(one.concept for one in told if one.concept is not None)
    further: dict[WireSubject, None] = {}
    for one in told:
        for place in (one.element, one.asserted):
            if place is not None and len(place):
                further.update(dict.fromkeys(_above(item, place)))
                if one.kind == "place":
                    further.update(dict.fromkeys(_addressed(item, place)))
    if not further:
        return tuple(found)
    named = {concept.name for concept in found}
    return (*found, *(one for one in further if one.rel or one.name not in named))


def _concept(
    item: Item, element: etree._Element, asserted: etree._Element | None = None, rel: str = ""
) -> WireSubject | None:
    code = item.code(element)
    name = wording.name(element, item.language) or ("" if asserted is None else wording.name(asserted, item.language))
    name = name or code.name or _asserted_name(item, code) or codes.exact(element, "literal")
    if not (name or code.code or code.uri):
        return None
    if name in _NO_NAMES or name == f"{code.scheme}:{code.code}":
        name = ""
    return WireSubject(code.code, name, code.scheme, code.uri, rel)


def _asserted_name(item: Item, code: codes.Code) -> str:
    alias = _ASSERTED_AS.get(code.scheme)
    told = item.asserts.get(f"{alias}:{code.code}") if alias else None
    return "" if told is None else item.name(told)


def _above(item: Item, place: etree._Element) -> Iterator[WireSubject]:
    """What a concept is the same as, in schemes that all know, and what it is a part of."""
    for name in ("sameAs", "broader"):
        for element in place.iterfind(name):
            concept = _related(item, element, name)
            if concept is not None and (name == "broader" or concept.scheme in _COMMON_SCHEMES):
                yield concept


def _related(item: Item, element: etree._Element, rel: str = "") -> WireSubject | None:
    return _concept(item, element, item.told_of(element) if item.asserts else None, rel)


def _addressed(item: Item, place: etree._Element) -> Iterator[WireSubject]:
    """The places of the address that the item gives for a point of interest."""
    for address in place.iterfind("POIDetails/address"):
        lines = {trees.words(line): codes.word(line, "role") for line in address.iterfind("line")}
        whole = _ROLES_OF_WHOLE_LINES
        yield from (WireSubject(name=line) for line, role in lines.items() if line and role not in whole)
        for element in (part for name in ("locality", "area", "country") for part in address.iterfind(name)):
            concept = _related(item, element)
            if concept is not None and concept.name not in lines:
                yield concept
