"""What there is to say about the text of a story that was saved: to the person on the desk, and to a program."""

from collections.abc import Iterable
from typing import Any

from articles import body, losses
from articles.models import Article


def on_text(article: Article, *, given: str) -> list[str]:
    """Sentences about the text as it was given: what cleaning changed, what readers will not see. Two queries."""
    cleaned = body.clean(given)
    return [*cleaned.warnings, *losses.sentences(given=given, kept=cleaned.html), *_strangers(article, cleaned.html)]


def _strangers(article: Article, html: str) -> list[str]:
    figures, links = body.figure_ids(html), body.story_ids(html)
    captions = article.captions.filter(uuid__in=figures).values_list("uuid", flat=True) if figures else ()
    stories = Article.objects.filter(public_id__in=links).values_list("public_id", flat=True) if links else ()
    return [
        *_missing(
            figures, captions, "figure stands", "figures stand", "without a photograph: the story has no caption for it"
        ),
        *_missing(
            links, stories, "link leads", "links lead", "to no story of the house: readers get its words without it"
        ),
    ]


def _missing(named: Iterable[Any], there: Iterable[Any], one: str, many: str, why: str) -> list[str]:
    count = len(set(named) - set(there))
    return [f"{count} {one if count == 1 else many} {why}."] if count else []
