"""A story's editions around this moment, under the lock: what every publishing verb starts from.

The article row is locked first and only then is the clock read. With the clock read before the
lock, two publications at once could be given their moments in the wrong order.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from articles import facts, indexing
from articles.models import Article, Edition
from articles.querysets import EditionQuerySet
from ground import clock

#: PostgreSQL's resolution: the least by which one moment follows another.
TICK = timedelta(microseconds=1)
#: The states in which a story waits for somebody on the desk.
_WAITING = (Article.DeskState.SUBMITTED, Article.DeskState.RETURNED)


@dataclass
class Story:
    """A locked article, the moment of the verb, and its standing and future edition."""

    article: Article
    at: datetime
    standing: Edition | None
    future: Edition | None

    @property
    def last(self) -> Edition | None:
        """The newest edition that has begun, standing or ended."""
        return Edition.objects.begun(at=self.at).filter(article=self.article).order_by("-live_from").first()

    @property
    def withdrawn(self) -> Edition | None:
        """The edition by whose withdrawal or kill the story is away from readers."""
        last = None if self.standing else self.last
        return last if last and last.is_withdrawn else None

    @property
    def was_public(self) -> bool:
        """Whether readers have seen the story; an undone first publication does not count."""
        return self._seen.exists()

    def was_public_before(self, edition: Edition) -> bool:
        """Whether readers have seen another edition than this one."""
        return self._seen.exclude(pk=edition.pk).exists()

    @property
    def _seen(self) -> EditionQuerySet:
        begun = Edition.objects.begun(at=self.at).filter(article=self.article)
        return begun.exclude(ended_by=Edition.EndedBy.UNDO)


def lock(article: Article) -> Story:
    """Lock the article row, then read the clock, then look at the editions."""
    locked = Article.objects.select_for_update(of=("self",)).select_related("changed_by", "section").get(pk=article.pk)
    at = _after_the_past(locked, clock.after_lock())
    editions = Edition.objects.filter(article=locked).select_related("section", "article")
    return Story(
        article=locked,
        at=at,
        standing=editions.live(at=at).first(),
        future=editions.future(at=at).first(),
    )


def _after_the_past(article: Article, at: datetime) -> datetime:
    """The moment, or the tick after the last beginning: should the clock have gone back, or stand at it."""
    begun = Q(live_from__lte=at) | Q(began_announced_at__isnull=False)
    last = Edition.objects.filter(begun, article=article).order_by("-live_from").first()
    if last is None:
        return at
    ended = last.live_until if last.ended_announced_at else None
    return max(at, last.live_from + TICK, ended or at)


def end(edition: Edition, *, at: datetime, cause: str, notice: str = "") -> None:
    """Let the edition end at that moment, for that cause."""
    edition.live_until, edition.ended_by, edition.notice = at, cause, notice
    edition.save(update_fields=["live_until", "ended_by", "notice"])


def begin(story: Story, edition: Edition) -> Edition:
    """Write a new edition that stands until the future one begins or the take-down comes."""
    article, future = story.article, story.future
    edition.live_until, edition.ended_by = _end_of(article)
    if future is not None and future.live_from > edition.live_from:
        former = edition.live_until, edition.ended_by
        edition.live_until, edition.ended_by = future.live_from, Edition.EndedBy.REPLACED
        edition.save(force_insert=True)
        future.replaces, (future.replaced_until, future.replaced_ended_by) = edition, former
        future.save(update_fields=["replaces", "replaced_until", "replaced_ended_by"])
    else:
        edition.save(force_insert=True)
    indexing.index(edition)
    return edition


def _end_of(article: Article) -> tuple[datetime | None, str]:
    if article.take_down_at is None:
        return None, ""
    return article.take_down_at, Edition.EndedBy.EXPIRY


def settle(article: Article, edition: Edition) -> None:
    """Let nobody be waited for on the desk any more: the unsaved edition keeps what was."""
    if article.desk_state in _WAITING:
        edition.settled = article.desk_state
        _put(article, Article.DeskState.DRAFT)


def unsettle(article: Article, edition: Edition) -> None:
    """Let that wait again which the edition had settled, unless somebody has moved the story over the desk since."""
    if edition.settled and article.desk_state == Article.DeskState.DRAFT:
        _put(article, edition.settled)


def _put(article: Article, state: str) -> None:
    article.desk_state = state
    article.save(update_fields=["desk_state"])


def forget(story: Story) -> None:
    """Let the future edition replace nothing: dropping it must not bring back what has ended."""
    if story.future:
        story.future.replaces, story.future.replaced_until, story.future.replaced_ended_by = None, None, ""
        story.future.save(update_fields=["replaces", "replaced_until", "replaced_ended_by"])


def drop_future(story: Story) -> Edition | None:
    """Delete the edition that has yet to begin and give the one before it back its end."""
    future, story.future = story.future, None
    if future is None:
        return None
    future.delete()
    unsettle(story.article, future)
    if future.replaces_id:
        before = Edition.objects.get(pk=future.replaces_id)
        end_at, cause = future.replaced_until, future.replaced_ended_by
        before.live_until, before.ended_by = end_at, cause
        before.save(update_fields=["live_until", "ended_by"])
        if story.standing is not None and story.standing.pk == before.pk:
            story.standing = before
    return future


def announce(article: Article, *, at: datetime) -> int:
    """Send the facts of all beginnings and ends that have come, each once. The row is locked."""
    ended = list(
        article.editions.filter(live_until__lte=at, ended_announced_at=None).select_related("section", "article")
    )
    begun = list(
        article.editions.filter(live_from__lte=at, began_announced_at=None).select_related("section", "article")
    )
    article.editions.filter(pk__in=[edition.pk for edition in ended]).update(ended_announced_at=at)
    indexing.forget([edition.pk for edition in ended])
    article.editions.filter(pk__in=[edition.pk for edition in begun]).update(began_announced_at=at)
    for edition in ended:
        facts.edition_gone.send(sender=Edition, edition=edition, at=at)
    for edition in begun:
        facts.edition_live.send(sender=Edition, edition=edition, at=at)
    return len(ended) + len(begun)


def due(*, at: datetime) -> list[int]:
    """The ids of the articles of which something has begun or ended unannounced."""
    waiting = Q(began_announced_at=None, live_from__lte=at) | Q(ended_announced_at=None, live_until__lte=at)
    return list(Edition.objects.filter(waiting).order_by("article_id").values_list("article_id", flat=True).distinct())
