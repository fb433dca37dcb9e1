"""Forms for people and tokens."""

from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.contrib.auth.models import Group
from unfold.forms import UserChangeForm, UserCreationForm
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from ground import clock
from staff.models import ApiToken, User
from staff.moments import IN_ZONE, AdminMomentInput, MomentField
from staff.tokens import SCOPES

#: How long a token lives unless somebody says otherwise.
_LIFETIME = timedelta(days=365)


class NewPersonForm(UserCreationForm):
    """Somebody new, with the roles that they start with."""

    roles = forms.ModelMultipleChoiceField(
        Group.objects.order_by("name"), required=False, widget=UnfoldAdminCheckboxSelectMultipleWidget
    )

    class Meta(UserCreationForm.Meta):
        model = User


class PersonForm(UserChangeForm):
    class Meta(UserChangeForm.Meta):
        model = User


class TokenForm(forms.ModelForm):  # type: ignore[type-arg]
    """A token to be issued. Its secret is made by staff.tokens and shown once."""

    scopes = forms.MultipleChoiceField(
        choices=[(scope, scope) for scope in SCOPES],
        required=False,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
        help_text=" ".join([*(f"{scope}: {said}" for scope, said in SCOPES.items()), "Without any: what is public."]),
    )

    expires_at = MomentField(widget=AdminMomentInput, help_text=IN_ZONE)

    class Meta:
        model = ApiToken
        fields: ClassVar = ["user", "name", "scopes", "expires_at"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "expires_at" in self.fields:
            self.fields["expires_at"].initial = clock.now() + _LIFETIME

    def clean_expires_at(self) -> Any:
        moment = self.cleaned_data["expires_at"]
        if moment <= clock.now():
            raise forms.ValidationError("This moment has passed. Choose a later one.")
        return moment
