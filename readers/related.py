"""Related Articles: what else to read, found when a story is published and kept in `Related`.

Order: the desk's picks (they stand in the edition), the same coverage, then shared tags weighed
by how rare they are and how old the other story is. All in the same language.
"""

import math
from collections import Counter
from datetime import datetime

from articles.models import Edition
from readers.models import Related

#: How many are kept: more than a page shows, because some may be withdrawn by then.
KEPT = 12
SHOWN = 6
#: Days in which a story's weight halves.
HALF_LIFE = 14
#: How many candidates of each kind are looked at.
_CANDIDATES = 60


def relate(*, article_id: int, at: datetime) -> None:
    """Find what belongs to the story, and tell those found about the story."""
    edition = Edition.objects.live(at=at).filter(article_id=article_id).first()
    if edition is None:
        return
    found = _keep(edition, at=at)
    for neighbour in Edition.objects.live(at=at).filter(article_id__in=found):
        _keep(neighbour, at=at)


def _keep(edition: Edition, *, at: datetime) -> list[int]:
    ids = _rank(edition, _candidates(edition, at=at), at=at)[:KEPT]
    Related.objects.update_or_create(article_id=edition.article_id, defaults={"article_ids": ids, "found_at": at})
    return ids


def _candidates(edition: Edition, *, at: datetime) -> list[Edition]:
    others = Edition.objects.live(at=at).filter(language=edition.language).exclude(article_id=edition.article_id)
    rows = others.newest_first().only("article_id", "coverage_ids", "tag_ids", "first_published_at")
    same_coverage = rows.filter(coverage_ids__overlap=edition.coverage_ids)[:_CANDIDATES]
    shared_tags = rows.filter(tag_ids__overlap=edition.tag_ids)[:_CANDIDATES]
    return list({row.pk: row for row in [*same_coverage, *shared_tags]}.values())


def _rank(edition: Edition, candidates: list[Edition], *, at: datetime) -> list[int]:
    rarity = _rarity(edition, candidates)
    coverages, tags = set(edition.coverage_ids), set(edition.tag_ids)

    def weight(other: Edition) -> tuple[bool, float]:
        days = max(0.0, (at - other.first_published_at).total_seconds() / 86400)
        shared = sum(rarity[tag] for tag in tags & set(other.tag_ids))
        return bool(coverages & set(other.coverage_ids)), (1 + shared) * 0.5 ** (days / HALF_LIFE)

    return [other.article_id for other in sorted(candidates, key=weight, reverse=True)]


def _rarity(edition: Edition, candidates: list[Edition]) -> dict[int, float]:
    """Inverse document frequency of the edition's tags, within what was looked at."""
    seen = Counter(tag for other in candidates for tag in other.tag_ids)
    return {tag: math.log((1 + len(candidates)) / (1 + seen[tag])) + 0.1 for tag in edition.tag_ids}
