"""Alerts of the wire on every screen of the desk: those that wait, asked for every few seconds, and “seen”."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.views.decorators.http import require_POST

from ground import clock
from staff.permissions import NotAllowed
from wires import alerting
from wires.alerting import Kind
from wires.models import Alert

#: Alerts that are told at once, and hidden ones that are left out.
_MOST, _MOST_HIDDEN = 20, 200


def unseen(request: HttpRequest) -> HttpResponse:
    """Those that nobody has seen, without those that were hidden in this browser; the gravest first."""
    if not request.user.has_perm("wires.view_wireitem"):
        raise PermissionDenied
    alerts = alerting.waiting(at=clock.now()).exclude(pk__in=_hidden(request))
    found = list(alerting.with_senders(alerts)[: _MOST + 1])
    told = [_told(alert, by=request.user) for alert in found[:_MOST]]
    token = get_token(request) if any(alert["seen"] for alert in told) else ""
    facts = {"more": len(found) > _MOST, "token": token, "all": _all()}
    return JsonResponse({"alerts": told, **facts})


def _hidden(request: HttpRequest) -> list[int]:
    given = request.GET.get("hidden", "").split(".")
    return [int(number) for number in given[-_MOST_HIDDEN:] if number.isdecimal() and len(number) < 19]


def _all() -> str:
    return f"{reverse('admin:wires_alert_changelist')}?waits=yes"


def _told(alert: Alert, *, by: Any) -> dict[str, Any]:
    kind: int = alert.kind  # type: ignore[attr-defined]
    return {
        "id": alert.pk,
        **shown(alert),
        "links": links(alert),
        "seen": reverse("admin:desk_alert_seen", args=(alert.pk,)) if alerting.may_see(by, kind) else "",
    }


def shown(alert: Alert) -> dict[str, str]:
    """What an alert says, of which kind it is, and how loud."""
    kind = Kind(alert.kind)  # type: ignore[attr-defined]
    return {"kind": str(kind.label), "tone": alerting.tone(kind), "message": alerting.words(alert)}


def links(alert: Alert) -> list[tuple[str, str]]:
    """Where to look: what each place is called, and its address."""
    found = [("What came", reverse("admin:wires_alert_change", args=(alert.pk,)))]
    if photo := alert.photo:  # type: ignore[attr-defined]
        found.insert(0, ("Photograph", reverse("admin:media_photo_change", args=(photo,))))
    if alert.article_id:
        found.insert(0, ("Story", reverse("admin:articles_article_change", args=(alert.article_id,))))
    return found


@require_POST
def seen(request: HttpRequest, alert_id: int) -> HttpResponse:
    """Nobody else need be told of it."""
    by: Any = request.user
    try:
        alerting.see(alerts=Alert.objects.filter(pk=alert_id), by=by, at=clock.now())
    except NotAllowed as refusal:
        return JsonResponse({"said": str(refusal)}, status=403)
    return JsonResponse({"said": "Marked as seen."})
