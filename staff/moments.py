"""Moments as people type them: in the zone of the page, and such as somebody can mean."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import lazy
from unfold.widgets import INPUT_CLASSES

from ground import clock

#: Stands beside a box where the page itself does not name its zone.
IN_ZONE: Any = lazy(lambda: f"Time in {timezone.get_current_timezone_name()}.", str)()


class MomentInput(forms.DateTimeInput):
    """A date and a time in one box; the browser brings the calendar."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"type": "datetime-local", "step": 1, **(attrs or {})}, format="%Y-%m-%dT%H:%M:%S")


class AdminMomentInput(MomentInput):
    """The same, as boxes look in the admin's own forms."""

    def __init__(self) -> None:
        super().__init__({"class": " ".join(INPUT_CLASSES)})


class MomentField(forms.DateTimeField):
    """A moment in the zone of the page. One that no clock there shows, or no calendar needs, gets a sentence."""

    widget = MomentInput

    def to_python(self, value: Any) -> datetime | None:
        moment = self._in_zone(value)
        if moment and not clock.can_be_meant(moment):
            raise ValidationError(
                f"The year {moment.year:04} cannot be meant. Choose one from {clock.FIRST_YEAR} to {clock.LAST_YEAR}."
            )
        return moment

    def _in_zone(self, value: Any) -> datetime | None:
        try:
            return super().to_python(value)
        except ValidationError as error:
            if error.code != "ambiguous_timezone":
                raise
            raise ValidationError(
                f"The clocks in {timezone.get_current_timezone_name()} are set then: this time comes twice or never. "
                "Choose one an hour earlier or later."
            ) from error
