"""Entity tags (RFC 9110 §8.8): what a copy is compared by, and what a write must name."""

import hashlib
import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags

from api.problems import Problem

#: If-Match in the OpenAPI document (Parameter Object).
PARAMETER = {
    "in": "header",
    "name": "If-Match",
    "required": True,
    "schema": {"type": "string"},
    "description": "The ETag of the draft that was read: its version in quotes.",
    "example": '"3"',
}
_VERSION = re.compile(r'"([1-9][0-9]{0,8})"')


def conditional(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the answer a tag of its content; whoever has that content already gets 304.

    The tag is weak: a cache in front may compress the bytes.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code != 200:
            return response
        response["ETag"] = f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        if not _is_held(response["ETag"], request.headers.get("If-None-Match", "")):
            return response
        kept = {name: response[name] for name in ("ETag", "Link") if name in response}
        return HttpResponseNotModified(headers=kept)

    return answer


def _is_held(tag: str, header: str) -> bool:
    """Weak comparison with each tag of If-None-Match (RFC 9110 §13.1.2)."""
    held = parse_etags(header)
    return held == ["*"] or tag.removeprefix("W/") in [other.removeprefix("W/") for other in held]


def of_version(version: int) -> str:
    """The tag of a working copy: its version, quoted."""
    return f'"{version}"'


def seen_version(request: HttpRequest) -> int:
    """The version that the client has read, from If-Match; without it nothing may be written."""
    header = request.headers.get("If-Match", "").strip()
    if header in {"", "*"}:
        raise Problem(
            "version-missing", 'Nothing was done. Read the draft and send its ETag as If-Match, for example “"3"”.'
        )
    found = _VERSION.fullmatch(header)
    if found is None:
        raise Problem("unreadable", 'If-Match is not the ETag of a draft. Nothing was done. Send one like “"3"”.')
    return int(found[1])
