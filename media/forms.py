"""The picture desk's forms: sending photographs in, editing what stands beside them."""

from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from unfold.widgets import UnfoldAdminDecimalFieldWidget, UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from media.editing import EDITED
from media.models import Photo
from staff.moments import IN_ZONE, AdminMomentInput, MomentField

#: Fields of one line, and fields for sentences.
_LINES = ("title", "byline", "credit", "source", "copyright_notice", "place", "digital_source_type")
_SENTENCES = ("caption", "alt_text", "usage_terms", "instructions", "keywords")


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


#: The classes by which Unfold draws a box.
_BOX = "border border-base-200 block my-2 p-3 rounded-default w-full dark:border-base-700"


class FilesField(forms.FileField):
    """Several files at once; cleans to a list."""

    widget = ManyFiles({"class": _BOX})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        one = super().clean
        return [one(file, initial) for file in data or [None]]


class UploadForm(forms.Form):
    # An empty file is let through to the intake, which refuses it by name and takes the others.
    photographs = FilesField(help_text="JPEG, PNG, WebP or GIF. Several at once are welcome.", allow_empty_file=True)


class FocalField(forms.FloatField):
    """A part of the width or height: 0 to 1."""

    widget = UnfoldAdminDecimalFieldWidget({"step": 0.01})

    def __init__(self, *, label: str, **more: Any) -> None:
        super().__init__(min_value=0, max_value=1, label=label, help_text="0 to 1. The crops keep it in.", **more)


class PhotoForm(forms.ModelForm):
    """The edited fields and the focal point. Saving is the verbs' business, not the form's."""

    focal_x = FocalField(label="Focal point from the left")
    focal_y = FocalField(label="Focal point from the top")
    taken_at = MomentField(required=False, widget=AdminMomentInput, help_text=IN_ZONE)

    class Meta:
        model = Photo
        fields: ClassVar = [*EDITED, "focal_x", "focal_y"]
        widgets: ClassVar = {
            **dict.fromkeys(_LINES, UnfoldAdminTextInputWidget()),
            **dict.fromkeys(_SENTENCES, UnfoldAdminTextareaWidget({"rows": 3})),
        }

    def edited(self) -> dict[str, Any]:
        """The values of the changed fields, for the verb `edit`."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name in EDITED}
