"""Where a story stands with its readers, from its newest editions: what lists and panels say about it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from articles.models import Article, Edition, PublishBlock
from staff.printing import brief, printed

#: Columns of a story that no list shows.
LONG = ("body", "summary", "editor_note")
#: The future edition and the newest that has begun: no older one says where a story stands.
_NEWEST = 2
_UNDONE = Edition.EndedBy.UNDO
_DRAFT = "Draft"
#: The states in which a story waits for nobody.
_AT_REST = (Article.DeskState.DRAFT, Article.DeskState.APPROVED)
#: Why readers see a story no more, in a word or two; an undone publication leaves a draft.
_ENDINGS: dict[str, str] = {
    Edition.EndedBy.WITHDRAWAL: "Withdrawn",
    Edition.EndedBy.KILL: "Withdrawn",
    Edition.EndedBy.EXPIRY: "Taken down",
    Edition.EndedBy.EMBARGO: "Taken back by embargo",
}


@dataclass(frozen=True)
class Shown:
    """One edition, as far as the desk speaks of it."""

    id: int
    version: int
    kind: str
    live_from: datetime
    live_until: datetime | None
    ended_by: str
    notice: str
    first_published_at: datetime
    replaces_id: int | None

    @property
    def has_something_before_it(self) -> bool:
        """Whether an undo knows what readers saw before: another version, or nothing at all (publishing.undo)."""
        return self.replaces_id is not None or self.first_published_at == self.live_from


@dataclass(frozen=True)
class Situation:
    """What readers see of a story and will see; `label` and `tone` are the chip of the lists."""

    label: str
    tone: str
    standing: Shown | None
    future: Shown | None
    last: Shown | None
    held: bool
    has_changes: bool
    #: Whether the version that was saved last is the one that readers see, will see or saw last.
    is_settled: bool

    @property
    def in_words(self) -> str:
        """The chip of the lists; of a story that is only planned also for when."""
        planned = self.future if not self.standing else None
        return f"{self.label} for {printed(planned.live_from)}" if planned else self.label

    def briefly(self, *, at: datetime) -> str:
        """The same as much as a badge has room for, at that moment."""
        planned = self.future if not self.standing else None
        return f"{self.label} for {brief(planned.live_from, at=at)}" if planned else self.label

    @property
    def was_public(self) -> bool:
        """Whether readers have seen it; an undone first publication does not count."""
        return self.last is not None and self.last.ended_by != _UNDONE

    @property
    def withdrawn(self) -> bool:
        return self.standing is None and self.last is not None and self.last.ended_by in Edition.WITHDRAWN


def with_situation(articles: QuerySet[Article]) -> QuerySet[Article]:
    """Articles with what `situation` needs, in the same query."""
    editions = Edition.objects.filter(article=OuterRef("pk")).order_by("-live_from", "-pk")
    names = [name for name in Shown.__annotations__ if name != "version"]
    rows = editions.values(json=JSONObject(version="article_version", **{name: name for name in names}))
    holds = PublishBlock.objects.filter(article=OuterRef("pk"), lifted_at=None)
    return articles.annotate(edition_rows=ArraySubquery(rows[:_NEWEST]), held=Exists(holds))


def situation(article: Article, *, at: datetime) -> Situation:
    """The situation at that moment of an article from `with_situation`."""
    newest: list[dict[str, Any]] = article.edition_rows  # type: ignore[attr-defined]
    editions = [_shown(row) for row in newest]
    future = next((edition for edition in editions if edition.live_from > at), None)
    last = next((edition for edition in editions if edition.live_from <= at), None)
    standing = last if last and (last.live_until is None or last.live_until > at) else None
    held: bool = article.held  # type: ignore[attr-defined]
    has_changes = standing is not None and standing.version != article.version
    is_settled = any(edition.version == article.version for edition in editions if edition.ended_by != _UNDONE)
    label, tone = _chip(standing, future, last, held=held, has_changes=has_changes)
    return Situation(label, tone, standing, future, last, held, has_changes, is_settled)


def live(articles: QuerySet[Article], *, at: datetime) -> QuerySet[Article]:
    """Those that readers see. Looked up story by story: a list wants the newest, and most are live."""
    return articles.filter(Exists(Edition.objects.live(at=at).filter(article=OuterRef("pk"))))


def withdrawn(articles: QuerySet[Article], *, at: datetime) -> QuerySet[Article]:
    """Those that were taken from readers and not given back since, of which few are."""
    taken = Edition.objects.begun(at=at).filter(live_until__lte=at, ended_by__in=Edition.WITHDRAWN)
    since = Edition.objects.begun(at=at).filter(article=OuterRef("article"), live_from__gt=OuterRef("live_from"))
    return articles.filter(pk__in=taken.exclude(Exists(since)).values("article"))


def never_published(articles: QuerySet[Article], *, at: datetime) -> QuerySet[Article]:
    """Those of which readers have seen nothing; an undone first publication does not count."""
    seen = Edition.objects.begun(at=at).exclude(ended_by=_UNDONE).filter(article=OuterRef("pk"))
    return articles.exclude(Exists(seen))


def on_the_desk(article: Article, now: Situation) -> str:
    """The state in which it goes over the desk, and whose it is; of what is published it is on its way no more.

    Asks for the assignee if they did not come along.
    """
    state = "" if now.is_settled and article.desk_state in _AT_REST else article.get_desk_state_display()
    whose = str(article.assignee) if article.assignee else ""
    return ", ".join(filter(None, [state, whose]))


def _shown(row: dict[str, Any]) -> Shown:
    moments = {name: _moment(row[name]) for name in ("live_from", "live_until", "first_published_at")}
    return Shown(**{**row, **moments})  # type: ignore[arg-type]


def _moment(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None


def _chip(
    standing: Shown | None, future: Shown | None, last: Shown | None, *, held: bool, has_changes: bool
) -> tuple[str, str]:
    """Words and colour. What readers see, or why they see it no more, comes first; a hold is told with it."""
    if standing:
        label, tone = ("Live, with changes", "info") if has_changes else ("Live", "success")
    elif future and not held:
        label, tone = "Scheduled", "primary"
    else:
        label, tone = _ended(last)
    if held:
        return ("On hold" if label == _DRAFT else f"{label}, on hold"), "danger"
    return label, tone


def _ended(last: Shown | None) -> tuple[str, str]:
    label = _ENDINGS.get(last.ended_by) if last else None
    return (label, "warning") if label else (_DRAFT, "default")
