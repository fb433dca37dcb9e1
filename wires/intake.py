"""Bytes of an agency into items: kept first, read second, each content of each guid once.

A process killed at any point leaves no gap and no double: what was kept and not read is read
by `read_waiting`, and an item that is there already is not written again.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import DataError, IntegrityError, transaction
from django.db.models import F

from articles.refusals import refuse
from articles.zone import newsroom_time
from ground import languages
from staff import audit, permissions
from staff.models import User
from wires import (
    archiving,
    cancelling,
    formats,
    identity,
    locking,
    naming,
    picture_items,
    releasing,
    rereading,
    titles,
    versions,
    withholding,
)
from wires.faults import FAULTS
from wires.keeping import File, keep
from wires.models import Delivery, Feed, WireItem
from wires.stories import CANCELED, WireStory

logger = logging.getLogger(__name__)

#: Time for the process that took up a left delivery, and how often that is tried.
_READ_AGAIN_WITHIN = timedelta(seconds=60)
_MOST_ATTEMPTS = 3
_WAITING_AT_ONCE = 20
#: Letters of a guid that the index takes.
_LONGEST_GUID = 500


@dataclass(slots=True)
class _Reading:
    """What a delivery turned out to be: items, and sentences about what is missing."""

    delivery: Delivery
    items: list[WireItem] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    failed: bool = False


def receive(*, feed: Feed, data: bytes, filename: str, at: datetime) -> Delivery:
    """Keep the bytes, then read them. The same bytes again give the first delivery."""
    [delivery] = keep(feed=feed, files=[File(filename, data)], at=at)
    read([delivery], at=at)
    return Delivery.objects.select_related("feed").get(pk=delivery.pk)


def read(deliveries: Sequence[Delivery], *, at: datetime) -> int:
    """Write the items of the deliveries that wait to be read. The number of new items.

    A file that cannot be read fails with its reason and is kept; the others go on.
    """
    readings = [_parsed(delivery, at) for delivery in deliveries if delivery.state == Delivery.State.RECEIVED]
    return _write(readings, at) if readings else 0


def _write(readings: list[_Reading], at: datetime) -> int:
    try:
        return _store(readings, at)
    except (DataError, IntegrityError):
        return sum(_store_carefully(reading, at) for reading in readings)


@transaction.atomic
def receive_picture(*, feed: Feed, file: File, at: datetime) -> None:
    """File a photograph, and put on the wire list what it says of itself. Twice is the same as once.

    Its bytes are with the photographs and are not kept a second time. Raises picture_items.UnusableImage.
    """
    stories = picture_items.file(feed=feed, filename=file.filename, data=file.data, at=at)
    if not stories:
        return
    [delivery] = keep(feed=feed, files=[file], at=at, with_bytes=False)
    if delivery.state == Delivery.State.RECEIVED:
        _write([_of_picture(delivery, stories)], at)


def read_waiting(*, at: datetime) -> int:
    """Read the deliveries that a killed process left behind. The number of new items."""
    waiting = Delivery.objects.filter(state=Delivery.State.RECEIVED, due_at__lte=at).order_by("due_at")
    taken_up = [delivery for delivery in waiting.select_related("feed")[:_WAITING_AT_ONCE] if _claim(delivery, at)]
    return sum(read([delivery], at=at) for delivery in taken_up)


def replay(*, delivery: Delivery, by: User | None, at: datetime) -> Delivery:
    """Read the kept bytes again, after a reader was mended.

    Its items take the place of those that were read before, but for those in use (wires.rereading).
    Where nothing can be read now, what was read before stays.
    """
    permissions.require(by, "wires.replay_delivery", to="read deliveries again")
    if not delivery.raw:
        raise refuse("nothing-kept", f"The bytes of {delivery.filename} were not kept. {delivery.reason}")
    with transaction.atomic():
        Delivery.objects.filter(pk=delivery.pk).update(
            state=Delivery.State.RECEIVED, reason="", attempts=0, due_at=at + _READ_AGAIN_WITHIN
        )
        audit.record(by=by, verb="read again", subject=delivery, at=at)
    again = Delivery.objects.select_related("feed").get(pk=delivery.pk)
    read([again], at=at)
    again.refresh_from_db()
    return again


def _claim(delivery: Delivery, at: datetime) -> bool:
    """Take up a left delivery: nobody else may, until its new time. One that kills its readers fails."""
    mine = Delivery.objects.filter(
        pk=delivery.pk, state=Delivery.State.RECEIVED, attempts=delivery.attempts, due_at=delivery.due_at
    )
    if delivery.attempts < _MOST_ATTEMPTS:
        return bool(mine.update(attempts=F("attempts") + 1, due_at=at + _READ_AGAIN_WITHIN))
    reason = f"The process that read the file ended without a word, {_MOST_ATTEMPTS} times. The file is kept."
    mine.update(state=Delivery.State.FAILED, reason=reason, read_at=at)
    return False


def _parsed(delivery: Delivery, at: datetime) -> _Reading:
    data = bytes(delivery.raw)
    if naming.is_picture(delivery.filename, data[:12]):
        return _filed(delivery, data, at)
    try:
        stories = formats.read(data)
        kills, missing = picture_items.file_enclosed(
            feed=delivery.feed, data=data, stories=stories, at=at, came_at=delivery.received_at
        )
    except formats.Skipped as skipped:
        return _Reading(delivery, reasons=[skipped.reason])
    except formats.Unreadable as refusal:
        return _Reading(delivery, reasons=[refusal.reason], failed=True)
    except FAULTS as fault:
        logger.exception("The reader failed on delivery %d (%s).", delivery.pk, delivery.filename)
        said = f"The reader has a fault ({type(fault).__name__}: {fault}). The file is kept; read it again once mended."
        return _Reading(delivery, reasons=[said[:500]], failed=True)
    reading = _with_items(delivery, [*stories, *(kill for story in stories for kill in story.kills), *kills])
    return replace(reading, reasons=[*reading.reasons, *missing])


def _filed(delivery: Delivery, data: bytes, at: datetime) -> _Reading:
    """A picture that was kept because it could not be used then."""
    feed, came_at = delivery.feed, delivery.received_at
    try:
        stories = picture_items.file(feed=feed, filename=delivery.filename, data=data, at=at, came_at=came_at)
    except picture_items.UnusableImage as refusal:
        return _Reading(delivery, reasons=[str(refusal)], failed=True)
    return _of_picture(delivery, stories)


def _of_picture(delivery: Delivery, stories: list[WireStory]) -> _Reading:
    reading = _with_items(delivery, stories)
    is_canceled = any(story.pubstatus == CANCELED for story in stories)
    where = "It cancels a photograph." if is_canceled else "The picture is among the photographs now."
    return replace(reading, reasons=[where, *reading.reasons], failed=False)


def _with_items(delivery: Delivery, stories: list[WireStory]) -> _Reading:
    reading = _Reading(delivery)
    for number, story in enumerate(stories, start=1):
        if len(story.guid) > _LONGEST_GUID:
            reading.reasons.append(
                f"Item {number} was left out: its identifier has {len(story.guid)} letters, more than {_LONGEST_GUID}."
            )
        else:
            reading.items.append(_item(delivery, story))
    reading.failed = not reading.items
    return reading


def _item(delivery: Delivery, story: WireStory) -> WireItem:
    """The row of a story; what is too long for a column is whole in `story`."""
    kept = identity.written(story)
    said = kept.values
    return WireItem(
        feed=delivery.feed,
        delivery=delivery,
        guid=said["guid"],
        digest=kept.digest,
        wording=kept.wording,
        evolved_from=said["evolved_from"] if len(said["evolved_from"]) <= _LONGEST_GUID else "",
        version=said["version"][:100],
        pubstatus=story.pubstatus,
        type=said["type"][:20],
        headline=_headline(said, delivery.filename)[:500],
        slugline=said["slugline"][:200],
        language=languages.known(story.language, default=delivery.feed.language),
        urgency=story.urgency,
        embargo=story.embargo,
        hold=story.hold,
        advisory=story.advisory,
        story=said,
        warnings=said["warnings"],
        received_at=delivery.received_at,
        version_created_at=_version_created(story, delivery.feed),
    )


def _headline(said: dict[str, Any], filename: str) -> str:
    return said["headline"] or titles.title(WireStory.from_json(said), filename=filename)


def _version_created(story: WireStory, feed: Feed) -> datetime | None:
    """In UTC; a time without a zone is in the feed's."""
    naive = story.version_created_naive
    if story.version_created or naive is None:
        return story.version_created
    try:
        return naive.replace(tzinfo=ZoneInfo(feed.zone)).astimezone(UTC)
    except OverflowError:
        return None


@transaction.atomic
def _store(readings: list[_Reading], at: datetime) -> int:
    """All or nothing: items, states, and what a kill or an embargo does to our stories."""
    mine = _locked(readings)
    readings = [reading for reading in readings if reading.delivery.pk in mine]
    read_now = {reading.delivery.pk for reading in readings if not reading.failed}
    sent = [item for reading in readings for item in reading.items]
    versions.name_kills(sent)
    items = rereading.replace(deliveries=read_now, items=sent)
    before = WireItem.objects.filter(delivery__in=mine).count()
    WireItem.objects.bulk_create(items, ignore_conflicts=True, batch_size=500)
    archiving.keep(deliveries=mine, items=items)
    _settle(readings, at)
    grave = [item for item in items if item.pubstatus == CANCELED or withholding.forbids(item, at=at)]
    _heed(grave, releasing.of_deliveries(mine), mine, at)
    return WireItem.objects.filter(delivery__in=mine).count() - before


def _heed(grave: list[WireItem], released: list[WireItem], deliveries: set[int], at: datetime) -> None:
    """All names at once: to lock those of kills first and others later would let two intakes wait for one another."""
    if grave or released:
        locking.guids((item.feed_id, item.guid) for item in [*grave, *released])
        with newsroom_time():
            cancelling.heed_deliveries(deliveries=deliveries, at=at)
            withholding.heed_deliveries(deliveries=deliveries, at=at)
            releasing.heed(released, at=at)


def _locked(readings: list[_Reading]) -> set[int]:
    """The deliveries that are still to be read and that nobody else is writing."""
    waiting = Delivery.objects.filter(
        pk__in=[reading.delivery.pk for reading in readings], state=Delivery.State.RECEIVED
    )
    return set(waiting.order_by("pk").select_for_update(skip_locked=True).values_list("pk", flat=True))


def _settle(readings: list[_Reading], at: datetime) -> None:
    plain = [reading.delivery.pk for reading in readings if not reading.reasons]
    Delivery.objects.filter(pk__in=plain).update(state=Delivery.State.READ, reason="", read_at=at)
    for reading in readings:
        if reading.reasons:
            state = Delivery.State.FAILED if reading.failed else Delivery.State.READ
            Delivery.objects.filter(pk=reading.delivery.pk).update(
                state=state, reason=" ".join(reading.reasons)[:5000], read_at=at
            )


def _store_carefully(reading: _Reading, at: datetime) -> int:
    """Item by item, so that the one the database does not take is left out and named."""
    items, reading.items = reading.items, []
    for item in items:
        try:
            with transaction.atomic():
                WireItem.objects.bulk_create([item], ignore_conflicts=True)
                transaction.set_rollback(True)
        except (DataError, IntegrityError) as error:
            logger.exception("An item of delivery %d could not be stored.", reading.delivery.pk)
            reading.reasons.append(f"“{item.headline[:80]}” could not be stored: {str(error).splitlines()[0]}.")
        else:
            reading.items.append(item)
    reading.failed = reading.failed or not reading.items
    return _store([reading], at)
