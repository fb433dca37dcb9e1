"""What the lines and the metadata around a text say, the nearest component first.

Source: NewsML 1.2 functional specification, 5.7.3 (NewsLines) and 5.9 (metadata).
"""

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from wires import text
from wires.formats import trees
from wires.formats.newsml_1 import components
from wires.formats.newsml_1.components import formal_name, plain
from wires.stories import WireSubject

#: Types of a NewsLine, in lower case without spaces, and what they are; seen with ATS 2019, AFP 2014 and 2016.
SLUGS = frozenset({"catchword", "slugline", "slug"})
_NOTE_LINES = frozenset({"advisoryline", "productline", "editorialnote", "ednote", "noteline", "instruction"})
#: Properties that hold notes to editors: Belga 2019.
_NOTE_PROPERTIES = frozenset({"editorialinfo", "editorialnote", "ednote", "specialinstructions"})
#: Properties of a place, from the place to the region (Location); the rest are coordinates and the like.
_PLACES = (
    "sublocation city citysection town area countryarea subcountryarea region countryname country worldregion".split()
)
#: Properties with keywords: the standard's own, and those of Business Wire 2021.
_KEYWORDS = ("keyword", "keywords", "bwindustrykeywords", "bwcategorykeywords")
_ADMINISTRATIVE, _RIGHTS = ("AdministrativeMetadata",), ("RightsMetadata",)
#: The second name is one that a supplier misspells (TASS 2019).
_DESCRIPTIVE = ("DescriptiveMetadata", "DescriptiveMetada")
_ALL = (*_ADMINISTRATIVE, *_RIGHTS, *_DESCRIPTIVE, "Metadata")
_SUBJECTS = ("Subject", "SubjectMatter", "SubjectDetail", "SubjectQualifier")
#: Codes of countries, ISO 3166-1 alpha-2 and alpha-3.
_COUNTRY_CODE = re.compile(r"[A-Z]{2,3}")
#: Capitals and strokes of those who wrote and edited: “daa/mt/msr” (EFE 2016). No byline.
_INITIALS = re.compile(r"[\w.]{1,4}(?:[/ ]{1,4}[\w.]{1,4})*")


class Around:
    """A component and those around it: what is not said near a text is looked for further out."""

    def __init__(self, component: etree._Element) -> None:
        self.chain = list(components.chain(component))

    def line(self, *names: str) -> str:
        """The first line with words of one of these names, in lower case."""
        return next(self.lines(*names), "")

    def lines(self, *names: str) -> Iterator[str]:
        for component in self.chain:
            for lines in component.iterfind("NewsLines"):
                for one in lines.iter(etree.Element):
                    if plain(str(one.tag)) in names and (words := trees.words(one)):
                        yield words

    def typed_lines(self) -> Iterator[tuple[str, str]]:
        """The lines that suppliers add: type in lower case, words."""
        for component in self.chain:
            for one in component.iterfind("NewsLines/NewsLine"):
                if words := trees.first(one, "NewsLineText"):
                    yield plain(formal_name(one.find("NewsLineType"))), words

    def metadata(self, kind: tuple[str, ...]) -> Iterator[etree._Element]:
        """The blocks of metadata of a kind."""
        for component in self.chain:
            yield from component.iterchildren(*kind)

    def party(self, name: str) -> str:
        return next(self.parties(name), "")

    def parties(self, name: str) -> Iterator[str]:
        """The names of the parties in a role of the administrative metadata."""
        for block in self.metadata(_ADMINISTRATIVE):
            for one in block.iterfind(f"{name}/Party"):
                if words := text.line(formal_name(one)):
                    yield words

    def formal_names(self, path: str) -> Iterator[str]:
        """What the descriptive metadata say at a path."""
        for block in self.metadata(_DESCRIPTIVE):
            yield from filter(None, (text.line(formal_name(one)) for one in block.iterfind(path)))

    def properties(self, *names: str) -> Iterator[str]:
        """Values of the properties of these names, of whatever block of metadata."""
        for block in self.metadata(_ALL):
            for one in block.iterfind("Property"):
                if plain(trees.attribute(one, "FormalName")) in names and (value := trees.attribute(one, "Value")):
                    yield text.line(value)

    def language(self) -> str:
        said = next(self.formal_names("Language"), "")
        return said or next(filter(None, (trees.attribute(one, "lang") for one in self.chain)), "")


def byline(around: Around) -> str:
    """The byline with the title of its author."""
    return " ".join(filter(None, (around.line("byline"), around.line("bylinetitle"))))


def is_name(words: str) -> bool:
    """Whether a line names a person or party; the initials of a desk do not."""
    return bool(words) and not (words.islower() and _INITIALS.fullmatch(words))


def notes(around: Around) -> tuple[str, ...]:
    """Lines and properties for editors."""
    lines = (words for kind, words in around.typed_lines() if kind in _NOTE_LINES)
    return tuple(dict.fromkeys((*lines, *around.properties(*_NOTE_PROPERTIES))))


def keywords(around: Around) -> tuple[str, ...]:
    """Keyword lines and properties, lists of them parted."""
    named = (*around.lines("keywordline"), *around.properties(*_KEYWORDS))
    words = (word.strip() for line in named for word in line.split(";"))
    return tuple(dict.fromkeys(filter(None, words)))


def usage_terms(around: Around) -> str:
    """The rights of use as lines, and the line that is printed about them."""
    told = [trees.words(one) for block in around.metadata(_RIGHTS) for one in block.iterfind("UsageRights/*")]
    return "\n".join(dict.fromkeys(filter(None, (*told, *around.lines("rightsline")))))


def copyright_holder(around: Around) -> str:
    told = (trees.first(block, "Copyright/CopyrightHolder") for block in around.metadata(_RIGHTS))
    return next(filter(None, told), "")


class Topics:
    """Names of codes from the TopicSets of a file."""

    def __init__(self, root: etree._Element) -> None:
        self._names: dict[str, dict[str, str]] = {}
        for topic in root.iter("Topic"):
            code = trees.words(topic.find("FormalName"))
            named = [one for one in topic.iterfind("Description") if one.get("Variant") in (None, "Name")]
            self._names[code] = {trees.attribute(one, "lang").lower(): trees.words(one) for one in named}

    def name(self, code: str, language: str) -> str:
        """The name in the language of the story, else in English, else in any."""
        names = self._names.get(code, {})
        told = (names.get(language.lower()), names.get(language.lower()[:2]), names.get("en"), *names.values())
        return next(filter(None, told), "")


def subjects(around: Around, topics: Topics, language: str) -> tuple[WireSubject, ...]:
    """The subject codes, each once, with the names that the file gives them."""
    found: dict[str, WireSubject] = {}
    for block in around.metadata(_DESCRIPTIVE):
        for one in block.iterfind("SubjectCode/*"):
            code = trees.attribute(one, "FormalName")
            if one.tag in _SUBJECTS and code:
                scheme = trees.attribute(one, "Scheme", "Vocabulary")
                found.setdefault(code, WireSubject(code=code, name=topics.name(code, language), scheme=scheme))
    return tuple(found.values())


def with_names(found: Iterable[WireSubject], others: Iterable[WireSubject]) -> tuple[WireSubject, ...]:
    """Subjects of two sources, each code once, with a name where one of them has it."""
    by_code: dict[str, WireSubject] = {}
    for one in (*found, *others):
        key = one.code or one.name.casefold()
        known = by_code.get(key)
        if known is None or (one.name and not known.name):
            by_code[key] = one
    return tuple(by_code.values())


def places(around: Around) -> tuple[WireSubject, ...]:
    """Where it happened or was written: the properties of Location, or those that stand without one."""
    found: dict[tuple[str, str], WireSubject] = {}
    for block in around.metadata(_DESCRIPTIVE):
        for one in (*block.iterfind("Location//Property"), *block.iterfind("Property")):
            kind, value = plain(trees.attribute(one, "FormalName")), text.line(trees.attribute(one, "Value"))
            if kind in _PLACES and value:
                found.setdefault((kind, value.casefold()), _place(kind, value))
    return tuple(found.values())


def _place(kind: str, value: str) -> WireSubject:
    if kind == "country" and _COUNTRY_CODE.fullmatch(value):
        return WireSubject(code=value, rel=kind)
    return WireSubject(name=value, rel=kind)


def genres(around: Around) -> tuple[WireSubject, ...]:
    return tuple(WireSubject(name=name) for name in dict.fromkeys(around.formal_names("Genre")))


def services(envelope: etree._Element | None) -> tuple[WireSubject, ...]:
    """The services and products under which a file was sent."""
    found = [] if envelope is None else [*envelope.iterfind("NewsService"), *envelope.iterfind("NewsProduct")]
    return tuple(WireSubject(name=name) for name in dict.fromkeys(filter(None, map(formal_name, found))))
