"""The newest photographs of a running story, each once, as long as their rights last."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from articles.filling import Figure
from articles.models import Edition
from ground.shown import key
from media.models import Photo
from media.pictures import picture
from readers import lists

#: How many photographs are shown, and of how many of the newest stories they are taken.
SHOWN, _STORIES = 6, 20
#: `sizes` of its pictures, where they stand widest (HTML, img sizes).
_SIZES = "(min-width: 61.25rem) 38.4rem, (min-width: 46.25rem) 50vw, 100vw"


@dataclass(frozen=True)
class Gallery:
    """Figures in 3:2, newest story first. `until`: when the clock alone changes them."""

    figures: list[Figure]
    keys: set[str]
    until: datetime | None


def of_coverage(coverage_id: int, *, language: str, at: datetime) -> Gallery:
    """The gallery of that coverage. Two queries."""
    live = Edition.objects.live(at=at).filter(coverage_ids__contains=[coverage_id], language=language)
    rows = live.exclude(photo_ids=[]).newest_first().values("captions", "live_until")[:_STORIES]
    uses = _distinct(caption for row in rows for caption in row["captions"])
    photos = Photo.objects.defer("source_metadata").in_bulk(list(uses))
    shown = [_figure(photos[pk], caption, at=at) for pk, caption in uses.items() if pk in photos]
    rights = [photo.right_changes_at(after=at) for photo in photos.values()]
    return Gallery(
        figures=[figure for figure in shown if figure][:SHOWN],
        keys={key("photo", photo.public_id) for photo in photos.values()},
        until=lists.earliest(*rights, *(row["live_until"] for row in rows)),
    )


def _distinct(captions: Any) -> dict[int, dict[str, Any]]:
    """The first use of each photograph, by the photograph; some more than are shown, as rights may have ended."""
    uses: dict[int, dict[str, Any]] = {}
    for caption in captions:
        uses.setdefault(caption["photo"], caption)
    return dict(list(uses.items())[: 2 * SHOWN])


def _figure(photo: Photo, caption: dict[str, Any], *, at: datetime) -> Figure | None:
    shown = picture(photo, crop="3x2", at=at)
    if shown is None:
        return None
    return Figure(shown, caption["alt"], caption["text"], caption["credit"], "gallery", _SIZES)
