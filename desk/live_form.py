"""The forms of the live desk: a post, and what becomes of one."""

from typing import Any

from django import forms

from articles.models import Author, LiveUpdate
from articles.reporting import Words
from articles.snapshots import BylineValues
from desk import suggesting
from desk.numbers import number
from desk.story_form import BodyWidget
from desk.story_rows import signed
from media.models import Photo

_LINE = {"autocomplete": "off", "dir": "auto"}
_LINES = {"rows": 2, "dir": "auto"}


class PostForm(forms.Form):
    """A post. `public_id` is made when the form is shown, so that the same form sent twice posts once."""

    public_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    headline = forms.CharField(required=False, max_length=200, widget=forms.TextInput(_LINE))
    body = forms.CharField(required=False, label="Text", widget=BodyWidget())
    author = forms.IntegerField(required=False, widget=forms.HiddenInput({"data-suggest-id": ""}))
    byline = forms.CharField(
        required=False, max_length=200, label="Signed", widget=forms.TextInput({**_LINE, "data-suggest": "authors"})
    )
    source = forms.CharField(required=False, max_length=200, label="Agency", widget=forms.TextInput(_LINE))
    photo = forms.IntegerField(required=False, label="Photo number", help_text="From the list of photographs.")
    caption = forms.CharField(required=False, widget=forms.Textarea(_LINES))
    credit = forms.CharField(required=False, max_length=300, widget=forms.TextInput(_LINE))
    alt = forms.CharField(required=False, label="Text for those who cannot see it", widget=forms.Textarea(_LINES))
    is_breaking = forms.BooleanField(required=False, label="Breaking")
    is_key = forms.BooleanField(required=False, label="Key event")
    is_minor = forms.BooleanField(required=False, label="Minor change: readers see no new time")

    def clean_author(self) -> Author | None:
        """The author who was chosen; one who was removed meanwhile leaves the typed name."""
        chosen = number(self.cleaned_data["author"])
        return Author.objects.filter(pk=chosen).first() if chosen else None

    def clean_photo(self) -> Photo | None:
        chosen = self.cleaned_data["photo"]
        found = _photo(chosen)
        if chosen and found is None:
            raise forms.ValidationError("There is no photograph with this number. Nothing was posted.")
        return found

    @property
    def photograph(self) -> dict[str, Any]:
        """The photograph that the form names, as the chooser shows it; its own words stand where the form has none."""
        found = _photo(self["photo"].value())
        return suggesting.described(found) if found else {}

    def words(self) -> Words:
        """What was typed, for articles.reporting."""
        given = self.cleaned_data
        signature = self._signature()
        return Words(
            headline=" ".join(given["headline"].split()),
            body=given["body"],
            author=signature["author"],
            byline=signature["name"],
            source=given["source"].strip(),
            photo=given["photo"],
            caption=given["caption"].strip(),
            credit=given["credit"].strip(),
            alt=given["alt"].strip(),
            is_breaking=given["is_breaking"],
            is_key=given["is_key"],
        )

    def _signature(self) -> BylineValues:
        """Who signs. Without scripts the number stays when another name is typed over it: the name counts."""
        author, name = self.cleaned_data["author"], " ".join(self.cleaned_data["byline"].split())
        return signed(author if author and author.name in name else None, name)


def _photo(typed: Any) -> Photo | None:
    chosen = number(typed)
    return Photo.objects.defer("source_metadata").filter(pk=chosen).first() if chosen else None


def of_post(update: LiveUpdate) -> PostForm:
    """The form with the words of a post that is to be changed."""
    names = "version headline body source caption credit alt is_breaking is_key".split()
    values: dict[str, Any] = {name: getattr(update, name) for name in names}
    chosen = {"author": update.author_id, "byline": update.signed, "photo": update.photo_id}
    return PostForm(initial={**values, **chosen})
