"""The front page."""

from django.http import HttpRequest, HttpResponse

from articles import reading, surrogates
from ground import clock
from ground.shown import shown
from readers import asked, fronts, rendering
from readers.rendering import Head


def front(request: HttpRequest) -> HttpResponse:
    """The front page."""
    site, at = reading.furniture(), clock.now()
    arranged = fronts.arrange(site, language=asked.wanted(request).language, at=at)
    shown(request, surrogates.FRONT, surrogates.FURNITURE, *arranged.keys, until=arranged.until)
    path = asked.address("/", language=arranged.language, site=site)
    head = Head(site.name, path, site.tagline, arranged.language)
    return rendering.page("readers/front.html", site=site, head=head, at=at, front=arranged)
