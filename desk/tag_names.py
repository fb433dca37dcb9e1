"""Tags as they are typed: names between commas, suggested while somebody types."""

import csv
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from articles import tagging


class TagNamesField(forms.CharField):
    """Its value is the list of names; one with a comma in it stands in double quotes (RFC 4180)."""

    widget = forms.TextInput(
        {"data-suggest": "tags", "data-suggest-many": "", "autocomplete": "off", "dir": "auto"},
    )

    def clean(self, value: Any) -> list[str]:  # type: ignore[override]
        line = " ".join(str(super().clean(value)).split())
        names = list(dict.fromkeys(filter(None, map(str.strip, _between_commas(line)))))
        if wrong := tagging.too_long(names):
            raise ValidationError(wrong, code="max_length")
        if self.required and not names:
            raise ValidationError(self.error_messages["required"], code="required")
        return names


def _between_commas(line: str) -> list[str]:
    try:
        return next(csv.reader([line], skipinitialspace=True), [])
    except csv.Error:  # a name that is longer than the reader takes, which is far more than a tag has
        return [line]
