"""What an address answers at which no story stands: moved, gone with a notice, or nothing."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles import addressing, surrogates
from articles.models import Edition
from ground import languages

_WITHDRAWN = _("This story has been withdrawn")
#: Why a story ended → the heading where it was. Other ends leave no trace.
_HEADINGS: dict[str, Promise] = {
    Edition.EndedBy.WITHDRAWAL: _WITHDRAWN,
    Edition.EndedBy.KILL: _WITHDRAWN,
    Edition.EndedBy.EXPIRY: _("This story is no longer available"),
}


@dataclass(frozen=True)
class Moved:
    """The story stands at another address."""

    path: str
    key: str
    until: datetime | None


@dataclass(frozen=True)
class Gone:
    """The story was public and is not any more; of the story itself nothing is said."""

    heading: Promise
    notice: str
    ended_at: datetime
    language: str
    direction: str
    key: str
    until: datetime | None


@dataclass(frozen=True)
class Nothing:
    """No story was here, or none of which readers may know."""

    until: datetime | None = None


def absent(path: str, *, at: datetime) -> Moved | Gone | Nothing:
    """The answer for an address. `until` is when a planned edition begins there."""
    article = addressing.story_at(path)
    if article is None:
        return Nothing()
    last = Edition.objects.begun(at=at).filter(article=article).order_by("-live_from").first()
    until = article.editions.future(at=at).values_list("live_from", flat=True).first()
    key = surrogates.of_article(article)
    if last is None:
        return Nothing(until)
    if last.is_live(at=at):
        # Committed since somebody looked for the story itself: the next to ask will find it.
        return Nothing(at) if article.path == path else Moved(article.path or "/", key, last.live_until)
    return _gone(last, key, until) if last.ended_by in _HEADINGS else Nothing(until)


def _gone(last: Edition, key: str, until: datetime | None) -> Gone:
    return Gone(
        heading=_HEADINGS[last.ended_by],
        notice=last.notice,
        ended_at=last.live_until or last.live_from,
        language=last.language,
        direction=languages.direction(last.language),
        key=key,
        until=until,
    )
