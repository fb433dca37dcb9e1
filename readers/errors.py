"""The page for an address at which there is nothing. What fails answers with the static templates/500.html."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.utils.translation import gettext_lazy as _

from articles import reading, surrogates
from ground import clock
from ground.shown import shown
from readers import furnishing, rendering
from readers.rendering import Head

#: Addresses of programs, whose answers no cache may keep.
_NOT_OURS = "/api/"


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django hands it over)
    """404, kept like any other page until something is published at the address."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotFound("There is nothing at this address.", content_type="text/plain; charset=utf-8")
    at, head = clock.now(), Head(_("Page not found"), indexed=False)
    if request.path.startswith(_NOT_OURS):
        return rendering.page("readers/missing.html", site=reading.furniture(), head=head, at=at, status=404)
    shown(request, surrogates.of_path(request.path))
    site = furnishing.furniture(request, at=at)
    return rendering.page("readers/missing.html", site=site, head=head, at=at, status=404)
