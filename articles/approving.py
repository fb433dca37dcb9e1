"""The way of a story over the desk: handed in, returned with a reason, approved, assigned to somebody.

| verb | from | to |
|---|---|---|
| submit | draft, returned | submitted |
| send_back | submitted, approved | returned |
| approve | any | approved |
| publishing, scheduling (publishing.py) | submitted, returned | draft |

A version that readers see or will see is not handed in: nobody has to approve it. An approval is
of the version that was approved: a save by somebody who may not approve takes the story back to
draft, and so does a photograph that comes (drafting.py). Whoever pressed a button says what stood
beside it (`whereabouts`, the number of the assignee): the verb refuses where a colleague was quicker,
unless that leads to the same. Programs may leave it out. All are keyword-only, atomic and
idempotent; they raise Refused, StaleVersion and NotAllowed.
"""

from datetime import datetime

from django.db import transaction

from articles.drafting import APPROVE
from articles.models import Article, Edition, EditorialNote
from articles.refusals import refuse
from articles.staleness import StaleVersion
from ground import clock
from staff import audit, permissions
from staff.models import User
from staff.printing import printed

_STATES = Article.DeskState
#: Where a story is → the verbs that brought it there, and what whoever did them has done.
_MOVED = {
    _STATES.SUBMITTED: {"submit": "handed it in"},
    _STATES.RETURNED: {"return": "returned it"},
    _STATES.APPROVED: {"approve": "approved it"},
    _STATES.DRAFT: {"publish": "published it", "schedule": "scheduled it"},
}


@transaction.atomic
def submit(*, article: Article, version: int, by: User | None, seen: str = "") -> Article:
    """Hand that version in."""
    permissions.require(by, "articles.change_article", to="hand in stories")
    locked, at = _lock(article, version)
    _refuse_overtaken(locked, seen, to=_STATES.SUBMITTED)
    if locked.desk_state == _STATES.APPROVED:
        raise refuse("approved", "The story is approved already, so there is nothing to hand in.", field="desk_state")
    if not (locked.headline.strip() and locked.body.strip()):
        said = "The story has no headline or no text, so it was not handed in. Write both and save."
        raise refuse("nothing-to-submit", said, field="headline")
    if Edition.objects.not_ended(at=at).filter(article=locked, article_version=version).exists():
        said = (
            "Readers see this version or will see it, so there is nothing to approve. Save a change, then hand it in."
        )
        raise refuse("public-already", said, field="version")
    return _enter(locked, _STATES.SUBMITTED, "submit", by=by, at=at)


@transaction.atomic
def send_back(*, article: Article, version: int, reason: str, by: User | None, seen: str = "") -> Article:
    """Return the story to its author, who is told why."""
    permissions.require(by, APPROVE, to="return stories")
    locked, at = _lock(article, version)
    if not reason.strip():
        raise refuse("reason-missing", "A story is returned with a reason. Write what is to be done.", field="reason")
    if locked.desk_state == _STATES.RETURNED and _newest_note(locked) == reason.strip():
        return locked
    _refuse_overtaken(locked, seen)
    if locked.desk_state == _STATES.DRAFT:
        raise refuse("not-submitted", "Nobody has handed the story in, so it cannot be returned.", field="desk_state")
    EditorialNote.objects.create(article=locked, text=reason.strip(), created_at=at, created_by=by)
    return _enter(locked, _STATES.RETURNED, "return", by=by, at=at, again=True)


@transaction.atomic
def approve(*, article: Article, version: int, by: User | None, seen: str = "") -> Article:
    """Say that this version may be published."""
    permissions.require(by, APPROVE, to="approve stories")
    locked, at = _lock(article, version)
    _refuse_overtaken(locked, seen, to=_STATES.APPROVED)
    return _enter(locked, _STATES.APPROVED, "approve", by=by, at=at)


@transaction.atomic
def assign(*, article: Article, to: User | None, by: User | None, seen: int | None = None) -> Article:
    """Give the story to somebody to work on, or to nobody. Oneself may take what is nobody's.

    `seen`: the number of the assignee that was shown, 0 for nobody's.
    """
    permissions.require(by, "articles.change_article", to="assign stories")
    locked = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    if locked.assignee_id == (to.pk if to else None):
        return locked
    if seen is not None and seen != (locked.assignee_id or 0):
        raise refuse("overtaken", _taken(locked), field="assignee")
    own = by is not None and (to is None or to.pk == by.pk) and locked.assignee_id in (None, by.pk)
    if not own:
        permissions.require(by, APPROVE, to="assign stories to others")
    if to and not to.is_active:
        raise refuse("assignee-left", f"{to} does not work here any more. Choose somebody else.", field="assignee")
    locked.assignee = to
    locked.save(update_fields=["assignee"])
    detail = {"to": str(to) if to else ""}
    audit.record(by=by, verb="assign", subject=locked, at=clock.after_lock(), detail=detail)
    return locked


def whereabouts(article: Article) -> str:
    """Where the story is on its way, as one word to be compared: its state, and which note is the newest."""
    if article.desk_state == _STATES.DRAFT:
        return str(_STATES.DRAFT)
    note = article.editorial_notes.values_list("pk", flat=True).first()
    return f"{article.desk_state}-{note or 0}"


def _refuse_overtaken(article: Article, seen: str, *, to: str = "") -> None:
    """Raise Refused if a colleague has moved the story since, but not where it was meant to go."""
    if seen and article.desk_state != to and seen != whereabouts(article):
        raise refuse("overtaken", _moved(article), field="desk_state")


def _moved(article: Article) -> str:
    moved = _MOVED[_STATES(article.desk_state)]
    last = audit.newest(subject=article, verbs=moved)
    if last is None:
        return f"The story is on its way already: {article.get_desk_state_display()}. Nothing was done. Look again."
    note = f": “{_newest_note(article)}”" if last.verb == "return" else "."
    return f"{last.actor_name} {moved[last.verb]} on {printed(last.at)}{note} Nothing was done. Look again."


def _taken(article: Article) -> str:
    to = str(article.assignee) if article.assignee else ""
    last = audit.newest(subject=article, verbs=["assign"])
    if last is None or last.detail.get("to") != to:
        return f"The story is {'assigned to ' + to if to else 'nobody’s'} now. Nothing was done. Look again."
    done = f"assigned the story to {to}" if to else "took the story from its assignee"
    return f"{last.actor_name} {done} on {printed(last.at)}. Nothing was done. Look again."


def _lock(article: Article, version: int) -> tuple[Article, datetime]:
    locked = Article.objects.select_for_update(of=("self",)).select_related("changed_by").get(pk=article.pk)
    if locked.version != version:
        raise StaleVersion(locked, seen=version)
    return locked, clock.after_lock()


def _enter(article: Article, state: str, verb: str, *, by: User | None, at: datetime, again: bool = False) -> Article:
    """Change the state, unless the story is in it already."""
    if article.desk_state == state and not again:
        return article
    article.desk_state = state
    article.save(update_fields=["desk_state"])
    audit.record(by=by, verb=verb, subject=article, at=at, detail={"version": article.version})
    return article


def _newest_note(article: Article) -> str:
    return article.editorial_notes.values_list("text", flat=True).first() or ""
