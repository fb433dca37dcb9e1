"""A ninjs item made into the neutral story."""

from typing import Any

from wires.formats import pictures
from wires.formats.judging import Remarks, judged
from wires.formats.ninjs import fields, media
from wires.formats.ninjs.fields import Item
from wires.stories import WireStory
from wires.text import Body


def story(item: Item, warnings: tuple[str, ...]) -> WireStory:
    """The story of an item that has an identifier. Whatever is wrong with it ends in `warnings`."""
    remarks = Remarks(list(warnings))
    body = _body(item)
    created = remarks.time(item.first("versioncreated"), "versioncreated")
    company = media.company(item, version_created=created.moment)
    read = WireStory(
        guid=item.exact("guid", "uri"),
        body_html=body.html,
        images=tuple(pictures.with_body_images(company.images, body.images, company.addresses)),
        related=tuple(company.related),
        canceled=tuple(dict.fromkeys(company.canceled)),
        embeds=body.embeds,
        version_created=created.moment,
        version_created_naive=created.naive,
        **_state(item, remarks),
        **_words(item),
        **_concepts(item),
        **_notes(item, body),
    )
    remarks.warn(*body.warnings, *company.warnings)
    if item.words("representationtype").lower() in ("incomplete", "partial"):
        remarks.warn("The agency sent this item incomplete.")
    return judged(read, remarks)


def _body(item: Item) -> Body:
    """The body; plain text that comes with a picture describes the picture and is no body."""
    plain_only = not any(fields.is_html(*one) for one in fields.bodies(item))
    return Body() if plain_only and media.is_picture(item) else fields.body(item)


def _state(item: Item, remarks: Remarks) -> dict[str, Any]:
    """Whether and when it may be published."""
    given = item.first("pubstatus")
    return {
        "pubstatus": remarks.pubstatus(None if given is None else item.words("pubstatus")),
        **remarks.embargo(item.first("embargoeduntil", "embargoed")),
        "expires": remarks.time(item.first("expires"), "expires").moment,
        "first_created": remarks.time(item.first("firstcreated"), "firstcreated").moment,
        "urgency": remarks.urgency(item.first("urgency")),
        "priority": item.whole("priority"),
    }


def _words(item: Item) -> dict[str, Any]:
    source = fields.source(item)
    return {
        "version": item.exact("version"),
        "type": item.words("type").lower(),
        "profile": item.words("profile"),
        "headline": fields.headline(item),
        "slugline": item.words("slugline"),
        "byline": fields.byline(item),
        "authors": fields.authors(item),
        "dateline": fields.located(item),
        "language": item.words("language"),
        "credit": item.words("creditline", "credit") or source or item.words("copyrightholder"),
        "source": source,
        "summary": fields.summary(item),
        "evolved_from": item.exact("evolvedfrom"),
    }


def _concepts(item: Item) -> dict[str, Any]:
    return {
        "subjects": fields.concepts(item, "subject", "subjects"),
        "services": fields.concepts(item, "service", "services"),
        "genres": fields.concepts(item, "genre", "genres"),
        "signals": fields.concepts(item, "signal", "signals"),
        "places": fields.concepts(item, "place", "places"),
        "people": fields.concepts(item, "person", "people"),
        "organisations": fields.concepts(item, "organisation", "organisations"),
        "keywords": fields.keywords(item),
    }


def _notes(item: Item, body: Body) -> dict[str, Any]:
    rights = item.first("rightsinfo")
    return {
        "ed_note": "\n".join(filter(None, (item.block("ednote"), *body.notes))),
        "copyright_holder": item.words("copyrightholder"),
        "copyright_notice": item.block("copyrightnotice"),
        "usage_terms": item.block("usageterms"),
        "rights": Item(rights).block("encodedrights", "linkedrights") if isinstance(rights, dict) else "",
    }
