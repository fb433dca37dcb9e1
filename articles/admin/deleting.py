"""Deleting, asked and refused in sentences: what else goes, what stays, and why something cannot be deleted."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest


class Telling:
    """A list whose rows are deleted after a page has told what comes of it.

    Django's own page lists every row of the database that goes along, as if the stories of a tag went with it.
    """

    delete_confirmation_template = delete_selected_confirmation_template = "articles/delete.html"

    def cost(self, thing: Any) -> str:
        """What comes of deleting the thing, in sentences."""
        raise NotImplementedError

    def hindrance(self, thing: Any) -> str:  # noqa: ARG002 - for those that have one
        """Why it cannot be deleted, in sentences; empty where it can."""
        return ""

    def get_deleted_objects(self, objs: Iterable[Any], request: HttpRequest) -> Any:  # noqa: ARG002 - Django gives it
        """In the shape that Django's views take: what is told, counts, what the person may not, what hinders it."""
        told = [f"“{thing}”: {self.cost(thing)}" for thing in objs]
        return told, {}, set(), list(filter(None, map(self.hindrance, objs)))
