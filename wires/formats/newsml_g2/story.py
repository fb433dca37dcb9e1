"""An item of NewsML-G2 made into the neutral story."""

from dataclasses import replace
from typing import Any

from wires import text
from wires.formats import pictures, trees
from wires.formats.judging import Embargo, Remarks, judged
from wires.formats.newsml_g2 import codes, company, concepts, content, identity, parties, terms, wording, xhtml
from wires.formats.newsml_g2.company import Company
from wires.formats.newsml_g2.content import Content
from wires.formats.newsml_g2.item import Item
from wires.formats.newsml_g2.parties import Parties
from wires.formats.newsml_g2.terms import Terms
from wires.stories import CANCELED, WireImage, WireStory
from wires.times import Reading, read_time

#: Senders who leave <embargoed/> empty in all that they send and mean none by it; the standard means one without
#: an end (NewsML-G2 2.x, DateTimeOrNullPropType). Name in the header of the message → since when seen.
_EMPTY_EMBARGO_IS_NONE = {"BusinessDesk": "2016-01"}
#: Signals that take a story back, in the vocabularies of agencies; the standard itself has pubStatus for it.
_KILLS = frozenset(
    {"kill", "killed", "cancel", "canceled", "cancelled", "withdraw", "withdrawn", "retract", "retraction"}
)
#: TT names what an item replaces by the number in its guid: altId tt:refuno, seen since 2017.
_TT_OWN_NUMBER, _TT_FORMER_NUMBER = "tt:uno", "tt:refuno"
_EMPTY = "(empty)"


def story(item: Item, warnings: tuple[str, ...]) -> WireStory:
    """The story of an item. Whatever is wrong with it ends in `warnings`."""
    remarks = Remarks(list(warnings))
    read = content.of(item)
    people, rights = parties.of(item), terms.of(item)
    came = company.of(item, people, rights)
    made = WireStory(
        guid=item.guid,
        images=tuple(_images(item, read, came, people, rights)),
        related=(*company.packaged(item), *came.related, *read.related),
        embeds=read.body.embeds,
        evolved_from=_evolved_from(item),
        **_state(item, remarks),
        **_words(item, read),
        **_people(people, read),
        **concepts.of(item)._asdict(),
        **_kinds(item),
        **_rights(rights, read),
    )
    remarks.warn(*read.warnings, *read.body.warnings)
    return judged(identity.identified(item, made), remarks)


def _state(item: Item, remarks: Remarks) -> dict[str, Any]:
    """Whether and when it may be published."""
    created, embargo = _version_created(item, remarks), _embargo(item, remarks)
    return {
        "version": codes.exact(item.element, "version"),
        "type": item.kind or ("composite" if item.element.tag == "packageItem" else "text"),
        "pubstatus": _pubstatus(item, remarks, embargo),
        **embargo,
        "version_created": created.moment,
        "version_created_naive": created.naive,
        "first_created": remarks.time(trees.first(item.meta, "firstCreated"), "firstCreated").moment,
        "expires": remarks.time(trees.first(item.meta, "expires"), "expires").moment,
        "urgency": remarks.urgency(trees.first(item.about, "urgency") or None),
        "priority": text.whole(trees.first(item.header, "priority")),
    }


def _version_created(item: Item, remarks: Remarks) -> Reading:
    """When this version was made; where that is left out, when its content was changed or its message sent."""
    own = trees.first(item.meta, "versionCreated")
    if own:
        return remarks.time(own, "versionCreated")
    told = (trees.first(item.about, "contentModified"), trees.first(item.about, "contentCreated"))
    sent = (trees.first(item.header, name) for name in ("sent", "Sent"))
    return next((reading for reading in map(read_time, (*told, *sent)) if reading.moment or reading.naive), Reading())


def _pubstatus(item: Item, remarks: Remarks, embargo: Embargo) -> str:
    """As the item says; a signal that takes the story back counts as well."""
    given = item.meta.find("pubStatus")
    status = remarks.state(None if given is None else codes.state(given), embargo)
    signals = {codes.local(codes.state(one)) for name in ("signal", "role") for one in item.meta.iterfind(name)}
    return CANCELED if signals & _KILLS else status


def _embargo(item: Item, remarks: Remarks) -> Embargo:
    """An embargo that is there and empty has no end: it holds until the agency lifts it."""
    given = item.meta.find("embargoed")
    if given is None:
        return remarks.embargo(None)
    told = trees.words(given)
    if not told and trees.first(item.header, "sender", "origin") in _EMPTY_EMBARGO_IS_NONE:
        return remarks.embargo(None)
    return remarks.embargo(told or _EMPTY)


def _evolved_from(item: Item) -> str:
    """The item that this one continues under another name."""
    former = [company.target(link) for link in item.meta.iterfind("link") if company.relation(link) == "evolvedfrom"]
    own, replaced = (trees.first(item.about, f"altId[@type='{name}']") for name in (_TT_OWN_NUMBER, _TT_FORMER_NUMBER))
    if own and replaced and item.guid.endswith(own):
        former.append(item.guid.removesuffix(own) + replaced)
    return next((guid for guid in former if guid and guid != item.guid), "")


def _words(item: Item, read: Content) -> dict[str, Any]:
    headline = wording.headline(item.about.findall("headline"), item.language) or read.headline
    headline = headline or wording.headline(item.meta.findall("title"), item.language)
    body = text.without_headline(read.body, headline)
    slugline = trees.words(wording.best(item.about.iterfind("slugline"), item.language))
    return {
        "headline": headline,
        "slugline": slugline,
        "dateline": trees.words(wording.best(item.about.iterfind("dateline"), item.language)) or read.dateline,
        "language": item.language,
        "summary": _summary(item, read, headline, slugline),
        "body_html": body.html,
        "profile": trees.first(item.meta, "profile"),
        "keywords": tuple(dict.fromkeys(filter(None, map(trees.words, item.about.iterfind("keyword"))))),
    }


def _summary(item: Item, read: Content, headline: str, slugline: str) -> str:
    """What the item is about, for readers; empty where that says no more than headline and slugline."""
    descriptions = item.about.findall("description")
    if company.is_picture(item):
        return wording.described(descriptions, item.language, wording.CAPTIONS)
    told = wording.described(descriptions, item.language, wording.SUMMARIES) or read.summary
    told = told or wording.described(descriptions, item.language, wording.CAPTIONS)
    rest = xhtml.folded(told.replace(slugline, "", 1) if slugline else told)
    return "" if rest in (xhtml.folded(headline), "") else told


def _kinds(item: Item) -> dict[str, Any]:
    return {
        "genres": concepts.plain(item, item.about.iterfind("genre")),
        "services": concepts.plain(item, item.meta.iterfind("service")),
        "signals": concepts.plain(item, item.meta.iterfind("signal")),
    }


def _people(people: Parties, read: Content) -> dict[str, Any]:
    return {
        "byline": people.byline(read.byline),
        "authors": people.authors,
        "credit": people.credit,
        "source": people.source,
        "copyright_holder": people.holder,
    }


def _rights(rights: Terms, read: Content) -> dict[str, Any]:
    return {
        "ed_note": "\n".join(dict.fromkeys(filter(None, (rights.notes, *read.notes, *read.body.notes)))),
        "copyright_notice": rights.copyright_notice,
        "usage_terms": rights.usage_terms,
        "rights": rights.licence,
    }


def _images(item: Item, read: Content, came: Company, people: Parties, rights: Terms) -> list[WireImage]:
    """All pictures: those that came with the item, those of its content, those of the body where they stood."""
    if company.is_picture(item):
        return [replace(image, position=None) for image in _of_picture(item, read, came, people, rights)]
    images = pictures.with_body_images(came.images, read.body.images, came.addresses)
    shown = {came.addresses[one.href]: one.href for one in read.body.images if one.href in came.originals}
    told = [_captioned(_as_shown(came, image, shown.get(index)), read) for index, image in enumerate(images)]
    return [*told, *(image for image in read.images if image.href not in came.addresses)]


def _of_picture(item: Item, read: Content, came: Company, people: Parties, rights: Terms) -> list[WireImage]:
    """The picture of a picture item, which some show in a page of their own instead of naming the file."""
    if not came.images and read.body.images:
        came.add(company.described(item, WireImage(read.body.images[0].href, role="main"), people, rights), [])
    images = pictures.with_body_images(came.images, read.body.images, came.addresses)
    return [_captioned(image, read) for image in images]


def _as_shown(came: Company, image: WireImage, href: str | None) -> WireImage:
    """Where the body shows what the agency calls the original, that one: a larger print was blown up from it."""
    if href is None:
        return image
    original = came.originals[href]
    width, height = text.whole(original.get("width")), text.whole(original.get("height"))
    return replace(image, href=href, width=width, height=height)


def _captioned(image: WireImage, read: Content) -> WireImage:
    """The picture with what its caption in the body says apart, where its own metadata do not."""
    told = read.figures.get(image.href, {})
    missing: dict[str, Any] = {name: words for name, words in told.items() if words and not getattr(image, name)}
    return replace(image, **missing) if missing else image
