"""A NITF document made into the neutral story."""

import re
from typing import Any

from lxml import etree

from wires import text
from wires.formats import guids, trees
from wires.formats.judging import Embargo, Remarks, judged, stops
from wires.formats.nitf import body, docdata
from wires.formats.nitf.body import NitfBody
from wires.formats.nitf.docdata import Head
from wires.stories import WireStory

#: Who puts a sub-headline into the byline, in lower case, and since when that was seen.
_BYLINE_IS_SUBHEADLINE = {"ansa": "2022"}
#: Whose identifiers end in the number of the version, one less than that of the key, and since when that was seen.
_VERSION_IN_IDENTIFIER = {"NTB": "2020"}
_ENDS_IN_VERSION = re.compile(r"(.+)_(\d{2,4})")
#: hl2 by its id, and who repeats there what other headlines the story had: no sub-headline for readers (AP 2015).
_FORMER_HEADLINES = frozenset({"originalheadline"})


def story(document: etree._Element, warnings: tuple[str, ...]) -> WireStory:
    """The story of a `nitf` element. Whatever is odd about it ends in `warnings`."""
    head, read = Head(document), body.read(document)
    remarks = Remarks(list(warnings))
    issued = remarks.time(head.issued(), "date.issue")
    embargo = _embargo(head, remarks)
    made = WireStory(
        guid=head.attribute("doc-id", "id-string") or _derived(head, read),
        pubstatus=remarks.state(docdata.status(head), embargo),
        **embargo,
        version_created=issued.moment,
        version_created_naive=issued.naive,
        expires=remarks.time(head.time("date.expire"), "date.expire").moment,
        urgency=remarks.urgency(_urgency(head)),
        language=_language(document, head),
        evolved_from=_evolved_from(head),
        **_words(head, read, _subheadlines(document, head, read)),
        **_concepts(head),
        **_content(read),
        **_rights(head, read),
    )
    lost = [image.caption[:80] for image in read.images if image.href.startswith("#")]
    remarks.warn(*read.warnings, *(f"The picture “{caption}” came without an address." for caption in lost))
    return judged(made, remarks)


def canceled(document: etree._Element) -> WireStory | None:
    """Another document that this one takes back (NITF, docdata/@management-doc-idref)."""
    data = document.find("head/docdata")
    other, state = trees.attribute(data, "management-doc-idref"), trees.attribute(data, "management-idref-status")
    if not other or not stops(state) or other == Head(document).attribute("doc-id", "id-string"):
        return None
    remarks = Remarks()
    pubstatus = remarks.pubstatus(state)
    return judged(WireStory(guid=other, pubstatus=pubstatus, type="text", headline=Head(document).title), remarks)


def _embargo(head: Head, remarks: Remarks) -> Embargo:
    """date.release, where the document was not free when it was issued, or calls itself embargoed."""
    released = head.time("date.release")
    embargoed = (docdata.status(head) or "").strip().lower() == "embargoed"
    if not released or (not embargoed and docdata.is_over(released, head.time("date.issue"))):
        return Embargo(embargo=None, embargo_raw="")
    return remarks.embargo(released)


def _urgency(head: Head) -> str | None:
    return head.attribute("urgency", "ed-urg") or None


def _language(document: etree._Element, head: Head) -> str:
    """The base language; NITF 3.4 and later have it as attribute of the document."""
    return trees.attribute(document, "baselang", "lang") or head.meta("language")


def _evolved_from(head: Head) -> str:
    """The document that this one corrects, or the version before it, where that has another identifier."""
    corrected, own = head.attribute("correction", "id-string"), head.attribute("doc-id", "id-string")
    if corrected and corrected != own:
        return corrected
    version, found = text.whole(head.attribute("du-key", "version")), _ENDS_IN_VERSION.fullmatch(own)
    if head.attribute("doc-id", "regsrc") not in _VERSION_IN_IDENTIFIER or not found:
        return ""
    before = int(found[2]) - 1
    return f"{found[1]}_{before:02}" if version == before + 2 and before >= 0 else ""


def _derived(head: Head, read: NitfBody) -> str:
    """An identifier from what stays the same while a story is updated: its key, slug or headline, and the day."""
    supplier = _source(head, read) or head.attribute("doc.copyright", "holder")
    day = (head.time("date.issue") or head.issued())[:10].replace("-", "")[:8]
    name = head.attribute("du-key", "key") or head.meta("slugline") or read.headline or head.title
    return guids.derived(supplier, name, day) if name else guids.derived(supplier, day, text.visible(read.body.html))


def _source(head: Head, read: NitfBody) -> str:
    return text.line(head.attribute("doc-id", "regsrc")) or head.meta("source") or read.distributor


def _words(head: Head, read: NitfBody, below: tuple[str, ...]) -> dict[str, Any]:
    headline = read.headline or head.title
    source = _source(head, read)
    byline = "" if read.byline in below else read.byline
    return {
        "version": head.attribute("du-key", "version", "generation"),
        "headline": headline,
        "title": head.title,
        "slugline": _slugline(head, headline),
        "byline": byline,
        "authors": read.authors,
        "dateline": read.dateline,
        "summary": text.untold([read.summary, ". ".join(below)], told=[headline], html=read.body.html),
        "credit": read.distributor or source or text.line(head.attribute("doc.copyright", "holder")),
        "source": source,
        "ed_note": "\n".join((*docdata.notes(head), *read.notes)),
    }


def _slugline(head: Head, headline: str) -> str:
    """The desk's name of the story: a title that is not the headline, else the key of the document."""
    title = head.title if head.title != headline else ""
    return head.meta("slugline") or title or text.line(head.attribute("du-key", "key"))


def _subheadlines(document: etree._Element, head: Head, read: NitfBody) -> tuple[str, ...]:
    """The lower headlines that say something to readers: no former headlines, no lists of keywords."""
    former = {
        trees.words(one)
        for one in document.iterfind("body/body.head/hedline/hl2")
        if (one.get("id") or "").lower() in _FORMER_HEADLINES
    }
    keywords = {word.casefold() for word in docdata.keywords(head)}
    told = [words for words in read.subheadlines if words not in former and words.casefold() not in keywords]
    if read.byline and read.distributor.lower() in _BYLINE_IS_SUBHEADLINE:
        told.append(read.byline)
    return tuple(told)


def _concepts(head: Head) -> dict[str, Any]:
    return {
        "subjects": docdata.subjects(head),
        "genres": docdata.genres(head),
        "services": docdata.services(head),
        "signals": docdata.signals(head),
        "places": docdata.places(head),
        "people": docdata.people(head),
        "organisations": docdata.organisations(head),
        "keywords": docdata.keywords(head),
    }


def _content(read: NitfBody) -> dict[str, Any]:
    return {
        "type": _type(read),
        "body_html": read.body.html,
        "embeds": read.body.embeds,
        "images": tuple(image for image in read.images if not image.href.startswith("#")),
        "related": read.related,
    }


def _type(read: NitfBody) -> str:
    """text, unless there is nothing but media."""
    if read.body.html or not (read.images or read.related):
        return "text"
    return "picture" if read.images else read.related[0].type


def _rights(head: Head, read: NitfBody) -> dict[str, Any]:
    holder = text.line(head.attribute("doc.copyright", "holder"))
    return {
        "copyright_holder": holder or read.rights_owner or text.line(head.attribute("doc.rights", "owner")),
        "usage_terms": docdata.usage_terms(head),
    }
