"""Single facts of the head of a NITF document, whatever its sender left out or put elsewhere.

Source: NITF 3.6, head, docdata and the elements in them.
"""

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from wires import text
from wires.formats import trees
from wires.formats.judging import stops
from wires.stories import WireSubject
from wires.times import read_time

#: Who says in which `meta` what NITF has an element for, since when that was seen, and what it is.
_META = {
    "slugline": ("anpa-keyword", "NTBStikkord", "slugline", "slug"),  # AAP 2013, NTB 2016
    "language": ("article-language", "language"),  # GlobeNewswire 2022
    "service": ("service", "anpa-category", "category", "NTBTjeneste"),  # PA 2015, AAP 2013, NTB 2016
    "keywords": ("article-keywords", "keywords"),  # GlobeNewswire 2022
    "source": ("NTBKilde",),  # Ritzau through NTB 2016
}
#: A time that was never filled in: “YYYYMMDD000000-HHMM” (The Canadian Press 2020, date.release, date.expire).
_FILLER = re.compile(r"[YMDHS0T:+ -]*YYYY[YMDHS0T:+ -]*", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-?\d\d-?\d\d")
_NOT_DIGITS = re.compile(r"\D")
#: Attributes of evloc from the place to the country (NITF, evloc).
_EVENT_PLACES = ("city", "county-dist", "state-prov")
_SUBJECT_NAMES = ("tobject.subject.detail", "tobject.subject.matter", "tobject.subject.type")


class Head:
    """The head of one document. `urgency` and others of docdata stand beside it with some senders."""

    def __init__(self, document: etree._Element) -> None:
        found = document.find("head")
        self.element = etree.Element("head") if found is None else found
        self._meta = {one.get("name") or "": one.get("content") or "" for one in self.element.iterfind("meta")}

    def all(self, name: str) -> Iterator[etree._Element]:
        """The elements of that name, in docdata or beside it."""
        return self.element.iter(name)

    def attribute(self, name: str, *attributes: str) -> str:
        """The first attribute that says anything, of all elements of that name."""
        return next(filter(None, (trees.attribute(one, *attributes) for one in self.all(name))), "")

    def attributes(self, name: str, attribute: str) -> tuple[str, ...]:
        """What the attribute says in each element of that name, or else the words in it; each once."""
        said = (text.line(trees.attribute(one, attribute)) or trees.words(one) for one in self.all(name))
        return tuple(dict.fromkeys(filter(None, said)))

    def meta(self, what: str) -> str:
        return next(filter(None, (text.line(self._meta.get(name, "")) for name in _META[what])), "")

    def time(self, name: str, attribute: str = "norm") -> str:
        """A time as it stands there; a pattern that was never filled in is silence."""
        said = self.attribute(name, attribute) or next((trees.words(one) for one in self.all(name)), "")
        return "" if _FILLER.fullmatch(said) else said

    def issued(self) -> str:
        """When this version was made. A day alone names no moment and gives way to a field that names one."""
        told = [self.time("date.issue"), self.time("pubdata", "date.publication"), self.time("date.release")]
        return next((said for said in told if said and not is_day(said)), "")

    @property
    def title(self) -> str:
        return trees.first(self.element, "title")


def status(head: Head) -> str | None:
    """The status of the document; a message that takes it back is one (NITF, ed-msg/@msg-type)."""
    message = next(filter(stops, head.attributes("ed-msg", "msg-type")), "")
    return message or head.attribute("docdata", "management-status") or None


def is_day(said: str) -> bool:
    """Whether a time is a day alone: a date for sorting, and no moment."""
    return bool(_DAY.fullmatch(said))


def is_over(released: str, issued: str) -> bool:
    """Whether a document was free when it was issued. Times without zone, and days, are compared as written."""
    release, issue = read_time(released), read_time(issued)
    if release.moment and issue.moment:
        return release.moment <= issue.moment
    free, made = (_NOT_DIGITS.sub("", said)[:14] for said in (released, issued))
    is_time = release.moment or release.naive or is_day(released)
    return bool(is_time and made and free <= made[: len(free)])


def subjects(head: Head) -> tuple[WireSubject, ...]:
    """Concepts of tobject.subject by their number, each with the narrowest name; classifiers by their list."""
    found = [
        WireSubject(
            code=trees.attribute(one, "tobject.subject.refnum"),
            name=text.line(trees.attribute(one, *_SUBJECT_NAMES)),
            scheme=trees.attribute(one, "tobject.subject.ipr"),
        )
        for one in head.all("tobject.subject")
    ]
    found += [
        WireSubject(code=trees.attribute(one, "value"), name=trees.words(one), scheme=trees.attribute(one, "type"))
        for one in head.element.iterfind("docdata/identified-content/classifier")
    ]
    return _once(found)


def genres(head: Head) -> tuple[WireSubject, ...]:
    """What kind of text it is: the type of the document and its properties."""
    names = (
        *head.attributes("tobject", "tobject.type"),
        *head.attributes("tobject.property", "tobject.property.type"),
    )
    return _once(WireSubject(name=name) for name in names if name.lower() != "news")


def services(head: Head) -> tuple[WireSubject, ...]:
    return _once(WireSubject(name=name) for name in (head.meta("service"), *head.attributes("doc-scope", "scope")))


def signals(head: Head) -> tuple[WireSubject, ...]:
    """Series and fixtures, by which a desk knows what comes again."""
    series = (WireSubject(name=name, scheme="series") for name in head.attributes("series", "series.name"))
    fixtures = (WireSubject(code=code, scheme="fixture") for code in head.attributes("fixture", "fix-id"))
    return _once((*series, *fixtures))


def places(head: Head) -> tuple[WireSubject, ...]:
    """Where it happened: each evloc from city to country, then the places that the content names."""
    found: list[WireSubject] = []
    for one in head.all("evloc"):
        found += [WireSubject(name=text.line(one.get(rel) or ""), rel=rel) for rel in _EVENT_PLACES]
        found.append(WireSubject(code=trees.attribute(one, "iso-cc"), rel="country"))
    return _once((*found, *_identified(head, "location")))


def people(head: Head) -> tuple[WireSubject, ...]:
    return _once(_identified(head, "person"))


def organisations(head: Head) -> tuple[WireSubject, ...]:
    return _once(_identified(head, "org"))


def _identified(head: Head, name: str) -> Iterator[WireSubject]:
    for one in head.element.iterfind(f"docdata/identified-content/{name}"):
        code = trees.attribute(one, "value", "location-code", "city-code")
        yield WireSubject(code=code, name=trees.words(one), scheme=trees.attribute(one, "idsrc", "code-source"))


def _once(found: Iterable[WireSubject]) -> tuple[WireSubject, ...]:
    """Each concept once, by its code or else its name; those that say nothing go."""
    first: dict[str, WireSubject] = {}
    for one in found:
        if one.code or one.name:
            first.setdefault(one.code or one.name.casefold(), one)
    return tuple(first.values())


def keywords(head: Head) -> tuple[str, ...]:
    """Of the key-list, wherever its sender put the words; and of a meta that lists them."""
    listed = [text.line(trees.attribute(one, "key")) for one in head.all("key-list")]
    words = [*listed, *head.attributes("keyword", "key"), *head.meta("keywords").split(",")]
    return tuple(dict.fromkeys(word.strip() for word in words if word.strip()))


def notes(head: Head) -> tuple[str, ...]:
    """Words for editors: messages, what a correction corrects, what the newest revision changed."""
    messages = (text.tidy(trees.attribute(one, "info")) or trees.lines(one) for one in head.all("ed-msg"))
    corrections = head.attributes("correction", "info")
    revisions = [trees.attribute(one, "comment") for one in head.all("revision-history")]
    return tuple(dict.fromkeys(filter(None, (*messages, *corrections, *map(text.line, revisions)))))


def usage_terms(head: Head) -> str:
    """The rights of the document as lines: what they are, their limits, where and when."""
    said = [_terms(one) for one in head.all("doc.rights")]
    return "\n".join(dict.fromkeys(filter(None, said)))


def _terms(rights: etree._Element) -> str:
    start, end = (trees.attribute(rights, name) for name in ("startdate", "enddate"))
    lines = [
        trees.attribute(rights, "type"),
        trees.attribute(rights, "limitations"),
        trees.words(rights),
        *(f"{label}: {value}" for label, value in _labelled(rights, start, end) if value),
    ]
    return "\n".join(filter(None, map(text.line, lines)))


def _labelled(rights: etree._Element, start: str, end: str) -> Iterator[tuple[str, str]]:
    yield "Where", trees.attribute(rights, "geography")
    yield "From", start
    yield "Until", end
