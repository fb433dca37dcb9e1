"""What was corrected lately: the notes that stand with stories readers see, newest first."""

from dataclasses import dataclass
from datetime import datetime

from articles import filling
from articles.filling import Card, Note
from articles.models import Correction, Edition
from readers import lists

#: How many notes the page shows.
SHOWN = 50


@dataclass(frozen=True)
class Corrected:
    """A note and the story that it stands with."""

    note: Note
    card: Card


@dataclass(frozen=True)
class Corrections:
    """The page. `until`: when the clock alone changes it."""

    notes: list[Corrected]
    until: datetime | None

    @property
    def keys(self) -> set[str]:
        return lists.keys_of(corrected.card for corrected in self.notes)


def lately(*, language: str, at: datetime) -> Corrections:
    """The newest notes of live stories in that language. Three queries."""
    live = Edition.objects.live(at=at).filter(language=language)
    newest = Correction.objects.filter(article__in=live.values("article")).order_by("-created_at", "-pk")
    corrected = set(newest.values_list("article", flat=True)[:SHOWN])
    rows = live.filter(article__in=corrected).for_cards("corrections")
    noted = [note for edition in rows for note in _notes(edition, at=at)]
    newest_first = sorted(noted, key=lambda corrected: corrected.note.at, reverse=True)[:SHOWN]
    changes = Edition.objects.exclude(corrections=[]).next_change(at=at)
    return Corrections(newest_first, lists.earliest(changes, *(corrected.card.until for corrected in newest_first)))


def _notes(edition: Edition, *, at: datetime) -> list[Corrected]:
    card = filling.card(edition, at=at)
    return [Corrected(filling.note(row), card) for row in edition.corrections]
