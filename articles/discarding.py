"""Throwing away a draft that was begun by mistake: readers never saw it, and nothing leads to it."""

from django.db import transaction

from articles import standing, uses
from articles.models import Article
from articles.refusals import refuse
from articles.staleness import StaleVersion
from staff import audit, permissions
from staff.models import User


@transaction.atomic
def discard(*, article: Article, version: int, by: User | None) -> None:
    """Delete the story with all its versions. One that is gone already is left so.

    Raises StaleVersion where somebody saved since, and Refused for what was public or planned, and for
    what anything leads to.
    """
    permissions.require(by, "articles.change_article", to="discard stories")
    try:
        story = standing.lock(article)
    except Article.DoesNotExist:
        return
    if story.article.version != version:
        raise StaleVersion(story.article, seen=version)
    if said := hindrance(story.article):
        raise refuse("not-discarded", said)
    audit.record(by=by, verb="discard", subject=story.article, at=story.at, detail={"version": version})
    story.article.delete()


def hindrance(article: Article) -> str:
    """Why it cannot be discarded, in a sentence; empty where it can."""
    if article.editions.exists():
        return "It was published or planned, so it stays on record. Withdraw it, if readers must not see it."
    if article.translation_group is not None:
        return "It is linked as a translation. Unlink it first, then discard it."
    if found := uses.of_draft(article):
        return f"Something leads to it, so it stays: {', '.join(found)}."
    return ""
