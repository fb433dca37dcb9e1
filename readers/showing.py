"""Which photographs readers may have: those that something public shows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery

from articles import surrogates
from articles.models import Edition, LiveUpdate
from articles.querysets import EditionQuerySet
from ground.shown import key, keys
from media import files, recipes
from media.models import Photo
from readers import lists

_FILE = re.compile(r"(?P<crop>[a-z0-9]+)-(?P<width>[1-9][0-9]{0,4})-(?P<version>[0-9]{1,9})\.(?P<fmt>[a-z]+)\Z")
#: How many of the stories, and of the live pages, that show a photograph are named among the keys of its answer.
_NAMED = 20


@dataclass(frozen=True)
class File:
    """A file that readers may have. `exact`: its address means these bytes and no others."""

    place: Path
    content_type: str
    tag: str
    exact: bool
    keys: set[str]
    until: datetime | None


def find(*, public_id: UUID, name: str, at: datetime) -> File | None:
    """The made size that comes nearest to the name, `<crop>-<width>-<version>.<fmt>`. One query."""
    asked = _FILE.match(name)
    photo = _shown(public_id, at=at) if asked else None
    if photo is None or asked is None:
        return None
    place = files.nearest_rendition(photo=photo, crop=asked["crop"], width=int(asked["width"]), fmt=asked["fmt"])
    if place is None:
        return None
    made = f"{place.stem}-{photo.ready_version}{place.suffix}"
    return File(
        place=place,
        content_type=recipes.FORMATS[asked["fmt"]],
        tag=f'"{photo.public_id}-{made}"',
        exact=made == name,
        keys={key("photo", photo.public_id), *_keys(photo)},
        until=lists.earliest(photo.right_changes_at(after=at), photo.shown_until),  # type: ignore[attr-defined]
    )


def _shown(public_id: UUID, *, at: datetime) -> Photo | None:
    """The photograph with the stories that show it as `shown_by`, the coverages whose live pages do as `reported_by`.

    None where nothing does.
    """
    live: EditionQuerySet = Edition.objects.live(at=at).filter(photo_ids__contains=[OuterRef("pk")])
    stories = live.order_by("pk").values("article__public_id")[:_NAMED]
    ends = live.filter(live_until__isnull=False).order_by("live_until").values("live_until")[:1]
    rows = Photo.objects.usable(at=at).filter(public_id=public_id).defer("source_metadata")
    posts = LiveUpdate.objects.live(at=at).filter(photo=OuterRef("pk"), withdrawn_at=None)
    pages = posts.order_by("coverage").values("coverage").distinct()[:_NAMED]
    showing = {"shown_by": ArraySubquery(stories), "reported_by": ArraySubquery(pages), "shown_until": Subquery(ends)}
    photo: Any = rows.annotate(**showing).first()
    return photo if photo and (photo.shown_by or photo.reported_by) else None


def _keys(photo: Photo) -> Iterator[str]:
    """The keys of what shows it."""
    yield from keys("article", photo.shown_by)  # type: ignore[attr-defined]
    for coverage in photo.reported_by:  # type: ignore[attr-defined]
        yield from (surrogates.of_live(coverage), surrogates.of_coverage(coverage))
