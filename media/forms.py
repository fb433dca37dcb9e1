"""The picture desk's forms: sending photographs in, editing what stands beside them."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils import formats, timezone
from unfold.widgets import UnfoldAdminDecimalFieldWidget, UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from media import editing
from media.editing import EDITED
from media.models import Lease, Photo
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


class KillForm(forms.Form):
    reason = forms.CharField(max_length=200, help_text="Kept with each of them: why nobody may use it.")


class FocalField(forms.FloatField):
    """A part of the width or height: 0 to 1."""

    widget = UnfoldAdminDecimalFieldWidget({"step": 0.01})

    def __init__(self, *, label: str, **more: Any) -> None:
        super().__init__(min_value=0, max_value=1, label=label, help_text="0 to 1. The crops keep it in.", **more)


class PhotoForm(forms.ModelForm):
    """The edited fields and the focal point. Saving is the verbs' business, not the form's.

    Each value goes along as it stood when the form was opened. So a field that nobody touched keeps what somebody
    else has written meanwhile, and one that both have changed is refused, with the other text beside it.
    """

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

    def __init__(self, data: QueryDict | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(_with_plain_lines(data), *args, **kwargs)
        self.initial = {name: _plain(value) for name, value in self.initial.items()}
        for field in self.fields.values():
            field.show_hidden_initial = True

    def clean(self) -> dict[str, Any]:
        for name in filter(self._is_changed_by_both, self.changed_data):
            self.add_error(name, self._whose(name))
            # Whoever saves again has read the other text, and means it.
            bound = self[name]
            self.data[bound.html_initial_name] = bound.field.prepare_value(bound.initial)  # type: ignore[index]
        return self.cleaned_data

    def _is_changed_by_both(self, name: str) -> bool:
        bound = self[name]
        opened = self.data.get(bound.html_initial_name)
        return bound.field.has_changed(bound.initial, opened) and bound.field.has_changed(bound.initial, bound.data)

    def _whose(self, name: str) -> str:
        entry = editing.last_change(photo=self.instance, field=name)
        who = f"{entry.actor_name} changed this on {_printed(entry.at)}" if entry else "This was changed"
        now = self[name].field.prepare_value(self[name].initial)
        return f"{who}, while you had it open. It says now: “{now}”. Yours is kept here: save again to put it there."

    def edited(self) -> dict[str, Any]:
        """The values of the changed fields, for the verb `edit`."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name in EDITED}

    def focal_point(self) -> dict[str, float] | None:
        """Where it was moved to, for the verb `set_focal_point`; None where it was not."""
        if {"focal_x", "focal_y"}.isdisjoint(self.changed_data):
            return None
        changed = {**self.initial, **{name: self.cleaned_data[name] for name in self.changed_data}}
        return {"x": changed["focal_x"], "y": changed["focal_y"]}


class LeaseForm(forms.ModelForm):
    """A lease to be given. Saving is the business of the verb `grant`."""

    starts_at = MomentField(required=False, widget=AdminMomentInput, label="From", help_text=IN_ZONE)
    ends_at = MomentField(required=False, widget=AdminMomentInput, label="Until", help_text=IN_ZONE)

    class Meta:
        model = Lease
        fields: ClassVar = ["kind", "starts_at", "ends_at", "note"]
        widgets: ClassVar = {"note": UnfoldAdminTextInputWidget()}

    def clean(self) -> dict[str, Any]:
        starts_at, ends_at = self.cleaned_data.get("starts_at"), self.cleaned_data.get("ends_at")
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends_at", "The lease would end before it begins. Give it a later end.")
        return self.cleaned_data


def _with_plain_lines(data: QueryDict | None) -> QueryDict | None:
    """What was sent, with the lines as the database keeps them: browsers end each with two signs."""
    if data is None:
        return None
    plain = data.copy()
    for name, values in data.lists():
        plain.setlist(name, [_plain(value) for value in values])
    return plain


def _plain(value: Any) -> Any:
    return value.replace("\r\n", "\n").replace("\r", "\n").strip() if isinstance(value, str) else value


def _printed(moment: datetime) -> str:
    return formats.date_format(timezone.localtime(moment), "DATETIME_FORMAT")
