"""What uses a section or a draft: told to whoever wants to delete it, and as long as there is anything, it stays."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models import Q

from articles.models import (
    Article,
    Byline,
    Caption,
    Coverage,
    EditorialNote,
    PathRedirect,
    PublishBlock,
    RelatedPick,
    Revision,
    Section,
    TaggedArticle,
    TimelineEntry,
)
from articles.refusals import refuse

#: What people call that which may lead to a draft; rows of the apps above go by their own names.
_KINDS: dict[Any, str] = {
    Article: "a translation",
    Coverage: "a coverage",
    Coverage.explainers.through: "a coverage",
    PublishBlock: "a hold",
    RelatedPick: "a story that names it as one to read next",
    TimelineEntry: "a timeline",
}


def hindrance(section: Section) -> str:
    """Why it cannot be deleted, in sentences; empty where it can."""
    found = [*_counted(section), *_held(section)]
    if not found:
        return ""
    users = found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}"
    return (
        f"“{section}” cannot be deleted: it is used by {users}. Stories that were never public can be given another "
        "section; what readers have seen of it stays in this one."
    )


def of_draft(article: Article) -> list[str]:
    """What leads to it and would lead nowhere, each kind once: agency copy, a hold, a front, another story."""
    leading = (relation for relation in _relations(article) if relation.field not in _parts())
    return sorted({_kind(relation.related_model) for relation in leading if _rows(relation, article).exists()})


def _kind(model: Any) -> str:
    return _KINDS.get(model, f"a {model._meta.verbose_name}")


def _parts() -> set[Any]:
    """What is a part of a story, and goes with it."""
    own = (Byline, Caption, EditorialNote, PathRedirect, RelatedPick, Revision, Article.coverages.through)
    return {model._meta.get_field("article") for model in own} | {TaggedArticle._meta.get_field("content_object")}


def refuse_used(section: Section) -> None:
    """Raise Refused where anything uses it."""
    if said := hindrance(section):
        raise refuse("section-used", said)


def _counted(section: Section) -> Iterator[str]:
    stories = Article.objects.filter(Q(section=section) | Q(editions__section=section)).distinct().count()
    for count, one, many in ((stories, "story", "stories"), (section.children.count(), "section", "sections")):
        if count:
            yield f"{count} {one if count == 1 else many}"


def _held(section: Section) -> Iterator[str]:
    """Rows of the apps above that would go with it, such as a front, and that hold something themselves."""
    for relation in _relations(section):
        if relation.on_delete is models.CASCADE:
            rows = _rows(relation, section)
            yield from (f"the {row._meta.verbose_name} “{row}”" for row in rows if _holds_something(row))


def _holds_something(row: models.Model) -> bool:
    return any(_rows(relation, row).exists() for relation in _relations(row))


def _relations(row: models.Model) -> Iterator[Any]:
    """What may lead to the row, also where nothing leads back."""
    fields: list[Any] = row._meta.get_fields(include_hidden=True)  # type: ignore[assignment]
    return (field for field in fields if field.auto_created and not field.concrete and not field.many_to_many)


def _rows(relation: Any, row: models.Model) -> models.QuerySet[Any]:
    found: models.QuerySet[Any] = relation.related_model._base_manager.filter(**{relation.field.name: row})
    return found
