"""The keys of stories and what is around them: one spelling for pages and purges.

A page notes them with `ground.shown`; the switchboard writes the same ones to `Purge`.
"""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from articles.models import Edition
from ground.shown import key, keys

if TYPE_CHECKING:
    from articles.models import Article, Author, Coverage, Section, Tag

FRONT = "front:main"
LATEST = "list:latest"
CORRECTIONS = "list:corrections"
COVERAGES = "list:coverages"
PAGES = "list:pages"
#: Lists of so many pictures that they are told of every one that goes.
PICTURED = "list:pictured"
FURNITURE = "furniture:site"
TRENDING = "furniture:trending"
#: The endings of reader feeds; a test compares them with readers/views/feeds.py.
FEEDS = ("atom", "rss", "json")


def of_article(article: "Article") -> str:
    return key("article", article.public_id)


def of_section(section: "Section | int") -> str:
    return key("section", section if isinstance(section, int) else section.pk)


def of_tag(tag: "Tag | int") -> str:
    return key("tag", tag if isinstance(tag, int) else tag.pk)


def of_coverage(coverage: "Coverage | int") -> str:
    return key("coverage", coverage if isinstance(coverage, int) else coverage.pk)


def of_month(moment: datetime) -> str:
    """The stories that were first published in the month of that moment, UTC's."""
    return f"list:{moment.astimezone(UTC):%Y-%m}"


def of_live(coverage: "Coverage | int") -> str:
    """The live page of a coverage, and what polls it."""
    return key("live", coverage if isinstance(coverage, int) else coverage.pk)


def of_author(author: "Author | int") -> str:
    return key("author", author if isinstance(author, int) else author.pk)


def of_path(path: str) -> str:
    return key("path", path)


def of_addresses(thing: "Coverage | Tag") -> set[str]:
    """Its pages and feeds, which answered 404 under no other key before it was there."""
    feeds = [f"/feeds/{thing._meta.model_name}/{thing.slug}.{ending}" for ending in FEEDS]
    live = getattr(thing, "live_path", None)
    return {*map(of_path, filter(None, [thing.get_absolute_url(), live, *feeds]))}


def of_translations(article: "Article") -> set[str]:
    """What lists the translations of a story that has any: the pages of all of them."""
    return {key("translations", article.translation_group)} if article.translation_group else set()


def of_linked(articles: "Collection[Article]") -> set[str]:
    """The pages of these stories, and the months of sitemaps that name them with their translations. One query."""
    first = Edition.objects.filter(article__in=articles).values_list("first_published_at", flat=True)
    return {*map(of_article, articles), *map(of_month, first.distinct())}


def of_lists(edition: Edition) -> set[str]:
    """The keys of everything that shows, or showed, this edition or may show it soon. One query, two if translated."""
    sections = [edition.section_id, edition.section.parent_id]
    former = edition.article.former_paths.values_list("path", flat=True)
    return {
        of_article(edition.article),
        FRONT,
        LATEST,
        of_month(edition.first_published_at),
        *([CORRECTIONS] if edition.corrections else []),
        *keys("section", filter(None, sections)),
        *keys("tag", edition.tag_ids),
        *keys("author", edition.author_ids),
        *keys("coverage", edition.coverage_ids),
        *map(of_path, filter(None, [edition.article.path, *former])),
        *of_translations(edition.article),
        *_months_beside(edition.article),
    }


def _months_beside(article: "Article") -> set[str]:
    """The months of sitemaps that name the story as a translation."""
    if article.translation_group is None:
        return set()
    beside = Edition.objects.filter(article__translation_group=article.translation_group)
    return set(map(of_month, beside.values_list("first_published_at", flat=True).distinct()))
