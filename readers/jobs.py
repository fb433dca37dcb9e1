"""The readers' jobs: finding related stories, counting what is trending."""

from procrastinate.contrib.django import app

from ground import clock
from readers import related, trending


@app.task(name="readers.relate")
def relate(article_id: int) -> None:
    """Find the related stories of one that was just published."""
    related.relate(article_id=article_id, at=clock.now())


@app.task(name="readers.count_trending", queueing_lock="readers.count_trending")
def count_trending(timestamp: int) -> None:  # noqa: ARG001 (every periodic job gets the time it was due)
    """Count what was read most, and forget old counts."""
    now = clock.now()
    trending.count(at=now)
    trending.forget(at=now)
