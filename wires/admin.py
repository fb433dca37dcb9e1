"""The wire on the desk: items with “take”, feeds and alerts. The verbs rule."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_POST

from articles.refusals import Refused
from ground import clock
from staff.unlogged import Unlogged
from wires import alerting, connection_admin, feeding, item_page, marks, taking
from wires.connection_admin import ConnectionAdmin
from wires.delivery_admin import DeliveryAdmin
from wires.kept_admin import Kept, shown_marks, time
from wires.models import Alert, Connection, Delivery, Feed, Rule, TopicSection, WireItem
from wires.rules_admin import RuleAdmin
from wires.topics_admin import TopicSectionAdmin

admin.site.register(Connection, ConnectionAdmin)
admin.site.register(Delivery, DeliveryAdmin)
admin.site.register(Rule, RuleAdmin)
admin.site.register(TopicSection, TopicSectionAdmin)


@admin.register(WireItem)
class WireItemAdmin(Kept):
    """The page of an item, and taking it; the list is the wire room."""

    def get_urls(self) -> list[URLPattern]:
        take = self.admin_site.admin_view(require_POST(self.take_view))
        return [path("<int:item_id>/take/", take, name="wires_wireitem_take"), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return redirect("admin:desk_wire")

    def shown(self) -> QuerySet[WireItem]:
        return WireItem.objects.select_related("feed", "delivery").defer("delivery__raw")

    def show(self, request: HttpRequest, row: WireItem) -> HttpResponse:
        facts = item_page.facts(row)
        may_take = request.user.has_perm("wires.take_wireitem") and not facts["taken"] and not facts["kill"]
        may_drop = request.user.has_perm("wires.drop_wireitem")
        context = {**facts, "title": str(row), "may_take": may_take, "may_drop": may_drop}
        return self.page(request, "wires/item.html", context)

    def take_view(self, request: HttpRequest, item_id: int) -> HttpResponse:
        item = get_object_or_404(WireItem.objects.select_related("feed", "delivery"), pk=item_id)
        at = clock.now()
        try:
            article = taking.take(item=item, by=request.user, at=at)  # type: ignore[arg-type]
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("admin:wires_wireitem_change", item.pk)
        new = article.wire_uses.filter(item=item, taken_at=at).exists()
        said = "The item is a draft now." if new else "The item had been taken before: this is its story."
        messages.success(request, said)
        return redirect("admin:articles_article_change", article.pk)


@admin.register(Feed)
class FeedAdmin(Unlogged):
    """A feed is switched off, not deleted: stories were made from it."""

    list_display = ("name", "slug", "language", "section", "active", "last_delivery_at")
    list_select_related = ("section",)
    fields = (
        "name",
        "slug",
        "folder",
        "ways_in",
        "active",
        "credit",
        "language",
        "zone",
        "section",
        "on_kill",
        "updates",
        "is_trusted",
        "quiet_after",
        "keep_days",
        "fetch_pictures",
        "last_delivery_at",
    )
    readonly_fields = ("folder", "ways_in", "last_delivery_at")
    actions: ClassVar[list[Any]] = []

    class Media:
        css: ClassVar = {"all": ["wires/wire.css"]}

    def get_fields(self, request: HttpRequest, _: Feed | None = None) -> list[str]:
        """Ways in are for those who set them up."""
        may_see = request.user.has_perm("wires.view_connection")
        return [name for name in self.fields if may_see or name != "ways_in"]

    def get_readonly_fields(self, _: HttpRequest, obj: Feed | None = None) -> tuple[str, ...]:
        """The folder keeps its name: agencies send to it."""
        return (*self.readonly_fields, "slug") if obj else self.readonly_fields

    def get_prepopulated_fields(self, _: HttpRequest, obj: Feed | None = None) -> dict[str, tuple[str, ...]]:
        return {} if obj else {"slug": ("name",)}

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        """What the rule of the house is, stands in its settings."""
        rule = f"Days; what is in use is kept for ever. Empty: the rule of the house, {settings.WIRE_KEEP_DAYS} days."
        return super().get_form(*args, **{**kwargs, "help_texts": {"keep_days": rule}})

    def save_model(self, request: HttpRequest, obj: Feed, *_: Any, **__: Any) -> None:
        feeding.keep_feed(feed=obj, by=request.user, at=clock.now())  # type: ignore[arg-type]

    @admin.display(description="Folder that is watched")
    def folder(self, feed: Feed) -> str:
        return str(feeding.folder_of(feed)) if feed.pk else "It is made when the feed is saved."

    @admin.display(description="Other ways in")
    def ways_in(self, feed: Feed) -> str:
        return connection_admin.links_of(feed)


class _Waiting(admin.SimpleListFilter):
    """Alerts that still wait for somebody; what is no longer so waits for nobody."""

    title = "whether they wait"
    parameter_name = "waits"

    def lookups(self, *_: Any) -> list[tuple[str, str]]:
        return [("yes", "Wait to be seen"), ("no", "Seen, or no longer so")]

    def queryset(self, _: HttpRequest, queryset: QuerySet[Alert]) -> QuerySet[Alert]:
        waiting = alerting.still_waiting(queryset, at=clock.now())
        return {"yes": waiting, "no": queryset.exclude(pk__in=waiting.values("pk"))}.get(self.value() or "", queryset)


@admin.register(Alert)
class AlertAdmin(Kept):
    actions: ClassVar = ["mark_as_seen"]
    list_display = ("shown_kind", "words", "created", "story_link", "item_link", "seen")
    list_display_links = None
    list_filter = (_Waiting,)
    list_select_related = ("seen_by",)
    ordering = ("-created_at", "-id")

    def has_view_permission(self, request: HttpRequest, _: Alert | None = None) -> bool:
        return request.user.has_perm("wires.view_wireitem")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_see_permission(self, request: HttpRequest) -> bool:
        return any(alerting.may_see(request.user, kind) for kind in alerting.Kind)  # type: ignore[arg-type]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Alert]:
        found = alerting.with_kind(alerting.with_waiting(super().get_queryset(request), at=clock.now()))
        return alerting.with_senders(found)

    def show(self, request: HttpRequest, row: Alert) -> HttpResponse:
        """What an alert is about is the page to look at: an item, a feed that fell silent, a way in that fails."""
        if row.connection_id and request.user.has_perm("wires.view_connection"):
            return redirect("admin:wires_connection_change", row.connection_id)
        if row.feed_id:
            return redirect("admin:wires_feed_change", row.feed_id)
        return redirect("admin:wires_wireitem_change", row.offer.item_id if row.offer else row.item_id)

    @admin.action(description="Mark as seen", permissions=["see"])
    def mark_as_seen(self, request: HttpRequest, queryset: QuerySet[Alert]) -> None:
        by: Any = request.user
        self.tell_seen(request, lambda: alerting.see(alerts=queryset, by=by, at=clock.now()))

    @admin.display(description="Kind")
    def shown_kind(self, alert: Alert) -> str:
        kind = alerting.Kind(alert.kind)  # type: ignore[attr-defined]
        return shown_marks([marks.Mark(str(kind.label), alerting.tone(kind))])

    @admin.display(description="Message")
    def words(self, alert: Alert) -> str:
        return alerting.words(alert)

    @admin.display(description="When")
    def created(self, alert: Alert) -> str:
        return time(alert.created_at)

    @admin.display(description="Story")
    def story_link(self, alert: Alert) -> str:
        if alert.article_id is None:
            return "–"
        address = reverse("admin:articles_article_change", args=(alert.article_id,))
        return format_html('<a class="wire-link" href="{}">Open story</a>', address)

    @admin.display(description="Item")
    def item_link(self, alert: Alert) -> str:
        places = [("What came", reverse("admin:wires_alert_change", args=(alert.pk,)))]
        if photo := alert.photo:  # type: ignore[attr-defined]
            places.append(("Photograph", reverse("admin:media_photo_change", args=(photo,))))
        return format_html_join(" ", '<a class="wire-link" href="{1}">{0}</a>', places)

    @admin.display(description="Seen by")
    def seen(self, alert: Alert) -> str:
        if alert.seen_at:
            return str(alert.seen_by)
        return "Nobody yet" if alert.is_waiting else "Nobody; it is no longer so"  # type: ignore[attr-defined]
