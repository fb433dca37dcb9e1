"""The translations of a story as its page shows them: in which languages, where each stands, what is behind."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.urls import reverse

from articles import translations
from articles.models import Article, Edition
from desk import situation
from ground import languages


@dataclass(frozen=True)
class Member:
    """A story in another language. `behind` says what readers got of it that this story has not, if anything."""

    language: str
    direction: str
    tag: str
    headline: str
    url: str
    label: str
    tone: str
    is_original: bool
    behind: str


def members(article: Article, *, at: datetime) -> list[Member]:
    """The stories that the article is linked to, by language. One query where there may be any."""
    if article.translation_group is None:
        return []
    return [_member(row, article, at) for row in _rows(article, at=at)]


def _rows(article: Article, *, at: datetime) -> QuerySet[Article]:
    """With `newer`: how many versions readers got since the article was saved last; a first one tells nothing new."""
    since = Edition.objects.begun(at=at).filter(article=OuterRef("pk"), live_from__gt=article.changed_at)
    news = since.exclude(kind=Edition.Kind.FIRST).exclude(ended_by=Edition.EndedBy.UNDO).order_by()
    count = news.values("article").annotate(number=Count("pk")).values("number")
    rows = situation.with_situation(translations.others(article).defer("body"))
    return rows.annotate(newer=Subquery(count, output_field=IntegerField()))


def _member(row: Any, article: Article, at: datetime) -> Member:
    now = situation.situation(row, at=at)
    return Member(
        language=languages.name(row.language),
        direction=languages.direction(row.language),
        tag=row.language,
        headline=str(row),
        url=reverse("admin:articles_article_change", args=(row.pk,)),
        label=now.label,
        tone=now.tone,
        is_original=article.translated_from_id == row.pk,
        behind=_behind(row.newer or 0),
    )


def _behind(newer: int) -> str:
    if not newer:
        return ""
    published = "A version of it was" if newer == 1 else f"{newer} versions of it were"
    return f"{published} published since this story was saved last."
