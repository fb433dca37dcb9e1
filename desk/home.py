"""The desk's first page: what came in, what is being worked on, what is planned, what is wrong."""

from typing import Any

from articles.models import Article, Edition, PublishBlock
from desk.situation import situation, with_situation
from ground import clock
from wires.models import Alert, WireItem

#: Rows of each list.
_ROWS = 8


def facts(user: Any) -> dict[str, Any]:
    """The lists that this person may see; a query each."""
    found: dict[str, Any] = {}
    if user.has_perm("articles.view_article"):
        found |= {"stories": _stories(), "scheduled": _scheduled(), "holds": _holds()}
    if user.has_perm("wires.view_wireitem"):
        found |= {"wire": _wire(), "alerts": _alerts()}
    return found


def _stories() -> list[dict[str, Any]]:
    now = clock.now()
    newest = Article.objects.select_related("changed_by").defer("body", "summary", "editor_note")
    rows = with_situation(newest.order_by("-changed_at", "-pk"))[:_ROWS]
    return [{"story": row, "situation": situation(row, at=now)} for row in rows]


def _scheduled() -> list[Edition]:
    future = Edition.objects.future(at=clock.now()).filter(began_announced_at=None)
    return list(future.only("headline", "live_from", "article").order_by("live_from")[:_ROWS])


def _holds() -> list[PublishBlock]:
    return list(PublishBlock.objects.filter(lifted_at=None).select_related("article", "created_by")[:_ROWS])


def _wire() -> list[WireItem]:
    newest = WireItem.objects.select_related("feed").prefetch_related("uses")
    return list(newest.defer("story", "warnings").order_by("-received_at", "-pk")[:_ROWS])


def _alerts() -> list[Alert]:
    return list(Alert.objects.filter(seen_at=None).select_related("article", "item__feed").defer("item__story")[:_ROWS])
