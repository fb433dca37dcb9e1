"""Background work on photographs; only newsroom/switchboard.py asks for it."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from ground import clock
from media import renditions, sweeping

#: A full disk or a lost connection passes, within five hours; a broken picture is no error but a state.
_AGAIN = RetryStrategy(max_attempts=6, exponential_wait=5)


@app.task(name="media.make_renditions", retry=_AGAIN)
def make_renditions(photo_id: int) -> int:
    """Make the sizes that the photograph lacks; the number made."""
    return renditions.make(photo_id=photo_id)


@app.task(name="media.sweep_originals")
def sweep_originals(**_: int) -> int:
    """Remove originals without a photograph; how many. Periodic jobs are given a `timestamp`."""
    return sweeping.sweep_originals(at=clock.now())
