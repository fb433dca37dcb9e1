"""What each verb asks before it acts. Times are typed in the newsroom's zone."""

from collections.abc import Collection
from typing import Any

from django import forms

from articles.models import Article, Edition, PublishBlock, Section
from desk import finding
from ground.languages import LANGUAGES
from staff.models import User
from staff.moments import MomentField


class VerbForm(forms.Form):
    """A verb that asks for nothing; the others add fields."""

    def carry_known(self) -> None:
        """With the newest entry of the log when the button was shown: what a colleague did since can be told."""
        self.fields["known"] = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def look_again(self, values: dict[str, Any]) -> None:
        """Refused because a colleague was quicker, it is shown beside what stands now: that has been seen then."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        for name in {"where", "holder"} & self.fields.keys() | {"known"}:
            self.data[name] = str(values[name])  # type: ignore[index]


class VersionForm(VerbForm):
    """A verb about the version that stood on the page when its button was pressed."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class WayForm(VersionForm):
    """A verb about where the story was on its way over the desk when the button was shown."""

    where = forms.CharField(required=False, widget=forms.HiddenInput)


class PublishForm(VersionForm):
    kind = forms.ChoiceField(
        choices=[
            (Edition.Kind.UPDATE, "Update: readers see the new time"),
            (Edition.Kind.MINOR, "Minor change: the times stay"),
            (Edition.Kind.CORRECTION, "Correction of a fact: with a public note above the text"),
            (Edition.Kind.CLARIFICATION, "Clarification: with a public note below the text"),
        ],
        required=False,
        label="What kind of change",
    )
    note = forms.CharField(
        required=False,
        label="Note of the correction or clarification",
        help_text="Readers see it: what was wrong, what is right.",
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
    )

    def ask_nothing_of_a_change(self) -> None:
        """Of a story that readers have not seen there is no change to tell them of."""
        del self.fields["kind"], self.fields["note"]

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or Edition.Kind.UPDATE


class ScheduleForm(PublishForm):
    at = MomentField(label="Appears at")
    field_order = ("version", "at", "kind", "note")


class ReinstateForm(VerbForm):
    """What readers see again; where nothing was saved since the withdrawal, there is no choice."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    which = forms.ChoiceField(
        choices=[("", "The story as it was withdrawn"), ("saved", "The story as it was saved since")],
        required=False,
        label="What readers see again",
    )
    note = forms.CharField(
        required=False,
        label="Note of what was corrected",
        help_text="For a story as it was saved since: readers see it above the text.",
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
    )

    def leave_out_what_was_saved(self) -> None:
        del self.fields["which"], self.fields["note"]

    def clean(self) -> dict[str, Any]:
        values = {"which": "", "note": "", **self.cleaned_data}
        if values["note"].strip() and not values["which"]:
            self.add_error("note", "The story as it was withdrawn has no note. Choose the other one, or leave it out.")
        return values


class UndoForm(VerbForm):
    edition = forms.IntegerField(widget=forms.HiddenInput)


class EmbargoForm(VerbForm):
    until = MomentField(required=False, label="Until", help_text="Empty it to clear the embargo.")


class TakeDownForm(VerbForm):
    until = MomentField(required=False, label="Taken down at", help_text="Empty it to clear the take-down.")


class WithdrawForm(VerbForm):
    notice = forms.CharField(
        label="Notice to readers",
        required=False,
        help_text="It stands at the story’s address from now on.",
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
    )


class MoveForm(VerbForm):
    slug = forms.CharField(label="Last part of the address")
    section = forms.ModelChoiceField(
        queryset=Section.objects.all(), required=False, empty_label="As it is", label="First part: section"
    )


class HoldForm(VerbForm):
    kind = forms.ChoiceField(choices=PublishBlock.Kind.choices, initial=PublishBlock.Kind.LEGAL, label="Why")
    reason = forms.CharField(max_length=500, label="Reason, for the desk")


class LiftHoldForm(VerbForm):
    block = forms.IntegerField(widget=forms.HiddenInput)
    until = MomentField(
        required=False, label="Embargo until", help_text="The time that the agency means. Empty: none is set."
    )
    reason = forms.CharField(max_length=500, required=False, label="Reason for lifting it")

    def ask_no_time(self) -> None:
        """Of what no agency holds back until a time."""
        del self.fields["until"]


class ReturnForm(WayForm):
    reason = forms.CharField(
        label="What is to be done",
        required=False,
        help_text="The author sees it; readers never do.",
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
    )


class AssignForm(VerbForm):
    holder = forms.IntegerField(required=False, widget=forms.HiddenInput)
    to = forms.ModelChoiceField(
        queryset=User.objects.filter(is_active=True, is_staff=True).order_by("first_name", "last_name", "username"),
        required=False,
        empty_label="Nobody",
        label="To",
    )


class TranslateForm(VerbForm):
    language = forms.ChoiceField(choices=LANGUAGES, label="Language")

    def leave_out(self, taken: Collection[str]) -> None:
        """Offer the languages in which there is no such story yet."""
        self.fields["language"].choices = [pair for pair in LANGUAGES if pair[0] not in taken]  # type: ignore[attr-defined]


class LinkForm(VerbForm):
    """Another story: chosen from the suggestions, or without scripts by its number or address."""

    other = forms.IntegerField(required=False, widget=forms.HiddenInput({"data-suggest-id": ""}))
    headline = forms.CharField(
        required=False,
        label="Words of its headline",
        widget=forms.TextInput({"data-suggest": "stories", "autocomplete": "off", "dir": "auto"}),
    )
    is_original = forms.BooleanField(required=False, label="This story was translated from it")

    def clean(self) -> dict[str, Any]:
        chosen = self.cleaned_data.get("other") or finding.named(self.cleaned_data.get("headline", "").strip())
        story = Article.objects.filter(pk=chosen).first() if chosen else None
        if story is None:
            self.add_error("headline", "Choose a story from the list, or write its number or address.")
        return {**self.cleaned_data, "story": story}


class RestoreForm(VersionForm):
    revision = forms.IntegerField(widget=forms.HiddenInput)
