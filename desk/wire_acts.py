"""What is done in the wire room: items taken, posted, dropped, brought back. Verbs rule; each answers a sentence."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from articles.models import Coverage
from articles.refusals import Refused
from desk.numbers import number
from ground import clock
from staff.permissions import NotAllowed
from wires import dropping, posting, taking
from wires.models import WireItem

#: Items of one act: a row with all its versions and echoes.
_MOST = 100


@require_POST
def act(request: HttpRequest, name: str) -> HttpResponse:
    """Do it to the items `item`; answered in JSON where a script asks, else by going back or on."""
    if name not in _ACTS:
        raise Http404
    items = _items(request)
    try:
        said = _ACTS[name](items, request)
    except Refused as refusal:
        return _answer(request, {"said": str(refusal), "refused": True}, status=422)
    except NotAllowed as refusal:
        return _answer(request, {"said": str(refusal), "refused": True}, status=403)
    return _answer(request, said)


def _take(items: list[WireItem], request: HttpRequest) -> dict[str, Any]:
    at = clock.now()
    article = taking.take(item=items[0], by=_by(request), at=at)
    new = article.wire_uses.filter(item=items[0], taken_at=at, is_origin=True).exists()
    said = f"Taken: “{article}” is a draft now." if new else f"Taken before: its story is “{article}”."
    return {"said": said, "story": reverse("admin:articles_article_change", args=(article.pk,))}


def _drop(items: list[WireItem], request: HttpRequest) -> dict[str, Any]:
    done = dropping.drop(items=_family(items), by=_by(request), at=clock.now())
    said = f"Dropped for everybody: “{items[0]}”." if done else f"“{items[0]}” had been dropped before."
    return {"said": said, "dropped": [item.pk for item in items]}


def _bring_back(items: list[WireItem], request: HttpRequest) -> dict[str, Any]:
    done = dropping.bring_back(items=_family(items), by=_by(request), at=clock.now())
    return {"said": f"“{items[0]}” is on the list again." if done else f"“{items[0]}” was on the list."}


def _post(items: list[WireItem], request: HttpRequest) -> dict[str, Any]:
    coverage = get_object_or_404(Coverage, pk=number(request.POST.get("coverage")))
    posting.post(item=items[0], coverage=coverage, by=_by(request), at=clock.now())
    return {"said": f"Readers of the live page of “{coverage}” have “{items[0]}” now."}


def _by(request: HttpRequest) -> Any:
    return request.user


_ACTS: dict[str, Callable[[list[WireItem], HttpRequest], dict[str, Any]]] = {
    "take": _take,
    "drop": _drop,
    "bring-back": _bring_back,
    "post": _post,
}


def _items(request: HttpRequest) -> list[WireItem]:
    numbers = [found for text in request.POST.getlist("item")[:_MOST] if (found := number(text))]
    rows = WireItem.objects.filter(pk__in=numbers).select_related("feed", "delivery").defer("delivery__raw")
    items = list(rows)
    if not items:
        raise Http404
    return items


def _family(items: list[WireItem]) -> list[WireItem]:
    """With the items what is folded under them: whoever drops a row wants no copy of it."""
    names = {item.guid for item in items}
    feeds = {item.feed_id for item in items}
    versions = WireItem.objects.filter(feed__in=feeds, guid__in=names).only("pk")
    echoes = WireItem.objects.filter(echo_of__in=versions).only("pk")
    return [*items, *(echo for echo in echoes if echo.pk not in {item.pk for item in items})]


def _answer(request: HttpRequest, said: dict[str, Any], *, status: int = 200) -> HttpResponse:
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse(said, status=status)
    messages.add_message(request, messages.ERROR if status != 200 else messages.SUCCESS, said["said"])
    return redirect(said.get("story") or reverse("admin:desk_wire"))
