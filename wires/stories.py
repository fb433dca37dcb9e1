"""The neutral story: what every wire format is read into, before anything of ours is decided.

All of it is frozen and plain, so that a story can be kept as JSON beside its raw bytes and
compared with the next version. Times are aware and in UTC; where the file gives no zone the
bare time stands in a field ending in `_naive`, and the feed's own zone decides later.
"""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Self, get_type_hints

USABLE, WITHHELD, CANCELED = "usable", "withheld", "canceled"


@dataclass(frozen=True, slots=True)
class _Plain:
    """A record that can be written as JSON and read back without a difference."""

    def to_json(self) -> dict[str, Any]:
        """The record as JSON values: times as ISO 8601 strings, tuples as lists."""
        return {field.name: _written(getattr(self, field.name)) for field in fields(self)}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Self:
        """The record that `to_json` wrote; keys that it does not know are passed over."""
        hints = get_type_hints(cls)
        return cls(
            **{
                field.name: _read(hints[field.name], values[field.name])
                for field in fields(cls)
                if field.name in values
            }
        )


def _written(value: Any) -> Any:
    if isinstance(value, _Plain):
        return value.to_json()
    if isinstance(value, tuple):
        return [_written(item) for item in value]
    return value.isoformat() if isinstance(value, datetime) else value


def _read(hint: Any, value: Any) -> Any:
    """The value in the type of its field: `hint` is one of those used below."""
    if isinstance(value, list):
        item_type = hint.__args__[0]
        return tuple(_read(item_type, item) for item in value)
    if isinstance(value, dict):
        return hint.from_json(value)
    if isinstance(value, str) and hint == datetime | None:
        return datetime.fromisoformat(value)
    return value


@dataclass(frozen=True, slots=True)
class WireSubject(_Plain):
    """A concept of somebody's vocabulary: a subject, place, person, genre or desk."""

    code: str = ""
    name: str = ""
    scheme: str = ""
    uri: str = ""
    rel: str = ""


@dataclass(frozen=True, slots=True)
class WireImage(_Plain):
    """A picture that comes with a story: its best rendition and what its agency says about it."""

    href: str
    role: str = ""
    guid: str = ""
    title: str = ""
    caption: str = ""
    alt: str = ""
    credit: str = ""
    byline: str = ""
    source: str = ""
    copyright_holder: str = ""
    copyright_notice: str = ""
    usage_terms: str = ""
    instructions: str = ""
    digital_source_type: str = ""
    mime_type: str = ""
    #: Pixels; None where the file does not say.
    width: int | None = None
    height: int | None = None
    #: The point of interest as parts of width and height, 0 to 1 from the top left.
    focal_x: float | None = None
    focal_y: float | None = None
    taken_at: datetime | None = None
    #: The number of paragraphs before it, for a picture that stands inside the body.
    position: int | None = None


@dataclass(frozen=True, slots=True)
class WireRelated(_Plain):
    """Another item that comes with the story or is named by it: text, video, a document."""

    role: str = ""
    guid: str = ""
    type: str = ""
    headline: str = ""
    body_html: str = ""
    href: str = ""
    mime_type: str = ""


@dataclass(frozen=True, slots=True)
class WireStory(_Plain):
    """One item of a wire. `guid` names the story, `version` is the agency's word for its state."""

    guid: str
    version: str = ""
    #: usable, withheld or canceled (IPTC ninjs and NewsML-G2, pubStatus).
    pubstatus: str = USABLE
    type: str = ""
    profile: str = ""
    headline: str = ""
    #: What its agency calls the item beside the headline, for desks (NITF head/title, NewsML-G2 itemMeta/title).
    title: str = ""
    slugline: str = ""
    byline: str = ""
    authors: tuple[str, ...] = ()
    dateline: str = ""
    language: str = ""
    #: 1 is the most urgent, 9 the least.
    urgency: int | None = None
    priority: int | None = None
    embargo: datetime | None = None
    #: An embargo that names no moment: unreadable, a bare date, or without a zone. It holds the story.
    embargo_raw: str = ""
    first_created: datetime | None = None
    version_created: datetime | None = None
    version_created_naive: datetime | None = None
    expires: datetime | None = None
    subjects: tuple[WireSubject, ...] = ()
    services: tuple[WireSubject, ...] = ()
    genres: tuple[WireSubject, ...] = ()
    signals: tuple[WireSubject, ...] = ()
    places: tuple[WireSubject, ...] = ()
    people: tuple[WireSubject, ...] = ()
    organisations: tuple[WireSubject, ...] = ()
    keywords: tuple[str, ...] = ()
    #: For the desk only, never for readers.
    ed_note: str = ""
    credit: str = ""
    source: str = ""
    copyright_holder: str = ""
    copyright_notice: str = ""
    usage_terms: str = ""
    #: A machine-readable licence or the address of one, as sent.
    rights: str = ""
    summary: str = ""
    #: In the vocabulary of articles/body.py.
    body_html: str = ""
    images: tuple[WireImage, ...] = ()
    related: tuple[WireRelated, ...] = ()
    #: Addresses of players and other frames that stood in the body.
    embeds: tuple[str, ...] = ()
    #: The guid of the story that this one continues under another name.
    evolved_from: str = ""
    #: The guids of what came with it and is taken back, such as its picture.
    canceled: tuple[str, ...] = ()
    #: A notice to editors that its agency marked usable: not for readers.
    advisory: bool = False
    #: It must not be published before an editor has decided.
    hold: bool = False
    #: Sentences for the editor about what was odd.
    warnings: tuple[str, ...] = ()

    @property
    def kills(self) -> "list[WireStory]":
        """A kill of each of those that it takes back, as if it came by itself."""
        return [WireStory(guid=guid, pubstatus=CANCELED, ed_note=self.ed_note) for guid in self.canceled]
