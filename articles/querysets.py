"""What may be read: the one definition of public, and the questions that lists ask."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from articles.models import Edition  # noqa: F401 (named in the base below)


class EditionQuerySet(models.QuerySet["Edition"]):
    """Editions. Every story that anybody outside sees comes through `live`."""

    def live(self, *, at: datetime) -> "EditionQuerySet":
        """The editions that stand at that moment: at most one of an article."""
        return self.filter(Q(live_until=None) | Q(live_until__gt=at), live_from__lte=at)

    def begun(self, *, at: datetime) -> "EditionQuerySet":
        """The editions that stand or stood: what readers have seen until that moment, not what they see."""
        return self.filter(live_from__lte=at)

    def future(self, *, at: datetime) -> "EditionQuerySet":
        """The editions that have yet to begin: at most one of an article."""
        return self.filter(live_from__gt=at)

    def newest_first(self) -> "EditionQuerySet":
        """In the order of lists: by first publication, the newest on top."""
        return self.order_by("-first_published_at", "-pk")

    def for_cards(self) -> "EditionQuerySet":
        """With what a card shows and without the body: section, address, lead photo."""
        return self.select_related("article", "section", "lead_photo").defer(
            "html", "captions", "article__body", "lead_photo__source_metadata"
        )
