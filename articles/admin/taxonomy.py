"""Authors and tags."""

from typing import ClassVar

from django import forms
from django.contrib import admin
from unfold.admin import TabularInline
from unfold.paginator import InfinitePaginator
from unfold.widgets import UnfoldAdminTextInputWidget

from articles import tagging
from articles.admin.deleting import Telling
from articles.admin.keeping import KeepingAdmin, PartOfIt
from articles.admin.wordings import WordedAdmin
from articles.models import Author, Tag, TagSynonym


@admin.register(Author)
class AuthorAdmin(WordedAdmin):
    fieldsets: ClassVar = [(None, {"fields": ("name", "slug", "role", "about")})]
    list_display = ("name", "role", "slug")
    search_fields = ("name", "role")
    prepopulated_fields: ClassVar = {"slug": ("name",)}


class _Named(forms.ModelForm):  # type: ignore[type-arg]
    """A form with a name that means a tag."""

    def clean_name(self) -> str:
        """In a sentence, before the database says no: the name of another tag, or what stands for one."""
        name: str = self.cleaned_data["name"]
        self.instance.name = name
        if wrong := tagging.taken(self.instance):
            raise forms.ValidationError(wrong)
        return name


class TagForm(_Named):
    """Tag names are one in any case; the address is made from the name when it is left empty."""

    slug = forms.SlugField(
        required=False, max_length=100, help_text="Empty: made from the name.", widget=UnfoldAdminTextInputWidget()
    )

    def clean_slug(self) -> str:
        return self.cleaned_data["slug"] or self.instance.slugify(self.cleaned_data.get("name", ""))


class Synonyms(forms.BaseInlineFormSet):  # type: ignore[type-arg]
    """The other names of a tag, each once in any case."""

    def clean(self) -> None:
        super().clean()
        seen = set()
        for form in self.forms:
            name = "" if form in self.deleted_forms else form.cleaned_data.get("name", "")
            if name and name.upper() in seen:
                form.add_error("name", "This name stands here twice. Leave one out.")
            seen.add(name.upper())


class SynonymInline(PartOfIt, TabularInline):
    model = TagSynonym
    form = _Named
    formset = Synonyms
    permission = "articles.change_tag"
    fields = ("name",)
    extra = 1
    verbose_name = "other name"
    verbose_name_plural = "other names: typed, they become this tag"


@admin.register(Tag)
class TagAdmin(Telling, KeepingAdmin):
    form = TagForm
    fields = ("name", "slug", "description")
    inlines: ClassVar = [SynonymInline]
    list_display = ("name", "slug", "description")
    paginator = InfinitePaginator
    search_fields = ("name", "synonyms__name")

    def cost(self, thing: Tag) -> str:
        """The stories stay; what readers see of them is theirs, without the tag."""
        count, others = tagging.stories(thing), ", ".join(thing.synonyms.values_list("name", flat=True))
        lose = {0: "No story has the tag.", 1: "1 story loses the tag. The story stays."}
        said = lose.get(count, f"{count} stories lose the tag. The stories stay.")
        return f"{said} Its other names go with it: {others}." if others else said
