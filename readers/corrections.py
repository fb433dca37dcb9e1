"""What was corrected lately: the notes that stand with stories readers see, newest first."""

from dataclasses import dataclass
from datetime import datetime

from articles import filling
from articles.filling import Card
from articles.models import Correction, Edition
from readers import lists

#: How many notes the page shows, and how many of the newest are looked at for them.
SHOWN, _LOOKED_AT = 50, 200


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
    rows = list(Correction.objects.order_by("-created_at", "-pk").values_list("article", "text")[:_LOOKED_AT])
    live = Edition.objects.live(at=at).filter(article__in={article for article, _ in rows}, language=language)
    stories = {edition.article_id: edition for edition in live.for_cards("corrections")}
    noted = [note for edition in stories.values() for note in _notes(edition, at=at)]
    newest = sorted(noted, key=lambda note: note.at, reverse=True)[:SHOWN]
    begins = lists.next_beginning(Edition.objects.exclude(corrections=[]), at=at)
    return Corrections(newest, lists.earliest(begins, *(note.card.until for note in newest)))


def _notes(edition: Edition, *, at: datetime) -> list[Corrected]:
    card = filling.card(edition, at=at)
    return [Corrected(row["text"], datetime.fromisoformat(row["at"]), card) for row in edition.corrections]
