"""Related Articles: what else to read, found when a story is published and kept in `Related`.

Order: the desk's picks (they stand in the edition), the same coverage, then shared tags weighed
by how rare they are and how old the other story is. All in the same language. What shares only
tags that nearly every story has is not related: a short list is better than a padded one.
"""

import math
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from articles.models import Edition
from readers.models import Related

#: How many are kept: more than a page shows, because some may be withdrawn by then.
KEPT = 12
SHOWN = 6
#: One story found by its tags alone is no list.
FEWEST = 2
#: Days in which a story's weight halves.
HALF_LIFE = 14
#: How many candidates of each kind are looked at.
_CANDIDATES = 60
#: Of how many of the newest stories the tags are counted, and which share of them makes a tag common.
_COUNTED = 500
_COMMON = 0.1
#: A tag of no more stories than this is not common, however few stories there are.
_FEW = 10


@dataclass(frozen=True)
class Tags:
    """How often tags stand on the newest stories of a language."""

    stories: int
    seen: Counter[int]

    def rarity(self, tag: int) -> float:
        """Inverse document frequency; 0 for a tag that stands on so many stories that it says nothing."""
        seen = self.seen[tag]
        return 0.0 if seen > max(_FEW, _COMMON * self.stories) else math.log((2 + self.stories) / (1 + seen))


def relate(*, article_id: int, at: datetime) -> None:
    """Find what belongs to the story, and tell those found about the story."""
    edition = Edition.objects.live(at=at).filter(article_id=article_id).first()
    if edition is None:
        return
    tags = _tags(edition.language, at=at)
    found = _keep(edition, tags, at=at)
    for neighbour in Edition.objects.live(at=at).filter(article_id__in=found):
        _keep(neighbour, tags, at=at)


def _tags(language: str, *, at: datetime) -> Tags:
    newest = Edition.objects.live(at=at).filter(language=language).newest_first()
    rows = list(newest.values_list("tag_ids", flat=True)[:_COUNTED])
    return Tags(len(rows), Counter(tag for ids in rows for tag in ids))


def _keep(edition: Edition, tags: Tags, *, at: datetime) -> list[int]:
    ids = _rank(edition, _candidates(edition, at=at), tags, at=at)[:KEPT]
    Related.objects.update_or_create(article_id=edition.article_id, defaults={"article_ids": ids, "found_at": at})
    return ids


def _candidates(edition: Edition, *, at: datetime) -> list[Edition]:
    others = Edition.objects.live(at=at).filter(language=edition.language).exclude(article_id=edition.article_id)
    rows = others.newest_first().only("article_id", "coverage_ids", "tag_ids", "first_published_at")
    same_coverage = rows.filter(coverage_ids__overlap=edition.coverage_ids)[:_CANDIDATES]
    shared_tags = rows.filter(tag_ids__overlap=edition.tag_ids)[:_CANDIDATES]
    return list({row.pk: row for row in [*same_coverage, *shared_tags]}.values())


def _rank(edition: Edition, candidates: list[Edition], tags: Tags, *, at: datetime) -> list[int]:
    """Those that belong to it, by weight: (in the same coverage, rarity of what both are tagged with, aged)."""
    weights: dict[int, tuple[bool, float]] = {}
    for other in candidates:
        days = max(0.0, (at - other.first_published_at).total_seconds() / 86400)
        followed = not set(edition.coverage_ids).isdisjoint(other.coverage_ids)
        shared = sum(tags.rarity(tag) for tag in set(edition.tag_ids) & set(other.tag_ids))
        if followed or shared:
            weights[other.article_id] = followed, (followed + shared) * 0.5 ** (days / HALF_LIFE)
    return sorted(weights, key=weights.__getitem__, reverse=True)
