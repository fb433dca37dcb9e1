"""The body's column: text that is cleaned on every way into the database."""

from collections.abc import Sequence
from typing import Any

from django.db import models

from articles import body


class BodyField(models.TextField):  # type: ignore[type-arg]
    """HTML in the narrow vocabulary of articles/body.py. Whatever writes it, it is cleaned."""

    def get_prep_value(self, value: Any) -> Any:
        prepared = super().get_prep_value(value)
        return body.clean(prepared).html if isinstance(prepared, str) else prepared

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """To migrations it is a TextField: the vocabulary may grow without one."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs
