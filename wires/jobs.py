"""The wire's jobs. The switchboard says when they run."""

from procrastinate.contrib.django import app

from ground import clock
from wires import expiring


@app.task(name="wires.expire", queueing_lock="wires.expire")
def expire(timestamp: int) -> None:  # noqa: ARG001 (every periodic job gets the time it was due)
    """Forget agency copy that nobody uses, once it has been kept for its time."""
    expiring.expire(at=clock.now())
