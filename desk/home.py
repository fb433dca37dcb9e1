"""The desk's first page: what came in, what is being worked on, what is planned, what is wrong."""

from datetime import timedelta
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from articles.models import Article, Edition, EditorialNote, PublishBlock
from desk import wire_alerts, wire_rows
from desk.situation import LONG, situation, with_situation
from ground import clock
from wires import alerting
from wires.models import Delivery, UpdateOffer

#: Rows of each list.
_ROWS = 8
#: How long what could not be read stays on the page.
_LATELY = timedelta(hours=24)


def facts(user: Any) -> dict[str, Any]:
    """The lists that this person may see; a query each, and those of the wire's rows."""
    found: dict[str, Any] = {}
    if user.has_perm("articles.view_article"):
        found |= {"stories": _stories(), "scheduled": _scheduled(), "holds": _holds(), "mine": _mine(user)}
    if user.has_perm("articles.approve_article"):
        found["submitted"] = _submitted()
    if user.has_perm("wires.view_wireitem"):
        found |= {"wire": wire_rows.newest(at=clock.now(), most=_ROWS), "alerts": _alerts(), "offers": _offers()}
    if user.has_perm("wires.view_delivery"):
        found["failed"] = _failed()
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


def _holds() -> list[PublishBlock]:
    return list(PublishBlock.objects.filter(lifted_at=None).select_related("article", "created_by")[:_ROWS])


def _failed() -> list[Delivery]:
    """What agencies sent of late and nobody could read."""
    since = clock.now() - _LATELY
    failed = Delivery.objects.filter(state=Delivery.State.FAILED, received_at__gt=since)
    return list(failed.select_related("feed").defer("raw").order_by("-received_at")[:_ROWS])


def _alerts() -> list[dict[str, Any]]:
    """What nobody has seen yet, the gravest first; updates that are offered have a list of their own."""
    waiting = alerting.waiting(at=clock.now()).exclude(offer__state=UpdateOffer.State.OPEN)
    rows = alerting.with_senders(waiting).select_related("article").defer(*(f"article__{name}" for name in LONG))
    return [{"alert": alert, **wire_alerts.shown(alert)} for alert in rows[:_ROWS]]


def _offers() -> list[UpdateOffer]:
    """Updates that wait for the desk, the newest first."""
    waiting = UpdateOffer.objects.filter(state=UpdateOffer.State.OPEN).select_related("article", "item__feed")
    return list(waiting.defer("item__story", "item__warnings", *(f"article__{name}" for name in LONG))[:_ROWS])
