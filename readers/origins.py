"""Whether a POST was sent from one of our own pages: what stands for CSRF tokens where there are no cookies."""

from django.conf import settings
from django.http import HttpRequest


def is_own(request: HttpRequest) -> bool:
    """What the browser says of the sender: `Sec-Fetch-Site` (Fetch Metadata), else `Origin` (RFC 6454).

    Neither one is sent by a program that is no browser; it has to name the origin itself.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin") in {f"{request.scheme}://{request.get_host()}", settings.SITE_URL}
