"""Keeping what an agency sent, byte for byte, before anything reads it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from wires import naming
from wires.models import Delivery, Feed

#: After this a delivery that is still unread counts as left behind by a process that died.
READ_WITHIN = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class File:
    """A file as it came; `filename` may hold folders inside the one of its feed."""

    filename: str
    data: bytes


@transaction.atomic
def keep(*, feed: Feed, files: Sequence[File], at: datetime, with_bytes: bool = True) -> list[Delivery]:
    """A delivery for each different file, in order; bytes that were kept before give the first one.

    A file that failed before and comes again is to be read again, as one that came now. Without bytes: those that
    are kept elsewhere.
    """
    sent = {hashlib.sha256(file.data).hexdigest(): file for file in files}
    Delivery.objects.bulk_create(
        (_delivery(feed, sha256, file, at, with_bytes) for sha256, file in sent.items()), ignore_conflicts=True
    )
    _came(feed, at)
    same = Delivery.objects.filter(feed=feed, sha256__in=list(sent))
    same.filter(state=Delivery.State.FAILED).update(
        state=Delivery.State.RECEIVED, reason="", attempts=0, received_at=at, due_at=at + READ_WITHIN
    )
    kept = {delivery.sha256: delivery for delivery in same.select_related("feed").defer("raw")}
    for sha256, delivery in kept.items():
        delivery.raw = sent[sha256].data
    return [kept[sha256] for sha256 in sent]


def _delivery(feed: Feed, sha256: str, file: File, at: datetime, with_bytes: bool) -> Delivery:
    return Delivery(
        feed=feed,
        sha256=sha256,
        filename=naming.printable(file.filename),
        raw=file.data if with_bytes else b"",
        received_at=at,
        due_at=at + READ_WITHIN,
    )


def refuse(*, feed: Feed, filename: str, sha256: str, reason: str, at: datetime, raw: bytes = b"") -> Delivery:
    """Write down a file that will not be read, with the sentence that says why and where it is.

    `sha256` is of the file; where its bytes are not given with it the row gets a hash of its
    own, so that the same file can still be received one day. Bytes that were read, or wait to be,
    under another name are no failure: their delivery is given as it is.
    """
    known = sha256 if raw else hashlib.sha256(f"not kept {sha256}".encode()).hexdigest()
    times = {"received_at": at, "read_at": at}
    values = {"filename": naming.printable(filename), "state": Delivery.State.FAILED, "reason": reason, **times}
    _came(feed, at)
    delivery, new = Delivery.objects.defer("raw").get_or_create(
        feed=feed, sha256=known, defaults={**values, "raw": raw, "due_at": at}
    )
    if not new:
        Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.FAILED).update(**values)
        delivery.refresh_from_db()
    return delivery


def _came(feed: Feed, at: datetime) -> None:
    """The feed is alive, whatever became of the file."""
    Feed.objects.filter(pk=feed.pk).update(last_delivery_at=at)
