"""The story with a public id as it stands, or the problem that tells why it does not."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from api.problems import Problem
from articles import filling, reading
from articles.filling import Card
from articles.models import Edition
from articles.prepared import A_MOMENT, Prepared
from readers.models import Related
from readers.related import SHOWN

#: Ends of which readers are told. After any other the story answers as if it had never been.
_TOLD = {
    Edition.EndedBy.WITHDRAWAL: "The story was withdrawn.",
    Edition.EndedBy.KILL: "The story was withdrawn.",
    Edition.EndedBy.EXPIRY: "The story was taken down as planned.",
}


def standing(public_id: UUID, *, at: datetime) -> Edition:
    """The live edition with all that it shows, in one query.

    Raises Problem: gone where readers may know that it was there, not-found otherwise, the
    same whether a story is planned, embargoed or none.
    """
    for edition in _STANDING.rows(at=at, public_id=public_id):
        return edition  # type: ignore[no-any-return]
    raise _absent(Edition.objects.begun(at=at).filter(article__public_id=public_id).order_by("-live_from").first())


def _standing(*, at: datetime, public_id: UUID) -> QuerySet[Any]:
    found = Related.objects.filter(article=OuterRef("article")).values("article_ids")
    editions = Edition.objects.live(at=at).filter(article__public_id=public_id)
    return reading.for_page(editions, at=at).annotate(found_ids=Subquery(found))


_STANDING = Prepared(_standing, at=A_MOMENT, public_id=UUID(int=0))


def _absent(last: Edition | None) -> Problem:
    if last is None or last.ended_by not in _TOLD:
        return Problem("not-found", "There is no public story with this id.")
    said = " ".join(filter(None, [_TOLD[Edition.EndedBy(last.ended_by)], last.notice]))
    return Problem("gone", said, notice=last.notice, ended_at=last.live_until)


def related(edition: Edition, *, at: datetime) -> list[Card]:
    """What to read next: the desk's picks, then what was found. One query where there is any."""
    wanted = dict.fromkeys([*edition.related_ids, *(edition.found_ids or [])])  # type: ignore[attr-defined]
    wanted.pop(edition.article_id, None)
    if not wanted:
        return []
    rows = Edition.objects.live(at=at).filter(article_id__in=wanted).for_cards()
    cards = {row.article_id: filling.card(row, at=at) for row in rows}
    return [cards[pk] for pk in wanted if pk in cards][:SHOWN]
