"""Wire files sent by agencies and programs: signed, or with a token; kept before they are answered."""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Status

from api import problems, sending
from api.sending import SentFile

router = Router(tags=["wire"])


def _header(name: str, description: str) -> dict[str, Any]:
    return {"in": "header", "name": name, "required": False, "schema": {"type": "string"}, "description": description}


_SAID: dict[str, Any] = {
    "security": [{}, {"Bearer": []}],
    "parameters": [
        _header("webhook-id", "Names the message: sent again with the same body, it is answered the same."),
        _header("webhook-timestamp", "Seconds since 1970, at most five minutes from now."),
        _header(
            "webhook-signature",
            "`v1,` and the base64 of the HMAC-SHA256 of `<id>.<timestamp>.<body>`; several with a space between them.",
        ),
        _header("content-disposition", 'The name of the file: `attachment; filename="story.json"`.'),
    ],
    "requestBody": {
        "required": True,
        "description": "The file, byte for byte.",
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    },
    **problems.describe(
        *("unreadable", "token-missing", "token-invalid", "signature-invalid", "scope-missing", "not-allowed"),
        *("not-found", "message-id-taken", "too-large", "invalid", "too-many"),
    ),
}


@router.post(
    "/{slug:slug}",
    response={200: SentFile, 202: SentFile},
    operation_id="send_wire_file",
    summary="Send a file to a feed",
    openapi_extra=_SAID,
)
def send_wire_file(request: HttpRequest, slug: str) -> Status[SentFile]:
    """A file of an agency: copy in any format that is read here, or a picture.

    It is kept byte for byte before the answer: 202 for bytes that are new, 200 for those that came
    before. It is signed in the manner of Standard Webhooks with the secret of a push of the feed; or it
    comes with a token that has the scope `wire:send`, whose owner may send wire files.
    """
    pushed = sending.receive(request, slug)
    return Status(202 if pushed.is_new else 200, sending.answer(pushed))
