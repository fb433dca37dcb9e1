"""What may be read: the one definition of public, and the questions that lists ask."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Case, Q, When

if TYPE_CHECKING:
    from articles.models import Edition  # noqa: F401 (named in the base below)

_OF_A_CARD = (
    *"headline front_headline summary bylines source language urgency".split(),
    *"first_published_at updated_at live_from live_until".split(),
    *"article__public_id article__path section__name section__slug section__wordings".split(),
    *(
        f"lead_photo__{name}"
        for name in "public_id state width height alt_text dominant_colour ready ready_version lease_periods".split()
    ),
)


class EditionQuerySet(models.QuerySet["Edition"]):
    """Editions. Every story that anybody outside sees comes through `live`."""

    def live(self, *, at: datetime) -> "EditionQuerySet":
        """The editions that stand at that moment: at most one of an article."""
        return self.not_ended(at=at).filter(live_from__lte=at)

    def begun(self, *, at: datetime) -> "EditionQuerySet":
        """The editions that stand or stood: what readers have seen until that moment, not what they see."""
        return self.filter(live_from__lte=at)

    def future(self, *, at: datetime) -> "EditionQuerySet":
        """The editions that have yet to begin: at most one of an article."""
        return self.filter(live_from__gt=at)

    def not_ended(self, *, at: datetime) -> "EditionQuerySet":
        """The editions that stand or have yet to begin."""
        return self.filter(Q(live_until=None) | Q(live_until__gt=at))

    def next_changes(self, *, at: datetime) -> "models.QuerySet[Any, Any]":
        """The moments at which these begin or end after that one, as `changes_at`, the next one first."""
        moment = Case(When(live_from__gt=at, then="live_from"), default="live_until")
        changing = self.not_ended(at=at).annotate(changes_at=moment).filter(changes_at__isnull=False)
        return changing.order_by("changes_at").values("changes_at")

    def next_change(self, *, at: datetime) -> datetime | None:
        """The next moment at which the clock alone lets one of these come or go. One query.

        Of all stories as of few, by the indexes of beginnings and of ends: one that is to come was not announced yet.
        """
        begins = self.future(at=at).order_by("live_from").values_list("live_from", flat=True)
        open_ends = self.filter(live_until__gt=at, ended_announced_at=None)
        ends = open_ends.order_by("live_until").values_list("live_until", flat=True)
        return min(begins[:1].union(ends[:1], all=True), default=None)

    def newest_first(self) -> "EditionQuerySet":
        """In the order of lists: by first publication, the newest on top."""
        return self.order_by("-first_published_at", "-pk")

    def for_cards(self, *more: str) -> "EditionQuerySet":
        """With what a card shows, `more` columns, and nothing else: to read the rest costs more than to find it."""
        return self.select_related("article", "section", "lead_photo").only(*_OF_A_CARD, *more)
