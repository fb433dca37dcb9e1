"""Photographs that come as items of their own: what the file says about itself, as a story of type picture.

XMP, IIM and EXIF are read by media.metadata, in the order of the IPTC. Beside the words there are things
that only a wire has: until when it is held back (IIM 2:30, 2:35), that it is killed (2:42, or in words, as
most agencies do), what it is called at its agency.

`read` does not know the name of the file, so the picture has no address: whoever has the file gives it one.

Source: IPTC Photo Metadata Standard 2023.1; IPTC IIM 4.2; PLUS LDF 1.2; PRISM 2.1.
"""

import hashlib
import re
from collections.abc import Iterator
from typing import Any

from media import metadata
from media.metadata import PhotoMetadata, each, first
from wires import naming, text
from wires.formats.guids import derived
from wires.formats.judging import Remarks, judged
from wires.formats.refusals import Unreadable
from wires.stories import WireImage, WireStory, WireSubject
from wires.times import Reading, read_time

#: A photograph is larger than any story, and only its beginning is looked at.
MOST_BYTES = 100 * 2**20
_HEAD = 12
#: What browsers do not show.
_TO_BE_CONVERTED = frozenset({"image/tiff"})
#: IIM 2:42 (action advised): the object is killed.
_KILL = "01"
#: How agencies kill a picture in words, in the instructions, the title or at the beginning of the caption.
_KILL_WORDS = re.compile(
    r"\b(?:mandatory|photo|picture|please|urgent)[ -]kill\b|\bkill[\s!,/-]+(?:kill|notice|order)\b|"
    r"\bkill (?:this )?(?:photo|picture|image)\b|\A\W*(?:kill|killed|eliminate|elimination)\b\W*(?:\Z|:)|"
    r"\bphoto elimination\b|\bbild(?:er)?(?:rückzug| zurückgezogen)\b|\bretrait photo\b|\bfoto (?:annullata|anulada)\b",
    re.IGNORECASE,
)
#: Letters of a caption in which a kill stands, and in which anything is looked for.
_CAPTION_START, _CAPTION = 80, 5000
#: An embargo in instructions; one that was lifted, or does not exist, is none.
_EMBARGO = re.compile(
    r"(?<!no )(?<!without )\bembargo(?:ed)?\b"
    r"(?!\s*(?:(?:is )?lifted|off|passed|expired|aufgehoben|levé|: ?no(?:ne)?\b))|\bsperrfrist\b",
    re.IGNORECASE,
)
#: In titles and captions only what can mean nothing else: there are embargoes on oil.
_EMBARGOED = re.compile(r"\b(?i:embargoed (?:to|until|till|for)|under embargo until)\b|\A\W*EMBARGO(?:ED)?\b\W")
#: What must not be done with a picture, where it stands in capitals within the caption: "AUSTRIA OUT".
_RESTRICTION = re.compile(
    r"\*?MANDATORY CREDIT\b[^.*\n]{0,80}|\b[A-Z][A-Z'&/,. -]{1,60}[A-Z] OUT\b|"
    r"\bNO (?:SALES|ARCHIVES?|RESALE|INTERNET|MAGS)\b|\bEDITORIAL USE ONLY\b|\bONE TIME USE ONLY\b"
)
_SUBJECT_CODE = re.compile(r"(?:[A-Z]+:)?(\d{8})(?::(.*))?")
#: Agencies whose captions begin with their number of the picture, while nothing else in the file has it.
#: EPA, seen since 2008.
_NUMBER_IN_CAPTION = re.compile(r"(epa\d{8})\b")


def recognises(data: bytes) -> bool:
    """Whether the first bytes are those of JPEG, PNG, WebP, GIF or TIFF."""
    return naming.is_picture("", data[:_HEAD])


def read(data: bytes) -> list[WireStory]:
    """One story with one picture; raises Unreadable where the file only begins as a picture does."""
    told = metadata.read(data)
    if not told.mime_type:
        raise Unreadable("The file begins as a picture does, but it cannot be opened: it is damaged or was cut off.")
    remarks = Remarks()
    if told.mime_type in _TO_BE_CONVERTED:
        remarks.warn("The picture is a TIFF: it must be saved as JPEG, PNG or WebP before it can be published.")
    sent = _sent(told.raw)
    read = WireStory(
        guid=_guid(told, data),
        type="picture",
        pubstatus=remarks.pubstatus("killed" if _is_killed(told) else None),
        images=(_image(told),),
        version_created=sent.moment,
        version_created_naive=sent.naive,
        first_created=told.taken_at,
        urgency=remarks.urgency(first(told.raw, "xmp photoshop:Urgency", "iim 2:10") or None),
        priority=text.whole(first(told.raw, "iim 1:60")),
        **_embargo(told, sent, remarks),
        **_words(told),
        **_concepts(told),
    )
    return [judged(read, remarks)]


def _words(told: PhotoMetadata) -> dict[str, Any]:
    return {
        "headline": _line(told.headline or told.title),
        "slugline": _line(told.title),
        "byline": _line(told.byline),
        "authors": tuple(dict.fromkeys(map(_line, _creators(told)))),
        "language": _line(told.language),
        "summary": _line(told.caption),
        "ed_note": text.tidy(told.instructions),
        "credit": _line(told.credit),
        "source": _line(told.source),
        "copyright_holder": _owner(told.raw),
        "copyright_notice": text.tidy(told.copyright_notice),
        "usage_terms": _usage_terms(told),
        "rights": "\n".join(each(told.raw, "xmp xmpRights:WebStatement", "xmp plus:DataMining")),
        "keywords": tuple(map(_line, told.keywords)),
    }


def _image(told: PhotoMetadata) -> WireImage:
    return WireImage(
        href="",
        role="main",
        title=_line(told.title or told.headline),
        caption=_line(told.caption),
        alt=_line(told.alt_text),
        credit=_line(told.credit),
        byline=_line(told.byline),
        source=_line(told.source),
        copyright_holder=_owner(told.raw),
        copyright_notice=text.tidy(told.copyright_notice),
        usage_terms=_usage_terms(told),
        instructions=text.tidy(told.instructions),
        digital_source_type=told.digital_source_type,
        mime_type=told.mime_type,
        width=told.width,
        height=told.height,
        taken_at=told.taken_at,
    )


def _line(words: str) -> str:
    """The words on one line; what looks like markup in them was meant as it stands."""
    return " ".join(text.tidy(words).split())


def _creators(told: PhotoMetadata) -> list[str]:
    return [*each(told.raw, "xmp dc:creator")] or [*each(told.raw, "iim 2:80")] or [told.byline] * bool(told.byline)


def _usage_terms(told: PhotoMetadata) -> str:
    """The terms, and what of them stands in capitals within the caption."""
    found = (_line(terms[0].strip(" *.,-")) for terms in _RESTRICTION.finditer(told.caption[:_CAPTION]))
    return "\n".join(dict.fromkeys(filter(None, (text.tidy(told.usage_terms), *found))))


def _owner(raw: dict[str, Any]) -> str:
    owners = (_line(owner.get("plus:CopyrightOwnerName", "")) for owner in _structures(raw, "plus:CopyrightOwner"))
    return ", ".join(dict.fromkeys(filter(None, owners)))


def _structures(raw: dict[str, Any], name: str) -> Iterator[dict[str, str]]:
    """The structures of an XMP property, with those of their fields that are texts."""
    value = raw.get("xmp", {}).get(name)
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            yield {key: part for key, part in one.items() if isinstance(part, str)}


def _guid(told: PhotoMetadata, data: bytes) -> str:
    """What the file calls itself, else what its agency calls it on that day, else its bytes."""
    own = next(filter(None, map(text.tidy, _own_names(told.raw))), "")
    if own:
        return own
    agency = told.credit or told.source or told.copyright_notice
    number = _NUMBER_IN_CAPTION.match(told.caption)
    reference = first(told.raw, "xmp photoshop:TransmissionReference", "iim 2:103")
    if number:
        return derived(agency, number[1])
    if reference and agency:
        day = first(told.raw, "iim 2:55", "xmp photoshop:DateCreated", "exif DateTimeOriginal")
        return derived(agency, reference, re.sub(r"\D", "", day)[:8], told.title)
    return derived("", hashlib.sha256(data).hexdigest())


def _own_names(raw: dict[str, Any]) -> Iterator[str]:
    """Identifiers that are one of a kind, the most general first (IPTC; IIM 1:100, the unique name of an object)."""
    yield from each(raw, "xmp Iptc4xmpExt:DigImageGUID", "iim 1:100", "xmp plus:ImageSupplierImageID")
    yield from (entry.get("Iptc4xmpExt:RegItemId", "") for entry in _structures(raw, "Iptc4xmpExt:RegistryId"))


def _is_killed(told: PhotoMetadata) -> bool:
    if first(told.raw, "iim 2:42") == _KILL:
        return True
    places = (told.instructions, told.headline, told.title, first(told.raw, "iim 2:07"), told.caption[:_CAPTION_START])
    return any(_KILL_WORDS.search(words) for words in places)


def _embargo(told: PhotoMetadata, sent: Reading, remarks: Remarks) -> dict[str, Any]:
    """From when and until when it may be used: by IIM, by PRISM in XMP, by the instructions."""
    start, end = _moment(told.raw, "2:30", "2:35"), _moment(told.raw, "2:37", "2:38")
    if _is_past(start, told, sent):
        start = ""
    if not start:
        start = _prism(told.raw, "embargoDate") or _embargo_in_words(told)
    expires = remarks.time(end or _prism(told.raw, "expirationDate"), "expiration date").moment
    return {**remarks.embargo(start), "expires": expires}


def _moment(raw: dict[str, Any], day: str, time: str) -> str:
    """A date and a time of IIM in one, CCYYMMDD and HHMMSS±HHMM; the date alone where there is no time."""
    days, times = first(raw, f"iim {day}"), first(raw, f"iim {time}")
    return f"{days}T{times}" if days and times else days


def _is_past(start: str, told: PhotoMetadata, sent: Reading) -> bool:
    """Whether a release lies before the file was sent, or on a day on which its picture was there already."""
    moment = read_time(start).moment
    if moment and sent.moment:
        return moment <= sent.moment
    days = [first(told.raw, "iim 2:55"), first(told.raw, "iim 1:70")]
    days += [f"{told.taken_at:%Y%m%d}"] if told.taken_at else []
    last = max((day for day in days if len(day) == 8), default="")
    return bool(start) and (start[:8] < last or start == last)


def _prism(raw: dict[str, Any], name: str) -> str:
    values = (value for key, value in raw.get("xmp", {}).items() if key.endswith(f":{name}"))
    return next((value for value in values if isinstance(value, str)), "")


def _embargo_in_words(told: PhotoMetadata) -> str:
    if _EMBARGO.search(told.instructions):
        return _line(told.instructions)[:200]
    for words in (told.headline, told.title, told.caption[:_CAPTION]):
        if found := _EMBARGOED.search(words):
            return _line(words[found.start() :])[:80]
    return ""


def _sent(raw: dict[str, Any]) -> Reading:
    """When the file was sent, else when its words were last changed."""
    sent = _moment(raw, "1:70", "1:80")
    readings = (read_time(written) for written in (sent, first(raw, "xmp xmp:MetadataDate", "xmp xmp:ModifyDate")))
    return next((reading for reading in readings if reading.moment or reading.naive), Reading())


def _concepts(told: PhotoMetadata) -> dict[str, Any]:
    raw = told.raw
    return {
        "subjects": tuple(dict.fromkeys((*_subject_codes(raw), *_terms(raw)))),
        "services": _named(raw, "xmp photoshop:Category", "iim 2:15", "iim 2:20"),
        "genres": _named(raw, "xmp Iptc4xmpCore:IntellectualGenre"),
        "places": tuple(_places(told)),
        "people": _named(raw, "xmp Iptc4xmpExt:PersonInImage"),
        "organisations": _named(raw, "xmp Iptc4xmpExt:OrganisationInImageName"),
    }


def _named(raw: dict[str, Any], *places: str) -> tuple[WireSubject, ...]:
    return tuple(WireSubject(name=name) for name in dict.fromkeys(map(_line, each(raw, *places))))


def _subject_codes(raw: dict[str, Any]) -> Iterator[WireSubject]:
    """IPTC subject codes: "15000000", or in IIM's long form "IPTC:15000000:sport"."""
    for words in map(_line, each(raw, "xmp Iptc4xmpCore:SubjectCode", "iim 2:12")):
        if found := _SUBJECT_CODE.fullmatch(words):
            name = next(filter(None, reversed((found[2] or "").split(":"))), "")
            yield WireSubject(code=found[1], name=name, scheme="http://cv.iptc.org/newscodes/subjectcode/")


def _terms(raw: dict[str, Any]) -> Iterator[WireSubject]:
    """Terms of any vocabulary (Iptc4xmpExt:AboutCvTerm)."""
    for term in _structures(raw, "Iptc4xmpExt:AboutCvTerm"):
        name, uri = _line(term.get("Iptc4xmpExt:CvTermName", "")), _line(term.get("Iptc4xmpExt:CvTermId", ""))
        if name or uri:
            yield WireSubject(name=name, uri=uri, scheme=_line(term.get("Iptc4xmpExt:CvId", "")))


def _places(told: PhotoMetadata) -> Iterator[WireSubject]:
    """From near to far, the country with its code."""
    for name in dict.fromkeys(map(_line, (told.sublocation, told.city, told.region))):
        if name and name != told.country:
            yield WireSubject(name=name)
    if told.country or told.country_code:
        yield WireSubject(code=_line(told.country_code), name=_line(told.country))
