"""What was corrected lately: the notes that stand with stories readers see, newest first."""

from dataclasses import dataclass
from datetime import datetime

from articles import filling
from articles.filling import Card
from articles.models import Correction, Edition
from readers import lists

#: How many notes the page shows.
SHOWN = 50


@dataclass(frozen=True)
class Corrected:
    """A note and the story that it stands with."""

    text: str
    at: datetime
    card: Card


@dataclass(frozen=True)
class Corrections:
    """The page. `until`: when the clock alone changes it."""

    notes: list[Corrected]
    until: datetime | None

    @property
    def keys(self) -> set[str]:
        return lists.keys_of(note.card for note in self.notes)


def lately(*, language: str, at: datetime) -> Corrections:
    """The newest notes of live stories in that language. Three queries."""
    live = Edition.objects.live(at=at).filter(language=language)
    newest = Correction.objects.filter(article__in=live.values("article")).order_by("-created_at", "-pk")
    corrected = set(newest.values_list("article", flat=True)[:SHOWN])
    rows = live.filter(article__in=corrected).for_cards("corrections")
    noted = [note for edition in rows for note in _notes(edition, at=at)]
    notes = sorted(noted, key=lambda note: note.at, reverse=True)[:SHOWN]
    changes = Edition.objects.exclude(corrections=[]).next_change(at=at)
    return Corrections(notes, lists.earliest(changes, *(note.card.until for note in notes)))


def _notes(edition: Edition, *, at: datetime) -> list[Corrected]:
    card = filling.card(edition, at=at)
    return [Corrected(row["text"], datetime.fromisoformat(row["at"]), card) for row in edition.corrections]
