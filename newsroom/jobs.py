"""The house's own jobs. The switchboard says when they run."""

from datetime import timedelta

from procrastinate.contrib.django import app

from articles import sweeping
from ground import clock
from newsroom.models import Purge

#: How long purges are kept for processes that were cut off.
PURGES_KEPT = timedelta(days=2)


@app.task(name="newsroom.sweep", queueing_lock="newsroom.sweep")
def sweep(timestamp: int) -> None:  # noqa: ARG001 (every periodic job gets the time it was due)
    """Announce the beginnings and ends that have come."""
    sweeping.sweep()


@app.task(name="newsroom.prune", queueing_lock="newsroom.prune")
def prune(timestamp: int) -> None:  # noqa: ARG001 (as above)
    """Forget purges that every process has long seen."""
    Purge.objects.filter(at__lt=clock.now() - PURGES_KEPT).delete()
