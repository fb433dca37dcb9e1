"""The front page."""

from django.http import HttpRequest, HttpResponse

from articles import surrogates
from ground import clock
from ground.shown import shown
from readers import asked, fronts, furnishing, rendering
from readers.rendering import Head


def front(request: HttpRequest) -> HttpResponse:
    """The front page."""
    at = clock.now()
    site = furnishing.furniture(request, at=at)
    arranged = fronts.arrange(site, language=asked.wanted(request).language, at=at)
    shown(request, surrogates.FRONT, *arranged.keys, until=arranged.until)
    path = asked.address("/", language=arranged.language, site=site)
    feeds = asked.feeds_of("/feeds/front", language=arranged.language, site=site)
    head = Head(site.name, path, site.tagline, arranged.language, feeds=feeds, cards=arranged.cards)
    return rendering.page("readers/front.html", site=site, head=head, at=at, front=arranged)
