"""Bringing the pictures that stories wait for, from the web addresses that their agency gave.

Only for feeds that wish it. Each address is asked for once, however many stories name it, and
again after a failure, more and more rarely, until the stories wait no longer (wires.pictures.NEAR).
"""

import random
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from articles.models import Article, Caption
from ground import clock
from staff.printing import printed
from wires import facts, locking, naming, pictures, timetable
from wires.fetching import Unreachable, fetch
from wires.models import AwaitedPicture, RemotePicture

#: Seconds for a picture; and how long after a beginning another one may begin.
_WITHIN = 120.0
_TAKEN_UP_AGAIN = timedelta(seconds=180)
_PACE = 30
_MOST_FAILURES = 8
#: For how long an address is known: until then it is not asked for again.
_REMEMBERED = timedelta(days=2)
_MOST_AT_ONCE = 200


@transaction.atomic
def look_around(*, at: datetime) -> int:
    """Tell of the pictures whose time has come, new ones among them. How many."""
    _write_down_new(at)
    due = RemotePicture.objects.filter(next_at__lte=at).order_by("next_at")[:_MOST_AT_ONCE]
    for picture in due:
        facts.picture_due.send(sender=RemotePicture, picture=picture)
    return len(due)


def bring(*, picture_id: int) -> bool:
    """Fetch the picture and give it to the stories that wait for it. Twice is the same as once."""
    picture = _claim(picture_id, at=clock.now())
    if picture is None:
        return False
    locking.hold_nothing()
    try:
        found = fetch(picture.address, most_bytes=settings.PHOTO_MAX_BYTES, within=_WITHIN)
        name = naming.printable(found.filename)
        pictures.file(
            feed=picture.feed,
            filename=name,
            data=found.data,
            at=clock.now(),
            known_as=naming.web_key(picture.address),
        )
    except Unreachable as failure:
        _try_again(picture, str(failure), asked=failure.asked, gone=failure.gone)
        return False
    except pictures.UnusableImage as refusal:
        _try_again(picture, str(refusal), gone=True)
        return False
    RemotePicture.objects.filter(pk=picture.pk).update(next_at=None, came_at=clock.now(), failures=0, last_error="")
    return True


def said_of(article: Article) -> dict[UUID, str]:
    """Why pictures of the story have not come yet, in a sentence each, by the uuid of their captions."""
    waiting = AwaitedPicture.objects.filter(article=article, filename__startswith=naming.WEB)
    keys = {row.caption: (row.feed_id, row.filename.removeprefix(naming.WEB)) for row in waiting}
    if not keys:
        return {}
    found = RemotePicture.objects.filter(digest__in={digest for _, digest in keys.values()})
    known = {(row.feed_id, row.digest): row for row in found}
    return {
        caption: _sentence(known[key]) for caption, key in keys.items() if key in known and known[key].came_at is None
    }


def forget(*, at: datetime) -> int:
    """Forget addresses that nothing waits for any more. How many."""
    return RemotePicture.objects.filter(asked_at__lt=at - _REMEMBERED).delete()[0]


def _write_down_new(at: datetime) -> None:
    """The addresses that stories wait for and that nobody has asked for yet."""
    waiting = AwaitedPicture.objects.filter(
        feed__fetch_pictures=True, feed__active=True, until__gt=at, filename__startswith=naming.WEB
    )
    open_captions = Caption.objects.filter(photo=None).exclude(pending="")
    rows = waiting.filter(caption__in=open_captions.values("uuid")).values_list("feed_id", "image__href", "filename")
    wanted = {(feed, name): href for feed, href, name in rows.order_by("pk")[: _MOST_AT_ONCE * 10]}
    RemotePicture.objects.bulk_create(
        (
            RemotePicture(feed_id=feed, address=href, digest=name.removeprefix(naming.WEB), next_at=at, asked_at=at)
            for (feed, name), href in wanted.items()
        ),
        ignore_conflicts=True,
    )
    # Something came from the address long before these stories: it may be another picture by now.
    digests = [name.removeprefix(naming.WEB) for _, name in wanted]
    old = RemotePicture.objects.filter(digest__in=digests, came_at__lt=at - pictures.NEAR)
    old.update(next_at=at, came_at=None, asked_at=at)


def _claim(picture_id: int, *, at: datetime) -> RemotePicture | None:
    """The picture, ours until it may be taken up again; None where it is not due."""
    due = RemotePicture.objects.filter(pk=picture_id, next_at__lte=at)
    if not due.update(next_at=at + _TAKEN_UP_AGAIN):
        return None
    return RemotePicture.objects.select_related("feed").get(pk=picture_id)


def _try_again(picture: RemotePicture, why: str, *, asked: float = 0, gone: bool = False) -> None:
    at, failures = clock.now(), picture.failures + 1
    spread = random.random()  # noqa: S311 (it only keeps pictures apart)
    after = timetable.wait(every=_PACE, failures=failures, spread=spread, asked=asked)
    over = gone or failures >= _MOST_FAILURES
    RemotePicture.objects.filter(pk=picture.pk).update(
        failures=failures, next_at=None if over else at + after, last_error=why[:5000]
    )


def _sentence(picture: RemotePicture) -> str:
    if not picture.last_error:
        return "It is being fetched from the agency."
    if picture.next_at is None:
        return f"It could not be fetched and is not tried again: {picture.last_error}"
    return f"It could not be fetched yet: {picture.last_error} It is tried again at {printed(picture.next_at)}."
