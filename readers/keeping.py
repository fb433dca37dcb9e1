"""Keeping static pages and menus: as `articles.arranging` keeps the furniture, with the keys of these."""

from datetime import datetime

from articles import arranging, surrogates
from ground.shown import key
from readers.models import MenuItem, Page
from staff.models import User

Thing = Page | MenuItem


def keep(*, thing: Thing, by: User | None, at: datetime) -> Thing:
    """Save the row, new or changed. Validation is the caller's form or `full_clean`."""
    if isinstance(thing, Page):
        thing.changed_at = at
    return arranging.keep(thing=thing, by=by, at=at, keys=keys)


def discard(*, thing: Thing, by: User | None, at: datetime) -> None:
    """Delete the row."""
    arranging.discard(thing=thing, by=by, at=at, keys=keys)


def keys(thing: Thing) -> set[str]:
    """The keys of the pages that show the thing, and of its address, which answered 404 before it was there."""
    if isinstance(thing, Page):
        return {of_page(thing.slug), surrogates.of_path(thing.get_absolute_url()), surrogates.PAGES}
    return {surrogates.FURNITURE}


def of_page(slug: str) -> str:
    return key("page", slug)
