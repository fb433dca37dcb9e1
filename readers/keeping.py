"""Keeping static pages and menus: each change is audited, and pages that show the thing are told."""

from datetime import datetime

from django.db import transaction

from articles import surrogates
from ground.shown import key
from readers import facts
from readers.models import MenuItem, Page
from staff import audit
from staff.models import User

Thing = Page | MenuItem


@transaction.atomic
def keep(*, thing: Thing, by: User | None, at: datetime) -> Thing:
    """Save the row, new or changed. Validation is the caller's form or `full_clean`."""
    former = type(thing)._base_manager.filter(pk=thing.pk).first() if thing.pk else None
    if isinstance(thing, Page):
        thing.changed_at = at
    thing.save()
    audit.record(by=by, verb="change" if former else "add", subject=thing, at=at)
    _tell(thing, keys(thing) | (keys(former) if former else set()))
    return thing


@transaction.atomic
def discard(*, thing: Thing, by: User | None, at: datetime) -> None:
    """Delete the row."""
    audit.record(by=by, verb="delete", subject=thing, at=at)
    told = keys(thing)
    thing.delete()
    _tell(thing, told)


def keys(thing: Thing) -> set[str]:
    """The keys of the pages that show the thing, and of its address, which answered 404 before it was there."""
    if isinstance(thing, Page):
        return {of_page(thing.slug), surrogates.of_path(thing.get_absolute_url()), surrogates.PAGES}
    return {surrogates.FURNITURE}


def of_page(slug: str) -> str:
    return key("page", slug)


def _tell(thing: Thing, told: set[str]) -> None:
    facts.furniture_changed.send(sender=type(thing), thing=thing, keys=told)
