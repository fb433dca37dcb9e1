"""Choosing the stories of fronts: a draft, and what of it readers see from which moment on.

| verb | the draft | the planned edition | a new edition |
|---|---|---|---|
| draft | replaced | - | - |
| discard_draft | as readers see it | - | - |
| publish | - | dropped | from now |
| schedule at T | - | dropped | from T |
| unschedule | - | dropped | - |
| bring_back | - | - | from now, a copy of a former one |

All are keyword-only, atomic and idempotent. They raise Refused with every reason, and NotAllowed.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from articles import surrogates, times
from articles.models import Article
from articles.refusals import Reason, Refused, refuse
from ground import clock, languages
from readers import facts
from readers.models import Front, FrontEdition, Slot
from staff import audit, permissions
from staff.models import User
from staff.printing import printed

#: How many stories a front has places for: one leads, four stand beside it, the rest follow by their headlines.
MOST = 11
_PERMISSION = "readers.curate_front"


@dataclass(frozen=True)
class Pick:
    """A story chosen for a front; without a headline of its own, and without an end, where these are empty."""

    article: Article
    headline: str = ""
    until: datetime | None = None


@transaction.atomic
def draft(*, front: Front, version: int, picks: Iterable[Pick], by: User | None) -> Front:
    """Keep these picks, in this order, as the draft. Readers see nothing of it."""
    permissions.require(by, _PERMISSION, to="choose the stories of fronts")
    locked, at = _lock(front)
    _refuse_stale(locked, version)
    picks, former = list(picks), drafted(locked)
    _refuse_unfit(locked, picks)
    if _frozen(picks) == former:
        return locked
    # An end that passed since the draft was saved is no mistake: the place is free, and the rest can still be saved.
    _refuse_ended([row for row in _frozen(picks) if row not in former], by_then=at)
    return _redraft(locked, picks, by=by, at=at)


def _redraft(locked: Front, picks: list[Pick], *, by: User | None, at: datetime) -> Front:
    locked.slots.all().delete()
    Slot.objects.bulk_create(
        Slot(front=locked, order=order, article=pick.article, headline=pick.headline, until=pick.until)
        for order, pick in enumerate(picks, start=1)
    )
    return _changed(locked, "draft", by=by, at=at)


@transaction.atomic
def discard_draft(*, front: Front, version: int, by: User | None) -> Front:
    """Make the draft what was published last: what readers see, or what is planned for them."""
    permissions.require(by, _PERMISSION, to="choose the stories of fronts")
    locked, at = _lock(front)
    _refuse_stale(locked, version)
    newest = FrontEdition.objects.filter(front=locked).order_by("-begins_at").first()
    kept = newest.picks if newest else []
    there = Article.objects.in_bulk([pick["article"] for pick in kept])
    picks = [_pick(there[row["article"]], row) for row in kept if row["article"] in there]
    return locked if _frozen(picks) == drafted(locked) else _redraft(locked, picks, by=by, at=at)


@transaction.atomic
def publish(*, front: Front, version: int, by: User | None) -> FrontEdition:
    """Let readers see the draft, from now on."""
    permissions.require(by, _PERMISSION, to="publish fronts")
    locked, at = _lock(front)
    _refuse_stale(locked, version)
    dropped = _drop_future(locked, at=at)
    standing, picks = locked.editions.begun(at=at).first(), drafted(locked)
    if standing and standing.picks == picks:
        if dropped:
            _tell(locked, "publish", by=by, at=at, detail={"dropped": dropped})
        return standing
    _refuse_ended(picks, by_then=at)
    return _begin(locked, picks, "publish", begins_at=at, by=by, at=at, dropped=dropped)


@transaction.atomic
def schedule(*, front: Front, version: int, begins_at: datetime, by: User | None) -> FrontEdition:
    """Let readers see the draft from that moment on, whether anything runs then or not."""
    permissions.require(by, _PERMISSION, to="publish fronts")
    times.refuse_unmeant(begins_at, field="begins_at")
    locked, at = _lock(front)
    _refuse_stale(locked, version)
    planned, picks = locked.editions.future(at=at).first(), drafted(locked)
    if planned and (planned.begins_at, planned.picks) == (begins_at, picks):
        return planned
    if begins_at <= at:
        said = f"{printed(begins_at)} has passed. Nothing was changed. Choose a later time, or publish now."
        raise refuse("time-passed", said, field="begins_at")
    _refuse_ended(picks, by_then=begins_at)
    dropped = _drop_future(locked, at=at)
    return _begin(locked, picks, "schedule", begins_at=begins_at, by=by, at=at, dropped=dropped)


@transaction.atomic
def unschedule(*, front: Front, by: User | None) -> None:
    """Drop what is planned; readers go on seeing what stands."""
    permissions.require(by, _PERMISSION, to="publish fronts")
    locked, at = _lock(front)
    if dropped := _drop_future(locked, at=at):
        _tell(locked, "unschedule", by=by, at=at, detail={"dropped": dropped})


@transaction.atomic
def bring_back(*, edition: FrontEdition, by: User | None) -> FrontEdition:
    """Let readers see again what stood before. The draft and what is planned stay as they are."""
    permissions.require(by, _PERMISSION, to="publish fronts")
    locked, at = _lock(edition.front)
    standing = locked.editions.begun(at=at).first()
    if standing and standing.picks == edition.picks:
        return standing
    return _begin(locked, edition.picks, "bring back", begins_at=at, by=by, at=at)


def drafted(front: Front) -> list[dict[str, Any]]:
    """The draft in the shape of FrontEdition.picks."""
    return _frozen(front.slots.select_related("article"))


def keys(front: Front) -> set[str]:
    """The keys of the page that shows the front."""
    return {surrogates.FRONT} if front.section_id is None else {surrogates.of_section(front.section_id)}


def _frozen(picks: Iterable[Pick | Slot]) -> list[dict[str, Any]]:
    """Picks as they are compared and kept: moments in UTC, since a form's are in the newsroom's zone."""
    return [
        {
            "article": pick.article.pk,
            "story": str(pick.article.public_id),
            "headline": pick.headline,
            "until": pick.until.astimezone(UTC).isoformat() if pick.until else None,
        }
        for pick in picks
    ]


def _pick(article: Article, row: dict[str, Any]) -> Pick:
    return Pick(article, row["headline"], datetime.fromisoformat(row["until"]) if row["until"] else None)


def _lock(front: Front) -> tuple[Front, datetime]:
    """The row, made where it is not there yet, and the moment, read when nobody else can change it."""
    named: dict[str, Any] = {"section": front.section, "language": front.language}
    Front.objects.get_or_create(**named)
    return Front.objects.select_for_update(of=("self",)).get(**named), clock.after_lock()


def _refuse_stale(front: Front, version: int) -> None:
    if front.version != version:
        when = printed(front.changed_at)
        said = (
            f"{front.changed_by or 'Newsroom'} changed this front on {when}, after you had opened it. "
            "Nothing was changed. Look at it as it stands, then choose again."
        )
        raise refuse("stale", said, field="version")


def _refuse_unfit(front: Front, picks: list[Pick]) -> None:
    reasons = []
    if len(picks) > MOST:
        reasons.append(Reason("too-many", "picks", f"A front has {MOST} places, and {len(picks)} stories were chosen."))
    for pk, number in Counter(pick.article.pk for pick in picks).items():
        if number > 1:
            twice = next(pick.article for pick in picks if pick.article.pk == pk)
            reasons.append(Reason("twice", "picks", f"“{twice}” was chosen twice. Take one of them out."))
    for pick in picks:
        if pick.article.language != front.language:
            theirs, ours = languages.name(pick.article.language), languages.name(front.language)
            said = f"“{pick.article}” is in {theirs}, and this front shows {ours}. Take it out."
            reasons.append(Reason("language", "picks", said))
    if reasons:
        raise Refused(reasons)


def _refuse_ended(picks: list[dict[str, Any]], *, by_then: datetime) -> None:
    """Places that nobody would ever see, as a wrong day in the box for the end makes them."""
    ended = [row for row in picks if row["until"] and datetime.fromisoformat(row["until"]) <= by_then]
    named = Article.objects.defer("body").in_bulk([row["article"] for row in ended])
    reasons = [
        Reason(
            "ended",
            "picks",
            f"“{named[row['article']]}” leaves its place on {printed(datetime.fromisoformat(row['until']))}, "
            f"before readers could see it there. Choose a later end, or take it out.",
        )
        for row in ended
    ]
    if reasons:
        raise Refused(reasons)


def _changed(front: Front, verb: str, *, by: User | None, at: datetime) -> Front:
    front.version, front.changed_at, front.changed_by = front.version + 1, at, by
    front.save(update_fields=["version", "changed_at", "changed_by"])
    audit.record(by=by, verb=verb, subject=front, at=at, detail={"version": front.version})
    return front


def _drop_future(front: Front, *, at: datetime) -> str:
    """Delete the planned edition and return when it would have begun."""
    planned = front.editions.future(at=at).first()
    if planned is None:
        return ""
    planned.delete()
    return planned.begins_at.isoformat()


def _begin(
    front: Front, picks: Any, verb: str, *, begins_at: datetime, by: User | None, at: datetime, dropped: str = ""
) -> FrontEdition:
    edition = FrontEdition.objects.create(front=front, picks=picks, begins_at=begins_at, published_by=by, created_at=at)
    said = {"from": begins_at.isoformat(), "stories": len(picks), **({"dropped": dropped} if dropped else {})}
    _tell(front, verb, by=by, at=at, detail=said)
    return edition


def _tell(front: Front, verb: str, *, by: User | None, at: datetime, detail: dict[str, Any]) -> None:
    audit.record(by=by, verb=verb, subject=front, at=at, detail=detail)
    facts.front_live.send(sender=Front, front=front, keys=keys(front))
