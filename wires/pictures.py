"""Photographs that come in a feed's folder: stored at once, found by the stories that name them."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import DataError, transaction

from articles import drafting
from articles.models import Article
from media import editing
from media.intake import UnusableImage, take_in
from media.models import Photo
from wires import locking, naming
from wires.models import AwaitedPicture, Feed, FeedPicture
from wires.stories import WireImage

__all__ = ["UnusableImage", "await_picture", "complete", "credit_line", "file", "find"]


def file(*, feed: Feed, filename: str, data: bytes, at: datetime) -> Photo:
    """Store the photograph and give it to the stories that wait for it. Twice is the same as once.

    Raises UnusableImage, with a sentence, for what is no photograph or cannot be stored.
    """
    try:
        photo = take_in(data=data, filename=filename, by=None, defaults={"source": feed.credit or feed.name}).photo
        _remember(feed, naming.key(filename), photo, at)
    except DataError as error:
        raise UnusableImage(f"The database does not take what it says: {str(error).splitlines()[0]}.") from error
    return photo


@transaction.atomic
def _remember(feed: Feed, key: str, photo: Photo, at: datetime) -> None:
    locking.pictures(feed.pk)
    FeedPicture.objects.update_or_create(feed=feed, filename=key, defaults={"photo": photo, "received_at": at})
    for awaited in AwaitedPicture.objects.filter(feed=feed, filename=key).order_by("pk"):
        if drafting.supply_photo(caption_uuid=awaited.caption, photo=photo, at=at):
            complete(photo, WireImage.from_json(awaited.image))


def find(*, feed: Feed, names: Iterable[str]) -> Photo | None:
    """The photograph that came under the first of these names (naming.candidates) that did."""
    names = list(names)
    came = FeedPicture.objects.filter(feed=feed, filename__in=names).select_related("photo")
    photos = {picture.filename: picture.photo for picture in came}
    return next((photos[name] for name in names if name in photos), None)


def await_picture(*, feed: Feed, names: Iterable[str], article: Article, caption: UUID, image: WireImage) -> None:
    """Let the caption be filled when a photograph comes under one of these names."""
    said = image.to_json()
    AwaitedPicture.objects.bulk_create(
        (
            AwaitedPicture(feed=feed, filename=name, article=article, caption=caption, image=said)
            for name in dict.fromkeys(names)
        ),
        ignore_conflicts=True,
    )


def complete(photo: Photo, image: WireImage) -> None:
    """Add what the agency says beside the file, where the file itself is silent."""
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


def credit_line(image: WireImage, *, default: str) -> str:
    """Photographer and agency as they are printed, neither twice; the default where nobody is named."""
    credit = image.credit or image.source
    if image.byline and image.byline.casefold() in credit.casefold():
        return credit
    return "/".join(dict.fromkeys(part for part in (image.byline, credit) if part)) or default
