"""Authors and tags."""

from typing import ClassVar

from django import forms
from django.contrib import admin
from unfold.admin import TabularInline
from unfold.paginator import InfinitePaginator
from unfold.widgets import UnfoldAdminTextInputWidget

from articles.admin.keeping import KeepingAdmin, PartOfIt
from articles.admin.wordings import WordedAdmin
from articles.models import Author, Tag, TagSynonym


@admin.register(Author)
class AuthorAdmin(WordedAdmin):
    fieldsets: ClassVar = [(None, {"fields": ("name", "slug", "role", "about")})]
    list_display = ("name", "role", "slug")
    search_fields = ("name", "role")
    prepopulated_fields: ClassVar = {"slug": ("name",)}


class TagForm(forms.ModelForm):  # type: ignore[type-arg]
    """Tag names are one in any case; the address is made from the name when it is left empty."""

    slug = forms.SlugField(
        required=False, max_length=100, help_text="Empty: made from the name.", widget=UnfoldAdminTextInputWidget()
    )

    def clean_slug(self) -> str:
        return self.cleaned_data["slug"] or self.instance.slugify(self.cleaned_data.get("name", ""))


class SynonymInline(PartOfIt, TabularInline):
    model = TagSynonym
    permission = "articles.change_tag"
    fields = ("name",)
    extra = 1
    verbose_name = "other name"
    verbose_name_plural = "other names: typed, they become this tag"


@admin.register(Tag)
class TagAdmin(KeepingAdmin):
    form = TagForm
    fields = ("name", "slug", "description")
    inlines: ClassVar = [SynonymInline]
    list_display = ("name", "slug", "description")
    paginator = InfinitePaginator
    search_fields = ("name", "synonyms__name")
