"""The search page, and the answer when it cannot search."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from articles import surrogates
from articles.models import Site
from ground import clock
from ground.shown import shown
from readers import furnishing, rendering, search_address, search_results
from readers.rendering import Head
from readers.search_address import Search
from readers.search_results import Results

#: Seconds after which it is worth trying again.
_AGAIN = 30


def search(request: HttpRequest) -> HttpResponse:
    """The stories with the words that were typed; without words, the form and how to use it."""
    at = clock.now()
    site = furnishing.furniture(request, at=at)
    asked = search_address.read(request, site=site)
    wanted = search_address.wanted(asked, site=site, at=at)
    try:
        results = search_results.find(wanted, number=asked.number, at=at)
    except search_results.Unavailable:
        return _unavailable(site)
    shown(request, surrogates.LATEST, *results.keys, until=results.until)
    return _page(asked, results, site=site)


def _page(asked: Search, results: Results, *, site: Site) -> HttpResponse:
    facts: dict[str, Any] = {
        "asked": asked,
        "results": results,
        "filters": search_address.filters(asked, site=site),
        "choices": search_address.choices(asked, site=site),
        "feed": search_address.address(asked, site=site, feed="atom"),
        "listing": asked,
    }
    head = search_address.head(asked, site=site, has_next=results.has_next)
    return rendering.page("readers/search.html", site=site, head=head, at=clock.now(), **facts)


def _unavailable(site: Site) -> HttpResponse:
    head = Head(_("Search is not available at this moment"), indexed=False)
    response = rendering.page("readers/search_unavailable.html", site=site, head=head, at=clock.now(), status=503)
    response["Retry-After"] = str(_AGAIN)
    return response
