"""Sections, with their words in each language of the newspaper."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest

from articles.admin.wordings import WordedAdmin
from articles.models import Section


@admin.register(Section)
class SectionAdmin(WordedAdmin):
    fieldsets: ClassVar = [(None, {"fields": ("name", "slug", "description", "parent", "order")})]
    list_display = ("name", "slug", "parent", "order")
    list_select_related = ("parent",)
    prepopulated_fields: ClassVar = {"slug": ("name",)}

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "parent":
            kwargs["queryset"] = Section.objects.filter(parent=None)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
