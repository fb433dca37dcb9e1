"""Which stories say the same in several languages: what readers see of them, and what stands in the way of more."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import IntegrityError
from django.db.models import QuerySet

from articles.models import Article, Edition
from articles.models.article import ONE_OF_A_LANGUAGE
from articles.querysets import EditionQuerySet
from articles.refusals import Refused, refuse
from ground import languages


def others(article: Article) -> QuerySet[Article]:
    """The stories that the article is linked to, in the order of their languages."""
    if article.translation_group is None:
        return Article.objects.none()
    return Article.objects.filter(translation_group=article.translation_group).exclude(pk=article.pk)


def live_beside(group: Any, *, article: Any, at: datetime) -> EditionQuerySet:
    """What readers see at that moment of the stories of a group beside that one; both may be expressions."""
    return Edition.objects.live(at=at).filter(article__translation_group=group).exclude(article=article)


def made_from(article: Article) -> list[Article]:
    """The stories of which it is known that they were translated from that one, oldest first."""
    return list(Article.objects.filter(translated_from=article).order_by("pk"))


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
        "changed. Unlink it first.",
        field="language",
    )
