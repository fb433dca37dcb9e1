"""The ways in on the desk: how each one is, its form, and trying it out. The verbs rule."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST
from unfold.contrib.filters.admin import ChoicesDropdownFilter, RelatedDropdownFilter

from articles.refusals import Refused
from ground import clock
from staff.printing import printed
from staff.unlogged import Unlogged
from wires import connecting, trying
from wires.connection_form import ConnectionForm
from wires.marks import Mark
from wires.models import Connection, Feed

_FIELDSETS = (
    (None, {"fields": ("feed", "kind", "address", "folder", "afterwards", "move_to", "is_plain", "active")}),
    ("Who asks", {"fields": ("login", "header", "username", "typed_secret")}),
    ("When", {"fields": ("when", "every", "days", "begins", "ends")}),
)


class ConnectionAdmin(Unlogged):
    """What a wire manager sees and sets of a way in."""

    form = ConnectionForm
    fieldsets = _FIELDSETS
    change_form_outer_before_template = "wires/_way_in.html"
    conditional_fields: ClassVar = {
        "address": "kind != 'push'",
        "login": "kind == 'http'",
        "header": "kind == 'http' && login == 'header'",
        "username": "kind != 'push' && (kind != 'http' || login == 'basic')",
        "folder": "['sftp', 'ftps', 'imap'].includes(kind)",
        "afterwards": "['sftp', 'ftps', 'imap'].includes(kind)",
        "move_to": "['sftp', 'ftps', 'imap'].includes(kind) && afterwards == 'move'",
        "is_plain": "kind == 'ftps'",
        "every": "kind != 'push'",
        "days": "kind != 'push'",
        "begins": "kind != 'push'",
        "ends": "kind != 'push'",
    }
    readonly_fields = ("when",)
    list_display = ("place", "feed", "state", "last_success", "next_look", "said")
    list_filter = (("feed", RelatedDropdownFilter), ("kind", ChoicesDropdownFilter), "active")
    list_filter_submit = True
    list_select_related = ("feed",)
    ordering = ("feed__name", "kind", "pk")
    sortable_by = ()
    actions: ClassVar[list[Any]] = []

    class Media:
        css: ClassVar = {"all": ["wires/wire.css"]}

    def get_urls(self) -> list[URLPattern]:
        def guarded(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
            return self.admin_site.admin_view(_pressed(view))

        return [
            path("<int:pk>/test/", guarded(self.test_view), name="wires_connection_test"),
            path("feed/<int:feed_id>/test/", guarded(self.test_feed_view), name="wires_connection_test_feed"),
            path("<int:pk>/look/", guarded(self.look_view), name="wires_connection_look"),
            path("<int:pk>/accept/", guarded(self.accept_view), name="wires_connection_accept"),
            path("<int:pk>/secret/", guarded(self.secret_view), name="wires_connection_secret"),
            *super().get_urls(),
        ]

    def get_actions(self, _: HttpRequest) -> dict[str, Any]:
        """None for many at once: what takes one away is a verb."""
        return {}

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"kind": Connection.Kind.HTTP, **super().get_changeform_initial_data(request)}

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        one = self.get_object(request, object_id) if object_id else None
        shown = {"way_in": facts(one), "may_change": self.has_change_permission(request)} if one else {}
        return super().changeform_view(request, object_id, form_url, {**(extra_context or {}), **shown})

    def save_model(self, request: HttpRequest, obj: Connection, form: ConnectionForm, change: bool) -> None:
        secret = form.cleaned_data["typed_secret"]
        connecting.keep_connection(connection=obj, secret=secret, by=_by(request), at=clock.now())
        if obj.kind == Connection.Kind.PUSH and not obj.secret:
            obj.new_secret = connecting.renew_secret(connection=obj, by=_by(request), at=clock.now())  # type: ignore[attr-defined]
        if change and "typed_secret" in form.changed_data:
            messages.success(request, "The new secret is used from now on.")

    def response_add(self, request: HttpRequest, obj: Connection, *args: Any, **kwargs: Any) -> HttpResponse:
        secret = getattr(obj, "new_secret", "")
        return (
            self._show_secret(request, obj, secret) if secret else super().response_add(request, obj, *args, **kwargs)
        )

    def response_change(self, request: HttpRequest, obj: Connection) -> HttpResponse:
        secret = getattr(obj, "new_secret", "")
        return self._show_secret(request, obj, secret) if secret else super().response_change(request, obj)

    def delete_model(self, request: HttpRequest, obj: Connection) -> None:
        connecting.disconnect(connection=obj, by=_by(request), at=clock.now())

    def test_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        connection = self._one(request, pk)
        return self._show_trials(request, connection.feed, [trying.try_out(connection)])

    def test_feed_view(self, request: HttpRequest, feed_id: int) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        feed = get_object_or_404(Feed, pk=feed_id)
        return self._show_trials(request, feed, trying.try_feed(feed))

    def look_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        connection = self._one(request, pk)
        try:
            connecting.look_now(connection=connection, by=_by(request), at=clock.now())
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "A worker looks within seconds. Open this page again to see what came of it.")
        return _to(connection)

    def accept_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        connection = self._one(request, pk)
        key = request.POST.get("key", "")
        try:
            connecting.accept_host_key(connection=connection, key=key, by=_by(request), at=clock.now())
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "The key is accepted. From now on only a server that shows it is spoken to.")
        return _to(connection)

    def secret_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        connection = self._one(request, pk)
        try:
            secret = connecting.renew_secret(connection=connection, by=_by(request), at=clock.now())
        except Refused as refusal:
            messages.error(request, str(refusal))
            return _to(connection)
        return self._show_secret(request, connection, secret)

    @admin.display(description="Way in")
    def place(self, connection: Connection) -> str:
        kind = connection.kind.upper() if connection.is_looked_at else "Push"
        place = connection.place if connection.address else "the agency sends"
        return format_html('<span class="wire-place">{}: {}</span>', kind, place)

    @admin.display(description="Next look")
    def when(self, connection: Connection) -> str:
        return _next(connection) if connection.pk else "Once this is saved."

    @admin.display(description="State")
    def state(self, connection: Connection) -> str:
        return render_to_string("wires/_mark.html", {"mark": health(connection)})

    @admin.display(description="Last success")
    def last_success(self, connection: Connection) -> str:
        return _time(printed(connection.last_succeeded_at) or "Never")

    @admin.display(description="Next look")
    def next_look(self, connection: Connection) -> str:
        return _time(_next(connection))

    @admin.display(description="What went wrong")
    def said(self, connection: Connection) -> str:
        return format_html('<span class="wire-said">{}</span>', connection.last_error[:200] or "–")

    def _one(self, request: HttpRequest, pk: int) -> Connection:
        if not self.has_change_permission(request):
            raise PermissionDenied
        return get_object_or_404(Connection.objects.select_related("feed"), pk=pk)

    def _show_trials(self, request: HttpRequest, feed: Feed, trials: list[trying.Trial]) -> HttpResponse:
        return self._page(request, "wires/trials.html", {"title": f"Test of {feed}", "feed": feed, "trials": trials})

    def _show_secret(self, request: HttpRequest, connection: Connection, secret: str) -> HttpResponse:
        """The secret, once: it is in no message, log or session."""
        address = request.build_absolute_uri(_address(connection))
        context = {"title": "The secret of the push", "connection": connection, "secret": secret, "address": address}
        return self._page(request, "wires/secret.html", context)

    def _page(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        whole = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return TemplateResponse(request, template, whole, headers={"Cache-Control": "private, no-store"})


def health(connection: Connection) -> Mark:
    """How a way in is, in a word or two."""
    if not (connection.active and connection.feed.active):
        return Mark("Switched off", "quiet")
    if connection.offered_key:
        return Mark("Key to be accepted", "warning")
    if connection.failures:
        times = "once" if connection.failures == 1 else f"{connection.failures} times"
        return Mark(f"Failed {times}", "danger")
    if connection.last_error:
        return Mark("With troubles", "warning")
    return Mark("Works", "info") if connection.last_succeeded_at else Mark("Not tried yet", "plain")


def facts(connection: Connection) -> dict[str, Any]:
    """What the page of a way in says of it beside its form."""
    rows = [
        ("Last look", printed(connection.last_tried_at) or "Never"),
        ("Last success", printed(connection.last_succeeded_at) or "Never"),
        ("Next look", _next(connection)),
        ("Accepted key", connection.host_key),
        ("Secret", "There is one." if connection.secret else "There is none."),
        ("Former secret", _former(connection)),
    ]
    return {
        "pk": connection.pk,
        "mark": health(connection),
        "said": connection.last_error,
        "rows": [(label, value) for label, value in rows if value],
        "is_push": not connection.is_looked_at,
        "may_be_looked_at": connection.is_looked_at and connection.active,
        "offered_key": connection.offered_key,
        "address": _address(connection),
    }


def links_of(feed: Feed) -> str:
    """The ways in of a feed, for its form: each with how it is, and where to go from here."""
    connections = list(feed.connections.select_related("feed").order_by("kind", "pk")) if feed.pk else []
    rows = [(reverse("admin:wires_connection_change", args=(one.pk,)), one, health(one)) for one in connections]
    add = f"{reverse('admin:wires_connection_add')}?feed={feed.pk}" if feed.pk else ""
    return render_to_string("wires/_ways_in.html", {"rows": rows, "add": add, "feed": feed})


def _address(connection: Connection) -> str:
    """Where the agency sends; empty for what is looked at."""
    return "" if connection.is_looked_at else reverse("api:send_wire_file", args=(connection.feed.slug,))


def _former(connection: Connection) -> str:
    until = connection.former_until
    return f"Opens until {printed(until)}." if until and until > clock.now() else ""


def _next(connection: Connection) -> str:
    if not connection.is_looked_at:
        return "The agency sends"
    if not (connection.active and connection.feed.active) or connection.next_at is None:
        return "–"
    return "Now" if connection.next_at <= clock.now() else printed(connection.next_at)


def _pressed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view behind a button. Whoever opens its address, as after logging in again, gets the page with the button."""

    def answer(request: HttpRequest, **which: int) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return require_POST(view)(request, **which)
        if "feed_id" in which:
            return redirect("admin:desk_wire_test", which["feed_id"])
        return redirect("admin:wires_connection_change", which["pk"])

    return answer


def _time(text: str) -> str:
    return format_html('<span class="wire-time">{}</span>', text)


def _to(connection: Connection) -> HttpResponse:
    return redirect("admin:wires_connection_change", connection.pk)


def _by(request: HttpRequest) -> Any:
    return request.user
