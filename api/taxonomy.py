"""The shapes of what stories are sorted by: sections, tags, coverages; and of what such lists are asked."""

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field, field_validator

from api.schemas import Asked, Filters, Subject
from articles.models import Coverage as Running


class Section(Subject):
    """A part of the newspaper."""

    description: str
    names: dict[str, str] = Field(description="What it is called in other languages, by their tags (BCP 47).")
    parent: str | None = Field(description="Slug of the section that it is in.")


class Tag(Subject):
    """A subject of public stories."""

    description: str


class TagFilters(Asked):
    """Which tags."""

    q: str = Field("", max_length=100, description="How the name begins.")
    after: str = Field("", max_length=100, description="From `next` of the page before.")
    limit: int = Field(100, ge=1, le=500, description="Tags a page, 1 to 500.")

    @field_validator("q", "after")
    @classmethod
    def can_be_asked(cls, text: str) -> str:
        if "\0" in text:
            raise ValueError("It holds a NUL, which no name does.")
        return text


class TagList(Schema):
    """A page of tags, by name."""

    items: list[Tag]
    next: str | None = Field(description="Send it as `after`; null on the last page.")


CoverageStatus = Annotated[str, Field(json_schema_extra={"enum": [*Running.Status.values]})]


class CoverageCard(Subject):
    """A running story in a list."""

    language: str
    status: CoverageStatus
    summary: str
    summary_as_of: datetime | None = Field(description="When the summary was true.")


class Happening(Schema):
    """An entry of a timeline."""

    date: str = Field(description="A year, month or day (ISO 8601, reduced).")
    title: str
    text: str


class Coverage(CoverageCard):
    """A running story."""

    key_points: list[str]
    timeline: list[Happening] = Field(description="Oldest first.")


class StoryLanguage(Asked):
    """Of which language."""

    language: str | None = Field(None, max_length=35, description="BCP 47 tag; missing: the site's own.")

    _is_known = field_validator("language")(Filters.is_known.__func__)  # type: ignore[attr-defined]
