"""Files that an agency sends to us: signed in the manner of Standard Webhooks, kept before they are answered.

The signature is the HMAC-SHA256, in base64 after `v1,`, of the message's id, its moment in
seconds since 1970 and the body, with a full stop between each two of them. Several signatures may stand side by side,
with a space between them, while a secret is replaced.
"""

import base64
import binascii
import hashlib
import hmac
import logging
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DataError, IntegrityError, transaction
from django.db.models import Q

from staff import permissions
from staff.models import User
from wires import filing, formats, intake, naming, sealing
from wires.connecting import PREFIX
from wires.keeping import File, keep
from wires.models import Connection, Delivery, Feed, Push

logger = logging.getLogger(__name__)

#: How far the moment of a message may be from ours.
WINDOW = timedelta(minutes=5)
#: Messages of a feed in a minute; and how long their ids are known.
MOST_A_MINUTE = 600
REMEMBERED = timedelta(days=2)
#: A way in says at most once a minute that it was pushed at with a wrong signature.
_SAID_AGAIN = timedelta(minutes=1)


class Unsigned(Exception):
    """No active push of that feed has a secret that fits; or there is no such feed. Nobody is told which."""

    def __init__(self) -> None:
        super().__init__(
            "No feed of that name takes a file with this signature, made in the last five minutes. Nothing was kept. "
            "Compare the name of the feed, the secret, your clock and the bytes that were signed."
        )


class TooMany(Exception):
    """More messages than a minute takes."""

    def __init__(self) -> None:
        super().__init__(f"The feed takes {MOST_A_MINUTE} files a minute. This one was not kept; send it again later.")


class IdTaken(Exception):
    """Another body came under this id before."""

    def __init__(self) -> None:
        super().__init__(
            "Another file came under this webhook-id. This one was not kept; send it under an id of its own."
        )


class NotKept(Exception):
    """The file cannot be kept. The message says why."""


@dataclass(frozen=True, slots=True)
class Signed:
    """What a message says about itself."""

    message_id: str
    moment: int
    signatures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pushed:
    """What became of the file. A picture that went among the photographs has no delivery."""

    delivery: Delivery | None
    is_new: bool

    @property
    def state(self) -> str:
        return self.delivery.state if self.delivery else "filed"


def recognise(*, slug: str, signed: Signed, body: bytes, at: datetime) -> Feed:
    """The feed whose secret has signed the body. Raises Unsigned."""
    pushes = list(
        Connection.objects.filter(
            kind=Connection.Kind.PUSH, active=True, feed__active=True, feed__slug=slug
        ).select_related("feed")
    )
    is_now = abs(at.timestamp() - signed.moment) <= WINDOW.total_seconds()
    message = f"{signed.message_id}.{signed.moment}.".encode() + body
    # With no secret at all it takes as long as with one.
    known = [(push, key) for push in pushes for key in _keys(push, at)]
    fits = [push for push, key in known if _fits(key, message, signed.signatures)]
    if not known:
        _fits(secrets.token_bytes(32), message, signed.signatures)
    if fits and is_now:
        Connection.objects.filter(pk=fits[0].pk).update(
            last_tried_at=at, last_succeeded_at=at, failures=0, last_error=""
        )
        return fits[0].feed
    _say(pushes, is_now, at)
    raise Unsigned


def feed_for(*, slug: str, by: User) -> Feed | None:
    """The active feed to which somebody's program may send. Raises NotAllowed."""
    permissions.require(by, "wires.add_delivery", to="send wire files")
    return Feed.objects.filter(slug=slug, active=True).first()


def receive(*, feed: Feed, message_id: str, body: bytes, filename: str, at: datetime) -> Pushed:
    """Keep the file, then read it. The same message again, or the same bytes, give the same.

    Raises TooMany, IdTaken, NotKept.
    """
    sha256 = hashlib.sha256(body).hexdigest()
    earlier = _earlier(feed, message_id, sha256)
    if earlier:
        return Pushed(_now(earlier.delivery_id), is_new=False)
    if Push.objects.filter(feed=feed, received_at__gt=at - timedelta(minutes=1)).count() >= MOST_A_MINUTE:
        raise TooMany
    known = Delivery.objects.filter(feed=feed, sha256=sha256).exists()
    delivery = _keep(feed, message_id, sha256, File(filename or f"{sha256[:16]}.push", body), at)
    _read(delivery, at)
    return Pushed(_now(delivery.pk) if delivery else None, is_new=not known)


def forget(*, at: datetime) -> int:
    """Forget the ids of old messages. How many."""
    return Push.objects.filter(received_at__lt=at - REMEMBERED).delete()[0]


def _earlier(feed: Feed, message_id: str, sha256: str) -> Push | None:
    earlier = Push.objects.filter(feed=feed, message_id=message_id).first()
    if earlier and earlier.sha256 != sha256:
        raise IdTaken
    return earlier


def _refuse_too_long(file: File) -> None:
    if why := formats.excess(file.data[: formats.HEAD], size=len(file.data)):
        raise NotKept(f"{file.filename} {why}. Nothing was kept.")


@transaction.atomic
def _keep(feed: Feed, message_id: str, sha256: str, file: File, at: datetime) -> Delivery | None:
    if naming.is_picture(file.filename, file.data[:12]):
        try:
            delivery = filing.file_picture(feed=feed, file=file, at=at)
        except filing.NotKept as refusal:
            raise NotKept(str(refusal)) from refusal
    else:
        _refuse_too_long(file)
        [delivery] = keep(feed=feed, files=[file], at=at)
    push, _ = Push.objects.get_or_create(
        feed=feed,
        message_id=message_id,
        defaults={"sha256": sha256, "delivery": delivery, "received_at": at},
    )
    if push.sha256 != sha256:
        # Two at the same moment, of which the other one was first.
        raise IdTaken
    return delivery


def _read(delivery: Delivery | None, at: datetime) -> None:
    """What cannot be read now is kept, and taken up again (wires.intake)."""
    if delivery is None:
        return
    try:
        intake.read([delivery], at=at)
    except (DataError, IntegrityError, *intake.FAULTS):
        logger.exception("Delivery %d, which was pushed, could not be read. It is tried again.", delivery.pk)


def _now(delivery_id: int | None) -> Delivery | None:
    return Delivery.objects.defer("raw").get(pk=delivery_id) if delivery_id else None


def _keys(push: Connection, at: datetime) -> Iterator[bytes]:
    """The secret, and the one that it replaced a short time ago."""
    former = push.former_secret if push.former_until and push.former_until > at else ""
    for sealed in filter(None, (push.secret, former)):
        try:
            yield key_of(sealing.unseal(sealed))
        except sealing.Unsealable:
            logger.exception("The secret of the way in %d cannot be opened.", push.pk)


def key_of(secret: str) -> bytes:
    """The bytes to sign with: what is behind `whsec_` is base64, any other secret stands for itself."""
    if secret.startswith(PREFIX):
        try:
            return base64.b64decode(secret.removeprefix(PREFIX), validate=True)
        except binascii.Error:
            pass
    return secret.encode()


def sign(*, secret: str, message_id: str, moment: int, body: bytes) -> str:
    """The signature of a message."""
    return _signature(key_of(secret), f"{message_id}.{moment}.".encode() + body)


def _signature(key: bytes, message: bytes) -> str:
    return "v1," + base64.b64encode(hmac.digest(key, message, "sha256")).decode()


def _fits(key: bytes, message: bytes, signatures: tuple[str, ...]) -> bool:
    """Whether one of the signatures is ours. Each is compared, in the same time whatever it says."""
    ours = _signature(key, message).encode()
    return any([hmac.compare_digest(ours, one.encode()) for one in signatures])  # noqa: C419 (all are compared)


def _say(pushes: list[Connection], is_now: bool, at: datetime) -> None:
    """Let the wire manager see it: of the agency, which gets no reason, nothing can be learnt."""
    why = "its signature fits no secret of this feed" if is_now else "its moment is more than five minutes from ours"
    quiet = Q(last_tried_at=None) | Q(last_tried_at__lt=at - _SAID_AGAIN)
    mine = Connection.objects.filter(quiet, pk__in=[push.pk for push in pushes])
    mine.update(last_tried_at=at, last_error=f"A file was sent and refused: {why}. Nothing was kept.")
