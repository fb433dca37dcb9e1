"""Where to read on: Related Articles and Trending under a story, both from one query."""

from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, BooleanField, F, Func, OuterRef, QuerySet, Subquery, Value

from articles import filling, reading
from articles.filling import Card
from articles.models import Edition
from articles.prepared import A_MOMENT, Prepared
from readers import lists, related, trending
from readers.models import Related, Trending

#: `sizes` of a picture in Related Articles (HTML, img sizes).
_SIZES = "(min-width: 46.25rem) 9rem, 7rem"


@dataclass(frozen=True)
class Onward:
    """Stories to read next; none of them is in both lists. `until`: when the clock changes them."""

    related: list[Card] = field(default_factory=list)
    trending: list[Card] = field(default_factory=list)

    @property
    def keys(self) -> set[str]:
        return lists.keys_of([*self.related, *self.trending])

    @property
    def until(self) -> datetime | None:
        return lists.earliest(*(card.until for card in [*self.related, *self.trending]))


def standing_at(path: str, *, at: datetime) -> Edition | None:
    """The edition at that address with all that its page shows, and the ids for `onward`. One query."""
    return next(iter(_STANDING.rows(at=at, path=path)), None)


def onward(edition: Edition, *, at: datetime) -> Onward:
    """What to read after an edition of `standing_at`. The desk's picks come first.

    A list of fewer than its FEWEST is none; but what the desk picked is always shown.
    """
    belonging = _others(edition, [*edition.related_ids, *(edition.found_ids or [])])  # type: ignore[attr-defined]
    read = _others(edition, edition.trending_ids or [])  # type: ignore[attr-defined]
    live = {row.article_id: row for row in _CARDS.rows(at=at, ids=list({*belonging, *read}))}
    first = [pk for pk in belonging if pk in live][: related.SHOWN]
    if len(first) < related.FEWEST and live.keys().isdisjoint(edition.related_ids):
        first = []
    then = [pk for pk in read if pk in live and pk not in first][: trending.SHOWN]
    if len(then) < trending.FEWEST:
        then = []
    return Onward(*([filling.card(live[pk], at=at, sizes=_SIZES) for pk in pks] for pks in (first, then)))


def _page(*, at: datetime, path: str) -> QuerySet[Edition]:
    counted = Trending.objects.filter(language=OuterRef("language"), counted_at__gt=at - trending.STALE)
    found = Related.objects.filter(article=OuterRef("article"))
    editions = Edition.objects.live(at=at).filter(article__path=path)
    return reading.for_page(editions, at=at).annotate(
        found_ids=Subquery(found.values("article_ids")), trending_ids=Subquery(counted.values("article_ids"))
    )


def _cards(*, at: datetime, ids: list[int]) -> QuerySet[Edition]:
    """The live editions of these articles; the ids are one array, so that the statement is always the same."""
    array = Value(ids, output_field=ArrayField(BigIntegerField()))
    among = Func(
        F("article_id"), array, template="(%(expressions)s))", arg_joiner=" = ANY(", output_field=BooleanField()
    )
    return Edition.objects.live(at=at).filter(among).for_cards()


_STANDING = Prepared(_page, at=A_MOMENT, path="/where/it/stands/")
_CARDS = Prepared(_cards, at=A_MOMENT, ids=[-1])


def _others(edition: Edition, ids: list[int]) -> list[int]:
    """The ids without the story itself, each once, in their order."""
    return [pk for pk in dict.fromkeys(ids) if pk != edition.article_id]
