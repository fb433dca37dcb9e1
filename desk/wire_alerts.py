"""Alerts of the wire on every screen of the desk: the unseen ones, asked for every few seconds, and “seen”."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Case, When
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.views.decorators.http import require_POST

from ground import clock
from staff.permissions import NotAllowed
from wires import alerting
from wires.models import Alert, WireItem

#: Alerts that are told at once, of which a browser shows those that were not hidden in it.
_MOST = 20


def unseen(request: HttpRequest) -> HttpResponse:
    """Those that nobody has seen, kills first: a phone shows one."""
    if not request.user.has_perm("wires.view_wireitem"):
        raise PermissionDenied
    kills_first = Case(When(item__pubstatus=WireItem.Status.CANCELED, then=0), default=1)
    alerts = Alert.objects.filter(seen_at=None).order_by(kills_first, "-created_at", "-pk")
    newest = alerts.select_related("item").defer("item__story", "item__warnings")
    found = list(newest[: _MOST + 1])
    told = [_told(alert) for alert in found[:_MOST]]
    may_see = request.user.has_perm("wires.take_wireitem")
    token = get_token(request) if may_see and told else ""
    return JsonResponse({"alerts": told, "more": len(found) > _MOST, "token": token, "all": _all()})


def _all() -> str:
    return f"{reverse('admin:wires_alert_changelist')}?seen_at__isempty=1"


def _told(alert: Alert) -> dict[str, Any]:
    story = reverse("admin:articles_article_change", args=(alert.article_id,)) if alert.article_id else ""
    return {
        "id": alert.pk,
        "kind": kind(alert),
        "message": alert.message,
        "story": story,
        "about": reverse("admin:wires_alert_change", args=(alert.pk,)),
        "seen": reverse("admin:desk_alert_seen", args=(alert.pk,)),
    }


def kind(alert: Alert) -> str:
    """What it is about, in a word."""
    if alert.item is None:
        return "Silence"
    return {WireItem.Status.CANCELED.value: "Kill", WireItem.Status.WITHHELD.value: "Withheld"}.get(
        alert.item.pubstatus, "Alert"
    )


@require_POST
def seen(request: HttpRequest, alert_id: int) -> HttpResponse:
    """Nobody else need be told of it."""
    by: Any = request.user
    try:
        alerting.see(alerts=Alert.objects.filter(pk=alert_id), by=by, at=clock.now())
    except NotAllowed as refusal:
        return JsonResponse({"said": str(refusal)}, status=403)
    return JsonResponse({"said": "Marked as seen."})
