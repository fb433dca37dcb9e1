"""The form of a front: its places in their order, each a story with a headline and an end of its own."""

from typing import Any

from django import forms

from articles.models import Article
from desk.situation import with_situation
from desk.story_rows import RelatedRow, Rows, row_formset
from readers.fronts.curating import Pick
from readers.models import Front
from staff.moments import MomentField


class SlotRow(RelatedRow):
    """A story, chosen by searching or by number or address."""

    own = forms.CharField(
        required=False,
        max_length=160,
        label="Headline here",
        widget=forms.TextInput({"autocomplete": "off", "dir": "auto"}),
    )
    until = MomentField(required=False, label="Leaves this place at")


class SlotRows(Rows):
    names = "pick"
    missing = "This story was not found. Choose another one."

    def things(self) -> Any:
        return with_situation(Article.objects.defer("body"))

    def picks(self) -> list[Pick]:
        """What was chosen, in its order, for `curating.draft`."""
        rows = [(form.thing, form.cleaned_data) for form in self.filled if form.thing]
        return [Pick(article, row["own"].strip(), row["until"]) for article, row in rows]


SlotFormSet = row_formset(SlotRow, SlotRows)


class FrontForm(forms.Form):
    """The draft's version on which the form was opened, and the moment for “schedule”."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    begins_at = MomentField(required=False, label="Readers see it from")


def of_front(front: Front) -> tuple[FrontForm, Any]:
    """The forms as the draft stands. One query for its slots with their stories."""
    slots = list(front.slots.all()) if front.pk else []
    initial = [{"pick": slot.article_id, "own": slot.headline, "until": slot.until} for slot in slots]
    rows = SlotFormSet(prefix="slots", initial=initial).with_things()
    for form in rows.initial_forms:
        form.initial["headline"] = str(form.thing) if form.thing else ""
    return FrontForm(initial={"version": front.version}), rows


def sent(data: Any) -> tuple[FrontForm, Any]:
    """The forms as somebody sent them."""
    return FrontForm(data), SlotFormSet(data, prefix="slots")
