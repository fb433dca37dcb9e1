"""Keeping the words of editions for the search: written with the edition, forgotten once it has ended."""

from collections.abc import Iterable
from functools import reduce
from typing import Any

from django.contrib.postgres.search import SearchVector
from django.db.models import Value

from articles import body, search_words
from articles.models import Edition, SearchText, Tag

#: Letters of a text that are indexed: a vector holds a megabyte, and nobody looks for the last page of a book.
_LONGEST = 100_000
#: How many editions `reindex` takes at once.
BATCH = 500


def index(edition: Edition) -> None:
    """Keep the words of a new edition, in the transaction that writes it."""
    SearchText.objects.create(
        edition=edition,
        language=edition.language,
        first_published_at=edition.first_published_at,
        words=_vector(edition),
    )


def forget(edition_ids: Iterable[int]) -> None:
    """Drop the words of editions that have ended."""
    SearchText.objects.filter(edition__in=edition_ids).delete()


def reindex(*, after: int = 0) -> tuple[int | None, int]:
    """Index the next BATCH editions that have not ended; the last one's id (None: there was none) and their number."""
    standing = Edition.objects.filter(pk__gt=after, ended_announced_at=None).order_by("pk")
    editions = list(standing.select_related("section")[:BATCH])
    forget([edition.pk for edition in editions])
    for edition in editions:
        index(edition)
    return (editions[-1].pk if editions else None), len(editions)


def _vector(edition: Edition) -> Any:
    """Headlines weigh most, then what the story is sorted and signed by, then its text, then its captions."""
    vectors: list[Any] = [_part(edition.language, weight, text) for weight, text in _texts(edition).items()]
    return reduce(lambda whole, part: whole + part, vectors)


def _part(language: str, weight: str, text: str) -> SearchVector:
    folded = Value(search_words.folded(text[:_LONGEST], language=language))
    return SearchVector(folded, config=search_words.config(language), weight=weight)


def _texts(edition: Edition) -> dict[str, str]:
    tags = Tag.objects.filter(pk__in=edition.tag_ids).values_list("name", flat=True)
    names = [
        *tags,
        edition.section.worded("name", edition.language)[0],
        *(row["name"] for row in edition.bylines),
        edition.dateline,
        edition.source,
    ]
    captions = [words for row in edition.captions for words in (row["text"], row["credit"])]
    return {
        "A": f"{edition.headline} {edition.front_headline}",
        "B": " ".join([edition.summary, *names]),
        "C": body.text(edition.html),
        "D": " ".join([*captions, edition.editor_note]),
    }
