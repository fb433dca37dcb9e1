"""What the buttons of a front do, and where a front stands with its readers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import QueryDict

from articles.refusals import refuse
from readers.fronts import curating
from readers.fronts.curating import Pick
from readers.models import Front, FrontEdition
from staff.models import User
from staff.printing import printed

#: How many former choices the page offers to bring back.
_FORMER = 5


@dataclass(frozen=True)
class Standing:
    """What is true of a front, in sentences, and the former choices that can be brought back."""

    sentences: list[str]
    former: list[FrontEdition]
    planned: FrontEdition | None
    differs: bool


@transaction.atomic
def act(front: Front, asked: dict[str, Any], picks: list[Pick], data: QueryDict, *, by: User) -> str:
    """Keep the draft, do what the button says, and tell what was done.

    Refused, the draft is not kept either, so that the form is of the version on which it was opened, and can be sent
    again.
    """
    if "_discard" in data:
        curating.discard_draft(front=front, version=asked["version"], by=by)
        return "The draft is what was published last."
    kept = curating.draft(front=front, version=asked["version"], picks=picks, by=by)
    if "_publish" in data:
        curating.publish(front=kept, version=kept.version, by=by)
        return "Published: readers see this choice."
    if "_schedule" in data:
        return _schedule(kept, asked["begins_at"], by=by)
    if "_unschedule" in data:
        curating.unschedule(front=kept, by=by)
        return "Unscheduled. Readers go on seeing what stands."
    return "The draft is saved. Readers see nothing of it yet."


def _schedule(front: Front, begins_at: datetime | None, *, by: User) -> str:
    if begins_at is None:
        said = "Write the time from which readers are to see it. Nothing was saved."
        raise refuse("time-missing", said, field="begins_at")
    edition = curating.schedule(front=front, version=front.version, begins_at=begins_at, by=by)
    return f"Scheduled: readers see this choice from {printed(edition.begins_at)} on."


def standing(front: Front, *, at: datetime) -> Standing:
    """Where the front stands at that moment; three queries for one that was saved."""
    if not front.pk:
        return Standing([_BY_ITSELF], [], None, differs=False)
    begun = list(front.editions.begun(at=at).select_related("published_by")[: _FORMER + 1])
    planned = front.editions.future(at=at).first()
    newest = planned or (begun[0] if begun else None)
    differs = curating.drafted(front) != (newest.picks if newest else [])
    return Standing(_sentences(front, begun, planned, differs), begun[1:], planned, differs)


_BY_ITSELF = "Nothing was chosen: the newest stories stand here by themselves."


def _sentences(front: Front, begun: list[FrontEdition], planned: FrontEdition | None, differs: bool) -> list[str]:
    said = [_BY_ITSELF]
    if begun and begun[0].picks:
        number = len(begun[0].picks)
        chosen = f"{number} chosen stories" if number > 1 else "a chosen story"
        said = [f"Readers see {chosen} since {printed(begun[0].begins_at)}, and the newest after that."]
    if planned:
        said.append(f"Another choice is planned for {printed(planned.begins_at)}.")
    if differs:
        who = f", saved by {front.changed_by}" if front.changed_by else ""
        said.append(f"The draft differs from it{who} on {printed(front.changed_at)}.")
    return said


def with_standing(language: str, *, at: datetime) -> QuerySet[Front]:
    """The fronts of a language that somebody has chosen for, with `since` and `planned_at`."""
    editions = FrontEdition.objects.filter(front=OuterRef("pk"))
    return Front.objects.filter(language=language).annotate(
        since=Subquery(editions.begun(at=at).exclude(picks=[]).values("begins_at")[:1]),
        planned_at=Subquery(editions.future(at=at).values("begins_at")[:1]),
    )
