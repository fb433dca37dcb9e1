"""A file that is sent to a feed: who has signed it, its body as far as it may go, its name, what became of it."""

import email.message
import re
from typing import Annotated

from django.conf import settings
from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from api import problems
from api.authentication import Bearer
from api.problems import Problem, token_missing
from ground import clock
from staff.models import ApiToken
from wires import naming, pushing
from wires.models import Delivery, Feed
from wires.pushing import Pushed, Signed

State = Annotated[str, Field(json_schema_extra={"enum": [*Delivery.State.values, "filed"]})]
_PIECE = 256 * 1024
_ID = re.compile(r"[\x21-\x7e]{1,200}")
_MOMENT = re.compile(r"\d{1,12}", re.ASCII)
_MOST_SIGNATURES = 10


class SentFile(Schema):
    """What became of a file that was sent."""

    delivery: int | None = Field(description="The number of the delivery; null for a picture that was filed.")
    state: State = Field(
        description="`received`: kept, and still to be read. `filed`: a picture, among the photographs now."
    )
    reason: str = Field(description="What was left out, and why; empty where all was read.")
    items: int = Field(description="How many items it has brought.")


def receive(request: HttpRequest, slug: str) -> Pushed:
    """Keep and read the file of the request, once its sender is known. Raises Problem, NotAllowed."""
    at = clock.now()
    if "authorization" in request.headers:
        feed = _feed_of_token(request, slug)
        body = _body(request)
        message_id = f"sha256 {naming.digest_of(body)}"
    else:
        signed = _signed(request)
        body, message_id = _body(request), signed.message_id
        feed = _feed_of_signature(slug, signed, body)
    try:
        return pushing.receive(feed=feed, message_id=message_id, body=body, filename=_filename(request), at=at)
    except pushing.TooMany as refusal:
        raise Problem("too-many", str(refusal), headers={"Retry-After": "60"}) from refusal
    except pushing.IdTaken as refusal:
        raise Problem("message-id-taken", str(refusal)) from refusal
    except pushing.NotKept as refusal:
        raise problems.invalid("", str(refusal), source="body") from refusal


def answer(pushed: Pushed) -> SentFile:
    delivery = pushed.delivery
    if delivery is None:
        return SentFile(delivery=None, state="filed", reason="", items=0)
    return SentFile(
        delivery=delivery.pk,
        state=delivery.state,
        reason=delivery.reason,
        items=delivery.items.count(),  # type: ignore[arg-type]
    )


def _feed_of_token(request: HttpRequest, slug: str) -> Feed:
    token = Bearer("wire:send")(request)
    if not isinstance(token, ApiToken):
        raise token_missing()
    feed = pushing.feed_for(slug=slug, by=token.user)
    if feed is None:
        raise Problem("not-found", "There is no active feed of that name. Nothing was kept.")
    return feed


def _feed_of_signature(slug: str, signed: Signed, body: bytes) -> Feed:
    try:
        return pushing.recognise(slug=slug, signed=signed, body=body, at=clock.now())
    except pushing.Unsigned as refusal:
        raise Problem("signature-invalid", str(refusal)) from refusal


def _signed(request: HttpRequest) -> Signed:
    """What the headers say, which are looked at before a byte of the body is read."""
    names = ("webhook-id", "webhook-timestamp", "webhook-signature")
    message_id, moment, signatures = (request.headers.get(name, "").strip() for name in names)
    said = tuple(signatures.split())
    if not (message_id or moment or said):
        raise token_missing()
    if not (_ID.fullmatch(message_id) and _MOMENT.fullmatch(moment) and 0 < len(said) <= _MOST_SIGNATURES):
        raise Problem(
            "unreadable",
            "Nothing was kept. A signed file needs the headers webhook-id, webhook-timestamp (seconds since 1970) and "
            "webhook-signature (v1,…); without them it needs a token.",
        )
    return Signed(message_id, int(moment), said)


def _body(request: HttpRequest) -> bytes:
    """The whole body, of which no more is read than may be kept."""
    is_picture = naming.is_picture(_filename(request))
    most = settings.PHOTO_MAX_BYTES if is_picture else settings.WIRE_MAX_BYTES
    said = request.headers.get("content-length", "")
    if said.isdecimal() and int(said) > most:
        raise _too_large(most)
    pieces, total = [], 0
    while piece := request.read(_PIECE):
        total += len(piece)
        if total > most:
            raise _too_large(most)
        pieces.append(piece)
    if not total:
        raise problems.invalid("", "The body is empty. Nothing was kept. Send the file as the body.", source="body")
    return b"".join(pieces)


def _too_large(most: int) -> Problem:
    return Problem("too-large", f"The file has more than the {most / 2**20:.0f} MB that are taken. Nothing was kept.")


def _filename(request: HttpRequest) -> str:
    """The name of the file (RFC 6266), without folders; empty where none is given."""
    message = email.message.Message()
    message["Content-Disposition"] = request.headers.get("content-disposition", "")
    return (message.get_filename("") or "").replace("\\", "/").rpartition("/")[2]
