"""Reader feeds: what each is of, newest first, as Atom, RSS or JSON Feed, answered conditionally (RFC 9110 §13)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from articles import filling, reading, surrogates
from articles.filling import Card
from articles.models import Caption, Correction, Coverage, Edition, Section, Site, Tag
from articles.querysets import EditionQuerySet
from ground import clock, languages
from ground.shown import key, shown
from readers import asked, conditional, furnishing, lists
from readers.feeds import FORMATS
from readers.feeds.syndication import Deleted, Entry, Feed, Image
from readers.search import asking, finding
from readers.words import tongues

LENGTH = 50
_NOTED = {str(Correction.Kind.FACT): _("Correction"), str(Correction.Kind.CLARIFICATION): _("Clarification")}
#: How long Atom goes on telling that a story was withdrawn.
_TOLD = timedelta(days=14)


@dataclass(frozen=True)
class Subject:
    """What a feed is of: its stories, the page that lists them, the feed's own path, its keys."""

    title: str
    page: str
    path: str
    language: str
    editions: EditionQuerySet
    keys: tuple[str, ...]
    description: str = ""
    until: datetime | None = None


def front(request: HttpRequest, fmt: str) -> HttpResponse:
    """The newest stories in the site's language, or in that of `?lang=`."""
    site = reading.furniture()
    language = asked.wanted(request).language or site.language
    editions = Edition.objects.filter(language=language)
    path, named = (
        tongues.address(f"/feeds/front.{fmt}", language=language, own=site.language),
        tongues.masthead(site, language),
    )
    page, keys = tongues.front_path(site, language), (surrogates.FRONT, surrogates.LATEST)
    subject = Subject(named.name.name, page, path, language, editions, keys, named.tagline.name)
    return _answer(request, subject, fmt, site=site)


def section(request: HttpRequest, slug: str, fmt: str) -> HttpResponse:
    """The newest of a section and the sections in it."""
    found = Section.objects.filter(slug=slug).first()
    if found is None:
        raise Http404
    ids = furnishing.section_ids(reading.furniture(), found.pk)
    editions = Edition.objects.filter(section__in=ids)
    return _of(request, found, editions, fmt, keys=map(surrogates.of_section, ids))


def tag(request: HttpRequest, slug: str, fmt: str) -> HttpResponse:
    """The newest with a tag. A tag without a public story is not known to readers."""
    found = Tag.objects.filter(slug=slug).first()
    if found is None:
        shown(request, surrogates.LATEST)
        raise Http404
    editions = Edition.objects.filter(tag_ids__contains=[found.pk])
    if not editions.live(at=clock.now()).exists():
        shown(request, surrogates.of_tag(found), until=editions.next_change(at=clock.now()))
        raise Http404
    return _of(request, found, editions, fmt, keys=[surrogates.of_tag(found)])


def coverage(request: HttpRequest, slug: str, fmt: str) -> HttpResponse:
    """The newest of a running story, in its language."""
    found = Coverage.objects.live(at=clock.now()).filter(slug=slug).first()
    if found is None:
        planned = Coverage.objects.filter(slug=slug).first()
        if planned:
            shown(request, surrogates.of_coverage(planned), until=planned.public_from)
        raise Http404
    editions = Edition.objects.filter(coverage_ids__contains=[found.pk])
    return _of(request, found, editions, fmt, keys=[surrogates.of_coverage(found)])


def found(request: HttpRequest, fmt: str) -> HttpResponse:
    """What a search finds, newest first; 503 when it cannot search."""
    site, at = reading.furniture(), clock.now()
    search = replace(asking.read(request, site=site), newest_first=True, number=1)
    wanted = asking.wanted(search, site=site, at=at)
    try:
        editions = finding.editions(wanted, at=at)
    except finding.Unavailable:
        return HttpResponse(status=503, headers={"Retry-After": "60"})
    page, path = (asking.address(search, site=site, feed=feed) for feed in ("", fmt))
    title, until = f"{site.name}: {search.text}", finding.next_change(wanted, at=at)
    subject = Subject(title, page, path, wanted.language, editions, (surrogates.LATEST,), until=until)
    return _answer(request, subject, fmt, site=site)


def _of(
    request: HttpRequest, thing: Section | Tag | Coverage, editions: EditionQuerySet, fmt: str, *, keys: Iterable[str]
) -> HttpResponse:
    """The feed of a section or tag, one language at a time, or of a coverage, which has one of its own."""
    site = reading.furniture()
    own = thing.language if isinstance(thing, Coverage) else site.language
    language = asked.wanted(request).language or own
    name, words = _words(thing, language)
    page = tongues.address(thing.get_absolute_url(), language=language, own=own)
    path = tongues.address(f"/feeds/{thing._meta.model_name}/{thing.slug}.{fmt}", language=language, own=own)
    in_language = editions.filter(language=language)
    title = f"{name} | {tongues.masthead(site, language).name.name}"
    subject = Subject(title, page, path, language, in_language, tuple(keys), words)
    return _answer(request, subject, fmt, site=site)


def _words(thing: Section | Tag | Coverage, language: str) -> tuple[str, str]:
    """Its name, and what is said about it."""
    match thing:
        case Section():
            return thing.worded("name", language)[0], thing.worded("description", language)[0]
        case Coverage():
            return thing.name, thing.summary
        case Tag():
            return thing.name, thing.description


def _answer(request: HttpRequest, subject: Subject, fmt: str, *, site: Site) -> HttpResponse:
    at = clock.now()
    write, media_type = FORMATS[fmt]
    rows = list(subject.editions.live(at=at).newest_first().for_cards("captions", "corrections")[:LENGTH])
    cards = [filling.card(row, at=at) for row in rows]
    withdrawn = _withdrawn(subject.editions, at=at) if fmt == "atom" else []
    changes = subject.editions.next_change(at=at)
    shown(request, *subject.keys, surrogates.FURNITURE, *lists.keys_of(cards))
    shown(request, *(key("article", row.public_id) for row in withdrawn))
    forgotten = [moment for row in withdrawn for moment in (row.at + _TOLD, row.stands_until)]
    shown(request, until=lists.earliest(changes, subject.until, *forgotten, *(card.until for card in cards)))
    entries = [_entry(row, card, site) for row, card in zip(rows, cards, strict=True)]
    deleted = [Deleted(row.public_id.urn, row.at) for row in withdrawn if not row.stands][:LENGTH]
    whole = HttpResponse(write(_feed(subject, entries, deleted)), content_type=f"{media_type}; charset=utf-8")
    return conditional.answer(request, whole)


class _Withdrawn(NamedTuple):
    """A story that was withdrawn, and whether it stands somewhere again, and until when."""

    public_id: UUID
    at: datetime
    stands: bool
    stands_until: datetime | None


def _withdrawn(editions: EditionQuerySet, *, at: datetime) -> list[_Withdrawn]:
    """What was withdrawn lately. The feed waits for what stands again, too: it is told anew if that ends."""
    standing = Edition.objects.live(at=at).filter(article=OuterRef("article"))
    lately = editions.filter(ended_by__in=Edition.WITHDRAWN, live_until__range=(at - _TOLD, at)).order_by("-live_until")
    rows = lately.annotate(stands=Exists(standing), stands_until=Subquery(standing.values("live_until")[:1]))
    found = rows.values_list("article__public_id", "live_until", "stands", "stands_until")[: 2 * LENGTH]
    newest = {row[0]: _Withdrawn(*row) for row in reversed(found)}  # type: ignore[arg-type]
    return sorted(newest.values(), key=lambda row: row.at, reverse=True)


def _feed(subject: Subject, entries: list[Entry], deleted: list[Deleted]) -> Feed:
    moments = [*(entry.updated for entry in entries), *(gone.at for gone in deleted)]
    return Feed(
        id=filling.absolute(subject.path),
        title=subject.title,
        page=filling.absolute(subject.page),
        address=filling.absolute(subject.path),
        language=subject.language,
        updated=max(moments, default=datetime.fromtimestamp(0, UTC)),
        entries=entries,
        deleted=deleted,
        description=subject.description,
    )


def _entry(row: Edition, card: Card, site: Site) -> Entry:
    names = [byline["name"] for byline in row.bylines]
    return Entry(
        id=row.public_id.urn,
        title=row.headline,
        address=filling.absolute(row.path),
        language=row.language,
        summary=_summary(row, site),
        published=row.first_published_at,
        updated=row.updated_at,
        authors=names or [row.source or site.name],
        category=row.section.worded("name", row.language)[0],
        image=_image(row, card),
    )


def _summary(row: Edition, site: Site) -> str:
    """The summary, and below it what was corrected, the newest first, in the language of the story."""
    with translation.override(languages.interface(row.language, site.language)):
        notes = [filling.note(one) for one in row.corrections]
        said = [f"{_NOTED[note.kind]}: {note.text}" for note in notes]
    return "\n\n".join(filter(None, [row.summary, *said]))


def _image(row: Edition, card: Card) -> Image | None:
    shown_now = card.picture
    if shown_now is None:
        return None
    said: dict[str, str] = next((caption for caption in row.captions if caption["role"] == Caption.Role.LEAD), {})
    address = filling.absolute(shown_now.src)
    words = said.get("text", ""), said.get("credit", "")
    return Image(address, "image/jpeg", shown_now.width, shown_now.height, *words)
