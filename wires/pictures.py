"""Photographs that come in a feed's folder: stored at once, found by the stories that name them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import DataError, transaction

from articles import drafting
from articles.models import Article
from media import crediting, editing
from media.intake import UnusableImage, take_in
from media.models import Photo
from wires import locking, naming, querysets
from wires.models import AwaitedPicture, Feed, FeedPicture, WireItem
from wires.stories import WireImage

__all__ = ["UnusableImage", "await_picture", "came", "complete", "credit_line", "file", "first_came"]

#: How long before or after an item the pictures that it names come. Agencies send them within hours of
#: the copy, and use a name like lead.jpg again the next day for something else.
NEAR = timedelta(hours=12)


def file(
    *, feed: Feed, filename: str, data: bytes, at: datetime, came_at: datetime | None = None, known_as: str = ""
) -> Photo:
    """Store the photograph and give it to the stories that wait for it. Twice is the same as once.

    `came_at` is for one that could not be used when it came, `known_as` for one that stories know by
    something else than its name. Raises UnusableImage, with a sentence, for what is no photograph or
    cannot be stored.
    """
    try:
        photo = take_in(data=data, filename=filename, by=None, defaults={"source": feed.credit or feed.name}).photo
        _remember(feed, known_as or naming.key(filename), photo, came_at or at, at)
    except DataError as error:
        what = f"The database does not take what it says: {str(error).splitlines()[0]}."
        raise UnusableImage(what, "The file is kept; ask the agency for another one.") from error
    return photo


@transaction.atomic
def _remember(feed: Feed, key: str, photo: Photo, came_at: datetime, at: datetime) -> None:
    locking.pictures(feed.pk)
    FeedPicture.objects.update_or_create(feed=feed, filename=key, photo=photo, defaults={"received_at": came_at})
    AwaitedPicture.objects.filter(feed=feed, until__lt=came_at).delete()
    for awaited in AwaitedPicture.objects.filter(feed=feed, filename=key).order_by("pk"):
        if drafting.supply_photo(caption_uuid=awaited.caption, photo=photo, at=at):
            complete(feed, photo, WireImage.from_json(awaited.image))


def came(item: WireItem, images: Iterable[WireImage]) -> dict[str, Photo]:
    """The photographs of the item's pictures, by their address: of each the newest that came near the item.

    Where it came under several of its names (naming.candidates), the nearest name counts.
    """
    names = {image.href: _names(item, image) for image in images}
    wanted = {name for candidates in names.values() for name in candidates}
    found = FeedPicture.objects.filter(feed=item.feed_id, filename__in=wanted, received_at__range=_near(item))
    photos = {picture.filename: picture.photo for picture in found.select_related("photo").order_by("received_at")}
    nearest = {href: [photos[name] for name in candidates if name in photos] for href, candidates in names.items()}
    return {href: of_name[0] for href, of_name in nearest.items() if of_name}


def first_came(wanted: Mapping[WireItem, Sequence[WireImage]]) -> dict[int, Photo]:
    """For each item (by its number) the photograph of the first of its pictures that has come. One query."""
    names = {item: [name for image in images for name in _names(item, image)] for item, images in wanted.items()}
    every = {name for found in names.values() for name in found}
    if not every:
        return {}
    feeds = {item.feed_id for item in wanted}
    rows = FeedPicture.objects.filter(feed__in=feeds, filename__in=every).select_related("photo")
    by_name: dict[tuple[int, str], list[FeedPicture]] = defaultdict(list)
    for row in rows.defer("photo__source_metadata").order_by("received_at"):
        by_name[row.feed_id, row.filename].append(row)
    found = {}
    for item, candidates in names.items():
        first, last = _near(item)
        came = [row for name in candidates for row in by_name[item.feed_id, name] if first <= row.received_at <= last]
        if came:
            found[item.pk] = came[0].photo
    return found


def _near(item: WireItem) -> tuple[datetime, datetime]:
    return item.received_at - NEAR, item.received_at + NEAR


def _names(item: WireItem, image: WireImage) -> list[str]:
    """The nearest first: where it is on the web, the picture of that very address."""
    whole = naming.web_key(image.href)
    return [*([whole] if whole else []), *naming.candidates(image.href, beside=item.delivery.filename)]


def await_picture(*, item: WireItem, image: WireImage, article: Article, caption: UUID) -> None:
    """Let the caption be filled when a photograph comes under one of the picture's names, near the item."""
    _, until = _near(item)
    waiting = {"feed": item.feed, "article": article, "caption": caption, "image": image.to_json(), "until": until}
    AwaitedPicture.objects.bulk_create(
        (AwaitedPicture(filename=name, **waiting) for name in dict.fromkeys(_names(item, image))),
        ignore_conflicts=True,
    )


def complete(feed: Feed, photo: Photo, image: WireImage) -> None:
    """Add what the agency says beside the file, where the file itself is silent.

    From now on a kill finds the photograph by its agency's name; one that has come already takes it out of use.
    """
    if image.guid:
        _call(feed, photo, image.guid[:500])
    holder = f"© {image.copyright_holder}" if image.copyright_holder else ""
    said = {
        "title": image.title,
        "caption": image.caption,
        "alt_text": image.alt,
        "byline": image.byline,
        "credit": image.credit,
        "copyright_notice": image.copyright_notice or holder,
        "usage_terms": image.usage_terms,
        "instructions": image.instructions,
        "digital_source_type": image.digital_source_type,
        "taken_at": image.taken_at,
    }
    missing = {name: value for name, value in said.items() if value and not getattr(photo, name)}
    if missing:
        editing.edit(photo=photo, by=None, fields=missing)
    if image.focal_x is not None and image.focal_y is not None and (photo.focal_x, photo.focal_y) == (0.5, 0.5):
        editing.set_focal_point(photo=photo, x=image.focal_x, y=image.focal_y, by=None)
    if querysets.canceled(feed, [image.guid]):
        editing.kill(photo=photo, reason=f"{feed.credit or feed.name} canceled {image.guid}.", by=None)


def _call(feed: Feed, photo: Photo, guid: str) -> None:
    """Let a kill of that name find the photograph: the file and a story that shows it may name it differently."""
    known = FeedPicture.objects.filter(feed=feed, photo=photo)
    first = known.order_by("-received_at").first()
    if first is None or known.filter(guid=guid).exists() or known.filter(guid="").update(guid=guid):
        return
    FeedPicture.objects.create(
        feed=feed, filename=f"guid:{naming.digest(guid)}", photo=photo, guid=guid, received_at=first.received_at
    )


def credit_line(image: WireImage) -> str:
    """Photographer and agency as they are printed; empty where nobody is named."""
    return crediting.line(image.byline, image.credit or image.source)
