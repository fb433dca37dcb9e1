"""Which stories say the same in several languages: what readers see of them, and what stands in the way of more."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from articles.models import Article, Edition
from articles.models.article import ONE_OF_A_LANGUAGE
from articles.querysets import EditionQuerySet
from articles.refusals import Refused, refuse
from ground import languages
from ground.languages import Direction

#: What is read of each translation, as JSON: {id, path, language, article, translated_from}.
ROW = JSONObject(
    id="article__public_id",
    path="article__path",
    language="language",
    article="article_id",
    translated_from="article__translated_from_id",
)


@dataclass(frozen=True)
class Translation:
    """A story in another language, as pages name it. What was made of which is known of some."""

    id: str
    url: str
    language: str
    direction: Direction
    name: str
    is_original: bool = False
    is_made_of_it: bool = False


def others(article: Article) -> QuerySet[Article]:
    """The stories that the article is linked to, by language."""
    if article.translation_group is None:
        return Article.objects.none()
    return (
        Article.objects.filter(translation_group=article.translation_group).exclude(pk=article.pk).order_by("language")
    )


def with_standing(article: Article, *, at: datetime) -> list[Any]:
    """The stories of `others`, each with `is_live`: whether readers see it at that moment. One query, or none."""
    if article.translation_group is None:
        return []
    live = Edition.objects.live(at=at).filter(article=OuterRef("pk"))
    return list(others(article).annotate(is_live=Exists(live)))


def live_beside(group: Any, *, article: Any, at: datetime) -> EditionQuerySet:
    """What readers see at that moment of the stories of a group beside that one; both may be expressions."""
    return Edition.objects.live(at=at).filter(article__translation_group=group).exclude(article=article)


def made_from(article: Article) -> list[Article]:
    """The stories of which it is known that they were translated from that one, oldest first."""
    return list(Article.objects.filter(translated_from=article).order_by("pk"))


def shown(edition: Edition, *, at: datetime) -> list[Translation]:
    """The edition's translations that readers see, one in a language, in the order of LANGUAGES.

    Without a query where `reading.with_translations` fetched them along. Working copies are one in a
    language; of what was published of them before there may be two, and then the older story speaks.
    """
    rows: Iterable[Mapping[str, Any]] | None = getattr(edition, "translation_rows", None)
    if rows is None:
        rows = _rows(edition, at=at)
    oldest_last = sorted(rows, key=lambda row: -row["article"])
    spoken = {row["language"]: row for row in oldest_last if row["language"] != edition.language}
    return [_translation(spoken[tag], edition.article) for tag, _ in languages.LANGUAGES if tag in spoken]


def _rows(edition: Edition, *, at: datetime) -> list[Mapping[str, Any]]:
    group = edition.article.translation_group
    beside = live_beside(group, article=edition.article, at=at) if group else Edition.objects.none()
    return list(beside.values_list(ROW, flat=True))


def _translation(row: Mapping[str, Any], article: Article) -> Translation:
    tag = row["language"]
    return Translation(
        id=str(row["id"]),
        url=row["path"],
        language=tag,
        direction=languages.direction(tag),
        name=languages.name(tag),
        is_original=article.translated_from_id == row["article"],
        is_made_of_it=row["translated_from"] == article.pk,
    )


def clash(articles: Iterable[Article]) -> tuple[Article, Article] | None:
    """Two of these stories that are in one language."""
    seen: dict[str, Article] = {}
    for article in articles:
        if article.language in seen:
            return seen[article.language], article
        seen[article.language] = article
    return None


def explain(failure: IntegrityError, *, article_id: int, language: object) -> None:
    """Raise Refused, naming the story in the way, if a save failed because a translation has the new language."""
    diagnosis = getattr(failure.__cause__, "diag", None)
    if diagnosis is None or diagnosis.constraint_name != ONE_OF_A_LANGUAGE:
        return
    tag = languages.known(str(language))
    there = others(Article.objects.get(pk=article_id)).filter(language=tag).first()
    named = f"“{there}”" if there else "Another one"
    raise refuse(
        "language-taken",
        f"{named} is its translation in {languages.name(tag)}, and there can be one. Nothing was saved. "
        "Choose another language, or unlink one of the two.",
        field="language",
    ) from failure


def taken(there: Article) -> Refused:
    """Why there can be no second story in the language of that one."""
    return refuse(
        "language-taken",
        f"“{there}” is the story in {languages.name(there.language)} already, and there can be one. Nothing was "
        "changed. If it is linked wrongly, unlink it first.",
    )
