"""Forms for people and tokens."""

from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.models import Group
from unfold.forms import UserChangeForm
from unfold.widgets import BASE_INPUT_CLASSES, UnfoldAdminCheckboxSelectMultipleWidget

from ground import clock
from staff import people
from staff.models import ApiToken, User
from staff.moments import IN_ZONE, AdminMomentInput, MomentField
from staff.tokens import SCOPES

#: How long a token lives unless somebody says otherwise.
_LIFETIME = timedelta(days=365)
#: How boxes look beside the login.
_BOX = " ".join(BASE_INPUT_CLASSES)


class InvitationForm(forms.ModelForm):  # type: ignore[type-arg]
    """Somebody new, with the roles that they start with. The password they choose themselves."""

    roles = forms.ModelMultipleChoiceField(
        Group.objects.order_by("name"), required=False, widget=UnfoldAdminCheckboxSelectMultipleWidget
    )

    class Meta:
        model = User
        fields: ClassVar = ["first_name", "last_name", "email"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first_name"].required = self.fields["email"].required = True
        self.fields["first_name"].help_text = "All of the name, where it has but one part."
        self.fields["email"].help_text = "The link to choose a password goes there."

    def clean_email(self) -> str:
        return free_email(self)


class PersonForm(UserChangeForm):
    class Meta(UserChangeForm.Meta):
        model = User

    def clean_email(self) -> str:
        return free_email(self)


def free_email(form: Any) -> str:
    """The address that was typed, unless it is somebody else's."""
    email: str = form.cleaned_data["email"]
    try:
        people.require_free(email, but=form.instance if form.instance.pk else None)
    except people.EmailTaken as refusal:
        raise forms.ValidationError(str(refusal)) from refusal
    return email


class ForgottenForm(forms.Form):
    """Who has forgotten a password says who they are."""

    name = forms.CharField(label="Username or e-mail address", max_length=254)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        typed = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false", "autofocus": True}
        self.fields["name"].widget.attrs |= {"class": _BOX, **typed}


class ChosenPasswordForm(SetPasswordForm):  # type: ignore[type-arg]
    """A password, twice, that Django's validators let pass."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (("new_password1", "Password"), ("new_password2", "The same once more")):
            self.fields[name].label = label
            self.fields[name].widget.attrs["class"] = _BOX
        self.fields["new_password1"].widget.attrs["autofocus"] = True


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
