"""The live page of a running story, and what it asks for while it runs."""

import re
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from articles import surrogates
from articles.models import Coverage
from ground import clock
from ground.shown import running, shown
from readers import asked, conditional, furnishing, rendering
from readers.live import posts, prepared

_CURSOR = re.compile(r"[0-9]{1,9}\Z")


def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Posts, newest first; `?post=` is the page on which that post lies, `?key=1` the key events alone."""
    at = clock.now()
    coverage = _standing(request, slug)
    site = furnishing.furniture(request, at=at)
    keys_only, post = request.GET.get("key") == "1", _post(request)
    read = posts.read(coverage, page=asked.older_page(request), keys_only=keys_only, post=post, at=at)
    shown(request, surrogates.of_coverage(coverage), *read.keys, until=read.until)
    facts = prepared.prepare(coverage, read, keys_only=keys_only, site=site, at=at)
    return rendering.page("readers/live.html", site=site, at=at, **facts)


def updates(request: HttpRequest, slug: str) -> HttpResponse:
    """What changed since the cursor `after`, as JSON with the posts' HTML; 304 for who has it already."""
    at = clock.now()
    coverage = _standing(request, slug)
    after = request.GET.get("after", "")
    if not _CURSOR.match(after):
        return JsonResponse({"detail": "Send the cursor of the page as ?after=, a whole number."}, status=400)
    site = furnishing.furniture(request, at=at)
    found = posts.changes(coverage, after=int(after), at=at)
    shown(request, *found.keys, until=found.until)
    content: dict[str, Any] = prepared.changes(coverage, found, site=site, at=at)
    return conditional.answer(request, JsonResponse(content, json_dumps_params={"ensure_ascii": False}))


def _standing(request: HttpRequest, slug: str) -> Coverage:
    """The coverage whose live page readers may see; where there is none, the answer ends when there is one."""
    at = clock.now()
    found = Coverage.objects.filter(slug=slug).first()
    if found is None:
        raise Http404
    shown(request, surrogates.of_live(found), surrogates.of_coverage(found))
    opens = [
        moment for moment in (found.public_from, found.live_opened_at, found.live_closed_at) if moment and moment > at
    ]
    shown(request, until=min(opens, default=None))
    if not (found.is_live(at=at) and found.has_live_page(at=at)):
        raise Http404
    if found.is_reported_live(at=at):
        running(request)
    return found


def _post(request: HttpRequest) -> UUID | None:
    given = request.GET.get("post")
    if given is None:
        return None
    try:
        return UUID(given)
    except ValueError:
        raise Http404 from None
