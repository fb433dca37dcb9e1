"""Taking stories away from readers, and giving them back.

| verb | the future edition | the standing one | a new one |
|---|---|---|---|
| withdraw | dropped | ends now, with cause and public notice | - |
| reinstate | - | - | from now, a copy of the last, or the version that was saved since |
| plan_take_down at T | stays | ends at T, expiry | - |
| embargo until T | dropped where it breaks it | ends now where it breaks it | - |
| hold | dropped | stays | - |
| lift_hold | - | stays | - |

Keyword-only, atomic, idempotent; they raise Refused with every reason, and NotAllowed.
"""

from datetime import datetime

from django.db import transaction

from articles import addressing, checking, facts, publishing, standing, times
from articles.models import Article, Edition, PublishBlock
from articles.refusals import Refused, refuse
from articles.standing import Story
from staff import audit, permissions
from staff.models import User
from staff.printing import printed


@transaction.atomic
def withdraw(
    *, article: Article, by: User | None, notice: str, cause: str = Edition.EndedBy.WITHDRAWAL
) -> Edition | None:
    """Take the story away now; its address answers 410 with the notice.

    Returns the edition that ended, or None where only a planned one was dropped. On a story
    already withdrawn a new notice has an effect, and so has a kill.
    """
    permissions.require(by, "articles.withdraw_article", to="withdraw stories")
    story = standing.lock(article)
    _refuse_without_notice(notice)
    dropped, ended = _drop(story), _end_standing(story, cause=cause, notice=notice)
    former = None if ended else story.withdrawn
    if not (ended or dropped or former):
        raise refuse("not-public", "Nothing of this story is public or planned, so there is nothing to withdraw.")
    rewritten = former and _rewrite(former, cause=cause, notice=notice)
    if ended or dropped or rewritten:
        audit.record(by=by, verb=cause, subject=story.article, at=story.at, detail={"notice": notice})
    standing.announce(story.article, at=story.at)
    return ended or former


@transaction.atomic
def reinstate(*, article: Article, by: User | None, version: int | None = None, note: str = "") -> Edition:
    """End a withdrawal: the last edition stands again, from now, with its old dates.

    With a `version`, which must be the one that was saved last, readers see that one instead, as an update; with a
    public `note`, as a correction. It is checked as for publishing.
    """
    permissions.require(by, "articles.withdraw_article", to="reinstate stories")
    story = standing.lock(article)
    if story.standing and version in (None, story.standing.article_version):
        return story.standing
    last = story.withdrawn
    if last is None:
        raise refuse("not-withdrawn", "The story was not withdrawn, so there is nothing to reinstate. Publish it.")
    if version is None:
        again, detail = _again(story, last, by=by), {}
    else:
        again = _anew(story, version=version, note=note, by=by)
        detail = publishing.told(story, again, by=by)
    audit.record(by=by, verb="reinstate", subject=story.article, at=story.at, detail=detail)
    standing.announce(story.article, at=story.at)
    return again


def _again(story: Story, last: Edition, *, by: User | None) -> Edition:
    if reasons := checking.obstacles(story.article, at=story.at):
        raise Refused(reasons)
    last.article = story.article
    return standing.begin(story, publishing.copy_of(last, at=story.at, by=by))


def _anew(story: Story, *, version: int, note: str, by: User | None) -> Edition:
    permissions.require(by, publishing.PUBLISH, to="publish stories")
    kind = Edition.Kind.CORRECTION if note.strip() else Edition.Kind.UPDATE
    return publishing.stand(story, version=version, kind=kind, note=note, by=by, again=True)


@transaction.atomic
def plan_take_down(*, article: Article, until: datetime | None, by: User | None) -> Article:
    """Let the story end at that moment (None: never), carried over to every later edition."""
    permissions.require(by, "articles.withdraw_article", to="plan take-downs")
    times.refuse_unmeant(until, field="until")
    story = standing.lock(article)
    article = story.article
    if article.take_down_at == until:
        return article
    _refuse_take_down(story, until)
    article.take_down_at = until
    article.save(update_fields=["take_down_at"])
    _carry_take_down(story, until)
    audit.record(by=by, verb="plan take-down", subject=article, at=story.at, detail={"until": until})
    _tell_planned(story)
    return article


@transaction.atomic
def embargo(*, article: Article, until: datetime | None, by: User | None) -> Article:
    """Set or clear (None) the moment before which nothing may be public.

    What now breaks it ends at once or is dropped; nothing comes back by itself. One that has
    passed holds nothing back any more, so what is public stays public.
    """
    permissions.require(by, "articles.embargo_article", to="set embargoes")
    times.refuse_unmeant(until, field="until")
    story = standing.lock(article)
    article = story.article
    if article.embargo == until:
        return article
    article.embargo = until
    article.save(update_fields=["embargo"])
    dropped = _enforce_embargo(story, until)
    audit.record(by=by, verb="embargo", subject=article, at=story.at, detail={"until": until, **_planned(dropped)})
    standing.announce(article, at=story.at)
    return article


@transaction.atomic
def hold(*, article: Article, kind: str, reason: str, by: User | None) -> PublishBlock:
    """Keep the story from being published until the hold is lifted, also as planned. What is public stays public."""
    permissions.require(by, "articles.hold_article", to="hold stories")
    story = standing.lock(article)
    block, created = PublishBlock.objects.get_or_create(
        article=story.article,
        kind=kind,
        reason=reason[:500],
        lifted_at=None,
        defaults={"created_at": story.at, "created_by": by},
    )
    if created:
        detail = {"kind": kind, "reason": reason, **_planned(_drop(story))}
        audit.record(by=by, verb="hold", subject=story.article, at=story.at, detail=detail)
    return block


@transaction.atomic
def lift_hold(*, block: PublishBlock, reason: str, by: User | None) -> PublishBlock:
    """Allow publishing again, for a reason that is kept. Lifting twice is the same as once."""
    permissions.require(by, "articles.hold_article", to="lift holds")
    if not reason.strip():
        raise refuse("reason-missing", "Lifting a hold needs a reason that is kept. Write it.", field="reason")
    story = standing.lock(block.article)
    fields = {"lifted_at": story.at, "lifted_by": by, "lifted_reason": reason[:500]}
    if PublishBlock.objects.filter(pk=block.pk, lifted_at=None).update(**fields):
        audit.record(by=by, verb="lift hold", subject=story.article, at=story.at, detail={"reason": reason})
    block.refresh_from_db()
    return block


def _refuse_without_notice(notice: str) -> None:
    if not notice.strip():
        raise refuse("notice-missing", "A withdrawal needs a notice for readers. Write why it is gone.", field="notice")


def _drop(story: Story) -> Edition | None:
    dropped = standing.drop_future(story)
    if dropped:
        addressing.release(story.article)
        facts.listing_changed.send(sender=Edition, edition=dropped)
    return dropped


def _end_standing(story: Story, *, cause: str, notice: str) -> Edition | None:
    if story.standing:
        standing.end(story.standing, at=story.at, cause=cause, notice=notice)
    return story.standing


def _rewrite(withdrawn: Edition, *, cause: str, notice: str) -> bool:
    """Tell readers the new notice; a kill stays a kill. Whether anything is new."""
    cause = withdrawn.ended_by if withdrawn.ended_by == Edition.EndedBy.KILL else cause
    if (withdrawn.ended_by, withdrawn.notice) == (cause, notice):
        return False
    withdrawn.ended_by, withdrawn.notice = cause, notice
    withdrawn.save(update_fields=["ended_by", "notice"])
    facts.listing_changed.send(sender=Edition, edition=withdrawn)
    return True


def _refuse_take_down(story: Story, until: datetime | None) -> None:
    if until is None:
        return
    if until <= story.at:
        said = f"{printed(until)} has passed. To take it down now, withdraw it."
        raise refuse("time-past", said, field="until")
    if story.future and until <= story.future.live_from:
        raise refuse(
            "before-scheduled",
            f"A version is scheduled for {printed(story.future.live_from)}, after that take-down. "
            "Unschedule it or choose a later take-down.",
            field="until",
        )


def _carry_take_down(story: Story, until: datetime | None) -> None:
    """The edition that will stand then ends at that moment; so would the one it replaces, if it came back."""
    cause = Edition.EndedBy.EXPIRY if until else ""
    if story.future:
        story.future.live_until, story.future.ended_by = until, cause
        if story.future.replaces_id:
            story.future.replaced_until, story.future.replaced_ended_by = until, cause
        story.future.save(update_fields=["live_until", "ended_by", "replaced_until", "replaced_ended_by"])
    elif story.standing:
        standing.end(story.standing, at=until, cause=cause)  # type: ignore[arg-type]


def _tell_planned(story: Story) -> None:
    """Pages that show the story must know when it ends."""
    for edition in filter(None, [story.standing, story.future]):
        facts.listing_changed.send(sender=Edition, edition=edition)


def _planned(dropped: Edition | None) -> dict[str, datetime]:
    """For the audit: when the dropped edition would have begun."""
    return {"dropped": dropped.live_from} if dropped else {}


def _enforce_embargo(story: Story, until: datetime | None) -> Edition | None:
    """End or drop what breaks the embargo; return what was dropped."""
    breaks = story.future and until and story.future.live_from < until
    dropped = _drop(story) if breaks else None
    if story.standing and until and until > story.at:
        _end_by_embargo(story)
    for edition in filter(None, [story.standing, story.future]):
        if until is None or until <= edition.live_from:
            edition.embargo = until
            edition.save(update_fields=["embargo"])
    return dropped


def _end_by_embargo(story: Story) -> None:
    assert story.standing is not None
    standing.end(story.standing, at=story.at, cause=Edition.EndedBy.EMBARGO)
    standing.forget(story)
    story.standing = None
