"""What each verb asks before it acts. Times are typed in the newsroom's zone."""

from django import forms

from articles.models import Edition, PublishBlock, Section
from staff.models import User
from staff.moments import MomentField


class VerbForm(forms.Form):
    """A verb that asks for nothing; the others add fields."""


class VersionForm(VerbForm):
    """A verb about the version that stood on the page when its button was pressed."""

    version = forms.IntegerField(widget=forms.HiddenInput)


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

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or Edition.Kind.UPDATE


class ScheduleForm(PublishForm):
    at = MomentField(label="Appears at")
    field_order = ("version", "at", "kind", "note")


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
    slug = forms.CharField(label="Last part of the address", max_length=200)
    section = forms.ModelChoiceField(
        queryset=Section.objects.all(), required=False, empty_label="As it is", label="First part: section"
    )


class HoldForm(VerbForm):
    kind = forms.ChoiceField(choices=PublishBlock.Kind.choices, initial=PublishBlock.Kind.LEGAL, label="Why")
    reason = forms.CharField(max_length=500, label="Reason, for the desk")


class LiftHoldForm(VerbForm):
    block = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(max_length=500, required=False, label="Reason for lifting it")


class ReturnForm(VersionForm):
    reason = forms.CharField(
        label="What is to be done",
        required=False,
        help_text="The author sees it; readers never do.",
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
    )


class AssignForm(VerbForm):
    to = forms.ModelChoiceField(
        queryset=User.objects.filter(is_active=True, is_staff=True).order_by("first_name", "last_name", "username"),
        required=False,
        empty_label="Nobody",
        label="To",
    )


class RestoreForm(VersionForm):
    revision = forms.IntegerField(widget=forms.HiddenInput)
