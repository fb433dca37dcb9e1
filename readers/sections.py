"""The page of a section: the desk's choice, then the newest of the section and the sections in it."""

from datetime import datetime

from articles.models import Edition, Section, Site
from readers import furnishing, lists, picks
from readers.lists import Listing, Wanted
from readers.picks import Picks


def listing(section: Section, *, site: Site, wanted: Wanted, at: datetime, chosen: Picks | None = None) -> Listing:
    """The stories of that page of the section. `chosen` stands in for what the desk has published (a preview)."""
    editions = Edition.objects.filter(section_id__in=furnishing.section_ids(site, section.pk))
    found = lists.page(editions, wanted=wanted, default=site.language, at=at)
    return picks.first(found, section_id=section.pk, at=at, chosen=chosen)
