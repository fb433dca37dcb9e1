"""What every answer carries: the keys of what it shows, how long it may be kept, what it may load."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse

from articles import embeds
from ground import clock
from ground.shown import collection

Next = Callable[[HttpRequest], HttpResponse]

#: Seconds that a reader's browser, and a cache in front, may keep a page.
LIFETIME = 60
_KEEP = f"public, max-age={LIFETIME}, stale-while-revalidate=30, stale-if-error=86400"
#: Of what ends at a known moment nothing may be left over after it.
_KEEP_UNTIL = "public, max-age={age}, must-revalidate"
#: Reader pages load from this site only and run no inline script; what a reader asks for may stand in a frame.
POLICY = (
    "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; "
    f"frame-src 'self' {' '.join(embeds.ORIGINS)}; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)


def say_what_was_shown(get_response: Next) -> Next:
    """Turn the collection of `ground.shown` into `Surrogate-Key` and cap the lifetime by it.

    An answer whose view collected nothing, or failed, is private: it is not stored anywhere. A
    view that named the lifetime itself (a photograph's, a preview's) knows better.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        shown = collection(request)
        if shown.keys and response.status_code < 500:
            response["Surrogate-Key"] = shown.header
            response.setdefault("Cache-Control", _kept(shown.until))
        else:
            response.setdefault("Cache-Control", "private, no-store")
        return response

    return middleware


def _kept(until: datetime | None) -> str:
    """How long the answer may be kept: LIFETIME, and not beyond the moment at which its content ends."""
    if until is None:
        return _KEEP
    left = int((until - clock.now()).total_seconds())
    return _KEEP_UNTIL.format(age=max(0, min(LIFETIME, left)))


def restrict_content(get_response: Next) -> Next:
    """Send the content security policy with reader pages; the desk's screens need scripts of their own."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not request.path.startswith(("/admin/", "/api/")):
            response.setdefault("Content-Security-Policy", POLICY)
        return response

    return middleware
