"""The sweep: beginnings and ends that the clock has brought are announced, each once.

A story appears and goes by its times alone; the sweep only tells caches and jobs of it.
"""

from django.db import transaction

from articles import standing
from articles.models import Article
from ground import clock


def sweep() -> int:
    """Announce what is due and return how many beginnings and ends that were."""
    return sum(_announce_one(pk) for pk in standing.due(at=clock.now()))


@transaction.atomic
def _announce_one(pk: int) -> int:
    """A story that a verb is holding is left to it: the verb announces what is due."""
    article = Article.objects.select_for_update(skip_locked=True).filter(pk=pk).first()
    return standing.announce(article, at=clock.after_lock()) if article else 0
