"""What is asked before something is done to many stories."""

from typing import Any

from django import forms
from unfold.forms import ActionForm

from articles.models import Section
from desk.tag_names import TagNamesField
from desk.verb_forms import AssignForm, VerbForm, WithdrawForm


class MenuForm(ActionForm):
    """The list's menu of actions. Its access key spares the way back past all rows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["action"].widget.attrs["accesskey"] = "a"


class _OnceForAll(VerbForm):
    """Its only field is where the keyboard begins, and must be filled."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        (field,) = self.fields.values()
        field.required = True
        field.widget.attrs["autofocus"] = True


class SectionForm(_OnceForAll):
    section = forms.ModelChoiceField(queryset=Section.objects.all(), empty_label="Choose a section")


class AddTagsForm(_OnceForAll):
    tags = TagNamesField(
        label="Tags to add", help_text="Separated by commas. A name that is not known becomes a new tag."
    )


class RemoveTagsForm(_OnceForAll):
    tags = TagNamesField(label="Tags to remove", help_text="Separated by commas. A synonym stands for its tag.")


class AssignAllForm(_OnceForAll, AssignForm):
    holder = None  # type: ignore[assignment]  # each story has its own

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].empty_label = "Choose somebody"  # type: ignore[attr-defined]


class WithdrawAllForm(_OnceForAll, WithdrawForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["notice"].help_text = "It stands at the address of each of them from now on. Say why they are gone."
