"""Addresses of stories: fixed with the first edition, changed only by `move`, never given twice."""

import re
import sys
from datetime import datetime

from django.db import connection, transaction

from articles import facts, standing
from articles.models import Article, Edition, PathRedirect, Section, Site
from articles.refusals import refuse
from ground import folding
from staff import audit, permissions
from staff.models import User

_NUMBER = re.compile(r"-\d+\Z")


def fix(article: Article, *, at: datetime) -> None:
    """Give the story its address, if it has none: section, date in the newsroom's zone, slug.

    One that waits for its first edition still gets that edition's date.
    """
    if article.section is None or article.editions.exists():
        return
    if article.path is None:
        section, slug = article.section.slug, folding.slug(article.headline) or "story"
    else:
        section, *_, slug = article.path.strip("/").split("/")
    article.path = _free_path(article, f"/{section}/{_date(at)}/{slug}")
    article.save(update_fields=["path"])


def release(article: Article) -> None:
    """Take the address back, with its redirects, from a story whose first edition never began."""
    if article.path is not None and not article.editions.exists():
        article.former_paths.all().delete()
        article.path = None
        article.save(update_fields=["path"])


def story_at(path: str) -> Article | None:
    """The story whose address that is, or was."""
    # A union, because an OR over two tables reads all of one of them.
    own, former = Article.objects.filter(path=path), Article.objects.filter(former_paths__path=path)
    return own.union(former).first()


@transaction.atomic
def move(*, article: Article, slug: str, by: User | None, section: Section | None = None) -> Article:
    """Change the address; the former one redirects. Moving to where it is does nothing.

    The date stays; without a section the first part stays too. Raises Refused where the
    story has no address yet or the new one is another story's.
    """
    permissions.require(by, "articles.move_article", to="change addresses")
    story = standing.lock(article)
    article = story.article
    wanted = folding.slug(slug, length=sys.maxsize)
    if article.path is None:
        raise refuse(
            "no-address", "The story gets its address when it is first published or scheduled. Nothing to move."
        )
    if not wanted:
        raise refuse(
            "slug-empty", "An address needs at least one Latin letter or digit. Write another one.", field="slug"
        )
    _refuse_long(wanted, former=article.path)
    former, path = article.path, _moved(article.path, wanted, section)
    if former == path:
        return article
    _lock_paths(former, path)
    _take_back_or_refuse(article, path)
    PathRedirect.objects.create(path=former, article=article, created_at=story.at)
    article.path = path
    article.save(update_fields=["path"])
    audit.record(by=by, verb="move", subject=article, at=story.at, detail={"from": former, "to": path})
    _tell(article)
    return article


def _moved(path: str, slug: str, section: Section | None) -> str:
    first, *date, _ = path.strip("/").split("/")
    return "/" + "/".join([section.slug if section else first, *date, slug]) + "/"


def _refuse_long(slug: str, *, former: str) -> None:
    """Cut, it would be another address than was asked for. One that the story has, with its number, may stay."""
    if len(slug) > folding.SLUG_LENGTH and not former.endswith(f"/{slug}/"):
        most, has = folding.SLUG_LENGTH, len(slug)
        said = f"The last part of an address has at most {most} letters; this one has {has}. Shorten it."
        raise refuse("slug-too-long", said, field="slug")


def _take_back_or_refuse(article: Article, path: str) -> None:
    """A story may return to an address that it had; nobody takes another's."""
    if (
        Article.objects.filter(path=path).exists()
        or PathRedirect.objects.filter(path=path).exclude(article=article).exists()
    ):
        raise refuse("address-taken", f"Another story has the address {path}. Choose another one.", field="slug")
    PathRedirect.objects.filter(path=path, article=article).delete()


def _tell(article: Article) -> None:
    newest = article.editions.select_related("section", "article").order_by("-live_from").first()
    if newest:
        newest.article = article
        facts.listing_changed.send(sender=Edition, edition=newest)


def _date(at: datetime) -> str:
    site = Site.objects.filter(pk=1).first() or Site()
    return at.astimezone(site.zone_info).strftime("%Y/%m/%d")


def _free_path(article: Article, stem: str) -> str:
    """The first of slug, slug-2, slug-3 … that no other story has and none had."""
    _lock_paths(stem)
    taken = {
        *Article.objects.filter(path__startswith=stem).exclude(pk=article.pk).values_list("path", flat=True),
        *PathRedirect.objects.filter(path__startswith=stem).values_list("path", flat=True),
    }
    number = 1
    while (path := f"{stem}/" if number == 1 else f"{stem}-{number}/") in taken:
        number += 1
    return path


def _lock_paths(*paths: str) -> None:
    """Two stories that want the same address, or its number, wait for one another until commit."""
    with connection.cursor() as cursor:
        for stem in sorted({_NUMBER.sub("", path.rstrip("/")) for path in paths}):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"path:{stem}"])
