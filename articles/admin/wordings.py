"""Forms of what is worded in each language of the newspaper: fields for its words in every other one."""

from typing import Any, ClassVar

from django import forms
from django.db.models import CharField
from django.http import HttpRequest
from unfold.widgets import UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from articles.admin.keeping import KeepingAdmin
from articles.models import SiteLanguage
from articles.models.taxonomy import Worded
from ground import languages


class WordedForm(forms.ModelForm):  # type: ignore[type-arg]
    """`tongues`: the languages for which there are fields beside those of the site's own."""

    tongues: ClassVar[list[str]] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for word, tongue in _pairs(self._meta.model, self.tongues):
            self.fields[_field(word, tongue)].initial = self.instance.wordings.get(tongue, {}).get(word, "")

    def clean(self) -> dict[str, Any]:
        """The words of a language that the site has no more are kept: it may have it again."""
        values = super().clean() or {}
        given: dict[str, dict[str, str]] = {tongue: {} for tongue in self.tongues}
        for word, tongue in _pairs(self._meta.model, self.tongues):
            given[tongue][word] = values.get(_field(word, tongue), "")
        self.instance.wordings = {**self.instance.wordings, **given}
        return values


class WordedAdmin(KeepingAdmin):
    """The form of a `Worded` model: its own fields, then a part for each of the site's other languages."""

    model: type[Worded]

    def get_form(self, request: HttpRequest, obj: Worded | None = None, change: bool = False, **kwargs: Any) -> Any:
        tongues = _tongues()
        fields = {
            _field(word, tongue): _typed(self.model, word, tongue) for word, tongue in _pairs(self.model, tongues)
        }
        form = type("WordedForm", (WordedForm,), {"tongues": tongues, **fields})
        return super().get_form(request, obj, change, **{**kwargs, "form": form})

    def get_fieldsets(self, request: HttpRequest, obj: Worded | None = None) -> Any:
        others = [
            (languages.name(tongue), {"fields": [_field(word, tongue) for word in self.model.WORDED]})
            for tongue in _tongues()
        ]
        return [*super().get_fieldsets(request, obj), *others]


def _tongues() -> list[str]:
    return list(SiteLanguage.objects.values_list("language", flat=True))


def _pairs(model: type[Worded], tongues: list[str]) -> list[tuple[str, str]]:
    return [(word, tongue) for tongue in tongues for word in model.WORDED]


def _field(word: str, tongue: str) -> str:
    return f"{word}_{tongue}"


def _typed(model: type[Worded], word: str, tongue: str) -> forms.CharField:
    """A box like that of the word itself, written from the side of the language."""
    own = model._meta.get_field(word)
    widget = UnfoldAdminTextInputWidget if isinstance(own, CharField) else UnfoldAdminTextareaWidget
    return forms.CharField(
        label=word.capitalize(),
        required=False,
        max_length=getattr(own, "max_length", None),
        widget=widget(attrs={"lang": tongue, "dir": languages.direction(tongue)}),
        help_text="Empty: as in the newspaper's own language." if word == "name" else "",
    )
