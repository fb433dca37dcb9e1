"""What a program may write: the members of a working copy, each optional. A member that is missing is left as it is."""

from typing import Annotated, Any, Literal, Self
from uuid import UUID

from ninja import Schema
from pydantic import AfterValidator, ConfigDict, Field, Strict, model_validator
from pydantic_core import PydanticKnownError

from api.schemas import FRONT_HEADLINE, Slug
from ground.languages import known
from media.recipes import CROPS

#: Letters of a body: three long novels. What is longer is a mistake.
LONGEST_BODY = 2_000_000


def _storable(text: str) -> str:
    """As the database can keep it. Inside a list pydantic itself lets a lone surrogate through."""
    if "\0" in text:
        raise ValueError("It holds a NUL, which no text may. Leave it out.")
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise PydanticKnownError("string_unicode")
    return text


def _one_line(text: str) -> str:
    return " ".join(_storable(text).split())


def _language(tag: str) -> str:
    language = known(tag, default="")
    if not language:
        raise ValueError("The site has no such language.")
    return language


def _crop(name: str) -> str:
    if name and name not in CROPS:
        raise ValueError(f"There is no such crop. Choose one of {', '.join(CROPS)}, or none.")
    return name


Text = Annotated[str, AfterValidator(_storable)]
Line = Annotated[str, AfterValidator(_one_line)]
#: No “yes” and no 1: who sends these means something else than the member says.
Truth = Annotated[bool, Strict()]


class _Strict(Schema):
    """An unknown member is a slip that would be lost silently."""

    model_config = ConfigDict(extra="forbid")


class BylineWish(_Strict):
    """A name above a story: an author of ours by slug, or any name."""

    name: Line = Field("", max_length=200, description="Empty: the author's name.")
    author: Slug | None = Field(None, description="Slug of an author.")

    @model_validator(mode="after")
    def names_somebody(self) -> Self:
        if not (self.name or self.author):
            raise ValueError("It names nobody. Write a name or an author, or leave it out.")
        return self


class CaptionWish(_Strict):
    """A photograph's use. Empty text, credit and alt fall back to the photograph's own."""

    uuid: UUID | None = Field(None, description='For `<figure data-caption="uuid">` in the body; null: a new one.')
    role: Literal["lead", "inline", "gallery"] = "inline"
    photo: UUID = Field(description="Id of a photograph of the picture desk.")
    text: Text = Field("", max_length=5000)
    credit: Line = Field("", max_length=300)
    alt: Text = Field("", max_length=2000, description="What it shows, for those who cannot see it.")
    decorative: Truth = Field(False, description="Says nothing that the text does not: no alt text.")
    crop: Annotated[str, AfterValidator(_crop)] = Field("", max_length=20)


class DraftWish(_Strict):
    """The members to write. Lists replace the whole list; `null` clears a section or an urgency."""

    headline: Line = Field("", max_length=300)
    front_headline: Line = Field("", max_length=160, description=FRONT_HEADLINE)
    summary: Text = Field("", max_length=5000)
    body_html: Text = Field("", max_length=LONGEST_BODY, description="Cleaned; `warnings` says what that took out.")
    language: Annotated[str, AfterValidator(_language)] = Field("en", max_length=35, description="BCP 47 tag.")
    dateline: Line = Field("", max_length=200)
    source: Line = Field("", max_length=200, description="The agency, printed with the story.")
    editor_note: Text = Field("", max_length=5000)
    urgency: Annotated[int, Strict(), Field(ge=1, le=9)] | None = Field(None, description="1 (flash) to 9 (IPTC).")
    sensitive: Truth = Field(False, description="Never in Trending.")
    section: Slug | None = Field(None, description="Slug of a section.")
    tags: list[Annotated[Line, Field(min_length=1, max_length=100)]] = Field(
        default_factory=list, max_length=100, description="Names; one that is not known becomes a new tag."
    )
    coverages: list[Slug] = Field(default_factory=list, max_length=20, description="Slugs of coverages.")
    bylines: list[BylineWish] = Field(default_factory=list, max_length=50)
    captions: list[CaptionWish] = Field(default_factory=list, max_length=200, description="At most one is the lead.")
    related: list[UUID] = Field(default_factory=list, max_length=50, description="Ids of stories, in order.")

    def sent(self) -> dict[str, Any]:
        """The members that the client sent, as they are."""
        return {name: getattr(self, name) for name in self.model_fields_set}


class TranslationWish(_Strict):
    """The language of a translation to be begun."""

    language: Annotated[str, AfterValidator(_language)] = Field(max_length=35, description="BCP 47 tag.")


class LinkWish(_Strict):
    """What is known of the two."""

    is_original: Truth = Field(False, description="The other story is what this one was translated from.")


class NewDraft(DraftWish):
    """A new working copy."""

    id: UUID | None = Field(None, description="Chosen by the client, so that the same request twice makes one story.")
