"""An entry of a feed made into the neutral story."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from wires import text
from wires.formats import trees
from wires.formats.guids import derived
from wires.formats.judging import Remarks, judged
from wires.formats.refusals import Unreadable
from wires.formats.syndication import bodies, media, vendors
from wires.formats.syndication.elements import Node, absolute, exact, language, name
from wires.stories import CANCELED, WireImage, WireRelated, WireStory, WireSubject
from wires.times import Reading, read_time

_CHANGED = ("atom:updated", "updated", "atom:modified", "dcterms:modified", "other:modified")
_MADE = (
    "pubdate",
    "atom:published",
    "published",
    "atom:issued",
    "dc:date",
    "dcterms:issued",
    "dcterms:created",
    "date",
)
_AUTHORS = ("dc:creator", "author", "atom:author", "itunes:author", "other:byline")
_RIGHTS = ("dc:rights", "atom:rights", "rights", "copyright", "atom:copyright", "media:copyright")
#: "editor@harrow.example (Ida Kern)": a name in brackets behind an address that is nobody's business.
_NAMED_ADDRESS = re.compile(r"[^\s@()<>]{1,100}@[^\s@()<>]{1,200}\s*\(([^()]*)\)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
#: A period in the syntax of DCMI: "start=2026-03-03T06:00Z; end=2026-03-10; scheme=W3C-DTF".
_PERIOD = re.compile(r"\b(start|end)\s*=\s*([^;]+)", re.IGNORECASE)
#: States that stand in an element of their own: Media RSS, WordPress, agencies.
_STATES = ("media:status", "wp:status")
#: A WordPress post that will be public at its date, and one that shares the state of its parent.
_SCHEDULED, _INHERITED = "future", "inherit"
#: Keywords that are kept of an entry.
_MOST_WORDS = 500


@dataclass(frozen=True, slots=True)
class Feed:
    """What all entries of a file share."""

    channel: Node
    #: The address by which relative ones are completed where no xml:base says otherwise.
    base: str
    warnings: tuple[str, ...] = ()
    #: WordPress number → address of the attachments in an export.
    attachments: dict[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return self.channel.words("title", "atom:title", "dc:title")


def link(entry: Node, base: str) -> str:
    """The address of the page that the entry is about; a guid where that is one (RSS 2.0, isPermaLink)."""
    for element in entry.all("link", "atom:link"):
        href = element.get("href") or ("" if element.get("rel") else exact(element))
        if href and (element.get("rel") or "alternate") == "alternate":
            return absolute(href, element, base)
    guid = next(entry.all("guid"), None)
    is_link = guid is not None and (guid.get("isPermaLink") or "true").lower() == "true"
    said = entry.exact("guid") if is_link else ""
    return said if said.startswith(("https://", "http://")) else ""


def own_guid(entry: Node) -> str:
    """The identifier that the feed gives; empty where there is none."""
    return entry.exact("guid", "atom:id", "id") or trees.attribute(entry.element, "about")


def story(entry: Node, feed: Feed, guid: str) -> WireStory:
    """The story of an entry; `guid` is empty where nothing in the file tells it from others."""
    remarks = Remarks(list(feed.warnings))
    extras = vendors.Extras(entry)
    address = link(entry, feed.base)
    headline = entry.words("title", "atom:title", "dc:title", "media:title") or extras.node().words("headline", "title")
    texts = bodies.texts(entry, extras, base=feed.base, link=address, headline=headline)
    company = media.company(entry, base=feed.base)
    images = media.with_body_images([*_thumbnail(entry, feed), *company.images], texts.body.images)
    if not (guid or own_guid(entry) or headline or texts.body.html or images or company.related):
        raise Unreadable("The entry is empty: it has no identifier, no title, no text, no picture and no link.")
    read = WireStory(
        guid=guid or _derived(entry, feed, headline, texts.body.html, remarks),
        type="text",
        headline=headline,
        summary=texts.summary,
        body_html=texts.body.html,
        images=images,
        related=(*_links(entry, feed, address), *company.related),
        embeds=tuple(dict.fromkeys((*texts.body.embeds, *company.embeds))),
        ed_note="\n".join(texts.body.notes),
        **_times(entry, remarks),
        **_state(entry, extras, remarks),
        **_names(entry, extras, feed),
        **_concepts(entry),
    )
    remarks.warn(*texts.body.warnings)
    if texts.elsewhere and not read.body_html:
        remarks.warn("The text is not in the feed: it stands at an address of its own, which is among the links.")
    return judged(read, remarks)


def tombstone(element: etree._Element, feed: Feed) -> WireStory:
    """An entry that was taken back (RFC 6721): a cancellation of the story with that identifier."""
    guid = text.tidy(element.get("ref") or "").strip()
    if not guid:
        raise Unreadable("The feed takes an entry back and does not say which: its “ref” is missing.")
    node = Node(element)
    remarks = Remarks(list(feed.warnings))
    when = remarks.time(element.get("when"), "when")
    read = WireStory(
        guid=guid,
        pubstatus=CANCELED,
        version_created=when.moment,
        version_created_naive=when.naive,
        language=_language(node, feed),
        source=feed.title,
        ed_note=node.words("at:comment"),
    )
    return judged(read, remarks)


def _derived(entry: Node, feed: Feed, headline: str, html: str, remarks: Remarks) -> str:
    """An identifier from the words of an entry that has neither its own nor a link."""
    if name(entry.element).startswith("atom:"):
        remarks.warn(
            "The entry has no identifier, as every Atom entry must. One was made from its words: a changed version may "
            "come as another story."
        )
    day = entry.words(*_MADE)[:16]
    return derived(feed.channel.exact("link", "atom:id", "id") or feed.title, headline or html, day)


def _thumbnail(entry: Node, feed: Feed) -> list[WireImage]:
    """The leading picture of a WordPress post, which its export names by number."""
    for meta in entry.all("wp:postmeta"):
        node = Node(meta)
        address = feed.attachments.get(node.exact("wp:meta_value"), "")
        if address and node.exact("wp:meta_key") == "_thumbnail_id":
            return [WireImage(address, role="lead")]
    return []


def _links(entry: Node, feed: Feed, address: str) -> list[WireRelated]:
    """The page of the entry, and those that it names beside it."""
    found = [WireRelated(role="alternate", href=address, mime_type="text/html")] if address else []
    for element in entry.all("atom:link", "link"):
        if element.get("rel") in ("related", "via") and element.get("href"):
            href = absolute(element.get("href") or "", element, feed.base)
            headline = text.line(element.get("title") or "")
            found.append(WireRelated(role=str(element.get("rel")), headline=headline, href=href))
    return found


def _times(entry: Node, remarks: Remarks) -> dict[str, Any]:
    """When it was changed, else when it was made; both where the feed tells them apart."""
    made = _time(entry.exact(*_MADE), "published", remarks)
    changed = _time(entry.exact(*_CHANGED), "updated", remarks)
    version = changed if changed.moment or changed.naive else made
    return {
        "first_created": made.moment,
        "version_created": version.moment,
        "version_created_naive": version.naive,
    }


def _time(written: str, field: str, remarks: Remarks) -> Reading:
    """A time; a bare day, which the profile of ISO 8601 for feeds allows, is its first moment there (W3C DTF)."""
    day = _DAY.fullmatch(written)
    return read_time(f"{written}T00:00:00") if day else remarks.time(written, field)


def _state(entry: Node, extras: vendors.Extras, remarks: Remarks) -> dict[str, Any]:
    """Whether and when it may be published: RSS says nothing of it, what agencies and systems add does."""
    said = _said_state(entry, extras)
    start, end = _period(entry)
    embargo = extras.node().exact("embargo", "embargodate", "embargoed", "embargoeduntil")
    if said == _SCHEDULED:
        said, embargo = "", f"{entry.exact('wp:post_date_gmt')}Z"
    if not embargo:
        embargo = start or entry.exact("prism:embargodate")
    return {
        "pubstatus": remarks.pubstatus(said or None),
        **remarks.embargo(embargo),
        "expires": remarks.time(end or entry.exact("prism:expirationdate", "expirationdate"), "expires").moment,
    }


def _said_state(entry: Node, extras: vendors.Extras) -> str:
    """The word for its state; empty where the file is silent or the word says nothing."""
    if any(
        exact(draft).lower() == "yes"
        for control in entry.all("app:control")
        for draft in Node(control).all("app:draft")
    ):
        return "draft"
    if entry.exact("wp:post_password"):
        return "private"
    states = (element.get("state") or exact(element) for element in entry.all(*_STATES))
    said = next(filter(None, (*states, extras.node().exact("publishingstatus"))), "")
    return "" if said == _INHERITED else said


def _period(entry: Node) -> tuple[str, str]:
    """The window in which it may be shown (dcterms:valid, dcterms:available, as Media RSS advises)."""
    parts = {
        key.lower(): value.strip() for key, value in _PERIOD.findall(entry.exact("dcterms:valid", "dcterms:available"))
    }
    return parts.get("start", ""), parts.get("end", "")


def _names(entry: Node, extras: vendors.Extras, feed: Feed) -> dict[str, Any]:
    """Who wrote and sent it, in which language, and whose it is."""
    authors = _persons(entry.all(*_AUTHORS)) or _persons(feed.channel.all("atom:author"))
    node = extras.node()
    source = entry.words("source", "dc:publisher") or _source_title(entry) or feed.title
    return {
        "byline": node.words("byline") or ", ".join(authors),
        "authors": tuple(authors),
        "dateline": node.words("dateline"),
        "slugline": node.words("slugline"),
        "version": node.exact("managementsequencenumber"),
        "language": _language(entry, feed),
        "source": source,
        "credit": node.words("creditline"),
        "copyright_notice": entry.words(*_RIGHTS) or feed.channel.words(*_RIGHTS),
        "usage_terms": entry.words("media:license"),
        "rights": _licence(entry) or _licence(feed.channel),
    }


def _persons(elements: Iterable[etree._Element]) -> list[str]:
    """The names, each once; addresses of persons are not printed. An Atom entry without has the feed's (RFC 4287)."""
    return list(dict.fromkeys(filter(None, map(_person, elements))))


def _person(element: etree._Element) -> str:
    node = Node(element)
    words = node.words("atom:name", "name") if len(element) else trees.words(element)
    named = _NAMED_ADDRESS.fullmatch(words)
    words = named[1].strip() if named else words
    return "" if "@" in words else words


def _source_title(entry: Node) -> str:
    """The feed that an entry was taken over from (RFC 4287 §4.2.11)."""
    return next((Node(element).words("atom:title", "title") for element in entry.all("atom:source")), "")


def _language(node: Node, feed: Feed) -> str:
    said = node.words("dc:language", "language") or language(node.element)
    return said or feed.channel.words("language", "dc:language") or language(feed.channel.element)


def _licence(node: Node) -> str:
    for element in node.all("cc:license", "dcterms:license", "atom:link"):
        if name(element) != "atom:link":
            return trees.attribute(element, "resource") or exact(element)
        if element.get("rel") == "license":
            return text.tidy(element.get("href") or "")
    return ""


def _concepts(entry: Node) -> dict[str, Any]:
    """What it is about: the words of categories, and those of vocabularies that are known to name people or places."""
    found: dict[str, dict[str, WireSubject]] = {}
    for word, scheme in _categories(entry):
        where = vendors.field(scheme)
        if where:
            found.setdefault(where, {}).setdefault(word, WireSubject(name=word, scheme=scheme))
    places = [*found.get("places", {}).values()]
    places += [WireSubject(name=word) for word in _words(entry, "georss:featurename", "dc:coverage", "dcterms:spatial")]
    return {
        "keywords": tuple(found.get("keywords", {})),
        "people": tuple(found.get("people", {}).values()),
        "organisations": tuple(found.get("organisations", {}).values()),
        "places": tuple(dict.fromkeys(places)),
    }


def _categories(entry: Node) -> list[tuple[str, str]]:
    """Words with the address of their vocabulary; Atom has a label for people beside the term for programs."""
    found = []
    for element in entry.all("category", "atom:category", "dc:subject", "media:category", "itunes:category"):
        words = text.line(element.get("label") or element.get("text") or "") or trees.words(element)
        scheme = trees.attribute(element, "domain", "scheme")
        found.append((words or text.line(element.get("term") or ""), scheme))
    for element in entry.all("media:keywords", "itunes:keywords", "keywords", "other:keywords"):
        words = trees.words(element)
        found += [(word.strip(), "") for word in words.split(";" if ";" in words else ",")]
    return [(word, scheme) for word, scheme in found if word][:_MOST_WORDS]


def _words(entry: Node, *names: str) -> list[str]:
    return list(filter(None, map(trees.words, entry.all(*names))))
