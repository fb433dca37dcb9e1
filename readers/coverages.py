"""The page of a running story: where it stands, what matters, what happened when, the newest of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from articles import filling
from articles.filling import Card, Figure, Link
from articles.models import Author, Coverage, CoveragePerson, Edition, TimelineEntry
from articles.translations import Translation
from ground import languages
from ground.shown import keys
from readers import gallery, lists
from readers.lists import Listing, Wanted
from readers.live import posts
from readers.live.posts import Post

_OF_A_REPORTER = ("name", "slug", "wordings")
_OF_THE_FAMILY = ("slug", "language", "public_from")
#: How many of the newest posts stand on the page while it is reported live.
_POSTS = 4


@dataclass(frozen=True)
class Happening:
    """An entry of the timeline, with its date as ISO 8601, reduced; without a link where it has no public story."""

    date: str
    title: str
    text: str
    url: str


@dataclass(frozen=True)
class Person:
    """Somebody whom readers of the story meet again and again."""

    name: str
    role: str
    about: str


@dataclass(frozen=True)
class CoveragePage:
    """A coverage, ready to print. `until`: when the clock alone changes it."""

    id: int
    name: str
    url: str
    status: str
    is_live: bool
    summary: str
    as_of: datetime | None
    key_points: list[str]
    cast: list[Person]
    reporters: list[Link]
    explainers: list[Link]
    timeline: list[Happening]
    lead: Card | None
    live_url: str
    live_posts: list[Post]
    is_reported_live: bool
    gallery: list[Figure]
    latest: Listing
    translations: list[Translation]
    keys: set[str]
    until: datetime | None

    @property
    def is_long(self) -> bool:
        """Whether its stories reach further down than its timeline, beside which there is room then."""
        return len(self.latest.cards) > len(self.timeline) > 0

    @property
    def cards(self) -> list[Card]:
        """Its stories in the order of the page."""
        return [*([self.lead] if self.lead else []), *self.latest.cards]


def standing_at(slug: str, *, at: datetime) -> Coverage | None:
    """The coverage, if readers may see it, with the ids and names of what its page names. One query."""
    explainers = Coverage.explainers.through.objects.filter(coverage=OuterRef("pk")).order_by("pk")
    identities = JSONObject(pk="article_id", public_id="article__public_id")
    reporters = Author.objects.filter(coverages=OuterRef("pk")).order_by("name")
    cast = CoveragePerson.objects.filter(coverage=OuterRef("pk")).order_by("order", "pk")
    beside = Q(pk=OuterRef("original")) | Q(original=OuterRef("original")) | Q(original=OuterRef("pk"))
    family = Coverage.objects.filter(beside).exclude(pk=OuterRef("pk")).order_by("pk")
    rows = Coverage.objects.live(at=at).filter(slug=slug)
    return rows.annotate(
        explainer_rows=ArraySubquery(explainers.values(json=identities)),
        reporter_rows=ArraySubquery(reporters.values(json=JSONObject(**{name: name for name in _OF_A_REPORTER}))),
        cast_rows=ArraySubquery(cast.values(json=JSONObject(name="name", role="role", about="about"))),
        family_rows=ArraySubquery(family.values(json=JSONObject(**{name: name for name in _OF_THE_FAMILY}))),
        lead_public_id=F("lead__public_id"),
    ).first()


def yet_to_open(slug: str) -> Coverage | None:
    """The coverage that opens at that address one day, of which readers may not know yet."""
    return Coverage.objects.filter(slug=slug).only("public_from").first()


def prepare(coverage: Coverage, *, wanted: Wanted, at: datetime) -> CoveragePage:
    """The page of a coverage of `standing_at`. Eight queries at most."""
    entries = list(_timeline(coverage, at=at))
    public_ids = _public_ids(coverage, entries)
    rows = Edition.objects.not_ended(at=at).filter(article_id__in=list(public_ids)).for_cards()
    named = {row.article_id: row for row in rows if row.is_live(at=at)}
    editions = Edition.objects.filter(coverage_ids__contains=[coverage.pk])
    latest = lists.page(editions, wanted=wanted, default=coverage.language, at=at)
    lead = _lead(named.get(coverage.lead_id or 0), latest, at=at)
    pictures = gallery.of_coverage(coverage.pk, language=latest.language, at=at)
    family = _family(coverage)
    opening = [other.public_from for other in family if not other.is_live(at=at)]
    moments = [latest.until, lead.until if lead else None, pictures.until, *_changes(rows, at=at), *opening]
    return CoveragePage(
        id=coverage.pk,
        name=coverage.name,
        url=coverage.get_absolute_url(),
        status=coverage.get_status_display(),
        is_live=coverage.status == Coverage.Status.LIVE,
        summary=coverage.summary,
        as_of=coverage.summary_as_of,
        key_points=coverage.points,
        cast=[Person(**row) for row in coverage.cast_rows],  # type: ignore[attr-defined]
        reporters=[_reporter(Author(**row), coverage.language) for row in coverage.reporter_rows],  # type: ignore[attr-defined]
        explainers=[_link(named[row["pk"]]) for row in coverage.explainer_rows if row["pk"] in named],  # type: ignore[attr-defined]
        timeline=[_happening(entry, named) for entry in entries],
        lead=lead,
        live_url=coverage.live_path if coverage.has_live_page(at=at) else "",
        live_posts=posts.newest(coverage, number=_POSTS, at=at) if coverage.is_reported_live(at=at) else [],
        is_reported_live=coverage.is_reported_live(at=at),
        gallery=pictures.figures if latest.is_first and len(pictures.figures) > 1 else [],
        latest=_without(latest, {*([lead.id] if lead else []), *_background(coverage)}),
        translations=[_told(other) for other in family if other.is_live(at=at)],
        keys={*keys("article", public_ids.values()), *latest.keys, *(lead.keys if lead else []), *pictures.keys},
        until=lists.earliest(*moments),
    )


def _timeline(coverage: Coverage, *, at: datetime) -> QuerySet[TimelineEntry]:
    return TimelineEntry.objects.live(at=at).filter(coverage=coverage).annotate(public_id=F("article__public_id"))


def _public_ids(coverage: Coverage, entries: list[TimelineEntry]) -> dict[int, object]:
    """The stories that the page names one by one, public or not yet: primary key → public id."""
    named = {row["pk"]: row["public_id"] for row in coverage.explainer_rows}  # type: ignore[attr-defined]
    named |= {entry.article_id: entry.public_id for entry in entries if entry.article_id}  # type: ignore[attr-defined]
    return named | ({coverage.lead_id: coverage.lead_public_id} if coverage.lead_id else {})  # type: ignore[attr-defined]


def _changes(rows: Iterable[Edition], *, at: datetime) -> list[datetime | None]:
    """When each of these begins, or ends if it has begun."""
    return [row.live_until if row.is_live(at=at) else row.live_from for row in rows]


def _lead(edition: Edition | None, latest: Listing, *, at: datetime) -> Card | None:
    """The desk's lead, else the newest story; only on the first page."""
    if not latest.is_first:
        return None
    if edition:
        return filling.card(edition, at=at, sizes=filling.LEAD_SIZES)
    return replace(latest.cards[0], sizes=filling.CARD_SIZES) if latest.cards else None


def _family(coverage: Coverage) -> list[Coverage]:
    """The same running story in other languages, public or not yet."""
    rows: list[dict[str, Any]] = coverage.family_rows  # type: ignore[attr-defined]
    opens = [datetime.fromisoformat(row["public_from"]) if row["public_from"] else None for row in rows]
    return [Coverage(**{**row, "public_from": at}) for row, at in zip(rows, opens, strict=True)]


def _told(other: Coverage) -> Translation:
    tag = other.language
    return Translation("", other.get_absolute_url(), tag, languages.direction(tag), languages.name(tag))


def _reporter(author: Author, language: str) -> Link:
    return Link(author.worded("name", language)[0], author.get_absolute_url())


def _background(coverage: Coverage) -> list[str]:
    """The public ids of the explainers, which stand on every page of it."""
    return [str(row["public_id"]) for row in coverage.explainer_rows]  # type: ignore[attr-defined]


def _without(latest: Listing, told: set[str]) -> Listing:
    """The newest stories, without those that the page has elsewhere."""
    return replace(latest, cards=[card for card in latest.cards if card.id not in told])


def _happening(entry: TimelineEntry, named: dict[int, Edition]) -> Happening:
    edition = named.get(entry.article_id or 0)
    return Happening(entry.date, entry.title, entry.text, edition.path if edition else "")


def _link(edition: Edition) -> Link:
    return Link(edition.list_headline, edition.path, edition.language)
