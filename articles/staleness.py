"""Somebody saved since a version was opened: who, when, and what they changed. One sentence for all who tell it."""

from articles import snapshots
from articles.models import Article
from staff import audit
from staff.printing import printed


class StaleVersion(Exception):
    """The version that somebody acts on is not the story's newest; the newer one stands and nothing was done."""

    def __init__(self, article: Article, *, seen: int) -> None:
        self.article, self.seen = article, seen
        self.who = str(article.changed_by or audit.SYSTEM)
        #: The names of the fields that differ; none where nobody saved that version.
        self.changed = _changed_since(article, seen)
        newest = article.revisions.first()
        #: Why it was saved, where that is known: a story that was restored, an agency's later version.
        self.reason = newest.reason if newest and newest.version == article.version else ""
        super().__init__(f"{self.happened} Look at it, then do it again.")

    @property
    def happened(self) -> str:
        """What has happened, without what to do."""
        why = f" ({self.reason})" if self.reason else ""
        return f"{self.who} saved version {self.article.version}{why} at {self.circumstances}"

    @property
    def circumstances(self) -> str:
        """When it was, what it changed, and what was seen instead."""
        what = f" and changed {', '.join(name.replace('_', ' ') for name in self.changed)}" if self.changed else ""
        return f"{printed(self.article.changed_at)}{what}; you had version {self.seen}."


def _changed_since(article: Article, version: int) -> list[str]:
    seen = article.revisions.filter(version=version).first()
    newest = article.revisions.first()
    return snapshots.changed(seen.content, newest.content) if seen and newest else []
