"""What goes wrong, as problem details (RFC 9457): one table of kinds, one shape of answer.

An answer has `type` (an address that names the kind), `title`, `status`, `detail` (what
happened, what was kept, what to do), `instance` (the path that was asked) and, by kind, more
members: KINDS says which.
"""

import json
import logging
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.responses import NinjaJSONEncoder

from api.values import sentence
from articles.filling import absolute
from articles.refusals import Refused
from articles.staleness import StaleVersion

MEDIA_TYPE = "application/problem+json"
#: The page that explains the kinds; the fragment of a `type` is the kind's name.
ADDRESS = "/api/v1/problems"

_log = logging.getLogger("api")


class Kind(NamedTuple):
    """A kind of problem: its status (RFC 9110 §15), its title, and when it comes."""

    status: int
    title: str
    meaning: str


KINDS: dict[str, Kind] = {
    "unreadable": Kind(400, "The request cannot be read", "The body is not JSON, or a header has the wrong form."),
    "cursor-unknown": Kind(400, "There is no such page", "The cursor is none that a `next` address held."),
    "token-missing": Kind(401, "A token is needed", "The address asks for `Authorization: Bearer <token>`."),
    "token-invalid": Kind(401, "The token opens nothing", "It is unknown, expired or revoked, or its owner has left."),
    "signature-invalid": Kind(
        401,
        "The signature opens nothing",
        "There is no such feed, or none of its secrets fits the signature, or its moment is too far from now.",
    ),
    "scope-missing": Kind(403, "The token lacks a scope", "`scope` names the one that the address asks for."),
    "not-allowed": Kind(403, "The token's owner may not do that", "The owner's role lacks the right."),
    "not-found": Kind(404, "There is nothing here", "No such address, or no story that the reader may see."),
    "method-not-allowed": Kind(405, "The address has no such method", "The header `Allow` lists those that it has."),
    "exists": Kind(409, "Another story has this id", "The id that the client chose is taken."),
    "message-id-taken": Kind(409, "Another file came under this id", "`webhook-id` was used for another body before."),
    "gone": Kind(410, "The story is no longer public", "`notice` holds what readers are told, `ended_at` since when."),
    "stale": Kind(
        412,
        "The version is not the current one",
        "`version`, `changed_by`, `changed_at` and `changed` say which, who, when and what.",
    ),
    "too-large": Kind(413, "The request is too large", "Nothing of it was read."),
    "invalid": Kind(422, "A value cannot be used", "`errors` lists each as {in, pointer, detail}."),
    "refused": Kind(422, "The desk's rules forbid it", "`reasons` lists each as {code, field, message}."),
    "version-missing": Kind(428, "The version is missing", "Send `If-Match` with the ETag of the draft that was read."),
    "too-many": Kind(429, "Too many at once", "The header `Retry-After` says after how many seconds to send again."),
    "unexpected": Kind(500, "Something broke here", "It was written to the log. Asking again later may help."),
}


class Problem(Exception):
    """A problem of one of KINDS, to be raised anywhere under a handler."""

    def __init__(self, kind: str, detail: str, *, headers: Mapping[str, str] | None = None, **members: Any) -> None:
        self.kind, self.detail, self.headers, self.members = kind, detail, headers or {}, members
        super().__init__(detail)


def type_of(kind: str) -> str:
    """The address that names the kind (RFC 9457 §3.1.1)."""
    return f"{absolute(ADDRESS)}#{kind}"


def answer(request: HttpRequest, problem: Problem) -> HttpResponse:
    kind = KINDS[problem.kind]
    content = {
        "type": type_of(problem.kind),
        "title": kind.title,
        "status": kind.status,
        "detail": problem.detail,
        "instance": request.path,
        **problem.members,
    }
    text = json.dumps(content, cls=NinjaJSONEncoder, ensure_ascii=False)
    return HttpResponse(text, status=kind.status, content_type=MEDIA_TYPE, headers=dict(problem.headers))


def invalid(name: str, detail: str, *, source: str = "query") -> Problem:
    """A single value that cannot be used, with a sentence, to be raised."""
    return Problem("invalid", detail, errors=[{"in": source, "pointer": f"#/{name}", "detail": detail}])


def several(said: Mapping[str, str], *, kept: str, source: str = "body") -> Problem:
    """Values that cannot be used: the pointer of each, with a sentence. To be raised."""
    return _listed([{"in": source, "pointer": f"#/{place}", "detail": detail} for place, detail in said.items()], kept)


def describe(*kinds: str) -> dict[str, Any]:
    """The problems of an operation, as its `openapi_extra` (OpenAPI 3.1, Responses Object)."""
    found: dict[int, list[str]] = {}
    for kind in kinds:
        found.setdefault(KINDS[kind].status, []).append(f"`{kind}`: {KINDS[kind].title}.")
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}}
    return {"responses": {code: {"description": " ".join(said), "content": content} for code, said in found.items()}}


def handle_with(api: NinjaAPI) -> None:
    """Let the API answer every failure as a problem."""
    for failure, turn in _TURN.items():
        api.add_exception_handler(failure, _handler(turn))


def _handler(turn: Any) -> Any:
    return lambda request, failure: answer(request, turn(failure))


def _unauthenticated(_: AuthenticationError) -> Problem:
    return token_missing()


def token_missing() -> Problem:
    return Problem(
        "token-missing",
        "The request has no token. Send the header “Authorization: Bearer <token>”.",
        headers={"WWW-Authenticate": 'Bearer realm="newsroom"'},
    )


def _validation(failure: ValidationError) -> Problem:
    return _listed([_error(row) for row in failure.errors], "Nothing was done.")


def _listed(errors: list[dict[str, str]], kept: str) -> Problem:
    said = " ".join(f"{row['pointer'][2:] or row['in']}: {row['detail']}" for row in errors)
    return Problem("invalid", f"{kept} {said}", errors=errors)


def _error(row: Mapping[str, Any]) -> dict[str, str]:
    """Where the value stands, as a JSON pointer (RFC 6901) into the body or the parameters, and what is wrong."""
    source, *place = row["loc"]
    steps = place[1:] if source == "body" else place
    escaped = [str(step).replace("~", "~0").replace("/", "~1") for step in steps]
    return {"in": source, "pointer": "#/" + "/".join(escaped), "detail": sentence(row)}


def _refused(failure: Refused) -> Problem:
    reasons = [{"code": row.code, "field": row.field, "message": row.message} for row in failure.reasons]
    return Problem("refused", f"Nothing was done. {failure}", reasons=reasons)


def _stale(failure: StaleVersion) -> Problem:
    article = failure.article
    return Problem(
        "stale",
        f"{failure.happened} Nothing was done. Read the draft again and send it for version {article.version}.",
        version=article.version,
        changed_by=failure.who,
        changed_at=article.changed_at,
        changed=failure.changed,
    )


def _not_allowed(failure: PermissionDenied) -> Problem:
    return Problem("not-allowed", str(failure))


def _not_found(_: Http404) -> Problem:
    return Problem("not-found", "There is nothing at this address.")


def _unreadable(_: Exception) -> Problem:
    return Problem("unreadable", "The body could not be read. Nothing was done. Send one JSON object in UTF-8.")


def _too_large(_: RequestDataTooBig) -> Problem:
    return Problem("too-large", "The body is larger than the API takes. Nothing was done. Send less at once.")


def _unexpected(failure: Exception) -> Problem:
    """The log gets all of it, the answer nothing."""
    _log.error("An answer failed.", exc_info=failure)
    return Problem("unexpected", "Something broke here and was written to the log. Please try again later.")


#: Failure → the problem that it becomes; the nearest class of a failure's ancestry counts.
_TURN: dict[type[Exception], Any] = {
    Problem: lambda problem: problem,
    AuthenticationError: _unauthenticated,
    ValidationError: _validation,
    Refused: _refused,
    StaleVersion: _stale,
    PermissionDenied: _not_allowed,
    Http404: _not_found,
    HttpError: _unreadable,
    UnreadablePostError: _unreadable,
    RequestDataTooBig: _too_large,
    Exception: _unexpected,
}
