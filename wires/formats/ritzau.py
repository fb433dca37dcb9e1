"""Ritzau's own XML (RBNews): one item, or the queue that its service hands out.

| since | what |
|---|---|
| 2018 | the text is HTML written as text; in press releases its entities are escaped twice (&amp;amp;quot;) |
| 2018 | an element without a value is there all the same, with i:nil in a namespace that is often misspelt |
| 2018 | times are those of Copenhagen and do not say so; the feed's own zone decides |

The agency writes in Danish; it has no element for the language of the press releases that it passes on.
"""

import re

from lxml import etree

from wires import text
from wires.formats import batch, parsing, trees
from wires.formats.judging import Remarks, judged
from wires.formats.refusals import Skipped, Unreadable
from wires.stories import CANCELED, WireImage, WireRelated, WireStory, WireSubject

_ITEM = "RBNews"
_ROOTS = frozenset({_ITEM, "ListOfRBNews", "ArrayOfRBNews", "XMLNewsQueuedResponse", "XMLNewsQueuedResult"})
_LANGUAGE = "da"
_TRUE = frozenset({"true", "1"})
#: An entity that was escaped once too often.
_ESCAPED_TWICE = re.compile(r"&amp;(?=(?:apos|quot|amp|lt|gt|nbsp|#\d{1,6});)")
#: IPTC subject codes.
_SUBJECTS = "http://cv.iptc.org/newscodes/subjectcode/"


def recognises(data: bytes) -> bool:
    """Whether the root is an item or one of the envelopes around a list of them."""
    return parsing.root_name(data) in _ROOTS


def read(data: bytes) -> list[WireStory]:
    """The items in file order; raises Skipped for an empty queue, Unreadable for one that reports an error."""
    document = parsing.parse(data)
    items = [item for item in document.root.iter(_ITEM) if next(item.iterancestors(_ITEM), None) is None]
    if not items:
        raise _nothing(document.root)
    return batch.read_each(items, lambda item: _story(item, document.warnings))


def _nothing(root: etree._Element) -> Unreadable:
    error = trees.first(root, ".//errormsg")
    if error:
        return Unreadable(f"Ritzau's service answered with an error: {error[:200]}")
    return Skipped("The queue of Ritzau's service holds no item.")


def _story(item: etree._Element, warnings: tuple[str, ...]) -> WireStory:
    guid = _exact(item, "NewsID")
    if not guid:
        raise Unreadable("The item has no NewsID to know it by.")
    remarks = Remarks(list(warnings))
    body = text.from_html(_ESCAPED_TWICE.sub("&", _exact(item, "content")))
    published = remarks.time(_exact(item, "PublishDate"), "PublishDate")
    town = trees.first(item, "town")
    read = WireStory(
        guid=guid,
        version=_exact(item, "version"),
        pubstatus=remarks.pubstatus(CANCELED if _is_set(item, "Annuleret") else None),
        type="text",
        profile=trees.first(item, "format"),
        headline=trees.first(item, "headline"),
        slugline=trees.first(item, "strapline"),
        byline=trees.first(item, "byLine"),
        dateline=town,
        language=_LANGUAGE,
        urgency=remarks.urgency(_exact(item, "Priority") or None),
        priority=text.whole(_exact(item, "Priority")),
        version_created=published.moment,
        version_created_naive=published.naive,
        subjects=tuple(WireSubject(code=code, scheme=_SUBJECTS) for code in _listed(item, "IPTCList")),
        services=_section(item),
        places=(WireSubject(name=town),) if town else (),
        organisations=tuple(WireSubject(name=name) for name in _listed(item, "Companies")),
        keywords=tuple(_listed(item, "SubjectKeyword")),
        ed_note="\n".join(filter(None, (_note(item), *body.notes))),
        source=trees.first(item, "origin").strip("/ "),
        summary=text.line(_ESCAPED_TWICE.sub("&", trees.first(item, "subtitle"))),
        body_html=body.html,
        images=tuple(_pictures(item)),
        related=tuple(_links(item)),
        embeds=body.embeds,
        evolved_from=_replaced(item, guid),
    )
    remarks.warn(*body.warnings)
    return judged(read, remarks)


def _exact(item: etree._Element, name: str) -> str:
    return text.tidy(item.findtext(name) or "").strip()


def _is_set(item: etree._Element, name: str) -> bool:
    return _exact(item, name).lower() in _TRUE


def _listed(item: etree._Element, name: str) -> list[str]:
    """The values in a list, each once, whatever their elements are called."""
    values = (trees.words(value) for values in item.iterfind(name) for value in values)
    return list(dict.fromkeys(filter(None, values)))


def _section(item: etree._Element) -> tuple[WireSubject, ...]:
    section = WireSubject(code=_exact(item, "sectionShort"), name=trees.first(item, "section"))
    return (section,) if section.code or section.name else ()


def _note(item: etree._Element) -> str:
    """The note to editors, HTML written as text, with its lines."""
    note = text.from_html(_exact(item, "TilRedaktionen")).html
    return "\n".join(filter(None, map(text.line, re.split(r"</p>|<br>|</li>", note))))


def _replaced(item: etree._Element, guid: str) -> str:
    """The item that this one takes the place of under another identifier."""
    names = (_exact(item, "replacedID"), *(trees.words(old) for old in item.iterfind("Replaces//NewsID")))
    return next((name for name in names if name and name != guid), "")


def _pictures(item: etree._Element) -> list[WireImage]:
    """The largest file of each picture: its name inside Ritzau's picture archive, which is how it arrives."""
    return [image for media in item.iterfind("MultimedieList/Multimedie") if (image := _picture(media))]


def _picture(media: etree._Element) -> WireImage | None:
    files = [file for file in media.iterfind("Files/MedieFile") if trees.first(file, "filename")]
    if not files:
        return None
    largest = max(files, key=lambda file: text.whole(trees.first(file, "width", "Width")) or 0)
    path = trees.first(media, "MedienetPath")
    return WireImage(
        href=f"{path.rstrip('/')}/{_exact(largest, 'filename')}" if path else _exact(largest, "filename"),
        title=trees.first(media, "headline", "Headline"),
        caption=trees.first(media, "caption", "Caption", "description", "Description"),
        credit=trees.first(media, "credit", "Credit"),
        byline=trees.first(media, "byline", "Byline", "photographer", "Photographer"),
        width=text.whole(trees.first(largest, "width", "Width")),
        height=text.whole(trees.first(largest, "height", "Height")),
    )


def _links(item: etree._Element) -> list[WireRelated]:
    """Items that the agency relates to this one."""
    related = (trees.first(one, "NewsID") or trees.words(one) for one in item.iterfind("Related/*"))
    return [WireRelated(role="related", guid=guid) for guid in dict.fromkeys(related) if guid]
