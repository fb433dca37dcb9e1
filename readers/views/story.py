"""A story's own page, and what stands at its address instead."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from articles import filling, surrogates
from ground import clock
from ground.shown import shown
from readers import absent, furnishing, onward, rendering
from readers.rendering import Head


def article(request: HttpRequest, **_: str) -> HttpResponse:
    """A story, or what stands at its address instead."""
    at = clock.now()
    edition = onward.standing_at(request.path, at=at)
    if edition is None:
        return _absent(request, at=at)
    site, story = furnishing.furniture(request, at=at), filling.story(edition, at=at)
    shown(request, surrogates.of_path(request.path))
    return rendering.article_page(request, story, site=site, onward=onward.onward(edition, at=at), at=at)


def _absent(request: HttpRequest, *, at: datetime) -> HttpResponse:
    answer = absent.absent(request.path, at=at)
    shown(request, surrogates.of_path(request.path), until=answer.until)
    if isinstance(answer, absent.Nothing):
        raise Http404
    shown(request, answer.key)
    if isinstance(answer, absent.Moved):
        return HttpResponsePermanentRedirect(answer.path)
    site, head = furnishing.furniture(request, at=at), Head(answer.heading, language=answer.language, indexed=False)
    return rendering.page("readers/gone.html", site=site, head=head, at=at, status=410, gone=answer)
