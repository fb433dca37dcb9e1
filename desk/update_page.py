"""An agency's update beside the story it is for: what changed, what must be chosen, and what comes of it."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from articles.models import Article
from articles.refusals import Reason, Refused
from articles.staleness import StaleVersion
from desk import updates
from desk.numbers import number
from ground import clock
from staff.permissions import NotAllowed
from wires import applying, updating
from wires.models import UpdateOffer

_KEPT = "What you chose is kept below; look at the story as it is now, then take the update again."


def page(request: HttpRequest, offer_id: int) -> HttpResponse:
    """The comparison; with `part=result` what comes of the choices so far alone."""
    offer = _offer(request, offer_id)
    chosen = _chosen(request.GET)
    if request.GET.get("part") == "result":
        return TemplateResponse(request, "desk/_update_result.html", _result(offer, chosen))
    return _shown(request, offer, chosen)


def _result(offer: UpdateOffer, chosen: dict[str, str]) -> dict[str, Any]:
    """What comes of the choices, or why nothing can come of them any more."""
    found = updates.looked_at(offer, chosen)
    if isinstance(found, updates.Over):
        return {"over": found}
    return {"result": updates.result(found, chosen), "story": offer.article}


@require_POST
def act(request: HttpRequest, offer_id: int, name: str) -> HttpResponse:
    """Take the update, or let the story be; then on to the story. Refused, the choices stay."""
    offer, chosen = _offer(request, offer_id), _chosen(request.POST)
    if name not in _ACTS:
        raise Http404
    try:
        said = _ACTS[name](request, offer, chosen)
    except StaleVersion as stale:
        return _shown(
            request, offer, chosen, reasons=[Reason("stale", "", f"{updates.happened(stale)} {_KEPT}")], status=409
        )
    except Refused as refusal:
        return _shown(request, _offer(request, offer_id), chosen, reasons=refusal.reasons, status=422)
    except NotAllowed as refusal:
        return _shown(request, offer, chosen, reasons=[Reason("not-allowed", "", str(refusal))], status=403)
    messages.success(request, said)
    return redirect("admin:articles_article_change", offer.article_id)


def _accept(request: HttpRequest, offer: UpdateOffer, chosen: dict[str, str]) -> str:
    by: Any = request.user
    seen = number(request.POST.get("version")) or 0
    article = updating.accept(offer=offer, version=seen, by=by, at=clock.now(), chosen=chosen)
    return f"The update is in the story, as version {article.version}. Readers see it once it is published."


def _dismiss(request: HttpRequest, offer: UpdateOffer, _: dict[str, str]) -> str:
    by: Any = request.user
    updating.dismiss(offer=offer, by=by, at=clock.now())
    return "The update was dismissed; the story is as it was. A later version will be offered again."


_ACTS = {"accept": _accept, "dismiss": _dismiss}


def _offer(request: HttpRequest, offer_id: int) -> UpdateOffer:
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    return get_object_or_404(UpdateOffer.objects.select_related("article", "item__feed", "decided_by"), pk=offer_id)


def _chosen(sent: Any) -> dict[str, str]:
    """The side that was chosen for each key; anything else is no choice."""
    named = {name.removeprefix(updates.CHOICE): side for name, side in sent.items() if name.startswith(updates.CHOICE)}
    return {key: side for key, side in named.items() if side in applying.sides(key)}


def _shown(
    request: HttpRequest,
    offer: UpdateOffer,
    chosen: dict[str, str],
    *,
    reasons: list[Reason] | None = None,
    status: int = 200,
) -> HttpResponse:
    offer.article = Article.objects.get(pk=offer.article_id)
    context = {
        **admin.site.each_context(request),
        "title": f"Update: {offer.article}",
        "story": offer.article,
        "offer": offer,
        "reasons": reasons or [],
        "may_change": request.user.has_perm("articles.change_article"),
        **updates.facts(offer, chosen),
    }
    return TemplateResponse(request, "desk/update.html", context, status=status)
