"""The shapes of the API. Times are ISO 8601 in UTC with milliseconds, languages BCP 47, addresses whole."""

import re
from datetime import UTC, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, ConfigDict, Field, field_validator

from articles.models import Article as Story
from articles.models import Caption as Use
from articles.models import Edition, PublishBlock
from ground import clock
from ground.languages import Direction, known
from media.models import Photo as PhotoRow

EditionKind = Annotated[str, Field(json_schema_extra={"enum": [*Edition.Kind.values]})]
Cause = Annotated[str, Field(json_schema_extra={"enum": [*Edition.EndedBy.values]})]
Role = Annotated[str, Field(json_schema_extra={"enum": [*Use.Role.values]})]
DeskState = Annotated[str, Field(json_schema_extra={"enum": [*Story.DeskState.values]})]
HoldKind = Annotated[str, Field(json_schema_extra={"enum": [*PublishBlock.Kind.values]})]
PhotoState = Annotated[str, Field(json_schema_extra={"enum": [*PhotoRow.State.values]})]
FRONT_HEADLINE = "Shorter, for lists; empty: the headline serves."
Slug = Annotated[str, Field(max_length=100, pattern=r"^[-\w]+$")]
_COUNTED = re.compile(r"\s*[-+]?[\d.]+\s*")


class Asked(Schema):
    """What an address takes in its query. api/queries.py refuses what else stands there."""


class Filters(Asked):
    """Which of the public stories; several filters narrow together."""

    section: Slug | None = Field(None, description="Slug of a section; stories of its children come along.")
    tag: Slug | None = Field(None, description="Slug of a tag.")
    coverage: Slug | None = Field(None, description="Slug of a coverage.")
    language: str | None = Field(None, max_length=35, description="BCP 47 tag; `en-GB` means `en`.")
    limit: int = Field(20, ge=1, le=100, description="Stories a page, 1 to 100.")
    cursor: str | None = Field(None, description="From the `next` address of the page before.")

    @field_validator("language")
    @classmethod
    def is_known(cls, tag: str | None) -> str | None:
        if tag is None:
            return None
        language = known(tag, default="")
        if not language:
            raise ValueError("The site has no such language.")
        return language


class Subject(Schema):
    """A section, tag or coverage."""

    name: str
    slug: str
    url: str = Field(description="Its page for readers.")


class Rendition(Schema):
    """One file of a picture."""

    url: str
    width: int = Field(description="Pixels.")
    type: str = Field(description="`image/webp` or `image/jpeg`.")


class Picture(Schema):
    """A photograph in one crop. `width` and `height` are those of `url`, in pixels."""

    url: str
    width: int
    height: int
    colour: str = Field(description="Its dominant colour as #rrggbb, to show while it loads.")
    renditions: list[Rendition] = Field(description="All sizes that are ready, narrow to wide, WebP first.")


class Figure(Schema):
    """A picture in a story; caption and credit are to be shown with it."""

    role: Role
    caption: str
    credit: str
    alt: str = Field(description="What the picture shows; empty where it is decorative.")
    picture: Picture


class Card(Schema):
    """A public story in a list."""

    id: UUID
    url: str = Field(description="Its page for readers.")
    href: str = Field(description="The whole story in this API.")
    headline: str
    front_headline: str = Field(description=FRONT_HEADLINE)
    summary: str
    section: Subject
    source: str = Field(description="The agency, to be named with the story; may be empty.")
    language: str
    direction: Direction
    published_at: datetime
    updated_at: datetime = Field(description="As readers see it: a minor change leaves it.")
    picture: Picture | None = Field(description="In 3:2; null where there is none or it may not be shown now.")


class ArticleList(Schema):
    """A page of public stories, newest first."""

    items: list[Card]
    next: str | None = Field(description="The address of the next page; null on the last one.")


class Byline(Schema):
    """A name above a story."""

    name: str
    author: str = Field(description="Slug of the author; empty for a name that is none of ours.")


class Correction(Schema):
    """What was wrong and what is right, or what is clearer now."""

    text: str
    kind: Literal["fact", "clarification"]
    at: datetime


class RelatedStory(Schema):
    """A public story to read next."""

    id: UUID
    url: str
    href: str
    headline: str


class Translation(Schema):
    """The same story in another language, as readers see it now."""

    id: UUID
    language: str
    direction: Direction
    url: str = Field(description="Its page for readers.")
    href: str = Field(description="The whole story in this API.")


class Article(Schema):
    """A story as readers see it now."""

    id: UUID
    url: str = Field(description="Its page for readers.")
    version: int = Field(description="The version of the working copy that was published.")
    kind: EditionKind = Field(description="What the last publication was.")
    headline: str
    front_headline: str = Field(description=FRONT_HEADLINE)
    summary: str
    body_html: str = Field(description="Cleaned HTML with its pictures and links filled in.")
    body_text: str = Field(description="The same words, a line a block, without captions.")
    section: Subject
    tags: list[Subject]
    coverages: list[Subject]
    bylines: list[Byline]
    source: str = Field(description="The agency, to be named with the story; may be empty.")
    dateline: str
    language: str
    direction: Direction
    published_at: datetime
    updated_at: datetime = Field(description="As readers see it: a minor change leaves it.")
    editor_note: str
    corrections: list[Correction] = Field(description="Newest first.")
    lead: Figure | None
    figures: list[Figure] = Field(description="The other pictures, in the order of the story.")
    related: list[RelatedStory]
    translations: list[Translation] = Field(description="Those that are public now, one in a language.")


class Photo(Schema):
    """A photograph of the picture desk."""

    id: UUID
    title: str
    width: int = Field(description="Pixels of the original, upright.")
    height: int
    state: PhotoState


class Caption(Schema):
    """A photograph's use in a working copy. Empty text, credit and alt fall back to the photograph's own."""

    uuid: UUID = Field(description='The body places it with `<figure data-caption="uuid">`.')
    role: Role
    photo: Photo | None
    pending: str = Field(description="Name of the photograph that is still to come; then `photo` is null.")
    text: str
    credit: str
    alt: str
    decorative: bool
    crop: str


class Hold(Schema):
    """While it stands, nothing of the story can be published."""

    kind: HoldKind
    reason: str
    created_at: datetime


class Reason(Schema):
    """What stands in the way of publishing."""

    code: str = Field(description="Stable; for programs.")
    field: str = Field(description="The field that it is about; may be empty.")
    message: str = Field(description="A sentence for people.")


class Publication(Schema):
    """A published version: what readers see from `live_from` until `live_until`."""

    state: Literal["scheduled", "live"]
    version: int = Field(description="The version of the working copy.")
    kind: EditionKind
    note: str = Field(description="The public note of a correction.")
    live_from: datetime
    live_until: datetime | None = Field(description="When it is planned to end.")
    published_at: datetime = Field(description="When the story was first public.")
    updated_at: datetime
    url: str = Field(description="The page for readers.")
    href: str = Field(description="The story in this API, once it is public.")


class Ended(Schema):
    """The end of what readers saw, where nothing stands now."""

    at: datetime
    cause: Cause
    notice: str = Field(description="What readers are told.")


class LinkedDraft(Schema):
    """A working copy that says the same in another language."""

    id: UUID
    language: str
    headline: str
    desk_state: DeskState
    url: str | None = Field(description="Its page for readers; null while they see none.")
    href: str = Field(description="The working copy in this API.")
    is_original: bool = Field(description="It is known that this working copy was translated from it.")


class Draft(Schema):
    """The working copy, with where it stands."""

    id: UUID
    version: int = Field(description="Counts the saves; also the ETag.")
    desk_state: DeskState
    language: str
    headline: str
    front_headline: str
    summary: str
    body_html: str = Field(description="With placeholders for pictures, story links and embeds.")
    body_text: str
    dateline: str
    source: str
    editor_note: str
    urgency: int | None = Field(description="1 (flash) to 9 (IPTC).")
    sensitive: bool
    section: Subject | None
    tags: list[Subject]
    coverages: list[Subject]
    bylines: list[Byline]
    captions: list[Caption]
    related: list[UUID] = Field(description="The desk's picks, in order.")
    translations: list[LinkedDraft] = Field(description="What it is linked to, public or not, one in a language.")
    embargo: datetime | None
    take_down_at: datetime | None
    created_at: datetime
    created_by: str
    changed_at: datetime
    changed_by: str
    holds: list[Hold]
    live: Publication | None
    scheduled: Publication | None
    ended: Ended | None
    reasons: list[Reason] = Field(description="Why it could not be published now; empty where it could.")


class SavedDraft(Draft):
    """The working copy as it was written."""

    warnings: list[str] = Field(
        description="What cleaning changed of the body, and what readers will not see of it, in sentences."
    )


class PublicationWish(Schema):
    """What to publish the version of `If-Match` as, and from when."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["update", "minor", "correction", "clarification"] = Field(
        "update", description="A first publication is `first` whatever is asked. Minor leaves the times."
    )
    note: str = Field("", max_length=5000, description="Public; for a correction or clarification only.")
    live_from: AwareDatetime | None = Field(None, description="With a zone; null is now.")

    @field_validator("note")
    @classmethod
    def can_be_kept(cls, note: str) -> str:
        if "\0" in note:
            raise ValueError("It holds a NUL, which no text may. Leave it out.")
        return note

    @field_validator("live_from", mode="before")
    @classmethod
    def is_written(cls, moment: Any) -> Any:
        """Not counted: who sends a number may mean seconds, milliseconds or a slip."""
        if moment is None or (isinstance(moment, str) and not _COUNTED.fullmatch(moment)):
            return moment
        raise ValueError("Write a moment: 2026-03-05T06:00:00Z.")

    @field_validator("live_from")
    @classmethod
    def can_be_meant(cls, moment: datetime | None) -> datetime | None:
        if moment is None:
            return None
        if not clock.can_be_meant(moment):
            years = f"{clock.FIRST_YEAR} to {clock.LAST_YEAR}"
            raise ValueError(f"The year {moment.year} cannot be meant. Choose one from {years}.")
        return moment.astimezone(UTC)


class ProblemKind(Schema):
    """A kind of problem that the API answers with."""

    type: str
    status: int
    title: str
    meaning: str


class InvalidValue(Schema):
    """A value that cannot be used."""

    model_config = ConfigDict(populate_by_name=True)

    source: str = Field(alias="in", description="`body`, `query`, `path` or `header`.")
    pointer: str = Field(description="JSON pointer (RFC 6901) to the value there.")
    detail: str


class ProblemDetails(Schema):
    """RFC 9457. Members that a kind does not have are missing."""

    type: str = Field(description="Names the kind; `/api/v1/problems` explains it.")
    title: str
    status: int
    detail: str = Field(description="What happened, what was kept, what to do.")
    instance: str
    errors: list[InvalidValue] | None = None
    reasons: list[Reason] | None = None
    scope: str | None = None
    notice: str | None = None
    ended_at: datetime | None = None
    version: int | None = None
    changed_by: str | None = None
    changed_at: datetime | None = None
    changed: list[str] | None = None
