"""The public pages. GET writes nothing; each says what it shows (ground.shown)."""

import re
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from articles import filling, reading, surrogates
from articles.models import Edition, Section, Site, Tag
from ground import clock, languages
from ground.shown import shown
from readers import absent, coverages, fronts, furnishing, lists, onward, rendering
from readers.lists import Listing, Wanted
from readers.rendering import Head

#: A tag with fewer stories is no page that a search engine should show.
_WORTH_INDEXING = 3
#: A page's one way to be written: no zeros in front.
_PAGE = re.compile(r"[1-9][0-9]{0,3}\Z")


def front(request: HttpRequest) -> HttpResponse:
    """The front page."""
    site, at = reading.furniture(), clock.now()
    arranged = fronts.arrange(site, language=_wanted(request).language, at=at)
    shown(request, surrogates.FRONT, surrogates.FURNITURE, *arranged.keys, until=arranged.until)
    path = _address("/", language=arranged.language, site=site)
    head = Head(site.name, path, site.tagline, arranged.language)
    return rendering.page("readers/front.html", site=site, head=head, at=at, front=arranged)


def section(request: HttpRequest, slug: str) -> HttpResponse:
    """A section with the stories of its own sections."""
    found = Section.objects.select_related("parent").filter(slug=slug).first()
    if found is None:
        raise Http404
    site, at = reading.furniture(), clock.now()
    ids = furnishing.section_ids(site, found.pk)
    editions = Edition.objects.filter(section_id__in=ids)
    listing = lists.page(editions, wanted=_wanted(request), default=site.language, at=at)
    shown(request, *(surrogates.of_section(pk) for pk in ids), surrogates.FURNITURE, *listing.keys, until=listing.until)
    head = _head_of_list(found.name, found.get_absolute_url(), listing, site, description=found.description)
    children = furnishing.children_of(site, found.pk)
    facts: dict[str, Any] = {"listing": listing, "section": found, "children": children, "name": found.name}
    return rendering.page("readers/section.html", site=site, head=head, at=at, **facts)


def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """The stories with a tag. A tag without a public story is not known to readers."""
    found = Tag.objects.filter(slug=slug).first()
    if found is None:
        shown(request, surrogates.LATEST)  # a tag is born with a story that has it
        raise Http404
    site, at = reading.furniture(), clock.now()
    editions = Edition.objects.filter(tag_ids__contains=[found.pk])
    listing = lists.page(editions, wanted=_wanted(request), default=site.language, at=at)
    shown(request, surrogates.of_tag(found), surrogates.FURNITURE, *listing.keys, until=listing.until)
    if not listing.cards:
        raise Http404
    few = listing.is_first and len(listing.cards) < _WORTH_INDEXING
    head = _head_of_list(found.name, found.get_absolute_url(), listing, site, description=found.description, few=few)
    return rendering.page("readers/tag.html", site=site, head=head, at=at, listing=listing, tag=found, name=found.name)


def coverage(request: HttpRequest, slug: str) -> HttpResponse:
    """A running story."""
    at = clock.now()
    found = coverages.standing_at(slug, at=at)
    if found is None:
        return _unopened(request, slug)
    site = reading.furniture()
    prepared = coverages.prepare(found, wanted=_wanted(request), at=at)
    shown(request, surrogates.of_coverage(found), surrogates.FURNITURE, *prepared.keys, until=prepared.until)
    head = _head_of_list(prepared.name, prepared.url, prepared.latest, site, description=prepared.summary)
    facts: dict[str, Any] = {"coverage": prepared, "listing": prepared.latest, "name": prepared.name}
    return rendering.page("readers/coverage.html", site=site, head=head, at=at, **facts)


def article(request: HttpRequest, **_: str) -> HttpResponse:
    """A story, or what stands at its address instead."""
    at = clock.now()
    edition = onward.standing_at(request.path, at=at)
    if edition is None:
        return _absent(request, at=at)
    site, story = reading.furniture(), filling.story(edition, at=at)
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
    shown(request, surrogates.FURNITURE)
    site, head = reading.furniture(), Head(answer.heading, indexed=False)
    return rendering.page("readers/gone.html", site=site, head=head, at=at, status=410, gone=answer)


def _unopened(request: HttpRequest, slug: str) -> HttpResponse:
    """Nothing is known of a coverage before it opens; the answer ends when it does."""
    planned = coverages.yet_to_open(slug)
    if planned:
        shown(request, surrogates.of_coverage(planned), until=planned.public_from)
    raise Http404


def _wanted(request: HttpRequest) -> Wanted:
    """The page and language of the address; 404 for a page that no list has."""
    number = request.GET.get("page", "1")
    if not _PAGE.match(number) or int(number) > lists.LAST_PAGE:
        raise Http404
    given = request.GET.get("lang", "")
    return Wanted(number=int(number), language=languages.known(given) if languages.known(given, default="") else "")


def _address(path: str, *, language: str, site: Site, number: int = 1) -> str:
    """The one address of a page of a list: nothing in it that goes without saying."""
    said = {"lang": language} if language != site.language else {}
    numbered = {**said, "page": str(number)} if number > 1 else said
    return f"{path}?{urlencode(numbered)}" if numbered else path


def _head_of_list(
    name: str, path: str, listing: Listing, site: Site, *, description: str = "", few: bool = False
) -> Head:
    def address(number: int) -> str:
        return _address(path, language=listing.language, site=site, number=number)

    return Head(
        title=name if listing.is_first else f"{name}, page {listing.number}",
        path=address(listing.number),
        description=description,
        language=listing.language,
        indexed=not few,
        previous="" if listing.is_first else address(listing.number - 1),
        next=address(listing.number + 1) if listing.has_next else "",
    )
