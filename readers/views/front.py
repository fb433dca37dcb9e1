"""The front pages."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from articles import surrogates
from articles.models import Site
from ground import clock
from ground.shown import shown
from readers import asked, furnishing, rendering, running
from readers.fronts import arranging
from readers.fronts.arranging import Front
from readers.rendering import Head
from readers.words import tongues


def front(request: HttpRequest, language: str = "") -> HttpResponse:
    """The front page, or the one in another language of the newspaper at /<language>/."""
    at = clock.now()
    site = furnishing.furniture(request, at=at)
    if language == site.language:
        return redirect(tongues.front_path(site, language), permanent=True)
    if language and not tongues.has_front(site, language):
        raise Http404
    arranged = arranging.arrange(site, language=language, at=at)
    followed = running.standing(language=arranged.language, at=at)
    shown(request, surrogates.FRONT, *arranged.keys, until=arranged.until)
    shown(request, *followed.keys, until=followed.until)
    facts: dict[str, Any] = {"front": arranged, "running": followed.items}
    return rendering.page("readers/front.html", site=site, head=_head(site, arranged, language), at=at, **facts)


def _head(site: Site, arranged: Front, language: str) -> Head:
    named = tongues.masthead(site, arranged.language)
    return Head(
        title=named.name.name,
        path=tongues.front_path(site, language or site.language),
        description=named.tagline.name,
        language=arranged.language,
        feeds=asked.feeds_of("/feeds/front", language=arranged.language, own=site.language),
        cards=arranged.cards,
        translations=tongues.fronts(site),
    )
