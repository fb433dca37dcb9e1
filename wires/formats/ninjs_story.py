"""A ninjs item made into the neutral story."""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from wires import text
from wires.formats import ninjs_fields as fields
from wires.formats import ninjs_media as media
from wires.formats.ninjs_fields import Item
from wires.stories import CANCELED, USABLE, WITHHELD, WireStory
from wires.text import Body
from wires.times import Reading, read_time

#: What senders write for the three states of the standard.
_STATES = {
    "usable": USABLE,
    "withheld": WITHHELD,
    "hold": WITHHELD,
    "held": WITHHELD,
    "canceled": CANCELED,
    "cancelled": CANCELED,
    "killed": CANCELED,
    "kill": CANCELED,
    "recalled": CANCELED,
}
#: Words by which agencies mark copy for desks only, in the languages they use.
_NOT_FOR_PUBLICATION = re.compile(
    r"not for publication|nicht zur veröffentlichung|ikke for publisering|ej för publicering|"
    r"pas destinée? à la publication|no publicar|not for broadcast or publication",
    re.IGNORECASE,
)
_ADVISORY_GENRE = re.compile(r"(?:editors'? )?advisor(?:y|ies)|achtung|note to editors|service message", re.IGNORECASE)
#: Letters at the beginning of a body in which such a mark stands.
_MARK_WITHIN = 600


@dataclass(slots=True)
class _Remarks:
    warnings: list[str] = field(default_factory=list)
    hold: bool = False


def story(item: Item, warnings: tuple[str, ...]) -> WireStory:
    """The story of an item that has an identifier. Whatever is wrong with it ends in `warnings`."""
    remarks = _Remarks(list(warnings))
    body = _body(item)
    created = _time(item, remarks, "versioncreated")
    company = media.company(item, version_created=created.moment)
    read = WireStory(
        guid=item.exact("guid", "uri"),
        body_html=body.html,
        images=tuple(media.with_body_images(company, body.images)),
        related=tuple(company.related),
        embeds=body.embeds,
        version_created=created.moment,
        version_created_naive=created.naive,
        **_state(item, remarks),
        **_words(item),
        **_concepts(item),
        **_notes(item, body),
    )
    remarks.warnings += [*body.warnings, *company.warnings]
    return _judged(read, item, remarks)


def _body(item: Item) -> Body:
    """The body; plain text that comes with a picture describes the picture and is no body."""
    plain_only = not any(fields.is_html(*one) for one in fields.bodies(item))
    return Body() if plain_only and media.is_picture(item) else fields.body(item)


def warned(read: WireStory, *warnings: str) -> WireStory:
    """The story with further warnings, each once."""
    return replace(read, warnings=tuple(dict.fromkeys(map(text.tidy, (*read.warnings, *warnings)))))


def _state(item: Item, remarks: _Remarks) -> dict[str, Any]:
    """Whether and when it may be published."""
    embargo = read_time(item.first("embargoeduntil", "embargoed"))
    raw = text.tidy(embargo.raw) or (embargo.naive.isoformat() if embargo.naive else "")
    if raw:
        remarks.hold = True
        remarks.warnings.append(f"The embargo “{raw}” names no moment. The story is held until an editor sets a time.")
    return {
        "pubstatus": _pubstatus(item, remarks),
        "embargo": embargo.moment,
        "embargo_raw": raw,
        "expires": _time(item, remarks, "expires").moment,
        "first_created": _time(item, remarks, "firstcreated").moment,
        "urgency": _urgency(item, remarks),
        "priority": item.whole("priority"),
    }


def _pubstatus(item: Item, remarks: _Remarks) -> str:
    given = item.first("pubstatus")
    said = item.words("pubstatus").lower().removeprefix("stat:")
    state = USABLE if given is None else _STATES.get(said)
    if state is None:
        remarks.warnings.append(
            f"The status “{said or '(not a word)'}”, which no standard knows, is treated as withheld."
        )
    remarks.hold |= state in (None, WITHHELD)
    return state or WITHHELD


def _urgency(item: Item, remarks: _Remarks) -> int | None:
    given, urgency = item.first("urgency"), item.whole("urgency")
    if given is None or urgency == 0:
        return None
    if urgency is None or urgency > 9:
        remarks.warnings.append(f"The urgency “{item.words('urgency')[:40]}” is none of 1 to 9 and was left out.")
        return None
    return urgency


def _time(item: Item, remarks: _Remarks, name: str) -> Reading:
    reading = read_time(item.first(name))
    if reading.raw:
        remarks.warnings.append(f"The time “{reading.raw}” ({name}) names no moment and was left out.")
    return reading


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


def _judged(read: WireStory, item: Item, remarks: _Remarks) -> WireStory:
    """The story with its advisory mark, hold and warnings."""
    advisory = _is_advisory(read)
    if advisory:
        remarks.warnings.append("This is a note to editors, not for publication.")
    if item.words("representationtype").lower() in ("incomplete", "partial"):
        remarks.warnings.append("The agency sent this item incomplete.")
    if read.pubstatus == USABLE and not (
        read.headline or read.body_html or read.images or read.summary or read.related
    ):
        remarks.warnings.append("There is nothing in this item to publish: no headline, no text and no picture.")
    return warned(replace(read, advisory=advisory, hold=remarks.hold), *remarks.warnings, *_unreadable_letters(read))


def _is_advisory(read: WireStory) -> bool:
    marks = f"{read.headline}\n{read.slugline}\n{read.ed_note}\n{read.body_html[:_MARK_WITHIN]}"
    return any(_ADVISORY_GENRE.fullmatch(kind.name) for kind in read.genres) or bool(_NOT_FOR_PUBLICATION.search(marks))


def _unreadable_letters(read: WireStory) -> tuple[str, ...]:
    if "\N{REPLACEMENT CHARACTER}" not in f"{read.headline}{read.byline}{read.summary}{read.body_html}":
        return ()
    return ("Some letters were lost before the file came here: they stand as \N{REPLACEMENT CHARACTER}.",)
