"""A kill of photographs: they go out of use, but where readers see one and its feed leaves that to the desk."""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from django.db.models import Q, QuerySet

from articles.models import Article, Edition, LiveUpdate
from media import editing
from media.models import Photo
from wires.models import Feed, WireItem

#: Stories that are named; beyond them there is one more word.
_NAMED = 3


def stop(item: WireItem, *, reason: str, at: datetime) -> Iterator[str]:
    """Kill the photographs that came under the item's name. A sentence for each that was not killed before."""
    for photo in _photos(item).exclude(state=Photo.State.KILLED):
        places = _places(photo, at=at)
        if places and item.feed.on_kill == Feed.OnKill.ALERT:
            yield f"Its photograph “{photo}” stands in {places} and was left alone. Decide what is to be done."
        else:
            editing.kill(photo=photo, reason=reason, by=None)
            stood = f" It stood in {places}." if places else ""
            yield f"Its photograph “{photo}” was taken out of use everywhere.{stood}"


def story(item: WireItem, *, at: datetime) -> Article | None:
    """The newest story in which readers see one of the photographs, or saw it until its kill."""
    shown = _stories(list(_photos(item).values_list("pk", flat=True)), at=at).order_by("-live_from", "-pk").first()
    return shown.article if shown else None


def _photos(item: WireItem) -> QuerySet[Photo]:
    named = Q(feed_pictures__feed=item.feed_id, feed_pictures__guid=item.guid)
    return Photo.objects.filter(named).distinct().order_by("pk")


def _stories(photos: list[int], *, at: datetime) -> QuerySet[Edition]:
    return Edition.objects.live(at=at).filter(photo_ids__overlap=photos)


def _places(photo: Photo, *, at: datetime) -> str:
    """Where readers see it, in words; empty where nowhere."""
    stories = _stories([photo.pk], at=at).order_by("pk")
    posts = LiveUpdate.objects.live(at=at).filter(photo=photo, withdrawn_at=None).order_by("coverage_id")
    pages = posts.values_list("coverage__name", flat=True).distinct()
    found = list(chain(stories.values_list("headline", flat=True)[: _NAMED + 1], pages[: _NAMED + 1]))
    quoted = [f"“{title[:80]}”" for title in found[:_NAMED]]
    return ", ".join([*quoted, *(["others"] if len(found) > _NAMED else [])])
