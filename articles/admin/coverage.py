"""Running stories with their timelines."""

import unicodedata
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from unfold.admin import StackedInline
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import display

from articles.admin.keeping import Choosing, KeepingAdmin, warn_of_unseen
from articles.models import Coverage, CoveragePerson, TimelineEntry
from ground import clock


class EntryForm(forms.ModelForm):  # type: ignore[type-arg]
    """An entry of the timeline, with the form of its date told before anybody errs."""

    class Meta:
        help_texts: ClassVar = {"date": "2026, 2026-03 or 2026-03-14."}

    def clean_date(self) -> str:
        """In the digits of ISO 8601, whatever script it was typed in."""
        return "".join(str(unicodedata.decimal(letter, letter)) for letter in self.cleaned_data["date"])


class TimelineInline(Choosing, StackedInline):
    model = TimelineEntry
    form = EntryForm
    fields = ("date", "title", "text", "article", "order")
    autocomplete_fields = ("article",)
    extra = 0
    verbose_name = "entry"
    verbose_name_plural = "timeline"


class PeopleInline(Choosing, StackedInline):
    model = CoveragePerson
    fields = ("name", "role", "about", "order")
    extra = 0
    verbose_name = "person"
    verbose_name_plural = "who is who"


@admin.register(Coverage)
class CoverageAdmin(KeepingAdmin):
    autocomplete_fields = ("original", "lead", "people", "explainers")
    fieldsets = (
        (None, {"fields": ("name", "slug", "language", "original", "status", "public_from")}),
        ("What readers are told", {"fields": ("summary", "summary_as_of", "key_points")}),
        ("Chosen stories and reporters", {"fields": ("lead", "explainers", "people")}),
    )
    inlines: ClassVar = [TimelineInline, PeopleInline]
    list_display = ("name", "status", "language", "public_from")
    list_filter = (("status", ChoicesDropdownFilter),)
    prepopulated_fields: ClassVar = {"slug": ("name",)}
    search_fields = ("name",)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        coverage = form.instance
        told = [entry.article for entry in coverage.timeline.select_related("article")]
        warn_of_unseen(request, [coverage.lead, *coverage.explainers.all(), *told])

    def get_list_display(self, request: HttpRequest) -> list[str]:
        """The way to the live desk, for those who may use it."""
        more = ["live_page"] if request.user.has_perm("articles.post_liveupdate") else []
        return [*super().get_list_display(request), *more]

    @display(description="Live page")
    def live_page(self, coverage: Coverage) -> str:
        words = "Open" if coverage.is_reported_live(at=clock.now()) else "Closed" if coverage.live_opened_at else "None"
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:desk_live", args=(coverage.pk,)), f"{words}: live desk"
        )
