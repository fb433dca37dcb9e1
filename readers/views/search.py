"""The search page, and the answer when it cannot search."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from articles import surrogates
from articles.models import Site
from ground import clock
from ground.shown import shown
from readers import furnishing, rendering
from readers.rendering import Head
from readers.search import asking, finding
from readers.search.asking import Search
from readers.search.finding import Results

#: Seconds after which it is worth trying again.
_AGAIN = 30


def search(request: HttpRequest) -> HttpResponse:
    """The stories with the words that were typed; without words, the form and how to use it."""
    at = clock.now()
    site = furnishing.furniture(request, at=at)
    asked = asking.read(request, site=site)
    wanted = asking.wanted(asked, site=site, at=at)
    try:
        results = finding.find(wanted, number=asked.number, at=at)
    except finding.Unavailable:
        return _unavailable(site)
    shown(request, surrogates.LATEST, *results.keys, until=results.until)
    return _page(asked, results, site=site)


def _page(asked: Search, results: Results, *, site: Site) -> HttpResponse:
    facts: dict[str, Any] = {
        "asked": asked,
        "results": results,
        "filters": asking.filters(asked, site=site),
        "choices": asking.choices(asked, site=site),
        "feed": asking.address(asked, site=site, feed="atom"),
        "listing": asked,
    }
    head = asking.head(asked, site=site, has_next=results.has_next)
    return rendering.page("readers/search.html", site=site, head=head, at=clock.now(), **facts)


def _unavailable(site: Site) -> HttpResponse:
    head = Head(_("Search is not available at this moment"), indexed=False)
    response = rendering.page("readers/search_unavailable.html", site=site, head=head, at=clock.now(), status=503)
    response["Retry-After"] = str(_AGAIN)
    return response
