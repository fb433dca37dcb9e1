"""What every answer carries: the keys of what it shows, how long it may be kept, what it may load."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from articles import embeds
from ground import clock
from ground.shown import Shown, collection

Next = Callable[[HttpRequest], HttpResponse]

#: Seconds that a reader's browser, and a cache in front, may keep a page.
LIFETIME = 60
_KEEP = f"public, max-age={LIFETIME}, stale-while-revalidate=30, stale-if-error=86400"
#: A page that runs is kept only by a cache in front, which is purged: asked anew, it is the newest.
_KEEP_IN_FRONT = f"public, max-age=0, s-maxage={LIFETIME}, stale-if-error=86400"
_KEEP_IN_FRONT_UNTIL = "public, max-age=0, s-maxage={age}, must-revalidate"
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
            response.setdefault("Cache-Control", _kept(shown))
        else:
            response.setdefault("Cache-Control", "private, no-store")
        return response

    return middleware


def _kept(shown: Shown) -> str:
    """How long the answer may be kept: LIFETIME, and not beyond the moment at which its content ends."""
    if shown.until is None:
        return _KEEP_IN_FRONT if shown.running else _KEEP
    left = int((shown.until - clock.now()).total_seconds())
    keep = _KEEP_IN_FRONT_UNTIL if shown.running else _KEEP_UNTIL
    return keep.format(age=max(0, min(LIFETIME, left)))


def restrict_content(get_response: Next) -> Next:
    """Send the content security policy with reader pages; the desk's screens need scripts of their own."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not request.path.startswith(("/admin/", "/api/")):
            response.setdefault("Content-Security-Policy", POLICY)
        return response

    return middleware
