"""Where the links to stories lead in a text that is no story's: in a live post, on a static page."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from articles.models import Edition
from ground.shown import keys
from readers import lists


@dataclass(frozen=True)
class Links:
    """`paths`: public id → path, of the stories that are public. `until`: when the clock alone changes them."""

    paths: dict[str, str] = field(default_factory=dict)
    keys: frozenset[str] = frozenset()
    until: datetime | None = None


def links(ids: Collection[UUID], *, at: datetime) -> Links:
    """The links to these stories. One query; none for no story."""
    if not ids:
        return Links()
    rows = Edition.objects.not_ended(at=at).filter(article__public_id__in=ids).select_related("article")
    return Links(
        paths={str(row.article.public_id): row.path for row in rows if row.is_live(at=at)},
        keys=frozenset(keys("article", ids)),
        until=lists.earliest(*(row.live_until if row.is_live(at=at) else row.live_from for row in rows)),
    )
