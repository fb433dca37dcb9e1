"""Banners, put up and taken away; static pages and menus; what readers said about stories, read and marked as done."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from unfold.admin import ModelAdmin
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import display
from unfold.paginator import InfinitePaginator

from articles import reading
from articles.admin.keeping import Choosing, KeepingAdmin, warn_of_unseen
from articles.admin.meanwhile import Careful
from ground import clock, languages
from readers import announcing, destinations, keeping
from readers.models import Banner, Feedback, MenuItem, Page
from readers.words import tongues
from staff.moments import IN_ZONE, AdminMomentInput, MomentField


class BannerForm(forms.ModelForm):  # type: ignore[type-arg]
    """A banner; its verb says what is wrong with it. Without times it begins now and ends by itself."""

    shown_from = MomentField(required=False, widget=AdminMomentInput, help_text=IN_ZONE, label="From (empty: now)")
    shown_until = MomentField(
        required=False, widget=AdminMomentInput, help_text=IN_ZONE, label="Until (empty: two hours later)"
    )

    class Meta:
        model = Banner
        fields: ClassVar = ["kind", "text", "language", "article", "path", "shown_from", "shown_until"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.errors:
            values["shown_from"] = values.get("shown_from") or clock.now()
            values["shown_until"] = values.get("shown_until") or announcing.ends_by_itself(at=values["shown_from"])
            banner = Banner(**{name: values[name] for name in self.Meta.fields})
            for reason in announcing.reasons(banner):
                self.add_error(reason.field, reason.message)
        return values


class Leading:
    """A form with an address of ours: told when nothing stands there, as after a slip of the finger, and saved."""

    def save_model(self, request: HttpRequest, obj: Any, *more: Any) -> None:
        super().save_model(request, obj, *more)  # type: ignore[misc]
        if obj.path and not destinations.leads(obj.path):
            messages.warning(request, f"At {obj.path} there is nothing that readers can see yet.")


class InOurLanguages(Choosing):
    """A form that offers the languages in which the newspaper has pages, and the one that the row is in."""

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)  # type: ignore[misc]
        ours = {tongue.tag for tongue in tongues.fronts(reading.furniture())} | ({obj.language} if obj else set())
        if "language" in form.base_fields:
            form.base_fields["language"].widget.choices = [pair for pair in languages.LANGUAGES if pair[0] in ours]
        return form


class Announced(Careful):
    """A form that puts up what it saves."""

    def save_model(self, request: HttpRequest, obj: Banner, *_: Any) -> None:
        typed = obj.path
        announcing.announce(banner=obj, by=request.user)  # type: ignore[arg-type]
        if typed and not obj.path:
            messages.info(request, f"{typed} is the address of “{obj.article}”: the banner goes when the story does.")
        warn_of_unseen(request, [obj.article])


@admin.register(Banner)
class BannerAdmin(Leading, InOurLanguages, Announced):
    actions: ClassVar = ["clear"]
    autocomplete_fields = ("article",)
    form = BannerForm
    list_display = ("text", "kind", "language", "state", "shown_from", "shown_until")
    list_per_page = 50
    paginator = InfinitePaginator
    show_full_result_count = False

    def has_delete_permission(self, *_: Any, **__: Any) -> bool:
        return False

    @admin.action(description="Take away now", permissions=["change"])
    def clear(self, request: HttpRequest, queryset: QuerySet[Banner]) -> None:
        for banner in queryset:
            announcing.clear(banner=banner, by=request.user)  # type: ignore[arg-type]
        messages.success(request, "Taken away: readers do not see it any more.")

    @display(description="State", label={"Shown": "success", "Planned": "info", "Ended": "warning"})
    def state(self, banner: Banner) -> str:
        now = clock.now()
        if banner.shown_from > now:
            return "Planned"
        return "Shown" if banner.shown_until > now else "Ended"


class KeptHere(KeepingAdmin):
    """A list and form whose rows are kept and discarded by this app's verbs."""

    list_per_page = 50

    def save_model(self, request: HttpRequest, obj: Any, *_: Any) -> None:
        keeping.keep(thing=obj, by=request.user, at=clock.now())  # type: ignore[arg-type]

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        keeping.discard(thing=obj, by=request.user, at=clock.now())  # type: ignore[arg-type]


@admin.register(Page)
class PageAdmin(KeptHere):
    fields = ("title", "slug", "language", "body", "public_from")
    list_display = ("title", "slug", "language", "public_from", "changed_at")
    prepopulated_fields: ClassVar = {"slug": ("title",)}


@admin.register(MenuItem)
class MenuItemAdmin(Leading, InOurLanguages, KeptHere):
    fields = ("label", "path", "place", "language", "order")
    list_display = ("label", "path", "place", "language", "order")


@admin.register(Feedback)
class FeedbackAdmin(ModelAdmin):
    actions: ClassVar = ["mark_done"]
    fields = readonly_fields = ("story", "helpful", "comment", "state", "created_at")
    list_display = ("words", "helpful", "story", "state_name", "created_at")
    list_display_links = ("words",)
    list_filter = (("state", ChoicesDropdownFilter),)
    list_per_page = 50
    list_select_related = ("article",)
    ordering = ("-created_at", "-id")
    paginator = InfinitePaginator
    show_full_result_count = False
    sortable_by = ()

    def has_add_permission(self, *_: Any) -> bool:
        return False

    def has_delete_permission(self, *_: Any, **__: Any) -> bool:
        return False

    @admin.action(description="Mark as done", permissions=["change"])
    def mark_done(self, request: HttpRequest, queryset: QuerySet[Feedback]) -> None:
        done = queryset.filter(state=Feedback.State.NEW).update(state=Feedback.State.DONE)
        messages.success(request, f"Marked as done: {done}.")

    @display(description="What was said")
    def words(self, feedback: Feedback) -> str:
        return str(feedback)

    @display(description="State", label={"New": "info", "Done": "success"})
    def state_name(self, feedback: Feedback) -> str:
        return feedback.get_state_display()

    @display(description="Story")
    def story(self, feedback: Feedback) -> str:
        address = reverse("admin:articles_article_change", args=(feedback.article_id,))
        return format_html('<a href="{}" dir="auto">{}</a>', address, feedback.article)
