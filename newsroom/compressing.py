"""Public answers sent compressed, to whoever takes it (RFC 9110 §8.4, content codings).

Only what everybody may have: beside a secret, the length of a compressed page tells something of it (BREACH).
"""

import gzip
import re
from collections.abc import Callable

import brotli
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from newsroom.answers import Next

#: Content coding → how it is done, the shorter result first; at levels that keep no reader waiting.
_CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda data: brotli.compress(data, quality=5),
    "gzip": lambda data: gzip.compress(data, compresslevel=6, mtime=0),
}
#: Below this, the packet is as full either way.
_WORTH_IT = 1_000
_TEXT = re.compile(r"text/|application/(?:[\w.+-]*\+)?(?:xml|json)\b")


def compress(get_response: Next) -> Next:
    """Send public text in the best coding that the client takes."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if _may_be(response):
            patch_vary_headers(response, ["Accept-Encoding"])
            coding = chosen(request.headers.get("Accept-Encoding", ""))
            if coding:
                _encode(response, coding)
        return response

    return middleware


def chosen(accepted: str) -> str:
    """The coding for an Accept-Encoding; empty for none (RFC 9110 §12.5.3).

    >>> chosen("gzip, br;q=0")
    'gzip'
    """
    parts = (part.partition(";") for part in accepted.split(","))
    taken = {name.strip().lower(): _weight(given) for name, _, given in parts}
    return next((coding for coding in _CODINGS if taken.get(coding, taken.get("*", 0.0)) > 0), "")


def _weight(parameter: str) -> float:
    found = re.fullmatch(r"\s*q=([01](?:\.[0-9]{0,3})?)\s*", parameter, re.IGNORECASE)
    return float(found[1]) if found else 1.0


def _may_be(response: HttpResponse) -> bool:
    is_public = "Surrogate-Key" in response and not response.cookies
    is_text = _TEXT.match(response.get("Content-Type", "")) and "Content-Encoding" not in response
    return bool(is_public and is_text and not response.streaming and len(response.content) >= _WORTH_IT)


def _encode(response: HttpResponse, coding: str) -> None:
    response.content = _CODINGS[coding](response.content)
    response["Content-Encoding"] = coding
    response["Content-Length"] = str(len(response.content))
    if "ETag" in response and not response["ETag"].startswith("W/"):
        response["ETag"] = f"W/{response['ETag']}"  # other bytes of the same thing (RFC 9110 §8.8.1)
