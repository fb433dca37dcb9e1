"""The page of a section: the desk's choice, then the newest of the section and the sections in it."""

from datetime import datetime
from typing import Any

from articles import filling
from articles.filling import Link
from articles.models import Edition, Section, Site
from readers import furnishing, lists
from readers.fronts import picks
from readers.fronts.picks import Picks
from readers.lists import Listing, Wanted


def listing(section: Section, *, site: Site, wanted: Wanted, at: datetime, chosen: Picks | None = None) -> Listing:
    """The stories of that page of the section. `chosen` stands in for what the desk has published (a preview)."""
    editions = Edition.objects.filter(section_id__in=furnishing.section_ids(site, section.pk))
    found = lists.page(editions, wanted=wanted, default=site.language, at=at)
    return picks.first(found, section_id=section.pk, at=at, chosen=chosen)


def facts(section: Section, listing: Listing, *, site: Site) -> dict[str, Any]:
    """What the template of its page gets: its words and those of the sections around it, in the list's language."""
    language = listing.language
    return {
        "listing": listing,
        "current": (section.parent or section).get_absolute_url(),
        "name": filling.section_link(section, language),
        "description": _description(section, language),
        "parent": filling.section_link(section.parent, language) if section.parent else None,
        "children": furnishing.children_of(site, section.pk, language=language),
    }


def _description(section: Section, language: str) -> Link:
    words, tongue = section.worded("description", language)
    return Link(words, "", tongue)
