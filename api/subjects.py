"""What stories are sorted by, for programs: sections, tags, coverages. Anonymous."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from ninja import Query, Router
from ninja.decorators import decorate_view

from api import etags, problems, taxonomy
from api.articles import subject
from api.problems import Problem
from articles import surrogates
from articles.filling import absolute
from articles.models import Coverage, Edition, Section, Tag, TimelineEntry
from ground import clock
from ground.shown import shown

router = Router(tags=["subjects"])
View = Callable[..., Any]


def _reads(path: str, response: Any, name: str, summary: str, *failures: str) -> Callable[[View], View]:
    """The operation of that name: it only reads, and is answered conditionally. `failures`: kinds of its problems."""
    told = problems.describe(*failures) if failures else None
    operation = router.get(path, response=response, operation_id=name, summary=summary, openapi_extra=told)

    def decorate(view: View) -> View:
        return operation(decorate_view(etags.conditional)(view))

    return decorate


@_reads("/sections", list[taxonomy.Section], "list_sections", "List the sections")
def sections(request: HttpRequest) -> list[taxonomy.Section]:
    """All sections in the site's order, each with the slug of the one it is in."""
    shown(request, surrogates.FURNITURE)
    return [_section(row) for row in Section.objects.select_related("parent")]


@_reads("/tags", taxonomy.TagList, "list_tags", "List tags", "invalid")
def tags(request: HttpRequest, filters: Query[taxonomy.TagFilters]) -> taxonomy.TagList:
    """The tags of stories that are public now, by name; `after` is the name on which the last page ended."""
    at = clock.now()
    found = _public_tags(at=at).filter(name__istartswith=filters.q)
    rows = list((found.filter(name__gt=filters.after) if filters.after else found)[: filters.limit + 1])
    page = rows[: filters.limit]
    shown(request, surrogates.LATEST, *map(surrogates.of_tag, page), until=Edition.objects.next_change(at=at))
    return taxonomy.TagList(items=[_tag(row) for row in page], next=page[-1].name if len(rows) > len(page) else None)


@_reads("/tags/{slug:slug}", taxonomy.Tag, "get_tag", "Read a tag", "not-found")
def tag(request: HttpRequest, slug: str) -> taxonomy.Tag:
    """A tag of public stories; its stories are at `/articles?tag=<slug>`."""
    at = clock.now()
    shown(request, surrogates.LATEST, until=Edition.objects.next_change(at=at))
    found = _public_tags(at=at).filter(slug=slug).first()
    if found is None:
        raise Problem("not-found", "There is no tag with this slug that a public story has.")
    shown(request, surrogates.of_tag(found))
    return _tag(found)


@_reads("/coverages", list[taxonomy.CoverageCard], "list_coverages", "List running stories")
def coverages(request: HttpRequest) -> list[taxonomy.CoverageCard]:
    """The coverages that readers may see, by name."""
    at = clock.now()
    opening = Coverage.objects.filter(public_from__gt=at).order_by("public_from").values_list("public_from", flat=True)
    rows = list(Coverage.objects.live(at=at))
    shown(request, surrogates.COVERAGES, *map(surrogates.of_coverage, rows), until=opening.first())
    return [taxonomy.CoverageCard(**_coverage(row)) for row in rows]


@_reads("/coverages/{slug:slug}", taxonomy.Coverage, "get_coverage", "Read a running story", "not-found")
def coverage(request: HttpRequest, slug: str) -> taxonomy.Coverage:
    """Where it stands, with its timeline; its stories are at `/articles?coverage=<slug>`."""
    at = clock.now()
    found = Coverage.objects.filter(slug=slug).first()
    shown(request, surrogates.COVERAGES, *([surrogates.of_coverage(found)] if found else []))
    if found is None or not found.is_live(at=at):
        shown(request, until=found.public_from if found else None)
        raise Problem("not-found", "There is no public coverage with this slug.")
    entries = TimelineEntry.objects.live(at=at).filter(coverage=found)
    timeline = [taxonomy.Happening(date=row.date, title=row.title, text=row.text) for row in entries]
    return taxonomy.Coverage(**_coverage(found), key_points=found.points, timeline=timeline)


def _public_tags(*, at: datetime) -> QuerySet[Tag]:
    """The tags that a live story has, in the order of their names."""
    live = Edition.objects.live(at=at).filter(tag_ids__contains=[OuterRef("pk")])
    return Tag.objects.filter(Exists(live)).order_by("name")


def _section(row: Section) -> taxonomy.Section:
    named = subject(row.name, row.slug, row.get_absolute_url())
    parent = row.parent.slug if row.parent else None
    names = {language: words["name"] for language, words in row.wordings.items() if words.get("name")}
    return taxonomy.Section(**named.model_dump(), description=row.description, names=names, parent=parent)


def _tag(row: Tag) -> taxonomy.Tag:
    named = subject(row.name, row.slug, row.get_absolute_url())
    return taxonomy.Tag(**named.model_dump(), description=row.description)


def _coverage(row: Coverage) -> dict[str, Any]:
    return {
        "name": row.name,
        "slug": row.slug,
        "url": absolute(row.get_absolute_url()),
        "language": row.language,
        "status": row.status,
        "summary": row.summary,
        "summary_as_of": row.summary_as_of,
    }
