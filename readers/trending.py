"""Trending: what was read most in the last hours, counted each minute and kept in `Trending`."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.db import transaction

from articles.models import Edition
from readers.models import ReadCount, Trending

WINDOW = timedelta(hours=3)
#: Hours in which a read loses half its weight.
HALF_LIFE = 1.0
#: A list that was not counted for so long is not shown.
STALE = timedelta(minutes=35)
KEPT = 20
SHOWN = 5
#: A list of fewer says nothing about what is read.
FEWEST = 5


@transaction.atomic
def count(*, at: datetime) -> None:
    """Count anew, for each language; a language that is read no more gets an empty list."""
    weights = _weights(at=at)
    editions = Edition.objects.live(at=at).filter(article_id__in=weights, sensitive=False)
    lists: dict[str, list[int]] = defaultdict(list)
    for language, article_id in editions.values_list("language", "article_id"):
        lists[language].append(article_id)
    for language in {*lists, *Trending.objects.values_list("language", flat=True)}:
        best = sorted(lists[language], key=lambda pk: (-weights[pk], pk))[:KEPT]
        Trending.objects.update_or_create(language=language, defaults={"article_ids": best, "counted_at": at})


def standing(*, language: str, at: datetime) -> list[Edition]:
    """The stories of the list, best first, with what cards show; none where it was not counted lately. Two queries."""
    counted = Trending.objects.filter(language=language, counted_at__gt=at - STALE)
    ids = counted.values_list("article_ids", flat=True).first() or []
    rows = {row.article_id: row for row in Edition.objects.live(at=at).filter(article_id__in=ids).for_cards()}
    return [rows[pk] for pk in ids if pk in rows]


def forget(*, at: datetime) -> None:
    """Delete the counts that no list looks at any more."""
    ReadCount.objects.filter(slice_at__lt=at - 2 * WINDOW).delete()


def _weights(*, at: datetime) -> dict[int, float]:
    """Reads by article, each halved for every HALF_LIFE since its slice began."""
    weights: dict[int, float] = defaultdict(float)
    for pk, began, reads in ReadCount.objects.filter(slice_at__gte=at - WINDOW, slice_at__lte=at).values_list(
        "article_id", "slice_at", "reads"
    ):
        weights[pk] += reads * 0.5 ** ((at - began).total_seconds() / 3600 / HALF_LIFE)
    return weights
