"""The rows of the story form: photographs, bylines, stories to read next, each in the desk's order.

They work without scripts: a row has a number for its place and a box to take it out, and one
empty row is always there. The scripts of the page hide that and give buttons and search.
"""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet

from articles.models import Article, Author, Caption
from articles.snapshots import BylineValues, CaptionValues
from desk import finding, suggesting
from desk.numbers import number
from media.models import Photo


class _Place(forms.NumberInput):
    """The box with a row's number in the order."""

    def __init__(self) -> None:
        super().__init__({"class": "desk-order", "min": 1})


class Rows(forms.BaseFormSet):  # type: ignore[type-arg]
    """Rows of which some name a thing by its number; after validation a row has it as `thing`."""

    #: The field with the number, and the things that it may name.
    names = ""
    missing = "There is no such thing."

    def things(self) -> QuerySet[Any]:
        raise NotImplementedError

    ordering_widget = _Place

    def clean(self) -> None:
        found = self.found([form.cleaned_data.get(self.names) for form in self.filled])
        for form in self.filled:
            number = form.cleaned_data.get(self.names)
            form.thing = found.get(number)
            if number and form.thing is None:
                form.add_error(self.names, self.missing)

    def found(self, numbers: list[Any]) -> dict[Any, Any]:
        wanted = [number for number in numbers if number]
        return self.things().in_bulk(wanted) if wanted else {}

    @property
    def filled(self) -> list[Any]:
        """The rows to keep, in their order; rows that say nothing are none."""
        kept = [
            form
            for form in self.forms
            if form.is_valid() and not form.cleaned_data.get("DELETE") and form.says_something()
        ]
        return sorted(kept, key=lambda form: form.cleaned_data.get("ORDER") or len(self.forms) + 1)

    def with_things(self) -> "Rows":
        """The rows with the things they name, for showing them again; one query where any is named."""
        found = self.found([number(form[self.names].value()) for form in self.forms])
        for form in self.forms:
            form.thing = found.get(number(form[self.names].value()))
        return self


class BylineRow(forms.Form):
    thing: Model | None = None
    author = forms.IntegerField(required=False, widget=forms.HiddenInput({"data-suggest-id": ""}))
    name = forms.CharField(
        required=False,
        max_length=200,
        label="Name",
        widget=forms.TextInput({"data-suggest": "authors", "autocomplete": "off", "dir": "auto"}),
    )

    def says_something(self) -> bool:
        return bool(self.cleaned_data.get("name") or self.cleaned_data.get("author"))


class BylineRows(Rows):
    names = "author"
    missing = "This author was removed. Choose another one or write the name."

    def things(self) -> QuerySet[Author]:
        return Author.objects.all()

    def values(self) -> list[BylineValues]:
        """A name as the author's own is left empty, so that it follows the author."""
        return [signed(form.thing, form.cleaned_data["name"].strip()) for form in self.filled]


def signed(author: Author | None, name: str) -> BylineValues:
    """The chosen author and the typed name; without a choice, the author who is called so."""
    author = author or Author.objects.filter(name=name).first()
    return BylineValues(author=author, name="" if author and name in author.names else name)


class CaptionRow(forms.Form):
    thing: Model | None = None
    uuid = forms.UUIDField(required=False, widget=forms.HiddenInput)
    crop = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    pending = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)
    photo = forms.IntegerField(required=False, label="Photo number")
    role = forms.ChoiceField(choices=Caption.Role.choices, initial=Caption.Role.GALLERY, label="Place")
    text = forms.CharField(required=False, label="Caption", widget=forms.Textarea({"rows": 2, "dir": "auto"}))
    credit = forms.CharField(required=False, max_length=300, label="Credit", widget=forms.TextInput({"dir": "auto"}))
    alt = forms.CharField(
        required=False, label="Text for those who cannot see it", widget=forms.Textarea({"rows": 2, "dir": "auto"})
    )
    decorative = forms.BooleanField(required=False, label="Decorative: no such text")

    def says_something(self) -> bool:
        said = ("photo", "pending", "text", "credit", "alt")
        return any(self.cleaned_data.get(name) for name in said)

    def clean(self) -> dict[str, Any]:
        if self.says_something() and not (self.cleaned_data.get("photo") or self.cleaned_data.get("pending")):
            self.add_error("photo", "Choose the photograph that this caption is for, or take the row out.")
        return self.cleaned_data

    @property
    def placeholders(self) -> dict[str, Any]:
        """The photograph's own words, which stand where the row has none."""
        return suggesting.described(self.thing) if isinstance(self.thing, Photo) else {}


class CaptionRows(Rows):
    names = "photo"
    missing = "There is no photograph with this number. Choose one by searching."

    def things(self) -> QuerySet[Photo]:
        return Photo.objects.defer("source_metadata")

    def clean(self) -> None:
        super().clean()
        leads = [form for form in self.filled if form.cleaned_data["role"] == Caption.Role.LEAD]
        if len(leads) > 1:
            raise ValidationError("A story has one lead photograph. Give the others another place.")

    def values(self) -> list[CaptionValues]:
        """The first row with a uuid keeps it; another one that was sent with it becomes a use of its own."""
        known: set[UUID] = set()
        values = []
        for form in self.filled:
            value, given = self._value(form.thing, form.cleaned_data), form.cleaned_data["uuid"]
            values.append(value if given is None or given in known else {**value, "uuid": given})
            known.add(given)
        return values

    @staticmethod
    def _value(photo: Photo | None, row: dict[str, Any]) -> CaptionValues:
        return CaptionValues(
            role=row["role"],
            photo=photo,
            pending="" if photo else row["pending"],
            text=row["text"],
            credit=row["credit"],
            alt=row["alt"],
            decorative=row["decorative"],
            crop=row["crop"],
        )


class RelatedRow(forms.Form):
    thing: Model | None = None
    pick = forms.IntegerField(required=False, widget=forms.HiddenInput({"data-suggest-id": ""}))
    headline = forms.CharField(
        required=False, label="Headline", widget=forms.TextInput({"data-suggest": "stories", "autocomplete": "off"})
    )

    def says_something(self) -> bool:
        return bool(self.cleaned_data.get("pick") or self.cleaned_data.get("headline"))

    def clean(self) -> dict[str, Any]:
        """Without scripts the number or the address of a story is typed where its headline stands."""
        typed = (self.cleaned_data.get("headline") or "").strip()
        if typed and not self.cleaned_data.get("pick"):
            self.cleaned_data["pick"] = self._named(typed)
        return self.cleaned_data

    def _named(self, typed: str) -> int | None:
        pk = finding.named(typed)
        if pk is None:
            self.add_error("headline", "Choose a story from the list, or write its number or address.")
        return pk


class RelatedRows(Rows):
    names = "pick"
    missing = "This story was not found. Choose another one."

    def things(self) -> QuerySet[Article]:
        return Article.objects.only("pk", "headline")

    def values(self) -> list[Article]:
        return [form.thing for form in self.filled if form.thing]


def row_formset(row: type[forms.Form], rows: type[Rows]) -> type[Any]:
    """A form set of such rows that can be moved and taken out, with one empty row at its end."""
    return forms.formset_factory(row, formset=rows, extra=1, can_order=True, can_delete=True, max_num=200)


BylineFormSet = row_formset(BylineRow, BylineRows)
CaptionFormSet = row_formset(CaptionRow, CaptionRows)
RelatedFormSet = row_formset(RelatedRow, RelatedRows)
