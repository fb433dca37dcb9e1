"""One story of a NewsItem made into the neutral story, and what its status says of its earlier revisions."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from wires import text
from wires.formats import guids, trees
from wires.formats.judging import Remarks, judged, stops
from wires.formats.newsml_1 import components, metadata, texts
from wires.formats.newsml_1.company import company
from wires.formats.newsml_1.components import formal_name
from wires.formats.newsml_1.identification import Identification, identify
from wires.formats.newsml_1.management import Management
from wires.formats.newsml_1.metadata import Around, Topics
from wires.formats.newsml_1.texts import Texts
from wires.formats.newsml_1.units import Unit
from wires.formats.nitf import docdata
from wires.formats.refusals import Skipped, Unreadable
from wires.stories import USABLE, WireStory

_MEDIA_ROLES = frozenset({"audio", "video", "graphic"})


@dataclass(frozen=True, slots=True)
class File:
    """What a file says of all its items."""

    envelope: etree._Element
    topics: Topics
    warnings: tuple[str, ...] = ()


def story(unit: Unit, file: File) -> WireStory:
    """The story of a unit; raises Skipped and Unreadable for items that are none."""
    management, around, read = Management(unit.item), unit.around, texts.read(unit.parts)
    headline = around.line("headline") or read.headline or read.nitf.headline
    read.body = text.without_headline(read.body, headline)
    names = _names(unit, file, headline, read)
    _refuse_changes(unit.item, names, management)
    remarks = Remarks(list(file.warnings))
    beside = company(unit, read, management)
    made = WireStory(
        guid=names.guid,
        version=names.version,
        type=_type(unit, read, beside.images[0].href if beside.images else ""),
        headline=headline,
        evolved_from=_evolved_from(unit, names, management),
        body_html=read.body.html,
        embeds=read.body.embeds,
        images=tuple(beside.images),
        related=tuple(beside.related),
        advisory=management.is_advisory or any(map(components.is_advisory, unit.parts)),
        **_state(management, file, read, remarks),
        **_words(unit, read, headline),
        **_concepts(around, file, read),
        **_rights(around, file, read),
    )
    remarks.warn(*read.body.warnings, *beside.warnings)
    if names.update != "N" and made.pubstatus == USABLE:
        remarks.warn("The agency sent only a change in how the item is managed, without the item.")
    return judged(replace(made, summary=_summary(made, around, read)), remarks)


def _names(unit: Unit, file: File, headline: str, read: Texts) -> Identification:
    """The names of the item; further languages of it have names of their own that begin with it."""
    supplier = trees.first(unit.item, "Identification//ProviderId") or formal_name(file.envelope.find("SentFrom/Party"))
    told = headline or " ".join(text.visible(read.body.html).split())
    names = identify(unit.item, supplier=supplier, told=told)
    return replace(names, guid=guids.in_language(names.guid, unit.variant)) if unit.variant else names


def _refuse_changes(item: etree._Element, names: Identification, management: Management) -> None:
    """Items that hold no story: lists of topics, and changes to the text of a revision that was sent before."""
    if item.find("NewsComponent") is not None or stops(management.status or ""):
        return
    if item.find("TopicSet") is not None:
        raise Skipped(
            f"This is a list of topics ({names.guid[:80]}), not a story: it is kept, and nothing is made of it."
        )
    if item.find("Update") is not None:
        raise Unreadable(f"This lists only changes to an item that was sent before ({names.guid[:80]}), not its text.")


def _evolved_from(unit: Unit, names: Identification, management: Management) -> str:
    """The last revision before this one, unless it was taken back; of a further language the item itself.

    Only the first language has the item's own name, so a kill of it finds the others by this. What an item derives
    from is another story: a translation of it, or background (DerivedFrom).
    """
    if unit.variant:
        return guids.parted(names.guid)[0]
    return "" if not names.earlier or management.taken_back() else names.earlier[0]


def _type(unit: Unit, read: Texts, picture: str) -> str:
    roles = {components.role(one) for part in unit.parts for one in components.chain(part)} & _MEDIA_ROLES
    if roles:
        return min(roles)
    return "picture" if picture and not read.body.html else "text"


def _state(management: Management, file: File, read: Texts, remarks: Remarks) -> dict[str, Any]:
    """When it was made, and whether it may be published: not where the document inside is taken back."""
    inside = (docdata.status(read.head) if read.head else None) or ""
    state = management.state(remarks)
    if stops(inside) and state["pubstatus"] == USABLE:
        state["pubstatus"] = remarks.pubstatus(inside)
    created = management.time("ThisRevisionCreated") or trees.first(file.envelope, "DateAndTime")
    made = remarks.time(created, "ThisRevisionCreated")
    return {
        **state,
        "urgency": remarks.urgency(management.urgency()),
        "priority": text.whole(formal_name(file.envelope.find("Priority"))),
        "version_created": made.moment,
        "version_created_naive": made.naive,
        "first_created": remarks.time(management.time("FirstCreated"), "FirstCreated").moment,
    }


def _words(unit: Unit, read: Texts, headline: str) -> dict[str, Any]:
    around, nitf = unit.around, read.nitf
    label = trees.first(unit.item, "Identification/NameLabel")
    slugs = (words for kind, words in around.typed_lines() if kind in metadata.SLUGS)
    notes = (
        *Management(unit.item).instructions(),
        *metadata.notes(around),
        *(docdata.notes(read.head) if read.head else ()),
        *read.notes,
    )
    return {
        "title": label if label != headline else "",
        "slugline": around.line("slugline") or label or next(slugs, ""),
        "byline": metadata.byline(around) or (nitf.byline if metadata.is_name(nitf.byline) else ""),
        "authors": tuple(filter(metadata.is_name, around.parties("Creator"))) or nitf.authors,
        "dateline": around.line("dateline") or nitf.dateline,
        "language": _language(unit, read),
        "ed_note": "\n".join(dict.fromkeys(notes)),
    }


def _language(unit: Unit, read: Texts) -> str:
    said = unit.around.language() or trees.attribute(unit.item, "lang")
    document = unit.item.find(".//nitf") if read.head and not said else None
    return said or trees.attribute(document, "baselang", "lang")


def _summary(made: WireStory, around: Around, read: Texts) -> str:
    """What the item is about, where that is more than its headline, its keywords and how its text opens."""
    lines = [read.summary, around.line("subheadline"), read.nitf.summary, ". ".join(read.nitf.subheadlines)]
    if made.type == "picture" and made.images:
        lines.append(made.images[0].caption)
    told = [made.headline, *made.keywords, " ".join(made.keywords)]
    return text.untold(lines, told=told, html=made.body_html)


def _concepts(around: Around, file: File, read: Texts) -> dict[str, Any]:
    named = docdata.subjects(read.head) if read.head else ()
    subjects = metadata.subjects(around, file.topics, around.language())
    words = (*metadata.keywords(around), *(docdata.keywords(read.head) if read.head else ()))
    return {
        "subjects": metadata.with_names(subjects, named),
        "services": metadata.services(file.envelope),
        "genres": metadata.genres(around),
        "places": metadata.places(around) or (docdata.places(read.head) if read.head else ()),
        "keywords": tuple(dict.fromkeys(words)),
    }


def _rights(around: Around, file: File, read: Texts) -> dict[str, Any]:
    provider = around.party("Provider") or text.line(formal_name(file.envelope.find("SentFrom/Party")))
    source = around.party("Source")
    return {
        "credit": around.line("creditline") or provider or source,
        "source": source or provider,
        "copyright_holder": metadata.copyright_holder(around) or read.nitf.rights_owner,
        "copyright_notice": around.line("copyrightline"),
        "usage_terms": metadata.usage_terms(around) or (docdata.usage_terms(read.head) if read.head else ""),
    }


def stopped(item: etree._Element) -> Iterator[WireStory]:
    """The earlier revisions that an item stops, each under its own name: those it is a later word on, if it is
    canceled or withheld itself, and those that it takes back."""
    management = Management(item)
    own, others = management.state(Remarks())["pubstatus"], management.taken_back()
    if own == USABLE and not others:
        return
    names = identify(item, supplier="", told="")
    words = dict.fromkeys(names.earlier, own) if own != USABLE else {}
    for number, word in others:
        same = (guid for guid in names.earlier if not number or guid.rpartition(":")[2].rstrip("N") == number)
        words.update(dict.fromkeys(same, word))
    headline = next(filter(None, map(trees.words, item.iter("HeadLine"))), "")
    for guid, word in words.items():
        judge = Remarks()
        yield judged(WireStory(guid=guid, pubstatus=judge.pubstatus(word), type="text", headline=headline), judge)
