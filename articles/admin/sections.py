"""Sections, with their words in each language of the newspaper."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from unfold.widgets import UnfoldAdminTextInputWidget

from articles.admin.keeping import KeepingAdmin
from articles.models import Section, SiteLanguage
from ground import languages

#: What a section is called and described by in each language → how long that may be.
_WORDS = {"name": 60, "description": 300}


class SectionForm(forms.ModelForm):  # type: ignore[type-arg]
    """`tongues`: the languages for which there are fields beside those of the site's own."""

    tongues: ClassVar[list[str]] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for tongue, word in _pairs(self.tongues):
            self.fields[_field(word, tongue)].initial = self.instance.wordings.get(tongue, {}).get(word, "")

    def clean(self) -> dict[str, Any]:
        """The words of a language that the site has no more are kept: it may have it again."""
        values = super().clean() or {}
        given: dict[str, dict[str, str]] = {tongue: {} for tongue in self.tongues}
        for tongue, word in _pairs(self.tongues):
            given[tongue][word] = values.get(_field(word, tongue), "")
        self.instance.wordings = {**self.instance.wordings, **given}
        return values


@admin.register(Section)
class SectionAdmin(KeepingAdmin):
    fieldsets: ClassVar = [(None, {"fields": ("name", "slug", "description", "parent", "order")})]
    list_display = ("name", "slug", "parent", "order")
    list_select_related = ("parent",)
    prepopulated_fields: ClassVar = {"slug": ("name",)}

    def get_form(self, request: HttpRequest, obj: Section | None = None, change: bool = False, **kwargs: Any) -> Any:
        """With fields for the words in each of the site's other languages."""
        tongues = _tongues()
        fields = {_field(word, tongue): _typed(word, tongue) for tongue, word in _pairs(tongues)}
        form = type("SectionForm", (SectionForm,), {"tongues": tongues, **fields})
        return super().get_form(request, obj, change, **{**kwargs, "form": form})

    def get_fieldsets(self, request: HttpRequest, obj: Section | None = None) -> Any:
        tongues = _tongues()
        others = [(languages.name(tongue), {"fields": [_field(word, tongue) for word in _WORDS]}) for tongue in tongues]
        return [*super().get_fieldsets(request, obj), *others]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "parent":
            kwargs["queryset"] = Section.objects.filter(parent=None)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def _tongues() -> list[str]:
    return list(SiteLanguage.objects.values_list("language", flat=True))


def _pairs(tongues: list[str]) -> list[tuple[str, str]]:
    return [(tongue, word) for tongue in tongues for word in _WORDS]


def _field(word: str, tongue: str) -> str:
    return f"{word}_{tongue}"


def _typed(word: str, tongue: str) -> forms.CharField:
    widget = UnfoldAdminTextInputWidget(attrs={"lang": tongue, "dir": languages.direction(tongue)})
    about = "Empty: as in the newspaper's own language." if word == "name" else ""
    label = word.capitalize()
    return forms.CharField(label=label, required=False, max_length=_WORDS[word], widget=widget, help_text=about)
