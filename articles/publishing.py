"""Publishing: now, at a time, and back again. Each verb is one step in the life of editions.

| verb | the future edition | the standing one | a new one |
|---|---|---|---|
| publish | dropped | ends now, replaced | from now |
| schedule at T | dropped | ends at T, replaced | from T |
| unschedule | dropped | gets its former end back | - |
| undo | - | ends now | the former one again, from now |

All are keyword-only, atomic and idempotent: asked twice with the same version and arguments,
the second time changes nothing. They raise Refused with every reason, and NotAllowed.

A version that is published or planned waits for nobody on the desk: what was handed in or returned
is a draft again, and comes back should that edition be undone or dropped (standing.py). An
approval stays, as it is of that version.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from articles import addressing, checking, facts, standing, times
from articles.composing import compose
from articles.models import Article, Correction, Edition
from articles.refusals import Reason, Refused, refuse
from articles.standing import Story
from staff import audit, permissions
from staff.models import User
from staff.printing import printed

UNDO_WITHIN = timedelta(seconds=10)
#: Who holds it publishes, schedules and corrects stories.
PUBLISH = "articles.publish_article"
#: Why a note would be lost, by whether it is the first publication.
_NO_NOTE = {
    True: "Readers have not seen this story, so there is nothing to correct.",
    False: "Only a correction or a clarification is published with a note.",
}
#: What the note of each kind tells.
_TELLS = {"correction": "what was wrong", "clarification": "what is clearer now"}
#: The kinds of editions that carry a public note, and what their note is.
_NOTED = {
    Edition.Kind.CORRECTION: Correction.Kind.FACT,
    Edition.Kind.CLARIFICATION: Correction.Kind.CLARIFICATION,
}
#: What must be equal for two editions to be the same to readers.
_CONTENT = (
    "article_version kind note section_id language headline front_headline summary html dateline source editor_note "
    "urgency sensitive lead_photo_id bylines captions author_ids tag_ids coverage_ids photo_ids link_ids related_ids "
    "embargo"
).split()


@transaction.atomic
def publish(
    *, article: Article, version: int, by: User | None, kind: str = Edition.Kind.UPDATE, note: str = ""
) -> Edition:
    """Make this version what readers see, from now on. The first time, any kind is `first`.

    A withdrawn story is refused: who may withdraw stories reinstates it, as it was or as it was saved since.
    """
    permissions.require(by, PUBLISH, to="publish stories")
    story = standing.lock(article)
    edition = _prepare(story, version=version, kind=kind, note=note, at=story.at, by=by)
    if story.standing and _same(story.standing, edition):
        _unschedule(story, by=by)
        return story.standing
    dropped = standing.drop_future(story)
    _begin_now(story, edition, by=by)
    _record(story, "publish", by=by, edition=edition, dropped=dropped)
    standing.announce(story.article, at=story.at)
    return edition


@transaction.atomic
def schedule(
    *, article: Article, version: int, at: datetime, by: User | None, kind: str = Edition.Kind.UPDATE, note: str = ""
) -> Edition:
    """Make this version what readers see from that moment on, whether anything runs then or not."""
    permissions.require(by, PUBLISH, to="schedule stories")
    times.refuse_unmeant(at, field="at")
    story = standing.lock(article)
    edition = _prepare(story, version=version, kind=kind, note=note, at=at, by=by)
    for there in filter(None, [story.future, story.standing]):
        if there.live_from == at and _same(there, edition):
            return there
    _refuse_the_past(story, at)
    dropped = standing.drop_future(story)
    if story.standing:
        edition.replaces = story.standing
        edition.replaced_until, edition.replaced_ended_by = story.standing.live_until, story.standing.ended_by
        standing.end(story.standing, at=at, cause=Edition.EndedBy.REPLACED)
    _write(story, edition, by=by)
    _record(story, "schedule", by=by, edition=edition, dropped=dropped)
    facts.listing_changed.send(sender=Edition, edition=edition)
    standing.announce(story.article, at=story.at)
    return edition


@transaction.atomic
def unschedule(*, article: Article, by: User | None) -> Article:
    """Drop the edition that has yet to begin. Without one, nothing happens."""
    permissions.require(by, PUBLISH, to="unschedule stories")
    story = standing.lock(article)
    _unschedule(story, by=by)
    standing.announce(story.article, at=story.at)
    return story.article


@transaction.atomic
def undo(*, edition: Edition, by: User | None) -> Edition | None:
    """Take back a publication within ten seconds; the edition before it stands again.

    Returns that edition, or None after a first publication: then the address answers 404, as
    if nothing had been there. Undone already, nothing more happens.
    """
    permissions.require(by, PUBLISH, to="undo publications")
    story = standing.lock(edition.article)
    if Edition.objects.filter(pk=edition.pk, ended_by=Edition.EndedBy.UNDO).exists():
        return story.standing
    undone, former = _undoable(story, edition)
    standing.end(undone, at=story.at, cause=Edition.EndedBy.UNDO)
    standing.unsettle(story.article, undone)
    Correction.objects.filter(edition=undone).delete()
    again = _stand_again(story, former, by=by)
    _redate_the_future(story)
    audit.record(by=by, verb="undo", subject=story.article, at=story.at, detail={"edition": edition.pk})
    standing.announce(story.article, at=story.at)
    return again


def stand(story: Story, *, version: int, kind: str, by: User | None, note: str = "", again: bool = False) -> Edition:
    """Let this version of the locked working copy stand from now on, for a verb that records itself.

    Nothing may be planned. `again`: it ends a withdrawal. Raises Refused with every reason; the right to publish was
    asked for before.
    """
    edition = _prepare(story, version=version, kind=kind, note=note, at=story.at, by=by, again=again)
    _begin_now(story, edition, by=by)
    standing.announce(story.article, at=story.at)
    return edition


def told(story: Story, edition: Edition, *, by: User | None) -> dict[str, Any]:
    """What the audit log keeps of an edition that a verb has made."""
    detail = {"version": edition.article_version, "kind": edition.kind, "from": edition.live_from}
    if by is not None and story.article.desk_state != Article.DeskState.APPROVED:
        detail["unapproved"] = True  # by the right to bypass approval (checking.py)
    return detail


def copy_of(edition: Edition, *, at: datetime, by: User | None) -> Edition:
    """The same edition once more, unsaved, beginning at that moment."""
    names = [name for name in _CONTENT if name != "embargo"]
    return Edition(
        **{name: getattr(edition, name) for name in names},
        article=edition.article,
        corrections=edition.corrections,
        first_published_at=edition.first_published_at,
        updated_at=edition.updated_at,
        embargo=edition.article.embargo,
        live_from=at,
        created_at=at,
        published_by=by,
    )


def _prepare(
    story: Story, *, version: int, kind: str, note: str, at: datetime, by: User | None, again: bool = False
) -> Edition:
    """The edition as it would be, or Refused with all reasons."""
    kind = Edition.Kind.UPDATE if kind == Edition.Kind.FIRST else kind
    kind = kind if story.was_public else Edition.Kind.FIRST
    away = [] if again else checking.withdrawal(story.withdrawn)
    reasons = [*_note_reasons(kind, note), *away, *checking.reasons(story.article, version=version, at=at, by=by)]
    if reasons:
        raise Refused(reasons)
    edition = compose(story.article, kind=kind, note=note.strip(), at=at, by=by)
    edition.created_at = story.at
    _date(story, edition)
    return edition


def _date(story: Story, edition: Edition) -> None:
    """What an edition takes from those that readers have seen before it: its dates and the corrections so far."""
    last = story.last if story.was_public else None
    edition.first_published_at = last.first_published_at if last else edition.live_from
    edition.updated_at = last.updated_at if last and edition.kind == Edition.Kind.MINOR else edition.live_from
    edition.corrections = _corrections(story, edition)


def _redate_the_future(story: Story) -> None:
    """After an undo: the planned edition follows on another one, or is the first now, with nothing to correct."""
    future = story.future
    if future is None:
        return
    if not story.was_public:
        future.kind, future.note = Edition.Kind.FIRST, ""
        Correction.objects.filter(edition=future).delete()
    _date(story, future)
    future.save(update_fields=["kind", "note", "first_published_at", "updated_at", "corrections"])


def _note_reasons(kind: str, note: str) -> list[Reason]:
    if kind not in Edition.Kind.values:
        return [
            Reason(
                "kind-unknown", "kind", f"There is no kind “{kind}”. Choose minor, update, correction or clarification."
            )
        ]
    if kind in _NOTED and not note.strip():
        return [Reason("note-missing", "note", f"A {kind} needs a note that tells readers {_TELLS[kind]}. Write it.")]
    if kind not in _NOTED and note.strip():
        return [Reason("note-needless", "note", f"{_NO_NOTE[kind == Edition.Kind.FIRST]} Leave the note out.")]
    return []


def _corrections(story: Story, edition: Edition) -> list[dict[str, Any]]:
    """The public notes that the edition carries, the newest first, as text and moment (ISO 8601)."""
    earlier = [
        {"text": row.text, "at": row.created_at.isoformat(), "kind": row.kind}
        for row in story.article.corrections.exclude(edition__live_from__gt=story.at)
    ]
    if not edition.note:
        return earlier
    own = {"text": edition.note, "at": edition.live_from.isoformat(), "kind": _NOTED[Edition.Kind(edition.kind)]}
    return [own, *earlier]


def _same(edition: Edition, other: Edition) -> bool:
    """Whether readers would see no difference. A first publication was asked for as an update or a minor change."""
    kinds = {edition.kind, other.kind}
    same_kind = len(kinds) == 1 or (Edition.Kind.FIRST in kinds and not kinds & _NOTED.keys())
    return same_kind and all(getattr(edition, name) == getattr(other, name) for name in _CONTENT if name != "kind")


def _begin_now(story: Story, edition: Edition, *, by: User | None) -> None:
    """From now on, in the place of the one that stands."""
    if story.standing:
        edition.replaces = story.standing
        standing.end(story.standing, at=story.at, cause=Edition.EndedBy.REPLACED)
    _write(story, edition, by=by)


def _write(story: Story, edition: Edition, *, by: User | None) -> None:
    addressing.fix(story.article, at=edition.live_from)
    edition.article = story.article
    standing.settle(story.article, edition)
    standing.begin(story, edition)
    if edition.note:
        Correction.objects.create(
            article=story.article,
            edition=edition,
            text=edition.note,
            kind=_NOTED[Edition.Kind(edition.kind)],
            created_at=edition.live_from,
            created_by=by,
        )


def _unschedule(story: Story, *, by: User | None) -> None:
    dropped = standing.drop_future(story)
    if dropped:
        addressing.release(story.article)
        audit.record(
            by=by, verb="unschedule", subject=story.article, at=story.at, detail={"was_from": dropped.live_from}
        )
        facts.listing_changed.send(sender=Edition, edition=dropped)


def _record(story: Story, verb: str, *, by: User | None, edition: Edition, dropped: Edition | None) -> None:
    planned = {"dropped": dropped.live_from} if dropped else {}
    detail = {**told(story, edition, by=by), **planned}
    audit.record(by=by, verb=verb, subject=story.article, at=story.at, detail=detail)


def _refuse_the_past(story: Story, at: datetime) -> None:
    if at <= story.at:
        raise refuse("time-past", f"{printed(at)} has passed. Choose a later time, or publish now.", field="at")


def _stand_again(story: Story, former: Edition | None, *, by: User | None) -> Edition | None:
    if former is None:
        standing.forget(story)
        return None
    return standing.begin(story, copy_of(former, at=story.at, by=by))


def _undoable(story: Story, asked: Edition) -> tuple[Edition, Edition | None]:
    """The standing edition and the one to stand again, None after a first publication; or Refused."""
    edition = story.standing
    if edition is None or edition.pk != asked.pk:
        raise refuse("undo-not-standing", "Readers no longer see that version, so nothing was undone. Look again.")
    if story.at - edition.live_from > UNDO_WITHIN:
        raise refuse("undo-too-late", "More than ten seconds have passed. Withdraw the story or publish a correction.")
    if edition.replaces is None and story.was_public_before(edition):
        raise refuse("undo-nothing-before", "There is no version before this one to show again. Withdraw the story.")
    if edition.replaces and (reasons := checking.obstacles(story.article, at=story.at)):
        raise Refused(reasons)
    return edition, edition.replaces
