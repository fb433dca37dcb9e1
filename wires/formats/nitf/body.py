"""The body of a NITF document: its text for readers, and what stands in it beside the text.

For NITF files and for the NITF inside NewsML and NewsML-G2, where often no more than a body comes.

Source: NITF 3.6, body, body.head, body.content, body.end.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from wires import text
from wires.agency_html import BodyImage
from wires.formats import trees
from wires.formats.nitf import markup, media
from wires.formats.nitf.markup import Taken
from wires.stories import WireImage, WireRelated
from wires.text import Body

_ADDRESS = re.compile(r"\S@\S+\.\w|\+?\d[\d ()/.-]{7,}\d")
#: A time as machines write it, which some senders repeat where readers' words belong.
_FOR_MACHINES = re.compile(r"[\d:+./ TZ-]+")
_MARK = "media:"


@dataclass(frozen=True, slots=True)
class NitfBody:
    """What a NITF element holds. Every field but `body` is empty where only content was given."""

    #: Its `images` are empty: they are among those below.
    body: Body = field(default_factory=Body)
    headline: str = ""
    #: The lower headlines (hl2 of hedline), without those that repeat the headline.
    subheadlines: tuple[str, ...] = ()
    #: As printed, with its “By” and titles; several with commas.
    byline: str = ""
    #: The persons that the bylines mark.
    authors: tuple[str, ...] = ()
    #: The place, or the line as it stands; never a time for machines.
    dateline: str = ""
    #: The abstract, on one line.
    summary: str = ""
    #: Media and bare `img` in reading order; `position` only for those that stand inside the text.
    images: tuple[WireImage, ...] = ()
    #: Sound, video and documents.
    related: tuple[WireRelated, ...] = ()
    #: Words for the desk: notes not to be published, taglines with addresses, code of embeds.
    notes: tuple[str, ...] = ()
    distributor: str = ""
    #: Of the element `rights`: who owns them, and all it says.
    rights_owner: str = ""
    rights: str = ""
    #: Everything odd, that of `body` included.
    warnings: tuple[str, ...] = ()


def read(element: etree._Element) -> NitfBody:
    """What is in a `nitf`, `body`, `body.content`, `block`, or any element around such content.

    The element (of wires.formats.parsing.parse) is not changed.
    """
    body = _body(element)
    head = body.find("body.head")
    taken = Taken()
    content = "".join(markup.html(part, taken) for part in _contents(body))
    content = _public_notes(head) + content + _ending(body.find("body.end"), taken)
    headed = _headed(head)
    read = text.without_headline(text.from_html(content), headed.headline)
    company = _company(read, taken, _media_outside(body))
    return replace(
        headed,
        body=replace(read, images=()),
        images=tuple(company.images),
        related=tuple(company.related),
        notes=tuple(dict.fromkeys((*_private_notes(head), *taken.notes, *read.notes))),
        warnings=(*read.warnings, *company.warnings),
    )


def bare(read: Body) -> NitfBody:
    """A text of another vocabulary, cleaned already, as if it were the body of a document."""
    images = tuple(_company(read, Taken(), ()).images)
    return NitfBody(body=replace(read, images=()), images=images, notes=read.notes, warnings=read.warnings)


def _body(element: etree._Element) -> etree._Element:
    """The body of a document; an element that is none stands for its own content."""
    found = next((one for path in ("body", "nitf/body") if (one := element.find(path)) is not None), None)
    return element if found is None else found


def _contents(body: etree._Element) -> list[etree._Element]:
    """The parts with text: all body.content, or the element itself where it is such a part."""
    return list(body.iterfind("body.content")) or [body]


def _headed(head: etree._Element | None) -> NitfBody:
    """The fields of a body.head."""
    if head is None:
        return NitfBody()
    headline = trees.first(head, "hedline/hl1", "hl1", "hedline/h1")
    below = filter(None, map(trees.words, head.iterfind("hedline/hl2")))
    bylines = list(head.iterfind("byline"))
    rights = head.find("rights")
    return NitfBody(
        headline=headline,
        subheadlines=tuple(dict.fromkeys(words for words in below if words.casefold() != headline.casefold())),
        byline=", ".join(dict.fromkeys(filter(None, map(trees.words, bylines)))),
        authors=_once(trees.words(person) for byline in bylines for person in byline.iter("person")),
        dateline=_dateline(head.find("dateline")),
        summary=trees.first(head, "abstract"),
        distributor=trees.first(head, "distributor"),
        rights_owner=trees.first(head, "rights/rights.owner"),
        rights=trees.lines(rights),
    )


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, words)))


def _dateline(line: etree._Element | None) -> str:
    """The place that it marks, of several parts the city; else its words, but for a time written for machines."""
    if line is None:
        return ""
    marked = trees.first(line, "location/city", "location")
    said, dates = trees.words(line), [words for words in map(trees.words, line.iterfind("story.date")) if words]
    for date in dates:
        said = said.replace(date, "", 1)
    return marked or said.strip(" ,-–—") or " ".join(date for date in dates if not _FOR_MACHINES.fullmatch(date))


def _public_notes(head: etree._Element | None) -> str:
    """Notes of the head that readers are to see, above the text."""
    notes = [] if head is None else list(head.iterfind("note"))
    return "".join(markup.html(note, Taken()) for note in notes if not markup.is_private(note))


def _private_notes(head: etree._Element | None) -> list[str]:
    notes = [] if head is None else list(head.iterfind("note"))
    return [words for note in notes if markup.is_private(note) and (words := trees.lines(note))]


def _ending(end: etree._Element | None, taken: Taken) -> str:
    """The taglines and the bibliography of a body.end, as paragraphs below the text; the rest of it is for the desk."""
    paragraphs = []
    for part in [] if end is None else end:
        words = trees.lines(part)
        if part.tag == "media" or not words:
            continue
        if part.tag in ("tagline", "bibliography") and not _is_contact(part, words):
            paragraphs.append(f"<p>{markup.html(part, taken)}</p>")
        else:
            taken.notes.append(words)
    return "".join(paragraphs)


def _is_contact(part: etree._Element, words: str) -> bool:
    """Whether a tagline tells how to reach someone rather than who wrote."""
    return part.get("type") == "npa" or bool(_ADDRESS.search(words))


@dataclass(slots=True)
class _Company:
    images: list[WireImage] = field(default_factory=list)
    related: list[WireRelated] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def _media_outside(body: etree._Element) -> Iterator[etree._Element]:
    for name in ("body.head", "body.end"):
        part = body.find(name)
        yield from () if part is None else part.iter("media")


def _company(read: Body, taken: Taken, outside: Iterable[etree._Element]) -> _Company:
    """All that comes with the text: what stood in it where it stood, then what stands in head and end."""
    found = _Company()
    length = text.paragraphs(read.html)
    for image in read.images:
        position = image.position if 0 < image.position < length else None
        number = image.href.removeprefix(_MARK)
        if image.href.startswith(_MARK) and number.isdecimal() and int(number) < len(taken.media):
            _add(found, taken.media[int(number)], position)
        elif not image.href.startswith(_MARK):
            found.images.append(_bare(image, position))
    for medium in outside:
        _add(found, medium, None)
    return found


def _bare(image: BodyImage, position: int | None) -> WireImage:
    return WireImage(image.href, role="inline", caption=image.caption, alt=image.alt, position=position)


def _add(found: _Company, medium: etree._Element, position: int | None) -> None:
    image = media.image(medium)
    other = None if image else media.related(medium)
    if image:
        found.images.append(replace(image, position=position))
    elif other:
        found.related.append(other)
    elif medium.find("media-object") is not None:
        found.warnings.append("A picture or file that stands inside the text itself was left out.")
    elif caption := media.caption_of(medium):
        found.warnings.append(f"The picture “{caption[:80]}” came without an address.")
