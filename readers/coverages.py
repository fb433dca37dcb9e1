"""The page of a running story: where it stands, what matters, what happened when, the newest of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from articles import filling
from articles.filling import Card, Link
from articles.models import Author, Coverage, Edition, TimelineEntry
from ground import languages
from ground.shown import keys
from readers import dates, lists
from readers.lists import Listing, Wanted


@dataclass(frozen=True)
class Happening:
    """An entry of the timeline; without a link where it has no story that is public."""

    date: str
    machine_date: str
    title: str
    text: str
    url: str


@dataclass(frozen=True)
class CoveragePage:
    """A coverage, ready to print. `until`: when the clock alone changes it."""

    id: int
    name: str
    url: str
    language: str
    direction: str
    status: str
    is_live: bool
    summary: str
    as_of: datetime | None
    key_points: list[str]
    people: list[str]
    explainers: list[Link]
    timeline: list[Happening]
    lead: Card | None
    latest: Listing
    keys: set[str]
    until: datetime | None


def standing_at(slug: str, *, at: datetime) -> Coverage | None:
    """The coverage, if readers may see it, with the ids and names of what its page names. One query."""
    explainers = Coverage.explainers.through.objects.filter(coverage=OuterRef("pk")).order_by("pk")
    identities = JSONObject(pk="article_id", public_id="article__public_id")
    people = Author.objects.filter(coverages=OuterRef("pk")).order_by("name")
    rows = Coverage.objects.live(at=at).filter(slug=slug)
    return rows.annotate(
        explainer_rows=ArraySubquery(explainers.values(json=identities)),
        people_names=ArraySubquery(people.values("name")),
        lead_public_id=F("lead__public_id"),
    ).first()


def yet_to_open(slug: str) -> Coverage | None:
    """The coverage that opens at that address one day, of which readers may not know yet."""
    return Coverage.objects.filter(slug=slug).only("public_from").first()


def prepare(coverage: Coverage, *, wanted: Wanted, at: datetime) -> CoveragePage:
    """The page of a coverage of `standing_at`. Four queries."""
    entries = list(_timeline(coverage, at=at))
    public_ids = _public_ids(coverage, entries)
    rows = Edition.objects.not_ended(at=at).filter(article_id__in=list(public_ids)).for_cards()
    named = {row.article_id: row for row in rows if row.is_live(at=at)}
    editions = Edition.objects.filter(coverage_ids__contains=[coverage.pk])
    latest = lists.page(editions, wanted=wanted, default=coverage.language, at=at)
    lead = _lead(named.get(coverage.lead_id or 0), latest, at=at)
    return CoveragePage(
        id=coverage.pk,
        name=coverage.name,
        url=coverage.get_absolute_url(),
        language=coverage.language,
        direction=languages.direction(coverage.language),
        status=coverage.get_status_display(),
        is_live=coverage.status == Coverage.Status.LIVE,
        summary=coverage.summary,
        as_of=coverage.summary_as_of,
        key_points=[line.strip() for line in coverage.key_points.splitlines() if line.strip()],
        people=coverage.people_names,  # type: ignore[attr-defined]
        explainers=[_link(named[row["pk"]]) for row in coverage.explainer_rows if row["pk"] in named],  # type: ignore[attr-defined]
        timeline=[_happening(entry, named) for entry in entries],
        lead=lead,
        latest=_without(latest, lead),
        keys={*keys("article", public_ids.values()), *latest.keys, *(lead.keys if lead else [])},
        until=lists.earliest(latest.until, lead.until if lead else None, *_changes(rows, at=at)),
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


def _without(latest: Listing, lead: Card | None) -> Listing:
    cards = [card for card in latest.cards if lead is None or card.id != lead.id]
    return replace(latest, cards=cards)


def _happening(entry: TimelineEntry, named: dict[int, Edition]) -> Happening:
    edition = named.get(entry.article_id or 0)
    return Happening(dates.partial(entry.date), entry.date, entry.title, entry.text, edition.path if edition else "")


def _link(edition: Edition) -> Link:
    return Link(edition.list_headline, edition.path)
