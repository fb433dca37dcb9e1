"""What uses a section: told to whoever wants to delete it, and as long as there is anything, it stays."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models import Q

from articles.models import Article, Section
from articles.refusals import refuse


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
