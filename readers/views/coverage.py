"""The page of a running story."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from articles import surrogates
from ground import clock
from ground.shown import shown
from readers import asked, coverages, days, furnishing, rendering
from readers.words import tongues


def coverage(request: HttpRequest, slug: str) -> HttpResponse:
    """A running story, in its language."""
    at = clock.now()
    found = coverages.standing_at(slug, at=at)
    if found is None:
        return _unopened(request, slug)
    site = furnishing.furniture(request, at=at)
    wanted = replace(asked.wanted(request), language=found.language)
    prepared = coverages.prepare(found, wanted=wanted, at=at)
    own = surrogates.of_coverage(found), surrogates.of_live(found), surrogates.COVERAGES
    shown(request, *own, *prepared.keys, until=prepared.until)
    feed, words = f"/feeds/coverage/{slug}", prepared.summary
    head = asked.head_of_list(
        prepared.name, prepared.url, prepared.latest, own=found.language, description=words, feed=feed
    )
    newest_first = request.GET.get("timeline") == "newest"
    facts: dict[str, Any] = {
        "coverage": prepared,
        "listing": prepared.latest,
        "name": prepared.name,
        "groups": days.grouped(prepared.latest.cards, zone=site.zone_info),
        "timeline": prepared.timeline[::-1] if newest_first else prepared.timeline,
        "newest_first": newest_first,
    }
    others = tongues.of_story(found.language, prepared.url, prepared.translations)
    head = replace(head, cards=prepared.cards, translations=others if prepared.latest.is_first else ())
    return rendering.page("readers/coverage.html", site=site, head=head, at=at, **facts)


def _unopened(request: HttpRequest, slug: str) -> HttpResponse:
    """Nothing is known of a coverage before it opens; the answer ends when it does."""
    planned = coverages.yet_to_open(slug)
    if planned:
        shown(request, surrogates.of_coverage(planned), until=planned.public_from)
    raise Http404
