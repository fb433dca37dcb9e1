"""The desk's first page: what came in, what is being worked on, what is planned, what is wrong."""

from typing import Any

from django.db.models import OuterRef, Q, Subquery

from articles.models import Article, Edition, EditorialNote
from desk import needs, wire_rows
from desk.situation import LONG, situation, with_situation
from ground import clock

#: Rows of each list.
_ROWS = 8


def facts(user: Any) -> dict[str, Any]:
    """The lists that this person may see; a query each, and those of what has rows of its own."""
    found: dict[str, Any] = {"needs": needs.needs(user, at=clock.now())}
    if user.has_perm("articles.view_article"):
        found |= {"stories": _stories(), "scheduled": _scheduled(), "mine": _mine(user)}
    if user.has_perm("articles.approve_article"):
        found["submitted"] = _submitted()
    if user.has_perm("wires.view_wireitem"):
        found["wire"] = wire_rows.newest(at=clock.now(), most=_ROWS)
    return found


def _stories() -> list[dict[str, Any]]:
    now = clock.now()
    newest = Article.objects.select_related("changed_by").defer(*LONG)
    rows = with_situation(newest.order_by("-changed_at", "-pk"))[:_ROWS]
    return [{"story": row, "situation": situation(row, at=now)} for row in rows]


def _submitted() -> list[Article]:
    """What was handed in and nobody has approved, the longest waiting first."""
    waiting = Article.objects.filter(desk_state=Article.DeskState.SUBMITTED).select_related("changed_by", "assignee")
    return list(waiting.defer(*LONG).order_by("changed_at", "pk")[:_ROWS])


def _mine(user: Any) -> list[Article]:
    """What was returned to this person, with the reason as `note`, and what is assigned to them."""
    newest = EditorialNote.objects.filter(article=OuterRef("pk")).values("text")[:1]
    returned = Q(desk_state=Article.DeskState.RETURNED, created_by=user)
    rows = Article.objects.filter(returned | Q(assignee=user)).annotate(note=Subquery(newest))
    return list(rows.defer(*LONG).order_by("-changed_at", "-pk")[:_ROWS])


def _scheduled() -> list[Edition]:
    future = Edition.objects.future(at=clock.now()).filter(began_announced_at=None)
    return list(future.only("headline", "live_from", "article").order_by("live_from")[:_ROWS])
