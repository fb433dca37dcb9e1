"""Reader feeds as Atom (RFC 4287), newest first, answered conditionally (RFC 9110 §13)."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse

from articles import filling, reading, surrogates
from articles.models import Edition, Site
from articles.querysets import EditionQuerySet
from ground import clock
from ground.shown import shown
from readers import atom, conditional, lists, search_address, search_results
from readers.atom import Entry, Feed

LENGTH = 50


@dataclass(frozen=True)
class Subject:
    """What a feed is of: its stories, the page that lists them, the feed's own path, its keys."""

    title: str
    page: str
    path: str
    editions: EditionQuerySet
    keys: tuple[str, ...]


def front(request: HttpRequest) -> HttpResponse:
    """The newest stories in the site's language."""
    site = reading.furniture()
    editions = Edition.objects.filter(language=site.language)
    subject = Subject(site.name, "/", "/feeds/front.atom", editions, (surrogates.FRONT, surrogates.LATEST))
    return _answer(request, subject, site=site)


def found(request: HttpRequest) -> HttpResponse:
    """What a search finds, newest first; 503 when it cannot search."""
    site, at = reading.furniture(), clock.now()
    search = replace(search_address.read(request, site=site), newest_first=True, number=1)
    try:
        wanted = search_address.wanted(search, site=site, at=at)
        editions = search_results.editions(wanted, at=at)
    except search_results.Unavailable:
        return HttpResponse(status=503, headers={"Retry-After": "60"})
    page, path = (search_address.address(search, site=site, name=name) for name in ("search", "search-feed"))
    title = f"{site.name}: {search.text}"
    shown(request, until=search_results.next_beginning(wanted, at=at))
    return _answer(request, Subject(title, page, path, editions, (surrogates.LATEST,)), site=site)


def _answer(request: HttpRequest, subject: Subject, *, site: Site) -> HttpResponse:
    at = clock.now()
    rows = list(subject.editions.live(at=at).newest_first().for_cards()[:LENGTH])
    cards = [filling.card(row, at=at) for row in rows]
    begins = lists.next_beginning(subject.editions, at=at)
    shown(request, *subject.keys, surrogates.FURNITURE, *lists.keys_of(cards))
    shown(request, until=lists.earliest(begins, *(card.until for card in cards)))
    body = atom.write(_feed(subject, rows, site=site))
    return conditional.answer(request, HttpResponse(body, content_type="application/atom+xml; charset=utf-8"))


def _feed(subject: Subject, rows: list[Edition], *, site: Site) -> Feed:
    updated = max((row.updated_at for row in rows), default=datetime.fromtimestamp(0, UTC))
    return Feed(
        id=filling.absolute(subject.path),
        title=subject.title,
        page=filling.absolute(subject.page),
        address=filling.absolute(subject.path),
        language=site.language,
        updated=updated,
        entries=[_entry(row, site) for row in rows],
    )


def _entry(row: Edition, site: Site) -> Entry:
    names = [byline["name"] for byline in row.bylines]
    return Entry(
        id=row.public_id.urn,
        title=row.headline,
        address=filling.absolute(row.path),
        language=row.language,
        summary=row.summary,
        published=row.first_published_at,
        updated=row.updated_at,
        authors=names or [row.source or site.name],
        category=row.section.name,
    )
