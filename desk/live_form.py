"""The forms of the live desk: a post, and what becomes of one."""

from typing import Any

from django import forms

from articles.models import LiveUpdate
from articles.reporting import Words
from desk.story_form import BodyWidget
from media.models import Photo

_LINE = {"autocomplete": "off", "dir": "auto"}


class PostForm(forms.Form):
    """A post. `public_id` is made when the form is shown, so that the same form sent twice posts once."""

    public_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    headline = forms.CharField(required=False, max_length=200, widget=forms.TextInput(_LINE))
    body = forms.CharField(required=False, label="Text", widget=BodyWidget())
    byline = forms.CharField(required=False, max_length=200, label="Signed", widget=forms.TextInput(_LINE))
    source = forms.CharField(required=False, max_length=200, label="Agency", widget=forms.TextInput(_LINE))
    photo = forms.IntegerField(required=False, label="Photo number", help_text="From the list of photographs.")
    caption = forms.CharField(required=False, widget=forms.Textarea({"rows": 2, "dir": "auto"}))
    is_breaking = forms.BooleanField(required=False, label="Breaking")
    is_key = forms.BooleanField(required=False, label="Key event")
    is_minor = forms.BooleanField(required=False, label="Minor change: readers see no new time")

    def clean_photo(self) -> Photo | None:
        number = self.cleaned_data["photo"]
        found = Photo.objects.filter(pk=number).first() if number else None
        if number and found is None:
            raise forms.ValidationError("There is no photograph with this number. Nothing was posted.")
        return found

    def words(self) -> Words:
        """What was typed, for articles.reporting."""
        given = self.cleaned_data
        return Words(
            headline=" ".join(given["headline"].split()),
            body=given["body"],
            byline=given["byline"].strip(),
            source=given["source"].strip(),
            photo=given["photo"],
            caption=given["caption"].strip(),
            is_breaking=given["is_breaking"],
            is_key=given["is_key"],
        )


def of_post(update: LiveUpdate) -> PostForm:
    """The form with the words of a post that is to be changed."""
    names = "version headline body source caption is_breaking is_key".split()
    values: dict[str, Any] = {name: getattr(update, name) for name in names}
    return PostForm(initial={**values, "byline": update.signed, "photo": update.photo_id})
