"""Sections, with their words in each language of the newspaper."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest

from articles import uses
from articles.admin.deleting import Telling
from articles.admin.wordings import WordedAdmin
from articles.models import Section


@admin.register(Section)
class SectionAdmin(Telling, WordedAdmin):
    fieldsets: ClassVar = [(None, {"fields": ("name", "slug", "description", "parent", "order")})]
    list_display = ("name", "slug", "parent", "order")
    list_select_related = ("parent",)
    prepopulated_fields: ClassVar = {"slug": ("name",)}

    def cost(self, thing: Section) -> str:
        return f"nothing uses it. It leaves every page, and there is nothing at {thing.get_absolute_url()} then."

    def hindrance(self, thing: Section) -> str:
        return uses.hindrance(thing)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "parent":
            kwargs["queryset"] = Section.objects.filter(parent=None)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
