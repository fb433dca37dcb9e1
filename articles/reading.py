"""Reading for pages: an edition with all that its page shows, and the furniture, a query each."""

from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject, Least

from articles import translations
from articles.models import Article, Author, Coverage, Edition, Section, Site, SiteLanguage, Tag
from articles.prepared import Prepared
from articles.querysets import EditionQuerySet

#: What the edition has of its own: readers get no words of the desk's, and the text is the longest of all columns.
_OF_THE_WORKING_COPY = [
    f"article__{name}" for name in "headline front_headline summary body dateline source editor_note".split()
]


def for_page(editions: EditionQuerySet, *, at: datetime) -> EditionQuerySet:
    """Editions with `author_rows`, `tag_rows`, `coverage_rows`, `link_rows` and `translation_rows`, in one query.

    Each is a list of dicts of today: authors, tags and coverages as {id, name, slug} by name, links to
    stories that are public at that moment as {id, path}, translations as `with_translations` says.
    `picked` are the public ids of the desk's picks, public or not. `named_until` is the next moment at which one of
    these stories or coverages becomes public or ceases to be.
    """
    authors = Author.objects.filter(_among("pk", "author_ids")).order_by("name")
    tags = Tag.objects.filter(_among("pk", "tag_ids")).order_by("name")
    coverages = Coverage.objects.live(at=at).with_reporting(at=at).filter(_among("pk", "coverage_ids")).order_by("name")
    links = Edition.objects.live(at=at).filter(_among("article_id", "link_ids"))
    opening = Coverage.objects.filter(_among("pk", "coverage_ids"), public_from__gt=at).order_by("public_from")
    changing = Edition.objects.filter(_among("article_id", "link_ids", "related_ids")).next_changes(at=at)
    translated = Edition.objects.filter(article__translation_group=OuterRef("article__translation_group"))
    named = JSONObject(id="id", name="name", slug="slug")
    followed = JSONObject(id="id", name="name", slug="slug", language="language", reported_live="reported_live")
    return (
        with_translations(editions, at=at)
        .select_related("article", "section", "section__parent")
        .defer(*_OF_THE_WORKING_COPY)
        .annotate(
            author_rows=ArraySubquery(authors.values(json=named)),
            tag_rows=ArraySubquery(tags.values(json=named)),
            coverage_rows=ArraySubquery(coverages.values(json=followed)),
            picked=ArraySubquery(Article.objects.filter(_among("pk", "related_ids")).values("public_id")),
            link_rows=ArraySubquery(links.values(json=JSONObject(id="article__public_id", path="article__path"))),
            named_until=Least(
                Subquery(opening.values("public_from")[:1]),
                Subquery(changing[:1]),
                Subquery(translated.next_changes(at=at)[:1]),
            ),
        )
    )


def with_translations(editions: EditionQuerySet, *, at: datetime) -> EditionQuerySet:
    """Editions with `translation_rows`: their translations that are public at that moment, in the same query.

    Each is a dict {id, path, language, article, translated_from}; the last two are numbers of stories.
    """
    beside = translations.live_beside(OuterRef("article__translation_group"), article=OuterRef("article"), at=at)
    return editions.annotate(translation_rows=ArraySubquery(beside.values(json=translations.ROW)))


def _among(column: str, *ids: str) -> Func:
    """`column = ANY(ids of the outer row)`; a plain comparison would put ANY into parentheses of its own."""
    both = F(column), Func(*map(OuterRef, ids), template="(%(expressions)s)", arg_joiner=" || ")
    return Func(*both, template="(%(expressions)s))", arg_joiner=" = ANY(", output_field=BooleanField())


def furniture() -> Site:
    """The site as `sites` brings it, in one query. Before anybody has set it up, one with the defaults."""
    for site in _SITE.rows():
        return site  # type: ignore[no-any-return]
    site = Site(pk=1)
    site.section_rows = list(_sections().values("id", "name", "slug", "wordings", "parent"))  # type: ignore[attr-defined]
    site.language_rows = []  # type: ignore[attr-defined]
    return site


def sites() -> QuerySet[Site]:
    """The site, if it was set up, with its sections and its further languages, each in their order.

    `section_rows`: [{id, name, slug, wordings, parent}]; `language_rows`: [{language, name, tagline, footer}].
    """
    sections = JSONObject(id="id", name="name", slug="slug", wordings="wordings", parent="parent_id")
    tongues = JSONObject(language="language", name="name", tagline="tagline", footer="footer")
    return Site.objects.annotate(
        section_rows=ArraySubquery(_sections().values(json=sections)),
        language_rows=ArraySubquery(SiteLanguage.objects.order_by("order", "pk").values(json=tongues)),
    )


def _sections() -> QuerySet[Section]:
    return Section.objects.order_by("order", "name", "pk")


_SITE = Prepared(sites)
