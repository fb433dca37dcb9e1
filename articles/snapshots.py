"""A working copy as one JSON value: what a revision keeps and `restore` reads back.

Shape: the text fields by name, `section`, `coverages` and `related` as ids, `tags` as names,
`bylines` as [{author, name}], `captions` as [{uuid, role, photo, pending, text, …}].
"""

from typing import Any, TypedDict
from uuid import UUID

from articles.models import Article, Author, Coverage, Section
from media.models import Photo

#: Columns of Article that the desk writes, in the order of the form.
COLUMNS = (
    "headline",
    "front_headline",
    "summary",
    "body",
    "language",
    "dateline",
    "source",
    "editor_note",
    "urgency",
    "sensitive",
)
#: Everything in a snapshot, in the order of the form (the database does not keep it).
ALL = (*COLUMNS, "section", "tags", "coverages", "bylines", "captions", "related")


class BylineValues(TypedDict):
    author: Author | None
    name: str


class CaptionValues(TypedDict, total=False):
    uuid: UUID
    role: str
    photo: Photo | None
    pending: str
    text: str
    credit: str
    alt: str
    decorative: bool
    crop: str


class Fields(TypedDict, total=False):
    """What may be written to a working copy; a key that is missing is left as it is."""

    headline: str
    front_headline: str
    summary: str
    body: str
    language: str
    dateline: str
    source: str
    editor_note: str
    urgency: int | None
    sensitive: bool
    section: Section | None
    tags: list[str]
    coverages: list[Coverage]
    bylines: list[BylineValues]
    captions: list[CaptionValues]
    related: list[Article]


def snapshot(article: Article) -> dict[str, Any]:
    """The working copy as it stands in the database."""
    return {
        **{column: getattr(article, column) for column in COLUMNS},
        "section": article.section_id,
        "tags": sorted(article.tags.names()),
        "coverages": sorted(article.coverages.values_list("pk", flat=True)),
        "bylines": list(article.bylines.values("author", "name")),
        "captions": [
            {**row, "uuid": str(row["uuid"])}
            for row in article.captions.values(
                "uuid", "role", "photo", "pending", "text", "credit", "alt", "decorative", "crop"
            )
        ],
        "related": list(article.related_picks.values_list("pick", flat=True)),
    }


def fields(content: dict[str, Any]) -> Fields:
    """The snapshot as fields for `drafting.save`. What no longer exists is left out, and what did not exist then."""
    photos = Photo.objects.in_bulk([row["photo"] for row in content["captions"] if row["photo"]])
    authors = Author.objects.in_bulk([row["author"] for row in content["bylines"] if row["author"]])
    captions = [{**row, "uuid": UUID(row["uuid"]), "photo": photos.get(row["photo"])} for row in content["captions"]]
    bylines = [{"author": authors.get(row["author"]), "name": row["name"]} for row in content["bylines"]]
    related = Article.objects.in_bulk(content["related"])
    return Fields(
        **{column: content[column] for column in COLUMNS if column in content},  # type: ignore[typeddict-item]
        section=Section.objects.filter(pk=content["section"]).first(),
        tags=content["tags"],
        coverages=list(Coverage.objects.filter(pk__in=content["coverages"])),
        bylines=[row for row in bylines if row["author"] or row["name"]],  # type: ignore[misc]
        captions=[row for row in captions if row["photo"] or row["pending"]],  # type: ignore[misc]
        related=[related[pk] for pk in content["related"] if pk in related],
    )


def changed(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """The names of the fields that differ, in the order of the form."""
    return [name for name in ALL if before.get(name) != after.get(name)]
