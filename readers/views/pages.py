"""What stays and is seldom read: static pages, and the list of corrections."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles import surrogates
from ground import clock
from ground.shown import shown
from readers import asked, furnishing, keeping, pages, rendering
from readers import corrections as corrected
from readers.rendering import Head
from readers.words import tongues


def page(request: HttpRequest, slug: str) -> HttpResponse:
    """A static page; /about/ is the one with the slug `about`."""
    at = clock.now()
    if slug == "about" and request.path != reverse("about"):
        raise Http404
    site = furnishing.furniture(request, at=at)
    found, until = pages.standing_at(slug, wanted=asked.wanted(request), default=site.language, at=at)
    shown(request, keeping.of_page(slug), *(found.keys if found else []), until=until)
    if found is None:
        raise Http404
    head = Head(found.title, found.url, language=found.language, translations=found.translations)
    return rendering.page("readers/page.html", site=site, head=head, at=at, page=found)


def corrections(request: HttpRequest) -> HttpResponse:
    """What was corrected lately, in one language."""
    at = clock.now()
    site = furnishing.furniture(request, at=at)
    language = asked.wanted(request).language or site.language
    lately = corrected.lately(language=language, at=at)
    shown(request, surrogates.CORRECTIONS, *lately.keys, until=lately.until)
    if not lately.notes and not tongues.has_front(site, language):
        raise Http404
    path, others = reverse("corrections"), tongues.of_list(site, reverse("corrections"))
    head = Head(
        _("Corrections"),
        tongues.address(path, language=language, own=site.language),
        language=language,
        indexed=bool(lately.notes),
        translations=others if len(others) > 1 else (),
    )
    return rendering.page("readers/corrections.html", site=site, head=head, at=at, notes=lately.notes)
