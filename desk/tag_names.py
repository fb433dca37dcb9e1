"""Tags as they are typed: names between commas, suggested while somebody types."""

import csv
from typing import Any

from django import forms
from django.core.exceptions import ValidationError


class TagNamesField(forms.CharField):
    """Its value is the list of names; one with a comma in it stands in double quotes (RFC 4180)."""

    widget = forms.TextInput(
        {"data-suggest": "tags", "data-suggest-many": "", "autocomplete": "off", "dir": "auto"},
    )

    def clean(self, value: Any) -> list[str]:  # type: ignore[override]
        line = " ".join(str(super().clean(value)).split())
        typed = next(csv.reader([line], skipinitialspace=True), [])
        names = list(dict.fromkeys(filter(None, (name.strip()[:100] for name in typed))))
        if self.required and not names:
            raise ValidationError(self.error_messages["required"], code="required")
        return names
