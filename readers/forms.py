"""The one form of the public site."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class FeedbackForm(forms.Form):
    """“Help us improve”. `website` is hidden from people; what fills it in is a program."""

    helpful = forms.TypedChoiceField(
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda answer: answer == "yes",
        required=False,
        empty_value=None,
        error_messages={"invalid_choice": _("Your answer was not stored. Choose yes or no.")},
    )
    comment = forms.CharField(
        max_length=2000,
        required=False,
        error_messages={
            "max_length": _("Your answer was too long and was not stored. Shorten it to 2,000 characters.")
        },
    )
    website = forms.CharField(required=False)

    @property
    def is_trapped(self) -> bool:
        """Whether a program filled it in."""
        return bool(self.data.get("website"))

    @property
    def problem(self) -> str:
        """What is wrong with the answer, in the language that is spoken; what was written stays in the form."""
        return " ".join(str(problem) for problems in self.errors.values() for problem in problems)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and given.get("helpful") is None and not given.get("comment"):
            raise forms.ValidationError(_("Nothing was sent. Choose yes or no, or add a few words."))
        return given
