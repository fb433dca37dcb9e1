"""Purges: which keys of pages are no longer true, written in the transaction that made them so."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Purge(models.Model):
    """Keys to drop from every cache. Hard: never serve the old copy again, not even in need."""

    keys: "ArrayField[list[str], list[str]]" = ArrayField(models.CharField(max_length=300))
    hard = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["at"], name="purge_since")]

    def __str__(self) -> str:
        return " ".join(self.keys)
