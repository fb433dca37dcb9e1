"""The page for an address at which there is nothing. What fails answers with the static templates/500.html."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.utils.translation import gettext_lazy as _

from articles import reading, surrogates
from articles.models import Site
from ground import clock
from ground.shown import shown
from readers import furnishing, rendering
from readers.rendering import Head
from readers.words import tongues

#: Addresses of programs, whose answers no cache may keep.
_NOT_OURS = "/api/"


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django hands it over)
    """404, kept like any other page until something is published at the address."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotFound("There is nothing at this address.", content_type="text/plain; charset=utf-8")
    at = clock.now()
    if request.path.startswith(_NOT_OURS):
        return _page(request, reading.furniture(), at=at)
    shown(request, surrogates.of_path(request.path))
    return _page(request, furnishing.furniture(request, at=at), at=at)


def _page(request: HttpRequest, site: Site, *, at: datetime) -> HttpResponse:
    head = Head(_("Page not found"), language=_language(request, site), indexed=False)
    return rendering.page("readers/missing.html", site=site, head=head, at=at, status=404)


def _language(request: HttpRequest, site: Site) -> str:
    """The language that the address names, as /ar/… or by ?lang=, where the newspaper has a front in it."""
    named = (request.GET.get("lang", ""), request.path.split("/")[1])
    return next((tag for tag in named if tongues.has_front(site, tag)), site.language)
