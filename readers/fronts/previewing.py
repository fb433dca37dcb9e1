"""A front as it would be if its draft were published now. Never stored by a cache."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from articles.models import Site
from readers import rendering
from readers.fronts import arranging, curating, picks, sections
from readers.fronts.picks import Picks
from readers.lists import Wanted
from readers.models import Front
from readers.rendering import Head


def preview(front: Front, *, site: Site, at: datetime) -> HttpResponse:
    """The whole page with the draft of that front; stories that are not public are not on it."""
    drafted = curating.drafted(front) if front.pk else []
    chosen = picks.of_rows(drafted, None, at=at)
    head = Head(format_lazy("{}: {}", _("Preview"), str(front)), language=front.language, indexed=False)
    template, facts = _facts(front, chosen, site=site, at=at)
    response = rendering.page(template, site=site, head=head, at=at, is_preview=True, **facts)
    response["Cache-Control"] = "private, no-store"
    return response


def _facts(front: Front, chosen: Picks, *, site: Site, at: datetime) -> tuple[str, dict[str, Any]]:
    section = front.section
    if section is None:
        return "readers/front.html", {"front": arranging.arrange(site, language=front.language, at=at, chosen=chosen)}
    listing = sections.listing(section, site=site, wanted=Wanted(language=front.language), at=at, chosen=chosen)
    return "readers/section.html", sections.facts(section, listing, site=site)
