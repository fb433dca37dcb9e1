"""The health of the feeds on one page, and what a file of theirs would be read as."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone

from ground import clock
from wires import failing, listening, probing, seeing
from wires.marks import Mark
from wires.models import Connection, Delivery, Feed, WireItem

_SEE = "wires.view_wireitem"
#: Items of a day up to which they are counted, failed deliveries that are shown, and bytes that may be tried.
_COUNTED, _FAILED, _MOST_BYTES = 10_000, 20, 50 * 2**20


@dataclass(frozen=True, slots=True)
class Health:
    """How one feed does."""

    feed: Feed
    mark: Mark
    sentence: str
    failing: list[tuple[Connection, str]]
    last_item: WireItem | None
    today: str
    failed: Delivery | None


def page(request: HttpRequest) -> HttpResponse:
    """Every feed with its last item, today's number, its last error, its silence and its ways in that fail."""
    if not request.user.has_perm(_SEE):
        raise PermissionDenied
    context = {
        **admin.site.each_context(request),
        "title": "Health of the feeds",
        "feeds": healths(at=clock.now()),
        "failed": seeing.waiting(at=clock.now())[:_FAILED],
        "may_see": seeing.may_see(request.user),  # type: ignore[arg-type]
        "may_look": request.user.has_perm("wires.view_delivery"),
        "may_test": request.user.has_perm("wires.view_feed"),
        "may_see_ways": request.user.has_perm("wires.view_connection"),
    }
    return TemplateResponse(request, "desk/wire_health.html", context)


def test(request: HttpRequest, feed_id: int) -> HttpResponse:
    """What lies in the folder, or what was sent along, as it would be read. Nothing is kept."""
    if not request.user.has_perm("wires.view_feed"):
        raise PermissionDenied
    feed = get_object_or_404(Feed, pk=feed_id)
    context = {
        **admin.site.each_context(request),
        "title": f"Test of {feed}",
        "feed": feed,
        "folder": probing.folder(feed),
        "sent": _sent(request) if request.method == "POST" else [],
        "asked": request.method == "POST",
        "ways_in": _looked_at(feed) if request.user.has_perm("wires.change_connection") else 0,
    }
    return TemplateResponse(request, "desk/wire_test.html", context)


def _looked_at(feed: Feed) -> int:
    return feed.connections.filter(active=True).exclude(kind=Connection.Kind.PUSH).count()


def _sent(request: HttpRequest) -> list[probing.Probe]:
    return [_probed(file) for file in request.FILES.getlist("files")[:10]]


def _probed(file: Any) -> probing.Probe:
    if file.size > _MOST_BYTES:
        return probing.Probe(file.name, file.size, refusal="It is larger than what is tried here.")
    return probing.probe(file.name, file.read())


def healths(*, at: datetime) -> list[Health]:
    """The feeds that are switched on, those in need first."""
    newest = WireItem.objects.filter(feed=OuterRef("pk")).order_by("-received_at", "-pk").values("pk")[:1]
    failed = _failed().filter(feed=OuterRef("pk")).values("pk")[:1]
    every = Feed.objects.filter(active=True).annotate(newest=Subquery(newest), failed=Subquery(failed))
    found = _with_unread(every, at=at)
    fails = Prefetch("connections", failing.failing(), to_attr="failing")
    feeds = list(found.prefetch_related("connections", fails))
    items = WireItem.objects.defer("story", "warnings").in_bulk([feed.newest for feed in feeds if feed.newest])  # type: ignore[attr-defined]
    last = [feed.failed for feed in feeds if feed.failed]  # type: ignore[attr-defined]
    errors = Delivery.objects.select_related("seen_by").defer("raw").in_bulk(last)
    told = [_health(feed, items, errors, at=at) for feed in feeds]
    return sorted(told, key=lambda one: ("danger", "warning", "info", "success").index(one.mark.tone))


def _failed() -> QuerySet[Delivery]:
    failed = Delivery.objects.filter(state=Delivery.State.FAILED).select_related("feed", "seen_by").defer("raw")
    return failed.order_by("-received_at", "-pk")


def feeds(*, at: datetime) -> list[Feed]:
    """All feeds, each with `is_silent` and `is_failing`, and with its `unread` files.

    One query.
    """
    return list(failing.with_failures(listening.with_silence(_with_unread(Feed.objects.all(), at=at))))


def _with_unread(found: QuerySet[Feed], *, at: datetime) -> QuerySet[Feed]:
    """The feeds, each with how many files could not be read and wait to be seen, and the name of the newest."""
    waiting = seeing.waiting(at=at).filter(feed=OuterRef("pk"))
    number = waiting.order_by().values("feed").annotate(number=Count("pk")).values("number")
    return found.annotate(unread=Coalesce(Subquery(number), 0), unread_name=Subquery(waiting.values("filename")[:1]))


def _health(feed: Feed, items: dict[int, WireItem], errors: dict[int, Delivery], *, at: datetime) -> Health:
    item: WireItem | None = items.get(feed.newest)  # type: ignore[attr-defined]
    error: Delivery | None = errors.get(feed.failed)  # type: ignore[attr-defined]
    quiet = listening.silence(feed, at=at)
    fails = [(one, failing.sentence(one)) for one in feed.failing]  # type: ignore[attr-defined]
    mark = _mark(feed, quiet, item)
    return Health(feed, mark, quiet, fails, item, _today(feed, at=at), error)


def _mark(feed: Feed, quiet: str, item: WireItem | None) -> Mark:
    if fails := failing.mark_of(feed.failing):  # type: ignore[attr-defined]
        return Mark(fails, "danger")
    if quiet:
        return Mark("Gone quiet", "danger")
    if number := feed.unread:  # type: ignore[attr-defined]
        return Mark(f"{number} file{'s' if number > 1 else ''} not read", "warning")
    return Mark("Well", "success") if item else Mark("Nothing yet", "info")


def _today(feed: Feed, *, at: datetime) -> str:
    midnight = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    today = WireItem.objects.filter(feed=feed, received_at__gte=midnight).order_by()
    number = len(today.values_list("pk")[: _COUNTED + 1])
    told = f"{number:,}" if number <= _COUNTED else f"more than {_COUNTED:,}"
    return f"{told} item{'' if number == 1 else 's'} today"
