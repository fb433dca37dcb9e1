"""Putting a publication in its place: the desk's own verbs, with the version that the client has read."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from api import finding, schemas
from api.articles import href
from articles import publishing
from articles.filling import absolute
from articles.models import Article, Edition
from articles.refusals import Reason, Refused
from articles.staleness import StaleVersion
from staff.models import User

#: Arguments of the verbs → members of the body.
_MEMBERS = {"at": "live_from"}


@transaction.atomic
def put(public_id: UUID, *, version: int, wish: schemas.PublicationWish, by: User) -> tuple[Edition, bool]:
    """The edition as wished, and whether it is new.

    The row is locked before it is compared, so that of two requests at once only one finds no
    edition of its own. Raises Problem (not-found), StaleVersion, Refused, NotAllowed.
    """
    article = finding.find(public_id, by=by, lock=True)
    if article.version != version:
        raise StaleVersion(article, seen=version)
    newest = article.editions.order_by("-pk").values_list("pk", flat=True).first() or 0
    try:
        edition = _publish(article, version=version, wish=wish, by=by)
    except Refused as refused:
        raise Refused(_renamed(reason) for reason in refused.reasons) from refused
    return edition, edition.pk > newest


def _publish(article: Article, *, version: int, wish: schemas.PublicationWish, by: User) -> Edition:
    if wish.live_from is None:
        return publishing.publish(article=article, version=version, by=by, kind=wish.kind, note=wish.note)
    return publishing.schedule(
        article=article, version=version, at=wish.live_from, by=by, kind=wish.kind, note=wish.note
    )


def _renamed(reason: Reason) -> Reason:
    return Reason(reason.code, _MEMBERS.get(reason.field, reason.field), reason.message)


def describe(edition: Edition, *, at: datetime) -> schemas.Publication:
    """A live or scheduled edition of which the article came along; no query."""
    return schemas.Publication(
        state="live" if edition.is_live(at=at) else "scheduled",
        version=edition.article_version,
        kind=edition.kind,
        note=edition.note,
        live_from=edition.live_from,
        live_until=edition.live_until,
        published_at=edition.first_published_at,
        updated_at=edition.updated_at,
        url=absolute(edition.path),
        href=href(edition.public_id),
    )
