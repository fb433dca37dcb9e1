"""The page of a running story: where it stands, what matters, what happened when, the newest of it."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from articles import filling
from articles.filling import Card, Link
from articles.models import Author, Coverage, Edition, TimelineEntry
from ground import languages
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

    @property
    def keys(self) -> set[str]:
        return self.latest.keys | ({self.lead.key} if self.lead else set())

    @property
    def until(self) -> datetime | None:
        return lists.earliest(self.latest.until, self.lead.until if self.lead else None)


def standing_at(slug: str, *, at: datetime) -> Coverage | None:
    """The coverage, if readers may see it, with the ids and names of what its page shows. One query."""
    explainers = Coverage.explainers.through.objects.filter(coverage=OuterRef("pk")).order_by("pk")
    people = Author.objects.filter(coverages=OuterRef("pk")).order_by("name")
    rows = Coverage.objects.live(at=at).filter(slug=slug)
    return rows.annotate(
        explainer_ids=ArraySubquery(explainers.values("article_id")), people_names=ArraySubquery(people.values("name"))
    ).first()


def yet_to_open(slug: str) -> Coverage | None:
    """The coverage that opens at that address one day, of which readers may not know yet."""
    return Coverage.objects.filter(slug=slug).only("public_from").first()


def prepare(coverage: Coverage, *, wanted: Wanted, at: datetime) -> CoveragePage:
    """The page of a coverage of `standing_at`. Four queries."""
    entries = list(TimelineEntry.objects.live(at=at).filter(coverage=coverage))
    named = _named(coverage, entries, at=at)
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
        explainers=[_link(named[pk]) for pk in coverage.explainer_ids if pk in named],  # type: ignore[attr-defined]
        timeline=[_happening(entry, named) for entry in entries],
        lead=lead,
        latest=_without(latest, lead),
    )


def _named(coverage: Coverage, entries: list[TimelineEntry], *, at: datetime) -> dict[int, Edition]:
    """The public stories that the page names one by one, by article."""
    ids = {coverage.lead_id, *(entry.article_id for entry in entries), *coverage.explainer_ids}  # type: ignore[attr-defined]
    rows = Edition.objects.live(at=at).filter(article_id__in=ids - {None}).for_cards()
    return {row.article_id: row for row in rows}


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
