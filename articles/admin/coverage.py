"""Running stories with their timelines."""

from typing import ClassVar

from django.contrib import admin
from unfold.admin import StackedInline
from unfold.contrib.filters.admin import ChoicesDropdownFilter

from articles.admin.keeping import KeepingAdmin
from articles.models import Coverage, CoveragePerson, TimelineEntry


class TimelineInline(StackedInline):
    model = TimelineEntry
    fields = ("date", "title", "text", "article", "order")
    autocomplete_fields = ("article",)
    extra = 0
    collapsible = True
    verbose_name = "entry"
    verbose_name_plural = "timeline"


class PeopleInline(StackedInline):
    model = CoveragePerson
    fields = ("name", "role", "about", "order")
    extra = 0
    collapsible = True
    verbose_name = "person"
    verbose_name_plural = "who is who"


@admin.register(Coverage)
class CoverageAdmin(KeepingAdmin):
    autocomplete_fields = ("lead", "people", "explainers")
    fieldsets = (
        (None, {"fields": ("name", "slug", "language", "status", "public_from")}),
        ("What readers are told", {"fields": ("summary", "summary_as_of", "key_points")}),
        ("Chosen stories and reporters", {"fields": ("lead", "explainers", "people")}),
    )
    inlines: ClassVar = [TimelineInline, PeopleInline]
    list_display = ("name", "status", "language", "public_from")
    list_filter = (("status", ChoicesDropdownFilter),)
    prepopulated_fields: ClassVar = {"slug": ("name",)}
    search_fields = ("name",)
