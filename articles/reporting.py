"""Live reporting: opening and closing a live page, posting to it, changing, pinning and withdrawing posts.

Every verb locks the coverage first and only then reads the clock, so that posts and changes of
one page are counted without a gap. All are keyword-only, atomic and idempotent; they raise
Refused and NotAllowed.
"""

from datetime import datetime, timedelta
from typing import Any, TypedDict
from uuid import UUID

from django.db import transaction

from articles import body, facts, surrogates
from articles.models import Author, Coverage, LiveUpdate
from articles.refusals import refuse
from ground import clock
from media.models import Photo
from staff import audit, permissions
from staff.models import User
from staff.printing import printed

_POST, _EDIT = "articles.post_liveupdate", "articles.edit_liveupdate"
#: PostgreSQL's resolution: two posts never have the same moment.
_TICK = timedelta(microseconds=1)


class Words(TypedDict, total=False):
    """What may be written to a post; a key that is missing is left as it is."""

    headline: str
    body: str
    author: Author | None
    byline: str
    source: str
    photo: Photo | None
    caption: str
    credit: str
    alt: str
    is_key: bool
    is_breaking: bool


@transaction.atomic
def start_live(*, coverage: Coverage, by: User | None) -> Coverage:
    """Open the live page, or open it again; readers see it where they may see the coverage."""
    permissions.require(by, _EDIT, to="open live pages")
    locked, at = _lock(coverage)
    if locked.is_reported_live(at=at):
        return locked
    locked.live_opened_at, locked.live_closed_at = locked.live_opened_at or at, None
    return _keep_span(locked, "start live", by=by, at=at)


@transaction.atomic
def close_live(*, coverage: Coverage, by: User | None) -> Coverage:
    """Close the live page: it stays to be read, and nothing asks it for news any more."""
    permissions.require(by, _EDIT, to="close live pages")
    locked, at = _lock(coverage)
    if not locked.is_reported_live(at=at):
        return locked
    locked.live_closed_at = at
    return _keep_span(locked, "close live", by=by, at=at)


@transaction.atomic
def post(*, coverage: Coverage, words: Words, by: User | None, public_id: UUID | None = None) -> LiveUpdate:
    """A new post, public from now on. Sent twice under the same id, it is posted once."""
    permissions.require(by, _POST, to="post to live pages")
    locked, at = _lock(coverage)
    sent = LiveUpdate.objects.filter(public_id=public_id).first() if public_id else None
    if sent:
        _refuse_other_words(sent, words)
        return sent
    _refuse_closed(locked, at, by=by)
    _refuse_empty(words.get("headline", ""), words.get("body", ""))
    _refuse_unfit(words.get("photo"), words.get("credit", ""), at)
    named = {"public_id": public_id} if public_id else {}
    stamped = {"published_at": _after_the_last(locked, at), "created_by": by, "changed_at": at, "changed_by": by}
    update = LiveUpdate.objects.create(coverage=locked, sequence=_next(locked), **named, **stamped, **words)
    update.refresh_from_db(fields=["body"])
    return _tell(update, "post", by=by, at=at)


@transaction.atomic
def revise(*, update: LiveUpdate, version: int, words: Words, by: User | None, is_minor: bool = False) -> LiveUpdate:
    """Change the post in its place. Readers see when, unless the change is a minor one."""
    locked, at = _open(update, by=by)
    if locked.version != version:
        raise _stale(locked)
    if locked.withdrawn_at:
        raise refuse("withdrawn", "This post was withdrawn, so nothing was changed. Post anew what is to be said.")
    _refuse_empty(words.get("headline", locked.headline), words.get("body", locked.body))
    if _says(locked, words):
        return locked
    photo, credit = words.get("photo", locked.photo), words.get("credit", locked.credit)
    if (photo, credit) != (locked.photo, locked.credit):
        _refuse_unfit(photo, credit, at)
    _set(locked, dict(words))
    if not is_minor:
        locked.updated_at = at
    return _change(locked, "revise", by=by, at=at)


@transaction.atomic
def pin(*, update: LiveUpdate, by: User | None, pinned: bool = True) -> LiveUpdate:
    """Let the post stand above the others, alone; or let it go back to its place."""
    permissions.require(by, _EDIT, to="pin posts")
    locked, at = _open(update, by=by)
    if locked.is_pinned == pinned:
        return locked
    if locked.withdrawn_at:
        raise refuse("withdrawn", "This post was withdrawn, so it cannot be pinned.")
    for other in LiveUpdate.objects.filter(coverage=locked.coverage, is_pinned=True):
        other.coverage, other.is_pinned = locked.coverage, False
        _change(other, "unpin", by=by, at=at)
    if pinned:
        locked.is_pinned = True
        return _change(locked, "pin", by=by, at=at)
    return LiveUpdate.objects.get(pk=locked.pk)


@transaction.atomic
def withdraw(*, update: LiveUpdate, notice: str, by: User | None, version: int | None = None) -> LiveUpdate:
    """Take the words and the picture of the post away from readers; its place keeps the notice.

    Given the version that was looked at, a post that a colleague has corrected since stays.
    """
    permissions.require(by, _EDIT, to="withdraw posts")
    locked, at = _open(update, by=by)
    if locked.withdrawn_at and notice.strip() in ("", locked.notice):
        return locked
    if locked.withdrawn_at:
        who = locked.changed_by or audit.SYSTEM
        said = f"{who} withdrew this post at {printed(locked.withdrawn_at)}, with this notice: “{locked.notice}”"
        raise refuse("withdrawn", f"{said} Yours was not written.", field="notice")
    if not notice.strip():
        raise refuse("notice-missing", "A withdrawal needs a notice for readers. Write why it is gone.", field="notice")
    if version is not None:
        _refuse_corrected(locked, seen=version, notice=notice, by=by)
    locked.withdrawn_at, locked.notice, locked.is_pinned = at, notice.strip(), False
    return _change(locked, "withdraw", by=by, at=at, hard=True)


def _lock(coverage: Coverage) -> tuple[Coverage, datetime]:
    return Coverage.objects.select_for_update().get(pk=coverage.pk), clock.after_lock()


def _open(update: LiveUpdate, *, by: User | None) -> tuple[LiveUpdate, datetime]:
    """The post under the lock of its page, for somebody who may change it: its author, or an editor."""
    permissions.require(by, _POST, to="change posts")
    coverage, at = _lock(update.coverage)
    locked = LiveUpdate.objects.select_related("changed_by").get(pk=update.pk)
    locked.coverage = coverage
    if by is not None and locked.created_by_id != by.pk:
        permissions.require(by, _EDIT, to="change the posts of others")
    return locked, at


def _keep_span(coverage: Coverage, verb: str, *, by: User | None, at: datetime) -> Coverage:
    coverage.live_sequence += 1
    coverage.save(update_fields=["live_opened_at", "live_closed_at", "live_sequence"])
    audit.record(by=by, verb=verb, subject=coverage, at=at)
    own = {surrogates.of_coverage(coverage), surrogates.of_live(coverage), surrogates.of_path(coverage.live_path)}
    keys = {*own, surrogates.COVERAGES}
    facts.live_changed.send(sender=Coverage, coverage=coverage, keys=keys, hard=False)
    return coverage


def _refuse_closed(coverage: Coverage, at: datetime, *, by: User | None) -> None:
    if not coverage.is_reported_live(at=at):
        may_open = by is None or by.has_perm(_EDIT)
        todo = "Open it first." if may_open else "Ask an editor to open it, then post again."
        raise refuse("not-live", f"The live page of “{coverage}” is not open, so nothing was posted. {todo}")


def _refuse_empty(headline: str, html: str) -> None:
    if not headline.strip() and not body.text(html).strip() and "data-embed" not in html:
        raise refuse("empty", "The post says nothing, so it was not posted. Write a headline or a text.", field="body")


def _refuse_unfit(photo: Photo | None, credit: str, at: datetime) -> None:
    """A photograph stands with a credit and by right, here as in a story."""
    if photo is None:
        return
    if why := photo.hindrance(at=at):
        raise refuse("photo-not-usable", f"“{photo}” may not be used. {why} Choose another photo.", field="photo")
    if not (credit.strip() or photo.own_credit):
        raise refuse("credit-missing", f"“{photo}” has no credit. Write who made it.", field="credit")


def _refuse_other_words(sent: LiveUpdate, words: Words) -> None:
    """The same form again with other words, as after “back” in a browser, is no repetition."""
    if sent.version == 1 and not _says(sent, words):
        said = (
            "This form was sent before, and its post stands. What you have changed since was not posted and is still "
        )
        raise refuse("sent-before", f"{said}in front of you. Open the post below to change it.")


def _stale(update: LiveUpdate) -> Exception:
    who = str(update.changed_by) if update.changed_by else audit.SYSTEM
    return refuse(
        "stale",
        f"{who} changed this post at {printed(update.changed_at)}. Your text was not saved and is still in front of "
        "you. Copy what you need, open the post again and put it in.",
        field="version",
    )


def _refuse_corrected(update: LiveUpdate, *, seen: int, notice: str, by: User | None) -> None:
    last = audit.newest(subject=update, verbs=["revise"])
    if last and last.detail["version"] > seen and last.actor != by:
        said = f"{last.actor_name} changed this post at {printed(last.at)}, so it was not withdrawn. Your notice was: "
        raise refuse("stale", f"{said}“{notice.strip()}” Look at the post, then withdraw it if it is still wrong.")


def _after_the_last(coverage: Coverage, at: datetime) -> datetime:
    last = coverage.live_updates.newest_first().values_list("published_at", flat=True).first()
    return max(at, last + _TICK) if last else at


def _next(coverage: Coverage) -> int:
    coverage.live_sequence += 1
    coverage.save(update_fields=["live_sequence"])
    return coverage.live_sequence


def _says(update: LiveUpdate, words: Words) -> bool:
    """Whether the post holds these words already. Its body was cleaned on the way in."""
    stored: dict[str, Any] = {**words, "body": body.clean(words.get("body", update.body)).html}
    return all(getattr(update, name) == value for name, value in stored.items())


def _set(update: LiveUpdate, words: dict[str, Any]) -> None:
    for name, value in words.items():
        setattr(update, name, value)


def _change(update: LiveUpdate, verb: str, *, by: User | None, at: datetime, hard: bool = False) -> LiveUpdate:
    update.version, update.sequence = update.version + 1, _next(update.coverage)
    update.changed_at, update.changed_by = at, by
    update.save()
    update.refresh_from_db(fields=["body"])
    return _tell(update, verb, by=by, at=at, hard=hard)


def _tell(update: LiveUpdate, verb: str, *, by: User | None, at: datetime, hard: bool = False) -> LiveUpdate:
    detail = {"version": update.version, "breaking": update.is_breaking}
    audit.record(by=by, verb=verb, subject=update, at=at, detail=detail)
    keys = {surrogates.of_live(update.coverage)}
    facts.live_changed.send(sender=LiveUpdate, coverage=update.coverage, keys=keys, hard=hard)
    return update
